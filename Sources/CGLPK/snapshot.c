/* A problem's rows, columns and basis in plain memory, to carry it from a broken environment into the next. */

#include "private.h"

#include <stdlib.h>
#include <string.h>

struct line {
  int type, status, kind, start;
  double lower, upper, objective;
  char *name;
};

struct cglpk_snapshot {
  int sense, row_count, column_count, entry_count;
  double constant;
  char *name;
  struct line *rows, *columns; /* from 1 */
  int *indices;                /* of the columns' entries; a column's first is at start + 1 */
  double *values;
};

/* strdup for a name that may be missing; notes a failure in *failed. */
static char *copy_of(const char *name, int *failed) {
  if (name == NULL) return NULL;
  char *copy = strdup(name);
  if (copy == NULL) *failed = 1;
  return copy;
}

struct cglpk_snapshot *cglpk_snapshot_take(glp_prob *prob) {
  struct cglpk_snapshot *shot = calloc(1, sizeof *shot);
  if (shot == NULL) return NULL;
  int m = glp_get_num_rows(prob), n = glp_get_num_cols(prob), failed = 0;
  size_t entries = (size_t)glp_get_num_nz(prob);
  shot->rows = calloc((size_t)m + 1, sizeof *shot->rows);
  shot->columns = calloc((size_t)n + 1, sizeof *shot->columns);
  shot->indices = calloc(entries + 1, sizeof *shot->indices);
  shot->values = calloc(entries + 1, sizeof *shot->values);
  if (shot->rows == NULL || shot->columns == NULL || shot->indices == NULL || shot->values == NULL) {
    cglpk_snapshot_free(shot);
    return NULL;
  }
  shot->row_count = m;
  shot->column_count = n;
  shot->sense = glp_get_obj_dir(prob);
  shot->constant = glp_get_obj_coef(prob, 0);
  shot->name = copy_of(glp_get_prob_name(prob), &failed);
  for (int i = 1; i <= m; i++)
    shot->rows[i] = (struct line){
      .type = glp_get_row_type(prob, i),
      .status = glp_get_row_stat(prob, i),
      .lower = glp_get_row_lb(prob, i),
      .upper = glp_get_row_ub(prob, i),
      .name = copy_of(glp_get_row_name(prob, i), &failed),
    };
  int start = 0;
  for (int j = 1; j <= n; j++) {
    shot->columns[j] = (struct line){
      .type = glp_get_col_type(prob, j),
      .status = glp_get_col_stat(prob, j),
      .kind = glp_get_col_kind(prob, j) == GLP_CV ? GLP_CV : GLP_IV,
      .start = start,
      .lower = glp_get_col_lb(prob, j),
      .upper = glp_get_col_ub(prob, j),
      .objective = glp_get_obj_coef(prob, j),
      .name = copy_of(glp_get_col_name(prob, j), &failed),
    };
    start += glp_get_mat_col(prob, j, shot->indices + start, shot->values + start);
  }
  shot->entry_count = start;
  if (failed) {
    cglpk_snapshot_free(shot);
    return NULL;
  }
  return shot;
}

glp_prob *cglpk_snapshot_build(const struct cglpk_snapshot *shot) {
  glp_prob *prob = glp_create_prob();
  glp_set_prob_name(prob, shot->name);
  glp_set_obj_dir(prob, shot->sense);
  glp_set_obj_coef(prob, 0, shot->constant);
  if (shot->row_count > 0) glp_add_rows(prob, shot->row_count);
  if (shot->column_count > 0) glp_add_cols(prob, shot->column_count);
  for (int i = 1; i <= shot->row_count; i++) {
    const struct line *row = &shot->rows[i];
    glp_set_row_name(prob, i, row->name);
    glp_set_row_bnds(prob, i, row->type, row->lower, row->upper);
    glp_set_row_stat(prob, i, row->status);
  }
  for (int j = 1; j <= shot->column_count; j++) {
    const struct line *column = &shot->columns[j];
    glp_set_col_name(prob, j, column->name);
    glp_set_col_kind(prob, j, column->kind);
    glp_set_col_bnds(prob, j, column->type, column->lower, column->upper);
    glp_set_col_stat(prob, j, column->status);
    glp_set_obj_coef(prob, j, column->objective);
    int end = j < shot->column_count ? shot->columns[j + 1].start : shot->entry_count;
    glp_set_mat_col(prob, j, end - column->start, shot->indices + column->start, shot->values + column->start);
  }
  return prob;
}

void cglpk_snapshot_free(struct cglpk_snapshot *shot) {
  if (shot == NULL) return;
  for (int i = 1; shot->rows != NULL && i <= shot->row_count; i++) free(shot->rows[i].name);
  for (int j = 1; shot->columns != NULL && j <= shot->column_count; j++) free(shot->columns[j].name);
  free(shot->rows);
  free(shot->columns);
  free(shot->indices);
  free(shot->values);
  free(shot->name);
  free(shot);
}
