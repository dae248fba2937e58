/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `glossator check`: says whether the library is sound. What is wrong with it is what was asked for, so it
 * goes to standard output, a line each; the exit status is 1 then. Nothing is written to the library. */

#include "config.h"

#include "cli/commands.h"

#include "cli/gloss-columns.h"

#include <glib/gi18n.h>
#include <stdio.h>

static guint
count_annotations (GPtrArray *articles)
{
  guint i, n = 0;

  for (i = 0; i < articles->len; i++)
    n += gloss_article_get_counts (g_ptr_array_index (articles, i))->n_annotations;
  return n;
}

static int
print_words (
  GlossCli *cli, GlossDatabase *database, GPtrArray *problems, guint n_articles, guint n_annotations)
{
  g_autofree char *shown = g_filename_display_name (gloss_database_get_path (database));
  g_autofree char *articles =
    g_strdup_printf (ngettext ("%u article", "%u articles", n_articles), n_articles);
  g_autofree char *annotations =
    g_strdup_printf (ngettext ("%u annotation", "%u annotations", n_annotations), n_annotations);
  guint i;

  for (i = 0; i < problems->len; i++)
    {
      g_autofree char *problem = gloss_columns_fit (g_ptr_array_index (problems, i), 0);

      puts (problem);
    }
  if (problems->len == 0)
    {
      /* Translators: a file’s name, "3 articles", "1 annotation". */
      g_autofree char *line = g_strdup_printf (_ ("%s is sound: %s, %s"), shown, articles, annotations);

      puts (line);
    }
  return gloss_cli_finish_output (cli);
}

static int
write_json (
  GlossCli *cli, GlossDatabase *database, GPtrArray *problems, guint n_articles, guint n_annotations)
{
  g_autoptr (GlossJsonWriter) writer = gloss_cli_new_json_writer ();
  g_autofree char *shown = g_filename_display_name (gloss_database_get_path (database));
  guint i;

  gloss_json_writer_begin_object (writer, NULL);
  gloss_json_writer_add_string (writer, "library", shown);
  gloss_json_writer_add_boolean (writer, "sound", problems->len == 0);
  gloss_json_writer_add_int (writer, "articles", n_articles);
  gloss_json_writer_add_int (writer, "annotations", n_annotations);
  gloss_json_writer_begin_array (writer, "problems");
  for (i = 0; i < problems->len; i++)
    gloss_json_writer_add_string (writer, NULL, g_ptr_array_index (problems, i));
  gloss_json_writer_end_array (writer);
  gloss_json_writer_end_object (writer);
  return gloss_cli_finish_json (cli, writer);
}

int
gloss_cmd_check (GlossCli *cli, const char *const *arguments)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    { NULL },
  };
  g_auto (GStrv) rest = NULL;
  g_autoptr (GlossDatabase) database = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GPtrArray) articles = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (!gloss_cli_parse (cli, entries, arguments, &rest, &status))
    return status;
  if (rest[0] != NULL)
    return gloss_cli_fail_usage (cli, _ ("Too many arguments"));

  database = gloss_cli_open_library (cli, GLOSS_DATABASE_READ_ONLY, &error);
  problems = database != NULL ? gloss_database_check (database, NULL, &error) : NULL;
  articles = problems != NULL ? gloss_database_list_articles (database, &error) : NULL;
  if (articles == NULL)
    return gloss_cli_fail (cli, error);
  if (json)
    status = write_json (cli, database, problems, articles->len, count_annotations (articles));
  else
    status = print_words (cli, database, problems, articles->len, count_annotations (articles));
  return status == 0 && problems->len > 0 ? GLOSS_CLI_FAILED : status;
}
