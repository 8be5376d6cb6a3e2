#ifndef CGLPK_H
#define CGLPK_H

/* GLPK behind functions that always come back.
 *
 * GLPK answers misuse and failed assertions by printing and aborting the process. Each function below runs
 * the library inside a guard: the library's error hook jumps back to it, over C frames only, and the failure
 * becomes a value of cglpk_result. Such a jump leaves the thread's GLPK environment unusable, so the guard
 * frees it and opens another; the problems that were not being changed at that moment are copied across with
 * their bases, the one that was is lost.
 *
 * One environment and its problems belong to the thread that called cglpk_open. */

#include <glpk.h>
#include <stddef.h>

typedef enum {
  CGLPK_OK = 0,
  CGLPK_FATAL,          /* GLPK wanted to abort; cglpk_message tells why */
  CGLPK_LOST,           /* the problem went with an earlier fatal error */
  CGLPK_BUSY,           /* called from inside a progress function */
  CGLPK_NO_ENVIRONMENT, /* this thread has no environment */
  CGLPK_FOREIGN,        /* the problem belongs to another thread */
  CGLPK_NO_MEMORY,
  CGLPK_NO_SOLUTION,    /* nothing solved yet, or not since the problem was carried over */
} cglpk_result;

/* ---- The thread's environment ---- */

cglpk_result cglpk_open(void);
void cglpk_close(void);
/* What GLPK said when it last wanted to abort; "" if it never did. Valid until the thread's next call. */
const char *cglpk_message(void);
/* Copies the end of what GLPK printed, at most capacity - 1 bytes, ends it with a 0 and returns its length. */
size_t cglpk_terminal(char *buffer, size_t capacity);
void cglpk_clear_terminal(void);

/* ---- Problems. Indices count from 1, and the element 0 of `indices` and their `values` is not used: GLPK's way. */

/* A problem that outlives the environment it was made in. */
typedef struct cglpk_problem cglpk_problem;

cglpk_result cglpk_create(const char *name, int sense, cglpk_problem **problem);
/* Never fails. A problem given up while GLPK is running is freed with the environment. */
void cglpk_destroy(cglpk_problem *problem);

/* New rows or columns: the entries from starts[k], at least 1, up to starts[k + 1] are those of the k-th. */
typedef struct {
  int count;
  const int *types; /* GLP_FR ... */
  const double *lower;
  const double *upper;
  const int *starts;
  const int *indices;
  const double *values;
  const char *const *names;  /* NULL, or one name each, which may be NULL */
  const double *objective;   /* columns only */
  const int *kinds;          /* columns only: GLP_CV, GLP_IV */
} cglpk_lines;

cglpk_result cglpk_add_rows(cglpk_problem *problem, const cglpk_lines *rows);
cglpk_result cglpk_add_columns(cglpk_problem *problem, const cglpk_lines *columns);
cglpk_result cglpk_remove_rows(cglpk_problem *problem, int count, const int *indices);
cglpk_result cglpk_remove_columns(cglpk_problem *problem, int count, const int *indices);
cglpk_result cglpk_set_row_bounds(cglpk_problem *problem, int row, int type, double lower, double upper);
cglpk_result cglpk_set_column_bounds(cglpk_problem *problem, int column, int type, double lower, double upper);
cglpk_result cglpk_set_row_entries(
  cglpk_problem *problem, int row, int count, const int *indices, const double *values);
cglpk_result cglpk_set_column_entries(
  cglpk_problem *problem, int column, int count, const int *indices, const double *values);
cglpk_result cglpk_set_kind(cglpk_problem *problem, int column, int kind);
/* Column 0 is the constant term. */
cglpk_result cglpk_set_objective(cglpk_problem *problem, int column, double coefficient);

typedef enum { CGLPK_LP, CGLPK_MPS } cglpk_format;
/* The entries of each row are written in the order of the columns. written: whether the file was. */
cglpk_result cglpk_write(cglpk_problem *problem, cglpk_format format, const char *path, int *written);

/* The largest amount by which values break a row or a column's bounds, each divided by 1 + |bound|. indices and
 * buffer: room for 1 + columns. */
cglpk_result cglpk_violation(
  cglpk_problem *problem, const double *values, int *indices, double *buffer, double *violation);

/* ---- Simplex ---- */

typedef enum { CGLPK_BASIS_CURRENT, CGLPK_BASIS_STANDARD, CGLPK_BASIS_ADVANCED } cglpk_basis;

typedef struct {
  glp_smcp parameters;
  cglpk_basis basis; /* where to start from */
  int code;          /* out: glp_simplex's answer */
  int status;        /* out: glp_get_status */
  int dual_status;   /* out: glp_get_dual_stat */
} cglpk_simplex;

cglpk_result cglpk_solve_simplex(cglpk_problem *problem, cglpk_simplex *solve);

typedef enum { CGLPK_COLUMN_PRIMAL, CGLPK_COLUMN_DUAL, CGLPK_ROW_PRIMAL, CGLPK_ROW_DUAL } cglpk_series;

/* Of the last relaxation solved. values: room for all the rows, or columns. */
cglpk_result cglpk_read(cglpk_problem *problem, cglpk_series series, double *values);
cglpk_result cglpk_read_one(cglpk_problem *problem, cglpk_series series, int index, double *value);
cglpk_result cglpk_objective(cglpk_problem *problem, double *value);
cglpk_result cglpk_iterations(cglpk_problem *problem, int *count);

/* ---- Integer optimiser ---- */

typedef struct {
  int nodes;           /* taken up so far */
  int open_nodes;      /* still to be looked at */
  int has_incumbent;
  double incumbent;    /* objective of the best solution found, if any */
  double bound;        /* best objective still possible; +-HUGE_VAL before the first relaxation */
} cglpk_progress;

/* Returns 0 to go on, anything else to stop. Must not jump. */
typedef int (*cglpk_progress_function)(void *context, const cglpk_progress *progress);

typedef enum {
  CGLPK_RAN_OUT = 0,  /* no limit was met: `code` and `status` tell */
  CGLPK_TIME_LIMIT,
  CGLPK_NODE_LIMIT,
  CGLPK_STOPPED,      /* by the progress function */
} cglpk_stop;

typedef struct {
  glp_iocp parameters;      /* callback and time limit are filled in by the shim */
  double seconds;           /* time limit for everything; HUGE_VAL for none */
  int node_limit;           /* -1 for none */
  int has_cutoff;
  double cutoff;            /* only solutions at least as good as this */
  cglpk_basis basis;        /* where the root relaxation starts from */
  const double *start;      /* NULL, or a feasible solution from index 1; not with the presolver */
  cglpk_progress_function progress; /* or NULL */
  void *context;
  double *values;           /* out: room for all the columns */
  int code;                 /* out: glp_simplex's or glp_intopt's answer */
  int status;               /* out: glp_mip_status; GLP_UNBND, GLP_NOFEAS or GLP_UNDEF if the root ended so */
  cglpk_stop stop;          /* out */
  cglpk_progress last;      /* out: incumbent and bound at the end */
} cglpk_integer;

/* Works on a copy: the problem keeps its basis and its relaxed solution. */
cglpk_result cglpk_solve_integer(cglpk_problem *problem, cglpk_integer *solve);

/* ---- For tests of the guard ---- */

/* Misuses GLPK on purpose. */
cglpk_result cglpk_provoke(cglpk_problem *problem);
/* The next solves of this thread fail with an assertion, as GLPK's ratio tests sometimes do. */
void cglpk_fail_next_solves(int count);
cglpk_result cglpk_limit_memory(int mebibytes);

#endif
