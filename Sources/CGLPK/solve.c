/* Simplex, the reading of its results, and the integer optimiser. */

#include "private.h"

#include <float.h>
#include <limits.h>
#include <math.h>
#include <time.h>

void cglpk_start_from(glp_prob *prob, cglpk_basis basis) {
  if (basis == CGLPK_BASIS_STANDARD) glp_std_basis(prob);
  if (basis == CGLPK_BASIS_ADVANCED) glp_adv_basis(prob, 0);
}

struct simplex_run {
  glp_prob *prob;
  cglpk_simplex *solve;
};

static void run_simplex(void *arguments) {
  struct simplex_run *run = arguments;
  cglpk_simplex *solve = run->solve;
  cglpk_fail_if_asked();
  cglpk_start_from(run->prob, solve->basis);
  solve->code = glp_simplex(run->prob, &solve->parameters);
  solve->status = glp_get_status(run->prob);
  solve->dual_status = glp_get_dual_stat(run->prob);
}

cglpk_result cglpk_solve_simplex(cglpk_problem *problem, cglpk_simplex *solve) {
  cglpk_result result = cglpk_usable(problem);
  if (result != CGLPK_OK) return result;
  /* glp_simplex writes into the problem at its very end only, so a failure leaves its rows and columns whole. */
  result = cglpk_guard(run_simplex, &(struct simplex_run){problem->prob, solve}, NULL);
  if (result == CGLPK_OK) problem->solved = solve->status != GLP_UNDEF;
  return result;
}

struct reading {
  glp_prob *prob;
  cglpk_series series;
  int first, last;
  double *values;
};

static void read_series(void *arguments) {
  struct reading *reading = arguments;
  glp_prob *prob = reading->prob;
  double *values = reading->values;
  for (int k = reading->first; k <= reading->last; k++) switch (reading->series) {
      case CGLPK_COLUMN_PRIMAL: *values++ = glp_get_col_prim(prob, k); break;
      case CGLPK_COLUMN_DUAL: *values++ = glp_get_col_dual(prob, k); break;
      case CGLPK_ROW_PRIMAL: *values++ = glp_get_row_prim(prob, k); break;
      case CGLPK_ROW_DUAL: *values++ = glp_get_row_dual(prob, k); break;
    }
}

cglpk_result cglpk_read(cglpk_problem *problem, cglpk_series series, double *values) {
  cglpk_result result = cglpk_readable(problem);
  if (result != CGLPK_OK) return result;
  int by_column = series == CGLPK_COLUMN_PRIMAL || series == CGLPK_COLUMN_DUAL;
  int count = by_column ? glp_get_num_cols(problem->prob) : glp_get_num_rows(problem->prob);
  return cglpk_guard(read_series, &(struct reading){problem->prob, series, 1, count, values}, NULL);
}

cglpk_result cglpk_read_one(cglpk_problem *problem, cglpk_series series, int index, double *value) {
  cglpk_result result = cglpk_readable(problem);
  if (result != CGLPK_OK) return result;
  return cglpk_guard(read_series, &(struct reading){problem->prob, series, index, index, value}, NULL);
}

cglpk_result cglpk_objective(cglpk_problem *problem, double *value) {
  cglpk_result result = cglpk_readable(problem);
  if (result == CGLPK_OK) *value = glp_get_obj_val(problem->prob);
  return result;
}

cglpk_result cglpk_iterations(cglpk_problem *problem, int *count) {
  cglpk_result result = cglpk_usable(problem);
  if (result == CGLPK_OK) *count = glp_get_it_cnt(problem->prob);
  return result;
}

/* ---- Integer optimiser ---- */

struct search {
  glp_prob *original;
  cglpk_integer *solve;
  double deadline; /* on the monotonic clock, in seconds */
  int start_given;
};

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* What is left until the deadline as GLPK wants it: whole milliseconds, INT_MAX for no limit. */
static int milliseconds_left(const struct search *search) {
  double left = ceil(1000 * (search->deadline - now()));
  if (left >= INT_MAX) return INT_MAX;
  return left > 0 ? (int)left : 0;
}

static void note_bound(glp_tree *tree, cglpk_progress *last) {
  int best = glp_ios_best_node(tree);
  if (best == 0) return;
  double bound = glp_ios_node_bound(tree, best);
  if (fabs(bound) < DBL_MAX) last->bound = bound;
}

static void on_node(glp_tree *tree, void *info) {
  struct search *search = info;
  cglpk_integer *solve = search->solve;
  int reason = glp_ios_reason(tree);
  glp_prob *mip = glp_ios_get_prob(tree);
  if (reason == GLP_IHEUR && solve->start != NULL && !search->start_given) {
    search->start_given = 1;
    glp_ios_heur_sol(tree, solve->start);
  }
  cglpk_progress *last = &solve->last;
  if (reason == GLP_IPREPRO || reason == GLP_IROWGEN) {
    /* Rounds of cuts in a large node take their time. */
    if (now() >= search->deadline) {
      solve->stop = CGLPK_TIME_LIMIT;
      glp_ios_terminate(tree);
    }
    return;
  }
  int improved = 0;
  if (glp_mip_status(mip) == GLP_FEAS) {
    improved = !last->has_incumbent || glp_mip_obj_val(mip) != last->incumbent;
    last->has_incumbent = 1;
    last->incumbent = glp_mip_obj_val(mip);
  }
  note_bound(tree, last);
  glp_ios_tree_size(tree, &last->open_nodes, NULL, NULL);
  if (reason == GLP_ISELECT && solve->node_limit >= 0 && last->nodes >= solve->node_limit)
    solve->stop = CGLPK_NODE_LIMIT;
  else if (now() >= search->deadline)
    solve->stop = CGLPK_TIME_LIMIT;
  else if ((reason == GLP_ISELECT || improved) && solve->progress != NULL && solve->progress(solve->context, last) != 0)
    solve->stop = CGLPK_STOPPED;
  if (solve->stop != CGLPK_RAN_OUT)
    glp_ios_terminate(tree);
  else if (reason == GLP_ISELECT)
    last->nodes++;
}

/* A row that keeps only the solutions at least as good as the cutoff. */
static void add_cutoff(glp_prob *copy, double cutoff) {
  int columns = glp_get_num_cols(copy);
  int row = glp_add_rows(copy, 1), length = 0;
  int *indices = glp_alloc(columns + 1, sizeof *indices);
  double *values = glp_alloc(columns + 1, sizeof *values);
  for (int j = 1; j <= columns; j++)
    if (glp_get_obj_coef(copy, j) != 0) indices[++length] = j, values[length] = glp_get_obj_coef(copy, j);
  cutoff -= glp_get_obj_coef(copy, 0);
  glp_set_row_bnds(copy, row, glp_get_obj_dir(copy) == GLP_MIN ? GLP_UP : GLP_LO, cutoff, cutoff);
  glp_set_mat_row(copy, row, length, indices, values);
  glp_free(indices);
  glp_free(values);
}

/* Steps of the simplex that take some tenths of a second, about: a step costs what the matrix and the basis hold. */
static int steps_of_slice(glp_prob *copy) {
  double steps = 1e8 / (glp_get_num_nz(copy) + 20.0 * glp_get_num_rows(copy) + 1);
  return steps < 20 ? 20 : steps > 1e6 ? 1000000 : (int)steps;
}

/* Simplex in slices, so that the caller can stop a long relaxation: GLPK itself asks nobody on the way. Each slice goes
   on from the basis that the one before left; where one ends is counted in steps, since it may lead to another of
   several optimal bases and so must not hang on the clock. */
static int simplex_in_slices(struct search *search, glp_prob *copy, glp_smcp *parameters) {
  cglpk_integer *solve = search->solve;
  parameters->it_lim = steps_of_slice(copy);
  for (;;) {
    parameters->tm_lim = milliseconds_left(search);
    int code = glp_simplex(copy, parameters);
    if (code != GLP_ETMLIM && code != GLP_EITLIM) return code;
    if (code == GLP_ETMLIM || now() >= search->deadline)
      solve->stop = CGLPK_TIME_LIMIT;
    else if (solve->progress != NULL && solve->progress(solve->context, &solve->last) != 0)
      solve->stop = CGLPK_STOPPED;
    if (solve->stop != CGLPK_RAN_OUT) return code;
  }
}

/* Whether the copy's relaxation has an optimum; if not, the outputs say why. */
static int solve_root(struct search *search, glp_prob *copy) {
  cglpk_integer *solve = search->solve;
  glp_smcp parameters;
  glp_init_smcp(&parameters);
  parameters.msg_lev = solve->parameters.msg_lev;
  parameters.meth = glp_get_status(copy) == GLP_OPT ? GLP_DUALP : GLP_PRIMAL;
  cglpk_start_from(copy, solve->basis);
  solve->code = simplex_in_slices(search, copy, &parameters);
  if (solve->code == GLP_EBADB || solve->code == GLP_ESING || solve->code == GLP_ECOND || solve->code == GLP_EFAIL) {
    cglpk_start_from(copy, CGLPK_BASIS_ADVANCED);
    parameters.meth = GLP_PRIMAL;
    solve->code = simplex_in_slices(search, copy, &parameters);
  }
  int status = glp_get_status(copy);
  if (solve->code == 0 && status == GLP_OPT) {
    solve->last.bound = glp_get_obj_val(copy);
    return 1;
  }
  solve->status = solve->code == 0 && (status == GLP_NOFEAS || status == GLP_UNBND) ? status : GLP_UNDEF;
  return 0;
}

static void run_search(void *arguments) {
  struct search *search = arguments;
  cglpk_integer *solve = search->solve;
  cglpk_fail_if_asked();
  glp_prob *copy = glp_create_prob();
  glp_copy_prob(copy, search->original, GLP_OFF);
  if (solve->has_cutoff) add_cutoff(copy, solve->cutoff);
  if (solve->parameters.presolve || solve_root(search, copy)) {
    solve->parameters.tm_lim = milliseconds_left(search);
    solve->parameters.cb_func = on_node;
    solve->parameters.cb_info = search;
    solve->code = glp_intopt(copy, &solve->parameters);
    solve->status = glp_mip_status(copy);
    if (solve->code == GLP_ETMLIM) solve->stop = CGLPK_TIME_LIMIT;
  }
  solve->last.has_incumbent = solve->status == GLP_OPT || solve->status == GLP_FEAS;
  if (solve->last.has_incumbent) {
    solve->last.incumbent = glp_mip_obj_val(copy);
    int columns = glp_get_num_cols(copy);
    for (int j = 1; j <= columns; j++) solve->values[j - 1] = glp_mip_col_val(copy, j);
  }
  glp_delete_prob(copy);
}

cglpk_result cglpk_solve_integer(cglpk_problem *problem, cglpk_integer *solve) {
  cglpk_result result = cglpk_usable(problem);
  if (result != CGLPK_OK) return result;
  int minimise = glp_get_obj_dir(problem->prob) == GLP_MIN;
  solve->code = 0;
  solve->status = GLP_UNDEF;
  solve->stop = CGLPK_RAN_OUT;
  solve->last = (cglpk_progress){.bound = minimise ? -HUGE_VAL : HUGE_VAL};
  struct search search = {problem->prob, solve, now() + solve->seconds, 0};
  return cglpk_guard(run_search, &search, NULL);
}
