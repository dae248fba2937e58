/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `glossator export`: writes articles, or the whole library, to standard output or to a file, which is
 * replaced whole or not at all. Nothing is written to the library. */

#include "config.h"

#include "cli/commands.h"

#include "core/base/gloss-error.h"
#include "core/exchange/gloss-export-json.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <unistd.h>

/* The uuids of the articles, or NULL with error: all of them are found before a byte is written. */
static char **
resolve_articles (GlossDatabase *database, char **words, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint i;

  for (i = 0; words[i] != NULL; i++)
    {
      g_autofree char *uuid = gloss_cli_resolve_article (database, words[i], error);

      if (uuid == NULL)
        return NULL;
      g_strv_builder_add (builder, uuid);
    }
  return g_strv_builder_end (builder);
}

static gboolean
export_articles (GlossDatabase *database, const char *const *articles, const char *output, GError **error)
{
  g_autoptr (GOutputStream) out = NULL;
  g_autoptr (GFile) file = NULL;

  if (output == NULL || g_str_equal (output, "-"))
    {
      out = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
      return gloss_export_json (database, articles, out, NULL, error);
    }
  file = g_file_new_for_commandline_arg (output);
  return gloss_export_json_to_file (database, articles, file, NULL, error);
}

int
gloss_cmd_export (GlossCli *cli, const char *const *arguments)
{
  g_autofree char *format = NULL;
  g_autofree char *output = NULL;
  const GOptionEntry entries[] = {
    { "format", 'f', 0, G_OPTION_ARG_FILENAME, &format, N_ ("Format of the export: json"), N_ ("FORMAT") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Write to this file instead of standard output"),
      N_ ("FILE") },
    { NULL },
  };
  g_auto (GStrv) rest = NULL;
  g_auto (GStrv) uuids = NULL;
  g_autoptr (GlossDatabase) database = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  gloss_cli_use_local_files ();
  if (!gloss_cli_parse (cli, entries, arguments, &rest, &status))
    return status;
  if (format == NULL)
    return gloss_cli_fail_usage (cli, _ ("The format is missing: give --format json"));
  if (!g_str_equal (format, "json"))
    return gloss_cli_fail_usage (cli, _ ("Format “%s” is not known; known: json"), format);

  database = gloss_cli_open_library (cli, GLOSS_DATABASE_READ_ONLY, &error);
  if (database == NULL)
    return gloss_cli_fail (cli, error);
  if (rest[0] != NULL)
    {
      uuids = resolve_articles (database, rest, &error);
      if (uuids == NULL)
        return gloss_cli_fail (cli, error);
    }
  if (!export_articles (database, (const char *const *) uuids, output, &error))
    return gloss_cli_fail (cli, error);
  return 0;
}
