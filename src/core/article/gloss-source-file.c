/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A file as it was read, or refused. Local files are opened by path, so that a pipe, a device or a file that
 * lies about its size can neither block nor fill the memory; what GIO alone can reach goes through its
 * streams with the same bound. Blocking: for a worker thread. Reading never writes, and costs the file's size
 * at most four times in memory.
 */

#include "config.h"

#include "core/article/gloss-source-file.h"

#include "core/article/gloss-decoder.h"
#include "core/article/gloss-foreign-file.h"
#include "core/article/gloss-mhtml.h"
#include "core/base/gloss-error.h"
#include "core/base/gloss-hash.h"
#include "core/text/gloss-text.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK_BYTES (256 * 1024)

/* Control characters in a name would break a line, or a terminal. */
static char *
dup_display_name (GFile *file)
{
  g_autofree char *basename = g_file_get_basename (file);
  g_autofree char *display = basename != NULL ? g_filename_display_name (basename) : g_file_get_uri (file);
  g_autoptr (GString) name = g_string_new (NULL);

  for (const char *p = display; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (name, g_unichar_iscntrl (c) ? 0xfffd : c);
    }

  return g_string_free (g_steal_pointer (&name), FALSE);
}

static void
set_too_large (const char *name, int max_bytes, GError **error)
{
  g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_TOO_LARGE,
               _ (
                 "“%s” is larger than %d MiB, the most that is opened. Split it, or open the part you need."),
               name, max_bytes / (1024 * 1024));
}

static void
set_from_errno (int code, const char *name, GError **error)
{
  switch (code)
    {
    case ENOENT:
    case ENOTDIR:
    case ENAMETOOLONG:
      g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND,
                   _ ("There is no file “%s”. Check its name and folder."), name);
      break;

    case EACCES:
    case EPERM:
      g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_DENIED,
                   _ ("You are not allowed to read “%s”. Ask for permission, or open a copy of your own."),
                   name);
      break;

    default:
      g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_FAILED, _ ("“%s” could not be read: %s. Try again."), name,
                   g_strerror (code));
    }
}

static gboolean
check_regular (mode_t mode, const char *name, GError **error)
{
  const char *kind;

  switch (mode & S_IFMT)
    {
    case S_IFREG:
      return TRUE;
    case S_IFDIR:
      kind = _ ("a folder");
      break;
    case S_IFIFO:
      kind = _ ("a pipe");
      break;
    case S_IFSOCK:
      kind = _ ("a socket");
      break;
    default:
      kind = _ ("a device");
    }

  /* Translators: the file's name, and what it is, such as "a folder". */
  g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_NOT_REGULAR,
               _ ("“%s” is %s. Open a web page (HTML, MHTML), Markdown or text file."), name, kind);
  return FALSE;
}

/* One chunk from wherever it comes: how many bytes, 0 at the end, -1 with an error. */
typedef gssize (*ReadFunc) (
  gpointer source, char *buffer, gsize length, const char *name, GCancellable *cancellable, GError **error);

/* A page with all its images, written as text, is larger than what people write. */
static int
get_max_bytes (GByteArray *beginning)
{
  return gloss_mhtml_sniff ((const char *) beginning->data, beginning->len) ? GLOSS_LOADER_MAX_MHTML_BYTES
                                                                            : GLOSS_LOADER_MAX_BYTES;
}

/* One byte over the limit is enough to know that a file is too large, whatever it says about its size. */
static GBytes *
read_bounded (
  ReadFunc read_func, gpointer source, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();
  g_autofree char *buffer = g_malloc (CHUNK_BYTES);
  int max_bytes = 0;

  while (TRUE)
    {
      gssize n_read;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;

      n_read = read_func (source, buffer, CHUNK_BYTES, name, cancellable, error);
      if (n_read < 0)
        return NULL;
      if (n_read == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&array));

      g_byte_array_append (array, (const guint8 *) buffer, n_read);
      if (max_bytes == 0)
        max_bytes = get_max_bytes (array);
      if (array->len > (guint) max_bytes)
        {
          set_too_large (name, max_bytes, error);
          return NULL;
        }
    }
}

static gssize
read_fd (
  gpointer source, char *buffer, gsize length, const char *name, GCancellable *cancellable, GError **error)
{
  gssize n_read;

  do
    n_read = read (GPOINTER_TO_INT (source), buffer, length);
  while (n_read < 0 && errno == EINTR);

  if (n_read < 0)
    set_from_errno (errno, name, error);
  return n_read;
}

static GBytes *
read_path (const char *path, const char *name, GCancellable *cancellable, GError **error)
{
  GBytes *bytes = NULL;
  struct stat info;
  int fd;

  /* Looked at before it is opened: opening a pipe wakes its writer, opening a device may act on it. */
  if (stat (path, &info) != 0)
    {
      set_from_errno (errno, name, error);
      return NULL;
    }
  if (!check_regular (info.st_mode, name, error))
    return NULL;

  fd = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
  if (fd < 0 || fstat (fd, &info) != 0)
    set_from_errno (errno, name, error);
  else if (!check_regular (info.st_mode, name, error))
    bytes = NULL;
  else
    bytes = read_bounded (read_fd, GINT_TO_POINTER (fd), name, cancellable, error);

  if (fd >= 0)
    close (fd);
  return bytes;
}

/* Brings what GIO says into our domain; a cancelled call stays one. */
static void
propagate_gio_error (GError **error, GError *gio_error, const char *name)
{
  if (g_error_matches (gio_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, gio_error);
      return;
    }

  if (g_error_matches (gio_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    set_from_errno (ENOENT, name, error);
  else if (g_error_matches (gio_error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    set_from_errno (EACCES, name, error);
  else
    g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_FAILED, _ ("“%s” could not be read: %s. Try again."), name,
                 gio_error->message);
  g_error_free (gio_error);
}

static gssize
read_stream (
  gpointer source, char *buffer, gsize length, const char *name, GCancellable *cancellable, GError **error)
{
  GError *gio_error = NULL;
  gssize n_read = g_input_stream_read (source, buffer, length, cancellable, &gio_error);

  if (n_read < 0)
    propagate_gio_error (error, gio_error, name);
  return n_read;
}

static GBytes *
read_gio (GFile *file, const char *name, GCancellable *cancellable, GError **error)
{
  GError *gio_error = NULL;
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GFileInputStream) stream = NULL;

  info =
    g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE, cancellable, &gio_error);
  if (info != NULL)
    {
      GFileType type = g_file_info_get_file_type (info);
      mode_t mode = type == G_FILE_TYPE_DIRECTORY ? S_IFDIR : type == G_FILE_TYPE_SPECIAL ? S_IFCHR : S_IFREG;

      if (!check_regular (mode, name, error))
        return NULL;
      stream = g_file_read (file, cancellable, &gio_error);
    }

  if (stream == NULL)
    {
      propagate_gio_error (error, gio_error, name);
      return NULL;
    }

  return read_bounded (read_stream, stream, name, cancellable, error);
}

/* FALSE also where there is nothing at all. */
static gboolean
has_words (const char *utf8)
{
  while (gloss_text_is_blank (g_utf8_get_char (utf8)))
    utf8 = g_utf8_next_char (utf8);

  return *utf8 != '\0';
}

/* Whether a document begins, by its first element; a text about HTML begins with words. */
static gboolean
looks_like_html (const char *data, gsize length)
{
  static const char *const beginnings[] = { "<!doctype html", "<html", "<head", "<body" };
  const char *end = data + length;

  if (length >= 3 && memcmp (data, "\357\273\277", 3) == 0)
    data += 3;
  while (data < end && g_ascii_isspace (*data))
    data++;
  if (end - data > 5 && g_ascii_strncasecmp (data, "<?xml", 5) == 0)
    {
      const char *close = memchr (data, '>', end - data);

      data = close != NULL ? close + 1 : end;
      while (data < end && g_ascii_isspace (*data))
        data++;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      gsize n = strlen (beginnings[i]);

      if ((gsize) (end - data) > n && g_ascii_strncasecmp (data, beginnings[i], n) == 0 &&
          (data[n] == '>' || g_ascii_isspace (data[n])))
        return TRUE;
    }

  return FALSE;
}

/* What the name alone says, NULL where it says nothing. */
static const char *
get_type_of_name (const char *name)
{
  static const struct
  {
    const char *extension;
    const char *media_type;
  } types[] = { { ".md", "text/markdown" },         { ".markdown", "text/markdown" },
                { ".html", "text/html" },           { ".htm", "text/html" },
                { ".xhtml", "text/html" },          { ".mhtml", GLOSS_SOURCE_FILE_MHTML },
                { ".mht", GLOSS_SOURCE_FILE_MHTML } };
  const char *extension = strrchr (name, '.');

  for (gsize i = 0; extension != NULL && i < G_N_ELEMENTS (types); i++)
    if (g_ascii_strcasecmp (extension, types[i].extension) == 0)
      return types[i].media_type;

  return NULL;
}

/* The kind of what people write is said by the name; a saved page by its bytes, and only where they say
 * nothing by its name. */
static const char *
get_type (const char *of_name, const char *data, gsize length)
{
  if (gloss_mhtml_sniff (data, length))
    return GLOSS_SOURCE_FILE_MHTML;
  if (g_strcmp0 (of_name, GLOSS_SOURCE_FILE_MHTML) == 0 && looks_like_html (data, length))
    return "text/html";
  if (of_name != NULL)
    return of_name;

  return looks_like_html (data, length) ? "text/html" : NULL;
}

/* Takes the URI and the name. media_type: NULL: not known; is_paste: known, whatever the bytes are. */
static GlossSourceFile *
make (char *uri, char *name, const char *media_type, gboolean is_paste, GBytes *bytes, GError **error)
{
  g_autoptr (GlossSourceFile) self = g_new0 (GlossSourceFile, 1);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  self->uri = uri;
  self->name = name;
  self->bytes = g_bytes_ref (bytes);
  self->media_type = is_paste ? media_type : get_type (media_type, data, length);
  if (length > 0 && g_strcmp0 (self->media_type, GLOSS_SOURCE_FILE_MHTML) == 0)
    return gloss_foreign_file_refuse (data, length, name, error) ? NULL : g_steal_pointer (&self);

  self->utf8 = gloss_decoder_decode (bytes, g_strcmp0 (self->media_type, "text/html") == 0, name, error);
  if (self->utf8 == NULL)
    return NULL;

  if (!has_words (self->utf8))
    {
      g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_EMPTY,
                   _ ("“%s” is empty: there is nothing to read in it."), name);
      return NULL;
    }
  /* In UTF-16 a page is known only now. */
  if (self->media_type == NULL)
    self->media_type = looks_like_html (self->utf8, strlen (self->utf8)) ? "text/html" : "text/plain";

  return g_steal_pointer (&self);
}

/**
 * gloss_source_file_free:
 * @self: what to free
 */
void
gloss_source_file_free (GlossSourceFile *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->uri);
  g_free (self->name);
  g_free (self->utf8);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

/**
 * gloss_source_file_dup_uri:
 * @file: any file, there or not
 *
 * Makes the URI under which an article from this file is known: of its path with links followed, so that a
 * file has one URI however it is reached. Blocking.
 *
 * Returns: (transfer full): the URI
 */
char *
gloss_source_file_dup_uri (GFile *file)
{
  const char *path = g_file_peek_path (file);
  char *real = g_file_is_native (file) && path != NULL ? realpath (path, NULL) : NULL;
  char *uri = real != NULL ? g_filename_to_uri (real, NULL, NULL) : g_file_get_uri (file);

  free (real);
  return uri;
}

/**
 * gloss_source_file_read:
 * @file: what to read
 * @cancellable: (nullable): looked at between chunks
 * @error: return location
 *
 * Reads a file and decodes it. A page with its resources (MHTML) is known by its header, whatever it is
 * called; other kinds go by the name, else by whether it begins as HTML does; all other text is plain.
 * Blocking.
 *
 * Returns: (transfer full): the file, or %NULL with %GLOSS_ERROR_NOT_FOUND, %GLOSS_ERROR_DENIED,
 *   %GLOSS_ERROR_NOT_REGULAR, %GLOSS_ERROR_EMPTY, %GLOSS_ERROR_TOO_LARGE, %GLOSS_ERROR_NOT_TEXT,
 * %GLOSS_ERROR_FAILED or %G_IO_ERROR_CANCELLED
 */
GlossSourceFile *
gloss_source_file_read (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const char *path;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  name = dup_display_name (file);
  path = g_file_peek_path (file);
  if (g_file_is_native (file) && path != NULL)
    bytes = read_path (path, name, cancellable, error);
  else
    bytes = read_gio (file, name, cancellable, error);
  if (bytes == NULL)
    return NULL;

  return make (gloss_source_file_dup_uri (file), g_strdup (name), get_type_of_name (name), FALSE, bytes,
               error);
}

/**
 * gloss_source_file_new_for_paste:
 * @text: what was pasted
 * @error: return location
 *
 * Makes a source of plain text from pasted words, whatever they look like.
 *
 * Returns: (transfer full): the source, or %NULL with %GLOSS_ERROR_EMPTY, %GLOSS_ERROR_TOO_LARGE or
 *   %GLOSS_ERROR_NOT_TEXT
 */
GlossSourceFile *
gloss_source_file_new_for_paste (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *hash = NULL;
  gsize length;

  g_return_val_if_fail (text != NULL, NULL);

  length = strlen (text);
  if (length > GLOSS_LOADER_MAX_BYTES)
    {
      set_too_large (_ ("Pasted text"), GLOSS_LOADER_MAX_BYTES, error);
      return NULL;
    }

  bytes = g_bytes_new (text, length);
  hash = gloss_hash_bytes (bytes);
  return make (g_strconcat (GLOSS_SOURCE_FILE_PASTE, hash, NULL), g_strdup (_ ("Pasted text")), "text/plain",
               TRUE, bytes, error);
}
