/* Building, changing and writing problems, each call under the guard. */

#include "private.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

/* Runs a body that changes the problem. */
static cglpk_result change(cglpk_problem *problem, void (*body)(void *), void *arguments) {
  cglpk_result result = cglpk_usable(problem);
  return result == CGLPK_OK ? cglpk_guard(body, arguments, problem) : result;
}

/* Runs a body that only looks at it. */
static cglpk_result look(cglpk_problem *problem, void (*body)(void *), void *arguments) {
  cglpk_result result = cglpk_usable(problem);
  return result == CGLPK_OK ? cglpk_guard(body, arguments, NULL) : result;
}

struct creation {
  const char *name;
  int sense;
  glp_prob *prob;
};

static void create(void *arguments) {
  struct creation *creation = arguments;
  creation->prob = glp_create_prob();
  glp_set_prob_name(creation->prob, creation->name);
  glp_set_obj_dir(creation->prob, creation->sense);
}

cglpk_result cglpk_create(const char *name, int sense, cglpk_problem **problem) {
  cglpk_problem *box = calloc(1, sizeof *box);
  if (box == NULL) return CGLPK_NO_MEMORY;
  struct creation creation = {name, sense, NULL};
  cglpk_result result = cglpk_guard(create, &creation, NULL);
  if (result != CGLPK_OK) {
    free(box);
    return result;
  }
  box->prob = creation.prob;
  cglpk_enlist(box);
  *problem = box;
  return CGLPK_OK;
}

static void delete(void *arguments) { glp_delete_prob(arguments); }

void cglpk_destroy(cglpk_problem *problem) {
  cglpk_result usable = cglpk_usable(problem);
  /* Given up on a thread that is not its own: leaked rather than pulled from under the other thread. */
  if (usable == CGLPK_FOREIGN || (usable == CGLPK_NO_ENVIRONMENT && problem->owner != NULL)) return;
  glp_prob *prob = problem->prob;
  cglpk_delist(problem);
  free(problem);
  if (prob != NULL && usable == CGLPK_OK) cglpk_guard(delete, prob, NULL);
}

struct addition {
  glp_prob *prob;
  const cglpk_lines *lines;
};

static void add_rows(void *arguments) {
  struct addition *addition = arguments;
  const cglpk_lines *lines = addition->lines;
  glp_prob *prob = addition->prob;
  if (lines->count == 0) return;
  int first = glp_add_rows(prob, lines->count);
  for (int k = 0; k < lines->count; k++) {
    int start = lines->starts[k], length = lines->starts[k + 1] - start;
    if (lines->names != NULL) glp_set_row_name(prob, first + k, lines->names[k]);
    glp_set_row_bnds(prob, first + k, lines->types[k], lines->lower[k], lines->upper[k]);
    /* GLPK takes the element after the one it is pointed to as the first */
    glp_set_mat_row(prob, first + k, length, lines->indices + start - 1, lines->values + start - 1);
  }
}

static void add_columns(void *arguments) {
  struct addition *addition = arguments;
  const cglpk_lines *lines = addition->lines;
  glp_prob *prob = addition->prob;
  if (lines->count == 0) return;
  int first = glp_add_cols(prob, lines->count);
  for (int k = 0; k < lines->count; k++) {
    int start = lines->starts[k], length = lines->starts[k + 1] - start;
    if (lines->names != NULL) glp_set_col_name(prob, first + k, lines->names[k]);
    glp_set_col_kind(prob, first + k, lines->kinds[k]);
    glp_set_col_bnds(prob, first + k, lines->types[k], lines->lower[k], lines->upper[k]);
    glp_set_obj_coef(prob, first + k, lines->objective[k]);
    glp_set_mat_col(prob, first + k, length, lines->indices + start - 1, lines->values + start - 1);
  }
}

cglpk_result cglpk_add_rows(cglpk_problem *problem, const cglpk_lines *rows) {
  return change(problem, add_rows, &(struct addition){problem->prob, rows});
}

cglpk_result cglpk_add_columns(cglpk_problem *problem, const cglpk_lines *columns) {
  return change(problem, add_columns, &(struct addition){problem->prob, columns});
}

/* One line of the problem, or a list of them, and what to do with it. */
struct edit {
  glp_prob *prob;
  int index, number;
  double lower, upper;
  const int *indices;
  const double *values;
};

static void remove_rows(void *arguments) {
  struct edit *edit = arguments;
  if (edit->number > 0) glp_del_rows(edit->prob, edit->number, edit->indices);
}

static void remove_columns(void *arguments) {
  struct edit *edit = arguments;
  if (edit->number > 0) glp_del_cols(edit->prob, edit->number, edit->indices);
}

static void set_row_bounds(void *arguments) {
  struct edit *edit = arguments;
  glp_set_row_bnds(edit->prob, edit->index, edit->number, edit->lower, edit->upper);
}

static void set_column_bounds(void *arguments) {
  struct edit *edit = arguments;
  glp_set_col_bnds(edit->prob, edit->index, edit->number, edit->lower, edit->upper);
}

static void set_row_entries(void *arguments) {
  struct edit *edit = arguments;
  glp_set_mat_row(edit->prob, edit->index, edit->number, edit->indices, edit->values);
}

static void set_column_entries(void *arguments) {
  struct edit *edit = arguments;
  glp_set_mat_col(edit->prob, edit->index, edit->number, edit->indices, edit->values);
}

static void set_kind(void *arguments) {
  struct edit *edit = arguments;
  glp_set_col_kind(edit->prob, edit->index, edit->number);
}

static void set_objective(void *arguments) {
  struct edit *edit = arguments;
  glp_set_obj_coef(edit->prob, edit->index, edit->lower);
}

cglpk_result cglpk_remove_rows(cglpk_problem *problem, int count, const int *indices) {
  return change(problem, remove_rows, &(struct edit){.prob = problem->prob, .number = count, .indices = indices});
}

cglpk_result cglpk_remove_columns(cglpk_problem *problem, int count, const int *indices) {
  return change(problem, remove_columns, &(struct edit){.prob = problem->prob, .number = count, .indices = indices});
}

cglpk_result cglpk_set_row_bounds(cglpk_problem *problem, int row, int type, double lower, double upper) {
  return change(problem, set_row_bounds, &(struct edit){problem->prob, row, type, lower, upper, NULL, NULL});
}

cglpk_result cglpk_set_column_bounds(cglpk_problem *problem, int column, int type, double lower, double upper) {
  return change(problem, set_column_bounds, &(struct edit){problem->prob, column, type, lower, upper, NULL, NULL});
}

cglpk_result cglpk_set_row_entries(
  cglpk_problem *problem, int row, int count, const int *indices, const double *values) {
  return change(problem, set_row_entries, &(struct edit){problem->prob, row, count, 0, 0, indices, values});
}

cglpk_result cglpk_set_column_entries(
  cglpk_problem *problem, int column, int count, const int *indices, const double *values) {
  return change(problem, set_column_entries, &(struct edit){problem->prob, column, count, 0, 0, indices, values});
}

cglpk_result cglpk_set_kind(cglpk_problem *problem, int column, int kind) {
  return change(problem, set_kind, &(struct edit){.prob = problem->prob, .index = column, .number = kind});
}

cglpk_result cglpk_set_objective(cglpk_problem *problem, int column, double coefficient) {
  return change(problem, set_objective, &(struct edit){.prob = problem->prob, .index = column, .lower = coefficient});
}

static void provoke(void *arguments) {
  glp_prob *prob = arguments;
  glp_set_obj_coef(prob, glp_get_num_cols(prob) + 1, 1);
}

cglpk_result cglpk_provoke(cglpk_problem *problem) { return change(problem, provoke, problem->prob); }

struct writing {
  glp_prob *prob;
  cglpk_format format;
  const char *path;
  int answer;
};

static void write_file(void *arguments) {
  struct writing *writing = arguments;
  glp_sort_matrix(writing->prob);
  writing->answer = writing->format == CGLPK_LP ? glp_write_lp(writing->prob, NULL, writing->path)
                                                : glp_write_mps(writing->prob, GLP_MPS_FILE, NULL, writing->path);
}

cglpk_result cglpk_write(cglpk_problem *problem, cglpk_format format, const char *path, int *written) {
  struct writing writing = {problem->prob, format, path, 1};
  cglpk_result result = change(problem, write_file, &writing);
  *written = result == CGLPK_OK && writing.answer == 0;
  return result;
}

struct measure {
  glp_prob *prob;
  const double *values;
  int *indices;
  double *buffer;
  double worst;
};

static void compare(struct measure *measure, double value, double lower, double upper) {
  double below = lower == -DBL_MAX ? 0 : (lower - value) / (1 + fabs(lower));
  double above = upper == DBL_MAX ? 0 : (value - upper) / (1 + fabs(upper));
  measure->worst = fmax(measure->worst, fmax(below, above));
}

static void find_violation(void *arguments) {
  struct measure *measure = arguments;
  glp_prob *prob = measure->prob;
  int m = glp_get_num_rows(prob), n = glp_get_num_cols(prob);
  for (int j = 1; j <= n; j++)
    compare(measure, measure->values[j - 1], glp_get_col_lb(prob, j), glp_get_col_ub(prob, j));
  for (int i = 1; i <= m; i++) {
    int length = glp_get_mat_row(prob, i, measure->indices, measure->buffer);
    double sum = 0;
    for (int k = 1; k <= length; k++) sum += measure->buffer[k] * measure->values[measure->indices[k] - 1];
    compare(measure, sum, glp_get_row_lb(prob, i), glp_get_row_ub(prob, i));
  }
}

cglpk_result cglpk_violation(
  cglpk_problem *problem, const double *values, int *indices, double *buffer, double *violation) {
  struct measure measure = {problem->prob, values, indices, buffer, 0};
  cglpk_result result = look(problem, find_violation, &measure);
  *violation = measure.worst;
  return result;
}
