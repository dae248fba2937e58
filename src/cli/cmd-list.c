/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `glossator list`: the articles of the library, as a table for people or as JSON for programs. Nothing is
 * written to the library. */

#include "config.h"

#include "cli/commands.h"

#include "cli/gloss-columns.h"

#include <glib/gi18n.h>
#include <stdio.h>

/* The start of a uuid that is shown, and that commands take for the whole. */
#define SHORT_UUID 8
/* Narrower than this, a line has no room for addresses. */
#define MIN_CELLS_FOR_ADDRESS 72

enum
{
  COLUMN_UUID,
  COLUMN_COUNTS,
  COLUMN_TITLE,
  COLUMN_ADDRESS,
  N_COLUMNS
};

typedef char *Row[N_COLUMNS];

static void
fill_row (Row row, GlossArticle *article)
{
  const GlossArticleCounts *counts = gloss_article_get_counts (article);

  row[COLUMN_UUID] = g_strndup (gloss_article_get_uuid (article), SHORT_UUID);
  if (counts->n_annotations == 0 && g_strcmp0 (gloss_article_get_state (article), "source") == 0)
    /* Translators: in a column of `glossator list`: a page that was kept because it is cited, with nothing to
     * check. */
    row[COLUMN_COUNTS] = g_strdup (_ ("source"));
  else
    /* Translators: in a column of `glossator list`: annotations left to check, and all of them. */
    row[COLUMN_COUNTS] = g_strdup_printf (_ ("%u of %u"), counts->n_left, counts->n_annotations);
  row[COLUMN_TITLE] = gloss_columns_fit (gloss_article_get_title (article), 0);
  row[COLUMN_ADDRESS] = gloss_columns_fit (gloss_article_get_uri (article), 0);
}

/* On a terminal the title has what the fixed columns leave, at most half of it where addresses are shown as
 * well; elsewhere nothing is cut. */
static void
limit_columns (int cells[N_COLUMNS], int terminal)
{
  int room = terminal - cells[COLUMN_UUID] - cells[COLUMN_COUNTS] - 4;

  if (terminal == 0)
    return;
  if (terminal < MIN_CELLS_FOR_ADDRESS)
    {
      cells[COLUMN_ADDRESS] = 0;
      cells[COLUMN_TITLE] = MIN (cells[COLUMN_TITLE], MAX (1, room));
      return;
    }
  room -= 2;
  cells[COLUMN_TITLE] = MIN (cells[COLUMN_TITLE], MAX (room / 2, room - cells[COLUMN_ADDRESS]));
  cells[COLUMN_ADDRESS] = MIN (cells[COLUMN_ADDRESS], room - cells[COLUMN_TITLE]);
}

static void
print_row (Row row, const int cells[N_COLUMNS])
{
  g_autoptr (GString) line = g_string_new (NULL);
  int column;

  for (column = 0; column < N_COLUMNS && cells[column] > 0; column++)
    {
      g_autofree char *fitted = gloss_columns_fit (row[column], cells[column]);
      gboolean last = column + 1 == N_COLUMNS || cells[column + 1] == 0;
      g_autofree char *padded = gloss_columns_pad (fitted, last ? 0 : cells[column] + 2);

      g_string_append (line, padded);
    }
  puts (line->str);
}

static void
print_table (GPtrArray *articles)
{
  g_autofree Row *rows = g_new0 (Row, articles->len + 1);
  int cells[N_COLUMNS] = { 0 };
  guint i;
  int column;

  if (articles->len == 0)
    {
      puts (_ ("The library has no articles yet. Add one with “glossator add FILE”."));
      return;
    }
  rows[0][COLUMN_UUID] = g_strdup (_ ("Article"));
  rows[0][COLUMN_COUNTS] = g_strdup (_ ("Left"));
  rows[0][COLUMN_TITLE] = g_strdup (_ ("Title"));
  rows[0][COLUMN_ADDRESS] = g_strdup (_ ("Address"));
  for (i = 0; i < articles->len; i++)
    fill_row (rows[i + 1], g_ptr_array_index (articles, i));
  for (i = 0; i <= articles->len; i++)
    for (column = 0; column < N_COLUMNS; column++)
      cells[column] = MAX (cells[column], gloss_columns_measure (rows[i][column]));
  limit_columns (cells, gloss_columns_get_terminal ());
  for (i = 0; i <= articles->len; i++)
    {
      print_row (rows[i], cells);
      for (column = 0; column < N_COLUMNS; column++)
        g_free (rows[i][column]);
    }
}

static void
write_article (GlossJsonWriter *writer, GlossArticle *article)
{
  static const struct
  {
    const char *name;
    const char *column;
  } strings[] = {
    { "uuid", "uuid" },           { "title", "title" },       { "uri", "uri" },       { "added", "created" },
    { "opened", "opened" },       { "state", "state" },       { "byline", "byline" }, { "site", "site" },
    { "published", "published" }, { "language", "language" },
  };
  const GlossArticleCounts *counts = gloss_article_get_counts (article);
  GlossRecord *record = gloss_article_get_record (article);
  guint i;

  gloss_json_writer_begin_object (writer, NULL);
  for (i = 0; i < G_N_ELEMENTS (strings); i++)
    gloss_json_writer_add_string (writer, strings[i].name,
                                  gloss_record_get_string (record, strings[i].column));
  gloss_json_writer_add_int (writer, "annotations", counts->n_annotations);
  gloss_json_writer_add_int (writer, "left", counts->n_left);
  gloss_json_writer_add_int (writer, "attention", counts->n_attention);
  gloss_json_writer_end_object (writer);
}

static int
write_json (GlossCli *cli, GPtrArray *articles)
{
  g_autoptr (GlossJsonWriter) writer = gloss_cli_new_json_writer ();
  guint i;

  gloss_json_writer_begin_array (writer, NULL);
  for (i = 0; i < articles->len; i++)
    write_article (writer, g_ptr_array_index (articles, i));
  gloss_json_writer_end_array (writer);
  return gloss_cli_finish_json (cli, writer);
}

int
gloss_cmd_list (GlossCli *cli, const char *const *arguments)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    { NULL },
  };
  g_auto (GStrv) rest = NULL;
  g_autoptr (GlossDatabase) database = NULL;
  g_autoptr (GPtrArray) articles = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (!gloss_cli_parse (cli, entries, arguments, &rest, &status))
    return status;
  if (rest[0] != NULL)
    return gloss_cli_fail_usage (cli, _ ("Too many arguments"));

  database = gloss_cli_open_library (cli, GLOSS_DATABASE_READ_ONLY, &error);
  articles = database != NULL ? gloss_database_list_articles (database, &error) : NULL;
  if (articles == NULL)
    return gloss_cli_fail (cli, error);
  if (json)
    return write_json (cli, articles);
  print_table (articles);
  return gloss_cli_finish_output (cli);
}
