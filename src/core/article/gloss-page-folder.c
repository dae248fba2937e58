/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The folder that a browser saves beside a page: "page_files", "page-Dateien", whatever its language calls
 * it. It is known by its name, which begins as the file's does and goes on as the page names it. Nothing
 * outside of it is reached: folders and files are opened one below the other without following links, so that
 * no name in the page, no link and no folder that is exchanged meanwhile leads elsewhere, and only what is a
 * regular file is opened at all. Bounded in files, bytes and depth. Blocking: for a worker thread.
 */

#include "config.h"

#include "core/article/gloss-page-folder.h"

#include "core/article/gloss-capture-resource.h"
#include "core/article/gloss-image-type.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_FILE_BYTES GLOSS_IMAGE_MAX_BYTES
#define MAX_ENTRIES 20000

typedef struct
{
  const char *markup;
  const char *base;
  GCancellable *cancellable;
  GPtrArray *resources;
  gsize n_bytes;
  gboolean is_cut;
} Reading;

/* As they are written in a page: by browsers, by people, by encodeURIComponent(). What is none of the last
 * two's is escaped by all. */
static const char *const spellings[] = { "!$&'()*+,;=:@[]|", "!'()*", "" };

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Those that begin so, in an order that doesn't depend on the file system. Takes the descriptor. */
static GPtrArray *
list_names (int fd, const char *beginning)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  DIR *folder = fdopendir (fd);
  struct dirent *entry;

  if (folder == NULL)
    {
      close (fd);
      return names;
    }
  while (names->len < MAX_ENTRIES && (entry = readdir (folder)) != NULL)
    if (g_str_has_prefix (entry->d_name, beginning) && !g_str_equal (entry->d_name, ".") &&
        !g_str_equal (entry->d_name, ".."))
      g_ptr_array_add (names, g_strdup (entry->d_name));
  closedir (folder);
  g_ptr_array_sort (names, compare_names);

  return names;
}

static int
open_folder (int parent, const char *name)
{
  return openat (parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

/* NULL: it is no regular file, too large, or can't be read. */
static GBytes *
read_file (Reading *reading, int parent, const char *name)
{
  g_autoptr (GByteArray) array = NULL;
  struct stat info;
  int fd;

  /* Looked at before it is opened: opening a pipe or a device may act on it. */
  if (fstatat (parent, name, &info, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG (info.st_mode))
    return NULL;
  if (info.st_size > (off_t) MAX_FILE_BYTES ||
      (gsize) info.st_size > GLOSS_PAGE_FOLDER_MAX_BYTES - reading->n_bytes)
    {
      reading->is_cut = TRUE;
      return NULL;
    }
  fd = openat (parent, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
  if (fd < 0)
    return NULL;

  /* What grows meanwhile is read as long as it was. */
  array = g_byte_array_sized_new ((guint) info.st_size);
  g_byte_array_set_size (array, (guint) info.st_size);
  for (gsize at = 0; at < array->len;)
    {
      gssize n = pread (fd, array->data + at, array->len - at, (off_t) at);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          g_byte_array_set_size (array, (guint) at);
          break;
        }
      at += (gsize) n;
    }
  close (fd);

  return g_byte_array_free_to_bytes (g_steal_pointer (&array));
}

/* What pages need to be shown, and nothing that acts. NULL: it is none of these. */
static const char *
get_media_type (const char *name, GBytes *bytes)
{
  static const struct
  {
    const char *extension;
    const char *media_type;
  } types[] = {
    { ".css", "text/css" }, { ".woff", "font/woff" }, { ".woff2", "font/woff2" },
    { ".ttf", "font/ttf" }, { ".otf", "font/otf" },
  };
  const char *extension = strrchr (name, '.');
  GlossImageType image;

  for (gsize i = 0; extension != NULL && i < G_N_ELEMENTS (types); i++)
    if (g_ascii_strcasecmp (extension, types[i].extension) == 0)
      return types[i].media_type;

  return gloss_image_type_sniff (&image, bytes) ? image.media_type : NULL;
}

/* A name as the page spells it, else as browsers would. The page is looked through for few names only. */
static char *
dup_spelling (const char *markup, const char *name)
{
  g_autofree char *usual = g_uri_escape_string (name, spellings[0], FALSE);

  for (gsize i = 1; i < G_N_ELEMENTS (spellings); i++)
    {
      g_autofree char *spelling = g_uri_escape_string (name, spellings[i], FALSE);

      if (!g_str_equal (spelling, usual) && strstr (markup, spelling) != NULL)
        return g_steal_pointer (&spelling);
    }

  return g_steal_pointer (&usual);
}

static void
add_file (Reading *reading, int parent, const char *name, const char *path)
{
  g_autofree char *spelling = NULL;
  g_autofree char *relative = NULL;
  g_autofree char *uri = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const char *media_type;

  if (reading->resources->len >= GLOSS_PAGE_FOLDER_MAX_FILES)
    {
      reading->is_cut = TRUE;
      return;
    }
  bytes = read_file (reading, parent, name);
  media_type = bytes != NULL ? get_media_type (name, bytes) : NULL;
  if (media_type == NULL)
    return;

  spelling = dup_spelling (reading->markup, name);
  relative = g_strconcat ("./", path, "/", spelling, NULL);
  uri =
    g_uri_resolve_relative (reading->base, relative, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED, NULL);
  if (uri == NULL)
    return;
  reading->n_bytes += g_bytes_get_size (bytes);
  g_ptr_array_add (reading->resources, gloss_capture_resource_new (uri, media_type, bytes));
}

/* path: as the page spells it. Takes the descriptor. */
static void
read_folder (Reading *reading, int fd, const char *path, guint depth)
{
  int kept = fcntl (fd, F_DUPFD_CLOEXEC, 0);
  g_autoptr (GPtrArray) names = list_names (fd, "");

  for (guint i = 0; kept >= 0 && i < names->len && !g_cancellable_is_cancelled (reading->cancellable); i++)
    {
      const char *name = g_ptr_array_index (names, i);
      int inner = open_folder (kept, name);

      if (inner < 0)
        add_file (reading, kept, name, path);
      else if (depth >= GLOSS_PAGE_FOLDER_MAX_DEPTH)
        {
          close (inner);
          reading->is_cut = TRUE;
        }
      else
        {
          g_autofree char *spelling = dup_spelling (reading->markup, name);
          g_autofree char *below = g_strconcat (path, "/", spelling, NULL);

          read_folder (reading, inner, below, depth + 1);
        }
    }
  if (names->len >= MAX_ENTRIES)
    reading->is_cut = TRUE;
  if (kept >= 0)
    close (kept);
}

static gboolean
names_folder (const char *markup, char *name)
{
  g_autofree char *spelled = name;
  g_autofree char *start = g_strconcat (spelled, "/", NULL);

  return strstr (markup, start) != NULL;
}

/* Whether a folder beside the file is the page's: its name goes on where the file's ends, and the page names
 * it.
 */
static gboolean
is_of_page (const char *markup, const char *name, const char *stem)
{
  const char *rest = name + strlen (stem);

  if (!g_str_has_prefix (name, stem) || *rest == '\0' || strchr ("_-. ", *rest) == NULL)
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (spellings); i++)
    if (names_folder (markup, g_uri_escape_string (name, spellings[i], FALSE)))
      return TRUE;

  return names_folder (markup, g_strdup (name)) || names_folder (markup, g_markup_escape_text (name, -1));
}

static char *
dup_stem (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  const char *extension = strrchr (name, '.');

  return extension != NULL && extension > name ? g_strndup (name, (gsize) (extension - name))
                                               : g_steal_pointer (&name);
}

/**
 * gloss_page_folder_read:
 * @path: the HTML file's path
 * @markup: what it says, decoded
 * @base: an absolute URI that the page's relative addresses are resolved by; nothing is read from there
 * @cancellable: (nullable): looked at between files
 * @is_cut: (out): whether something was left out because there is too much of it
 *
 * Reads what was saved with a page. What is no image, style sheet or font by its bytes or name is passed
 * over. A folder that is not there, or can't be read, holds nothing.
 *
 * Returns: (transfer full) (element-type GlossCaptureResource): what is there, in an order by name
 */
GPtrArray *
gloss_page_folder_read (
  const char *path, const char *markup, const char *base, GCancellable *cancellable, gboolean *is_cut)
{
  g_autofree char *parent = NULL;
  g_autofree char *stem = NULL;
  g_autoptr (GPtrArray) names = NULL;
  Reading reading = { markup, base, cancellable, NULL, 0, FALSE };
  int fd;

  g_return_val_if_fail (path != NULL && markup != NULL && base != NULL && is_cut != NULL, NULL);

  reading.resources = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_capture_resource_unref);
  parent = g_path_get_dirname (path);
  stem = dup_stem (path);
  fd = open (parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  names = fd >= 0 ? list_names (fcntl (fd, F_DUPFD_CLOEXEC, 0), stem) : g_ptr_array_new ();
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      int folder = is_of_page (markup, name, stem) ? open_folder (fd, name) : -1;

      if (folder >= 0)
        {
          g_autofree char *spelling = dup_spelling (markup, name);

          read_folder (&reading, folder, spelling, 1);
        }
    }
  if (fd >= 0)
    close (fd);

  *is_cut = reading.is_cut;
  return reading.resources;
}
