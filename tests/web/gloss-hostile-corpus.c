/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of tests/data/hostile and their manifest. */

#include "config.h"

#include "gloss-hostile-corpus.h"

#include "core/base/gloss-json.h"
#include "gloss-hostile-made.h"

#include <gio/gio.h>
#include <string.h>

/* Tells the handler that a script must not reach, and leaves a mark that is seen from every world. Holds
 * neither quotation marks nor white space, so that it can stand anywhere. */
#define RUN                                                                                                  \
  "[window.webkit?.messageHandlers?.gloss?.postMessage(1),top.document.documentElement.dataset.hit=1]"

static char *
build_path (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "..", "data", "hostile", name, NULL);
}

static GBytes *
read_file (const char *name)
{
  g_autofree char *path = build_path (name);
  g_autoptr (GError) error = NULL;
  char *content;
  gsize length;

  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (content, length);
}

static void
free_page (gpointer data)
{
  HostilePage *page = data;

  if (page == NULL)
    return;
  g_free (page->name);
  g_free (page->never);
  g_strfreev (page->fires);
  g_strfreev (page->says);
  g_strfreev (page->hides);
  g_bytes_unref (page->source);
  g_free (page);
}

static GStrv
read_words (JsonObject *entry, const char *member, const char *fallback)
{
  JsonArray *listed = gloss_json_get_array (entry, member);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; listed != NULL && i < json_array_get_length (listed); i++)
    g_strv_builder_add (words, json_array_get_string_element (listed, i));
  if (listed == NULL && fallback != NULL)
    g_strv_builder_add (words, fallback);
  return g_strv_builder_end (words);
}

/* Each says what it must never do, and either what it does where nobody is protected or why that is not seen.
 */
static void
check_entry (JsonObject *entry)
{
  static const char *const members[] = {
    "file", "made", "never", "fires", "quiet", "says", "hides", "click"
  };
  g_autoptr (GList) names = json_object_get_members (entry);

  for (GList *l = names; l != NULL; l = l->next)
    if (!g_strv_contains (members, l->data))
      g_error ("The manifest of the corpus has an unknown member “%s”.", (char *) l->data);
  if (gloss_json_get_string (entry, "never") == NULL ||
      (gloss_json_get_array (entry, "fires") == NULL) == (gloss_json_get_string (entry, "quiet") == NULL) ||
      (gloss_json_get_string (entry, "file") == NULL) == (gloss_json_get_string (entry, "made") == NULL))
    g_error ("The entry “%s” of the corpus's manifest is not whole.", gloss_json_get_string (entry, "file"));
}

static HostilePage *
read_entry (JsonObject *entry)
{
  HostilePage *page = g_new0 (HostilePage, 1);
  const char *file = gloss_json_get_string (entry, "file");

  check_entry (entry);
  page->is_heavy = file == NULL;
  page->name = g_strdup (file != NULL ? file : gloss_json_get_string (entry, "made"));
  page->never = g_strdup (gloss_json_get_string (entry, "never"));
  page->fires = read_words (entry, "fires", NULL);
  page->says = read_words (entry, "says", "Words that stay.");
  page->hides = read_words (entry, "hides", NULL);
  page->clicks = json_object_get_boolean_member_with_default (entry, "click", FALSE);
  page->source = file != NULL ? read_file (file) : gloss_hostile_make (page->name);
  return page;
}

/* That no file is without an entry; one that is not there can't have been read. */
static void
check_files (GHashTable *listed)
{
  g_autofree char *root = build_path (NULL);
  g_autoptr (GDir) folders = g_dir_open (root, 0, NULL);
  const char *folder, *name;

  while ((folder = g_dir_read_name (folders)) != NULL)
    {
      g_autofree char *path = g_build_filename (root, folder, NULL);
      g_autoptr (GDir) files = g_dir_open (path, 0, NULL);

      while (files != NULL && (name = g_dir_read_name (files)) != NULL)
        {
          g_autofree char *file = g_strconcat (folder, "/", name, NULL);

          if (!g_hash_table_contains (listed, file))
            g_error ("%s stands in no entry of the corpus's manifest.", file);
        }
    }
}

GPtrArray *
gloss_hostile_corpus_load (void)
{
  g_autoptr (GBytes) manifest = read_file ("manifest.json");
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GHashTable) listed = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  GPtrArray *pages = g_ptr_array_new_with_free_func (free_page);
  JsonArray *entries;

  json_parser_load_from_data (parser, g_bytes_get_data (manifest, NULL), (gssize) g_bytes_get_size (manifest),
                              &error);
  g_assert_no_error (error);
  entries = json_node_get_array (json_parser_get_root (parser));
  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      HostilePage *page = read_entry (json_array_get_object_element (entries, i));

      g_ptr_array_add (pages, page);
      if (!g_hash_table_add (listed, page->name))
        g_error ("%s stands twice in the corpus's manifest.", page->name);
    }
  check_files (listed);
  return pages;
}

/* Of bytes: pages hold NUL. */
static GByteArray *
replace (GByteArray *source, const char *token, const char *value)
{
  GByteArray *result = g_byte_array_sized_new (source->len);
  const guint8 *start = source->data, *end = start + source->len, *found;

  while ((found = memmem (start, (gsize) (end - start), token, strlen (token))) != NULL)
    {
      g_byte_array_append (result, start, (guint) (found - start));
      g_byte_array_append (result, (const guint8 *) value, (guint) strlen (value));
      start = found + strlen (token);
    }
  g_byte_array_append (result, start, (guint) (end - start));
  g_byte_array_unref (source);
  return result;
}

GBytes *
gloss_hostile_page_fill_in (HostilePage *page, guint16 port, const char *file_uri)
{
  g_autofree char *folder = gloss_hostile_page_dup_folder (page), *number = g_strdup_printf ("%u", port);
  GByteArray *source = g_byte_array_new ();

  g_byte_array_append (source, g_bytes_get_data (page->source, NULL),
                       (guint) g_bytes_get_size (page->source));
  source = replace (source, "@RUN@", RUN);
  source = replace (source, "@LEAK@", "http://@SITE@");
  source = replace (source, "@SITE@", "127.0.0.1:@PORT@@PATH@");
  source = replace (source, "@PORT@", number);
  source = replace (source, "@PATH@", "@FOLDER@x");
  source = replace (source, "@FOLDER@", folder);
  source = replace (source, "@FILE@", file_uri);
  return g_byte_array_free_to_bytes (source);
}

char *
gloss_hostile_page_dup_folder (HostilePage *page)
{
  g_autofree char *stem = g_strndup (page->name, strcspn (page->name, "."));

  return g_strconcat ("/leak/", stem, "/", NULL);
}

char *
gloss_hostile_page_dup_test_path (HostilePage *page, const char *prefix)
{
  g_autofree char *stem = g_strndup (page->name, strcspn (page->name, "."));

  return g_strconcat (prefix, stem, NULL);
}
