/* The thread's environment, the captured terminal and the guard against GLPK's abort. */

#include "private.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

enum { TERMINAL_SIZE = 1 << 15, MESSAGE_SIZE = 1 << 10 };

struct cglpk_context {
  jmp_buf landing;
  int guarded;              /* GLPK is running under a guard: landing is live */
  int failures_due;
  cglpk_problem *problems;  /* every live problem of this thread */
  size_t printed;           /* bytes ever printed; the terminal is a ring */
  size_t message_length;
  char message[MESSAGE_SIZE];
  char terminal[TERMINAL_SIZE];
};

static _Thread_local struct cglpk_context *current;

static int on_terminal(void *info, const char *text) {
  struct cglpk_context *context = info;
  int failing = glp_at_error();
  for (; *text != '\0'; text++) {
    context->terminal[context->printed++ % TERMINAL_SIZE] = *text;
    if (failing && context->message_length < MESSAGE_SIZE - 1) context->message[context->message_length++] = *text;
  }
  context->message[context->message_length] = '\0';
  return 1;
}

static void on_error(void *info) {
  struct cglpk_context *context = info;
  /* Outside a guard there is nowhere to land; GLPK then aborts, as it would without this hook. */
  if (context->guarded) _longjmp(context->landing, 1);
}

static cglpk_result start_environment(struct cglpk_context *context) {
  if (glp_init_env() != 0) return CGLPK_NO_ENVIRONMENT;
  glp_term_hook(on_terminal, context);
  glp_error_hook(on_error, context);
  return CGLPK_OK;
}

cglpk_result cglpk_open(void) {
  if (current != NULL) return CGLPK_BUSY;
  struct cglpk_context *context = calloc(1, sizeof *context);
  if (context == NULL) return CGLPK_NO_MEMORY;
  cglpk_result result = start_environment(context);
  if (result == CGLPK_OK)
    current = context;
  else
    free(context);
  return result;
}

void cglpk_close(void) {
  if (current == NULL) return;
  for (cglpk_problem *problem = current->problems; problem != NULL;) {
    cglpk_problem *next = problem->next;
    *problem = (cglpk_problem){0};
    problem = next;
  }
  glp_free_env();
  free(current);
  current = NULL;
}

/* The environment is not to be used again after a fatal error, but its memory is still there: read the problems out
 * of it, change environment, and build them again. A second error on the way gives all of them up. */
static void recover(struct cglpk_context *context, cglpk_problem *changed) {
  context->guarded = 1;
  if (_setjmp(context->landing) == 0) {
    for (cglpk_problem *problem = context->problems; problem != NULL; problem = problem->next)
      if (problem != changed && problem->prob != NULL) problem->saved = cglpk_snapshot_take(problem->prob);
  }
  glp_free_env();
  for (cglpk_problem *problem = context->problems; problem != NULL; problem = problem->next) {
    problem->prob = NULL;
    problem->solved = 0;
  }
  if (start_environment(context) == CGLPK_OK) {
    if (_setjmp(context->landing) == 0) {
      for (cglpk_problem *problem = context->problems; problem != NULL; problem = problem->next)
        if (problem->saved != NULL) problem->prob = cglpk_snapshot_build(problem->saved);
    } else {
      glp_free_env();
      for (cglpk_problem *problem = context->problems; problem != NULL; problem = problem->next) problem->prob = NULL;
      start_environment(context);
    }
  }
  for (cglpk_problem *problem = context->problems; problem != NULL; problem = problem->next) {
    cglpk_snapshot_free(problem->saved);
    problem->saved = NULL;
  }
  context->guarded = 0;
}

cglpk_result cglpk_guard(void (*body)(void *), void *arguments, cglpk_problem *changed) {
  struct cglpk_context *context = current;
  if (context == NULL) return CGLPK_NO_ENVIRONMENT;
  if (context->guarded) return CGLPK_BUSY;
  context->guarded = 1;
  if (_setjmp(context->landing) == 0) {
    context->message_length = 0;
    body(arguments);
    context->guarded = 0;
    return CGLPK_OK;
  }
  recover(context, changed);
  return CGLPK_FATAL;
}

cglpk_result cglpk_usable(const cglpk_problem *problem) {
  if (current == NULL) return CGLPK_NO_ENVIRONMENT;
  if (problem->owner == NULL) return CGLPK_LOST;
  if (problem->owner != current) return CGLPK_FOREIGN;
  return problem->prob == NULL ? CGLPK_LOST : CGLPK_OK;
}

cglpk_result cglpk_readable(const cglpk_problem *problem) {
  cglpk_result result = cglpk_usable(problem);
  return result == CGLPK_OK && !problem->solved ? CGLPK_NO_SOLUTION : result;
}

void cglpk_enlist(cglpk_problem *problem) {
  problem->owner = current;
  problem->next = current->problems;
  if (problem->next != NULL) problem->next->previous = problem;
  current->problems = problem;
}

void cglpk_delist(cglpk_problem *problem) {
  if (problem->owner == NULL) return;
  if (problem->previous != NULL)
    problem->previous->next = problem->next;
  else
    problem->owner->problems = problem->next;
  if (problem->next != NULL) problem->next->previous = problem->previous;
}

const char *cglpk_message(void) { return current == NULL ? "" : current->message; }

size_t cglpk_terminal(char *buffer, size_t capacity) {
  if (current == NULL || capacity == 0) return 0;
  size_t length = current->printed < TERMINAL_SIZE ? current->printed : TERMINAL_SIZE;
  if (length > capacity - 1) length = capacity - 1;
  for (size_t k = 0; k < length; k++) buffer[k] = current->terminal[(current->printed - length + k) % TERMINAL_SIZE];
  buffer[length] = '\0';
  return length;
}

void cglpk_clear_terminal(void) {
  if (current != NULL) current->printed = 0;
}

void cglpk_fail_next_solves(int count) {
  if (current != NULL) current->failures_due = count;
}

void cglpk_fail_if_asked(void) {
  if (current->failures_due > 0) {
    current->failures_due--;
    glp_error("Assertion failed: %s\n", "teta >= 0.0");
  }
}

static void limit_memory(void *arguments) { glp_mem_limit(*(int *)arguments); }

cglpk_result cglpk_limit_memory(int mebibytes) { return cglpk_guard(limit_memory, &mebibytes, NULL); }
