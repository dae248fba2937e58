/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossAtomicFile: owns the descriptor of the new file, and its name while it has one. Any one thread. It
 * never opens the target for writing. A commit costs one fsync of the file and one of its folder.
 */

#include "config.h"

#include "core/base/gloss-atomic-file.h"

#include "core/base/gloss-error.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

struct _GlossAtomicFile
{
  char *target;
  char *folder;
  char *name; /* of the new file; NULL while it is nameless */
  int fd;
  GOutputStream *stream;
};

static void
set_error (GError **error, const char *path, int saved_errno)
{
  g_autofree char *shown = g_filename_display_name (path);

  switch (saved_errno)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      g_set_error (
        error, GLOSS_ERROR, GLOSS_ERROR_FULL,
        _ ("There is no space left to write “%s”; what was there is unchanged. Free some space or choose "
           "another place."),
        shown);
      return;
    case EACCES:
    case EPERM:
      g_set_error (
        error, GLOSS_ERROR, GLOSS_ERROR_DENIED,
        _ ("There is no permission to write “%s”; what was there is unchanged. Choose another place."),
        shown);
      return;
    case EROFS:
      g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_READ_ONLY,
                   _ ("“%s” lies on a read-only file system. Choose another place."), shown);
      return;
    case ENOENT:
    case ENOTDIR:
      g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND,
                   _ ("The folder of “%s” does not exist. Make it first, or choose another place."), shown);
      return;
    default:
      g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_FAILED,
                   _ ("“%s” could not be written (%s); what was there is unchanged. Choose another place."),
                   shown, g_strerror (saved_errno));
    }
}

/* Links are followed, so that a link to the file stays one; the last one may lead to a file that is not there
 * yet. */
static char *
follow_links (const char *path)
{
  g_autofree char *current = g_strdup (path);
  int hops;

  for (hops = 0; hops < 40; hops++)
    {
      g_autofree char *destination = g_file_read_link (current, NULL);
      g_autofree char *folder = NULL;

      if (destination == NULL)
        return g_steal_pointer (&current);
      folder = g_path_get_dirname (current);
      g_free (current);
      current = g_path_is_absolute (destination) ? g_strdup (destination)
                                                 : g_build_filename (folder, destination, NULL);
    }
  return g_strdup (path);
}

static gboolean
check_target (const char *path, struct stat *info, gboolean *exists, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  *exists = stat (path, info) == 0;
  if (!*exists && errno != ENOENT)
    {
      set_error (error, path, errno);
      return FALSE;
    }
  if ((*exists && S_ISDIR (info->st_mode)) || g_str_has_suffix (path, "/") || *path == '\0')
    {
      g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_NOT_REGULAR,
                   _ ("“%s” is a folder. Name a file to write to."), shown);
      return FALSE;
    }
  if (*exists && !S_ISREG (info->st_mode))
    {
      g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_NOT_REGULAR,
                   _ ("“%s” is a device or a pipe, which can’t be replaced. Name a file to write to."),
                   shown);
      return FALSE;
    }
  /* A rename would get round the permissions of the file itself. */
  if (*exists && faccessat (AT_FDCWD, path, W_OK, AT_EACCESS) != 0)
    {
      set_error (error, path, errno);
      return FALSE;
    }
  return TRUE;
}

/* Where it can be, the new file has no name before it is whole: then not even a kill leaves anything behind.
 */
static gboolean
open_new_file (GlossAtomicFile *self, GError **error)
{
  self->fd = open (self->folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
  if (self->fd >= 0 && access ("/proc/self/fd", X_OK) == 0)
    return TRUE;
  if (self->fd >= 0)
    close (self->fd);

  self->name = g_build_filename (self->folder, ".glossator-XXXXXX", NULL);
  self->fd = g_mkstemp_full (self->name, O_WRONLY | O_CLOEXEC, 0666);
  if (self->fd >= 0)
    return TRUE;
  set_error (error, self->target, errno);
  g_clear_pointer (&self->name, g_free);
  return FALSE;
}

static gboolean
give_name (GlossAtomicFile *self)
{
  g_autofree char *descriptor = g_strdup_printf ("/proc/self/fd/%d", self->fd);
  int attempt;

  for (attempt = 0; attempt < 100; attempt++)
    {
      g_autofree char *base = g_strdup_printf (".glossator-%08x", g_random_int ());
      g_autofree char *name = g_build_filename (self->folder, base, NULL);

      if (linkat (AT_FDCWD, descriptor, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0)
        {
          self->name = g_steal_pointer (&name);
          return TRUE;
        }
      if (errno != EEXIST)
        return FALSE;
    }
  return FALSE;
}

static void
sync_folder (const char *folder)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  /* Best effort: some file systems can't do it, and the file itself is safe on disk already. */
  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

/**
 * gloss_atomic_file_open:
 * @path: the target, in the file system's encoding; links are followed
 *
 * Begins a new file that is to take the target's place. An existing target's mode, and its owner where that
 * is allowed, are taken over.
 *
 * Errors: %GLOSS_ERROR_NOT_REGULAR (a folder, pipe or device), %GLOSS_ERROR_DENIED, %GLOSS_ERROR_NOT_FOUND
 * (no such folder), %GLOSS_ERROR_READ_ONLY, %GLOSS_ERROR_FULL, %GLOSS_ERROR_FAILED.
 *
 * Returns: (transfer full) (nullable): the file
 */
GlossAtomicFile *
gloss_atomic_file_open (const char *path, GError **error)
{
  g_autoptr (GlossAtomicFile) self = NULL;
  struct stat info;
  gboolean exists;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_new0 (GlossAtomicFile, 1);
  self->fd = -1;
  self->target = follow_links (path);
  if (!check_target (self->target, &info, &exists, error))
    return NULL;
  self->folder = g_path_get_dirname (self->target);
  if (!open_new_file (self, error))
    return NULL;
  if (exists)
    {
      /* The owner first: changing it drops the set-user bits. Without the right to it the file becomes ours.
       */
      gboolean owned = fchown (self->fd, info.st_uid, info.st_gid) == 0;

      if (fchmod (self->fd, info.st_mode & (owned ? 07777 : 0777)) != 0)
        {
          set_error (error, self->target, errno);
          return NULL;
        }
    }
  self->stream = g_unix_output_stream_new (self->fd, FALSE);
  return g_steal_pointer (&self);
}

/**
 * gloss_atomic_file_get_stream:
 *
 * Returns: (transfer none): where the new file is written; not buffered
 */
GOutputStream *
gloss_atomic_file_get_stream (GlossAtomicFile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->stream;
}

/**
 * gloss_atomic_file_commit:
 *
 * Makes what was written durable and puts it in the target's place. Once.
 *
 * Errors: %GLOSS_ERROR_FULL, %GLOSS_ERROR_DENIED, %GLOSS_ERROR_FAILED; the target is unchanged then.
 */
gboolean
gloss_atomic_file_commit (GlossAtomicFile *self, GError **error)
{
  g_return_val_if_fail (self != NULL && self->fd >= 0, FALSE);

  if (fsync (self->fd) != 0 || (self->name == NULL && !give_name (self)) ||
      g_rename (self->name, self->target) != 0)
    {
      set_error (error, self->target, errno);
      return FALSE;
    }
  g_clear_pointer (&self->name, g_free);
  g_clear_object (&self->stream);
  close (self->fd);
  self->fd = -1;
  sync_folder (self->folder);
  return TRUE;
}

/**
 * gloss_atomic_file_free:
 * @self: (transfer full)
 *
 * Drops what was written, unless it was committed.
 */
void
gloss_atomic_file_free (GlossAtomicFile *self)
{
  g_clear_object (&self->stream);
  if (self->fd >= 0)
    close (self->fd);
  if (self->name != NULL)
    g_unlink (self->name);
  g_free (self->name);
  g_free (self->folder);
  g_free (self->target);
  g_free (self);
}
