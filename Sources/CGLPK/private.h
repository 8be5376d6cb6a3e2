/* Shared by the shim's files: the thread's context, the guard and the rescue. */

#ifndef CGLPK_PRIVATE_H
#define CGLPK_PRIVATE_H

#include "CGLPK.h"

struct cglpk_context;

struct cglpk_problem {
  struct cglpk_context *owner; /* NULL once the thread's environment is closed */
  glp_prob *prob;              /* NULL once lost */
  int solved;                  /* it has a basic solution to read */
  struct cglpk_snapshot *saved;
  struct cglpk_problem *previous, *next;
};

/* Runs body(arguments) so that a fatal error inside it comes back as CGLPK_FATAL. `changed` is the problem that
 * body changes, which a fatal error then takes with it; NULL if it changes none. */
cglpk_result cglpk_guard(void (*body)(void *), void *arguments, cglpk_problem *changed);

/* CGLPK_OK if the problem can be used here and now. */
cglpk_result cglpk_usable(const cglpk_problem *problem);
/* CGLPK_OK if it also has a relaxation's solution. */
cglpk_result cglpk_readable(const cglpk_problem *problem);

/* Adds a problem to the thread's list, or takes it out. */
void cglpk_enlist(cglpk_problem *problem);
void cglpk_delist(cglpk_problem *problem);

/* Raises GLPK's fatal error if a test asked for it. */
void cglpk_fail_if_asked(void);

/* A problem's data in memory of our own. */
struct cglpk_snapshot *cglpk_snapshot_take(glp_prob *prob); /* NULL: no memory */
glp_prob *cglpk_snapshot_build(const struct cglpk_snapshot *snapshot);
void cglpk_snapshot_free(struct cglpk_snapshot *snapshot);

void cglpk_start_from(glp_prob *prob, cglpk_basis basis);

#endif
