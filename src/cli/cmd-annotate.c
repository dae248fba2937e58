/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `glossator annotate`: finds a passage by its words, annotates it, and prints the annotation's uuid. All
 * that one call asks for is one change: one transaction, one step of undo. Everything is checked before
 * anything is written. */

#include "config.h"

#include "cli/commands.h"

#include "core/anchor/gloss-anchor.h"
#include "core/annotation/gloss-commands.h"
#include "core/base/gloss-error.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

/* What the command line asks for: owned. */
typedef struct
{
  char *quote;
  char *prefix;
  char *suffix;
  char *note;
  char *verdict;
  char *claimant;
  char *status;
  char *category;
  char *author;
  char **sources;
  char **tags;
} Wanted;

static void
wanted_clear (Wanted *wanted)
{
  g_free (wanted->quote);
  g_free (wanted->prefix);
  g_free (wanted->suffix);
  g_free (wanted->note);
  g_free (wanted->verdict);
  g_free (wanted->claimant);
  g_free (wanted->status);
  g_free (wanted->category);
  g_free (wanted->author);
  g_strfreev (wanted->sources);
  g_strfreev (wanted->tags);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wanted, wanted_clear)

static gboolean
check_lists (GlossCli *cli, Wanted *wanted)
{
  guint i;

  for (i = 0; wanted->sources != NULL && wanted->sources[i] != NULL; i++)
    if (!gloss_cli_check_utf8 (cli, "--source", wanted->sources[i]))
      return FALSE;
  for (i = 0; wanted->tags != NULL && wanted->tags[i] != NULL; i++)
    {
      if (!gloss_cli_check_utf8 (cli, "--tag", wanted->tags[i]))
        return FALSE;
      if (*g_strstrip (wanted->tags[i]) == '\0')
        {
          gloss_cli_fail_usage (cli, _ ("A tag is empty"));
          return FALSE;
        }
    }
  return TRUE;
}

/* Whether the options can be meant; what depends on the library is looked at later. */
static gboolean
check_wanted (GlossCli *cli, Wanted *wanted)
{
  const struct
  {
    const char *option;
    const char *value;
  } strings[] = {
    { "--quote", wanted->quote },       { "--prefix", wanted->prefix },   { "--suffix", wanted->suffix },
    { "--note", wanted->note },         { "--verdict", wanted->verdict }, { "--claimant", wanted->claimant },
    { "--category", wanted->category }, { "--author", wanted->author },
  };
  static const char *const statuses[] = { "to-check", "in-work", "checked", "needs-attention", NULL };
  guint i;

  if (wanted->quote == NULL)
    {
      gloss_cli_fail_usage (cli, _ ("The passage is missing: give its words with --quote"));
      return FALSE;
    }
  for (i = 0; i < G_N_ELEMENTS (strings); i++)
    if (!gloss_cli_check_utf8 (cli, strings[i].option, strings[i].value))
      return FALSE;
  if (wanted->status != NULL && !g_strv_contains (statuses, wanted->status))
    {
      gloss_cli_fail_usage (cli,
                            _ (
                              "Status “%s” is not known; known: to-check, in-work, checked, needs-attention"),
                            wanted->status);
      return FALSE;
    }
  return check_lists (cli, wanted);
}

static gboolean
check_category (GlossCatalog *catalog, const char *id, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);
  GPtrArray *categories = gloss_catalog_get_categories (catalog);
  guint i;

  if (gloss_catalog_find_category (catalog, id) != NULL)
    return TRUE;
  for (i = 0; i < categories->len; i++)
    {
      const GlossCategory *category = g_ptr_array_index (categories, i);

      g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", category->id);
    }
  g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND, _ ("Category “%s” is not known; known: %s."), id,
               known->str);
  return FALSE;
}

/* Where `,supports`, `,refutes` or `,context` ends an address, which may hold commas itself; NULL: nowhere.
 */
static const char *
find_stance (const char *source, const char **stance)
{
  static const char *const stances[] = { "supports", "refutes", "context" };
  const char *comma;
  guint i;

  for (comma = strchr (source, ','); comma != NULL; comma = strchr (comma + 1, ','))
    for (i = 0; i < G_N_ELEMENTS (stances); i++)
      {
        gsize length = strlen (stances[i]);

        if (strncmp (comma + 1, stances[i], length) == 0 &&
            (comma[1 + length] == ',' || comma[1 + length] == '\0'))
          {
            *stance = stances[i];
            return comma;
          }
      }
  return NULL;
}

static GlossRecord *
make_source (const char *words, GError **error)
{
  g_autoptr (JsonObject) values = json_object_new ();
  g_autofree char *uri = NULL;
  const char *stance = "supports";
  const char *comma = find_stance (words, &stance);
  const char *title = comma != NULL ? comma + 1 + strlen (stance) : "";

  uri = g_strstrip (comma != NULL ? g_strndup (words, comma - words) : g_strdup (words));
  if (*uri == '\0')
    {
      g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_INVALID,
                   _ ("The source “%s” has no address. Write it as ADDRESS,STANCE,TITLE."), words);
      return NULL;
    }
  json_object_set_string_member (values, "uri", uri);
  json_object_set_string_member (values, "stance", stance);
  if (*title == ',' && title[1] != '\0')
    json_object_set_string_member (values, "title", title + 1);
  return gloss_record_new_for_values ("source", values);
}

/* Tables in the order that references between them ask for. */
static int
get_rank (const char *table)
{
  if (g_str_equal (table, "tag") || g_str_equal (table, "person"))
    return 0;
  return g_str_equal (table, "annotation") ? 1 : 2;
}

/* The commands one after another as one change, each record once: as it was before, and as it is at the end.
 */
static GlossChange *
merge_changes (GPtrArray *changes)
{
  GlossChange *first = g_ptr_array_index (changes, 0);
  GlossChange *merged = gloss_change_new (gloss_change_get_label (first), gloss_change_get_article (first));
  g_autoptr (GHashTable) last = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) order = g_ptr_array_new (); /* before, or NULL, and uuid */
  guint i, j;
  int rank;

  for (i = 0; i < changes->len; i++)
    for (j = 0; j < gloss_change_get_n_edits (g_ptr_array_index (changes, i)); j++)
      {
        GlossRecord *after = gloss_change_get_after (g_ptr_array_index (changes, i), j);
        char *uuid = (char *) gloss_record_get_uuid (after);

        if (!g_hash_table_contains (last, uuid))
          {
            g_ptr_array_add (order, gloss_change_get_before (g_ptr_array_index (changes, i), j));
            g_ptr_array_add (order, uuid);
          }
        g_hash_table_insert (last, uuid, after);
      }
  for (rank = 0; rank <= 2; rank++)
    for (i = 0; i < order->len; i += 2)
      {
        GlossRecord *after = g_hash_table_lookup (last, g_ptr_array_index (order, i + 1));

        if (get_rank (gloss_record_get_table (after)) == rank)
          gloss_change_add (merged, g_ptr_array_index (order, i), after);
      }
  return merged;
}

/* Takes the change (NULL: nothing to do) and shows it to the list, so that the next command builds on it. */
static void
take_change (GPtrArray *changes, GlossAnnotationList *list, GlossChange *change)
{
  if (change == NULL)
    return;
  g_ptr_array_add (changes, change);
  gloss_annotation_list_apply (list, change);
}

static gboolean
add_sources (
  GPtrArray *changes, GlossAnnotationList *list, GlossAnnotation *annotation, char **sources, GError **error)
{
  guint i;

  for (i = 0; sources != NULL && sources[i] != NULL; i++)
    {
      g_autoptr (GlossRecord) source = make_source (sources[i], error);

      if (source == NULL)
        return FALSE;
      take_change (changes, list, gloss_command_add_source (annotation, source));
    }
  return TRUE;
}

static GlossChange *
make_change (Wanted *wanted,
             GlossAnnotationList *list,
             GlossArticle *article,
             GlossCapture *capture,
             GlossAnchor *anchor,
             const GlossVerdict *verdict,
             const char *author,
             GError **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_change_unref);
  GlossChange *created =
    gloss_command_annotate_article (gloss_article_get_record (article),
                                    gloss_capture_get_fields (capture)->uuid, anchor,
                                    wanted->category != NULL ? wanted->category : "claim", author);
  GlossAnnotation *annotation;

  take_change (changes, list, created);
  annotation = gloss_annotation_list_find (list, gloss_record_get_uuid (gloss_change_get_after (created, 0)));
  if (wanted->note != NULL)
    take_change (changes, list, gloss_command_set_note (annotation, wanted->note, author));
  if (wanted->claimant != NULL)
    take_change (changes, list, gloss_command_set_claimant (annotation, list, wanted->claimant));
  if (verdict != NULL)
    take_change (changes, list, gloss_command_set_verdict (annotation, verdict->scale, verdict->id));
  /* After the verdict, which sets it too: what was said outright counts. */
  if (wanted->status != NULL)
    take_change (changes, list, gloss_command_set_status (annotation, wanted->status));
  if (wanted->tags != NULL)
    take_change (changes, list,
                 gloss_command_set_tags (annotation, list, (const char *const *) wanted->tags));
  if (!add_sources (changes, list, annotation, wanted->sources, error))
    return NULL;
  return merge_changes (changes);
}

/* Returns the annotation's uuid. */
static char *
annotate (GlossDatabase *database, const char *words, Wanted *wanted, GError **error)
{
  g_autofree char *uuid = gloss_cli_resolve_article (database, words, error);
  g_autofree char *user = gloss_cli_dup_user_name ();
  const char *author = wanted->author != NULL && *wanted->author != '\0' ? wanted->author : user;
  g_autoptr (GlossArticle) article =
    uuid != NULL ? gloss_database_load_article (database, uuid, error) : NULL;
  g_autoptr (GlossCatalog) catalog = article != NULL ? gloss_database_load_catalog (database, error) : NULL;
  g_autoptr (GlossCapture) capture =
    catalog != NULL ? gloss_database_load_capture (database, uuid, error) : NULL;
  g_autoptr (GPtrArray) records =
    capture != NULL ? gloss_database_load_annotations (database, uuid, error) : NULL;
  g_autoptr (GlossAnnotationList) list = NULL;
  g_autoptr (GlossAnchor) anchor = NULL;
  g_autoptr (GlossChange) change = NULL;
  const GlossVerdict *verdict = NULL;
  guint i;

  if (records == NULL || (wanted->category != NULL && !check_category (catalog, wanted->category, error)))
    return NULL;
  if (wanted->verdict != NULL)
    {
      verdict = gloss_catalog_parse_verdict (catalog, wanted->verdict, error);
      if (verdict == NULL)
        return NULL;
    }
  anchor = gloss_anchor_new_for_quote (gloss_capture_get_fields (capture)->text, wanted->quote,
                                       wanted->prefix, wanted->suffix, error);
  if (anchor == NULL)
    return NULL;
  list = gloss_annotation_list_new (uuid);
  gloss_annotation_list_set_records (list, records);
  change = make_change (wanted, list, article, capture, anchor, verdict, author, error);
  if (change == NULL || !gloss_database_apply (database, change, user, error))
    return NULL;
  for (i = 0; i < gloss_change_get_n_edits (change); i++)
    if (g_str_equal (gloss_record_get_table (gloss_change_get_after (change, i)), "annotation"))
      return g_strdup (gloss_record_get_uuid (gloss_change_get_after (change, i)));
  g_assert_not_reached ();
}

/* A wrong name makes no library: opened for reading, one that isn't there is an error. */
static GlossDatabase *
open_existing_library (GlossCli *cli, GError **error)
{
  g_autofree char *path = gloss_cli_dup_library (cli);
  gboolean exists = g_file_test (path, G_FILE_TEST_EXISTS);

  return gloss_cli_open_library (cli, exists ? GLOSS_DATABASE_WRITE : GLOSS_DATABASE_READ_ONLY, error);
}

int
gloss_cmd_annotate (GlossCli *cli, const char *const *arguments)
{
  g_auto (Wanted) wanted = { NULL };
  const GOptionEntry entries[] = {
    { "quote", 0, 0, G_OPTION_ARG_FILENAME, &wanted.quote, N_ ("The passage, in the article’s words"),
      N_ ("TEXT") },
    { "prefix", 0, 0, G_OPTION_ARG_FILENAME, &wanted.prefix,
      N_ ("What stands before it, where it occurs repeatedly"), N_ ("TEXT") },
    { "suffix", 0, 0, G_OPTION_ARG_FILENAME, &wanted.suffix,
      N_ ("What stands after it, where it occurs repeatedly"), N_ ("TEXT") },
    { "note", 0, 0, G_OPTION_ARG_FILENAME, &wanted.note, N_ ("What you found, in Markdown"),
      N_ ("MARKDOWN") },
    { "verdict", 0, 0, G_OPTION_ARG_FILENAME, &wanted.verdict, N_ ("Verdict, such as mostly-true"),
      N_ ("[SCALE/]ID") },
    { "claimant", 0, 0, G_OPTION_ARG_FILENAME, &wanted.claimant, N_ ("Who claims it"), N_ ("NAME") },
    { "status", 0, 0, G_OPTION_ARG_FILENAME, &wanted.status,
      N_ ("to-check, in-work, checked or needs-attention"), N_ ("STATUS") },
    { "category", 0, 0, G_OPTION_ARG_FILENAME, &wanted.category,
      N_ ("claim (as is without this option), figure, quotation, question, context or one of your own"),
      N_ ("ID") },
    { "source", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &wanted.sources,
      N_ ("A source; the stance is supports, refutes or context; may be repeated"),
      N_ ("URI[,STANCE[,TITLE]]") },
    { "tag", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &wanted.tags, N_ ("A tag; may be repeated"), N_ ("TAG") },
    { "author", 0, 0, G_OPTION_ARG_FILENAME, &wanted.author, N_ ("Whose annotation it is, if not yours"),
      N_ ("NAME") },
    { NULL },
  };
  g_auto (GStrv) rest = NULL;
  g_autoptr (GlossDatabase) database = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *annotation = NULL;
  int status;

  if (!gloss_cli_parse (cli, entries, arguments, &rest, &status))
    return status;
  if (rest[0] == NULL || rest[1] != NULL)
    return gloss_cli_fail_usage (cli, _ ("Name one article, by its identifier, address or title"));
  if (!gloss_cli_check_utf8 (cli, "annotate", rest[0]) || !check_wanted (cli, &wanted))
    return GLOSS_CLI_USAGE;

  database = open_existing_library (cli, &error);
  annotation = database != NULL ? annotate (database, rest[0], &wanted, &error) : NULL;
  if (annotation == NULL)
    return gloss_cli_fail (cli, error);
  puts (annotation);
  return gloss_cli_finish_output (cli);
}
