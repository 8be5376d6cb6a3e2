#ifndef CSYSTEM_H
#define CSYSTEM_H

/* Calls of the system that Swift's own module of the C library leaves out. */

#include <stddef.h>

/* Two names of one file system exchange what they stand for, in one step. 0, or -1 and errno. */
int csystem_exchange(const char *one, const char *other);

/* A nameless file in memory. Its descriptor, or -1 and errno. */
int csystem_memory_file(void);

/* The room for the stack of threads that ask for none of their own: otherwise the shell's limit decides. */
void csystem_set_thread_stack(size_t bytes);

/* From here on, what C libraries print on their standard error stream goes nowhere. */
void csystem_hush_libraries(void);

#endif
