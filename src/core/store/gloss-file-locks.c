/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Locks that belong to SQLite's own open files. POSIX record locks belong to the process: closing any
 * descriptor of a file drops all of them, and any code of the window may open the library, as a file chooser
 * does that looks what kind of file it lists. Another program then takes the library for unused and clears
 * the log away from under us. Locks of open file descriptions (fcntl(2), F_OFD_SETLK) go only with the file
 * that took them, and both kinds see each other, so that other programs need not know.
 *
 * What SQLite counts by itself, several connections of one process, asks for one thing: the connection that
 * was opened first is to be closed last, for its file holds the locks of all. GlossStore does so.
 */

#include "config.h"

#include "core/store/gloss-file-locks.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdarg.h>

typedef int (*Fcntl) (int fd, int command, ...);

static Fcntl original;

static int
lock_open_file (int fd, int command, struct flock *lock)
{
  struct flock own = *lock;
  int result;

  /* Must be 0 for these, and SQLite leaves it as it was. */
  own.l_pid = 0;
  result = original (fd, command == F_GETLK ? F_OFD_GETLK : F_OFD_SETLK, &own);
  /* A system that knows only the old kind. */
  if (result < 0 && errno == EINVAL)
    return original (fd, command, lock);

  if (result == 0 && command == F_GETLK)
    *lock = own;
  return result;
}

/* Every other command has no argument, or one that fits a pointer. */
static int
replaced_fcntl (int fd, int command, ...)
{
  va_list args;
  void *argument;

  va_start (args, command);
  argument = va_arg (args, void *);
  va_end (args);

  if (command == F_SETLK || command == F_GETLK)
    return lock_open_file (fd, command, argument);
  return original (fd, command, argument);
}

/**
 * gloss_file_locks_install:
 *
 * Lets SQLite's default way to files take its locks for its open files. Before the first connection; once for
 * the process, further calls do nothing. Any thread.
 */
void
gloss_file_locks_install (void)
{
  static gsize installed = 0;

  if (!g_once_init_enter (&installed))
    return;

  for (sqlite3_vfs *vfs = sqlite3_vfs_find (NULL); vfs != NULL; vfs = vfs->pNext)
    {
      if (g_strcmp0 (vfs->zName, "unix") != 0 || vfs->iVersion < 3)
        continue;
      original = (Fcntl) vfs->xGetSystemCall (vfs, "fcntl");
      vfs->xSetSystemCall (vfs, "fcntl", (sqlite3_syscall_ptr) replaced_fcntl);
    }
  g_once_init_leave (&installed, 1);
}
