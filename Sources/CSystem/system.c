#define _GNU_SOURCE

#include "system.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

int csystem_exchange(const char *one, const char *other) {
#ifdef SYS_renameat2
  return (int)syscall(SYS_renameat2, AT_FDCWD, one, AT_FDCWD, other, 2u /* RENAME_EXCHANGE */);
#else
  (void)one, (void)other;
  errno = ENOSYS;
  return -1;
#endif
}

int csystem_memory_file(void) {
#ifdef SYS_memfd_create
  return (int)syscall(SYS_memfd_create, "grappes", 1u /* MFD_CLOEXEC */);
#else
  errno = ENOSYS;
  return -1;
#endif
}

void csystem_set_thread_stack(size_t bytes) {
  pthread_attr_t attributes;
  if (pthread_attr_init(&attributes) != 0) return;
  if (pthread_attr_setstacksize(&attributes, bytes) == 0) pthread_setattr_default_np(&attributes);
  pthread_attr_destroy(&attributes);
}

void csystem_hush_libraries(void) {
#ifdef __GLIBC__
  /* Elsewhere the stream is a constant. */
  FILE *nowhere = fopen("/dev/null", "we");
  if (nowhere != NULL) stderr = nowhere;
#endif
}
