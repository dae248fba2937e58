/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The command line: reads the options that stand before a command and hands the rest to it. It needs no
 * display and loads no GTK; where a window is asked for, it becomes the window's program. Every write is one
 * durable transaction: it can be killed at any moment.
 */

#include "config.h"

#include "cli/gloss-cli.h"
#include "cli/commands.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>

static const GlossCliCommand commands[] = {
  { "add", N_ ("FILE|URI…"), N_ ("Add files and pages of the web to the library"), gloss_cmd_add },
  { "list", "", N_ ("List the articles of the library"), gloss_cmd_list },
  { "annotate", N_ ("ARTICLE --quote TEXT"), N_ ("Annotate a passage of an article"), gloss_cmd_annotate },
  { "export", N_ ("[ARTICLE…] --format FORMAT"), N_ ("Write articles with all that was found to a file"),
    gloss_cmd_export },
  { "check", "", N_ ("Check that the library and its history are sound"), gloss_cmd_check },
  { NULL },
};

static const GlossCliCommand *
find_command (const char *name)
{
  const GlossCliCommand *command;

  for (command = commands; command->name != NULL; command++)
    if (g_str_equal (command->name, name))
      return command;
  return NULL;
}

static char *
make_summary (void)
{
  GString *summary = g_string_new (_ ("Read articles, check their claims, and prove what you found."));
  const GlossCliCommand *command;

  g_string_append_printf (summary, "\n\n%s\n", _ ("Commands:"));
  for (command = commands; command->name != NULL; command++)
    g_string_append_printf (summary, "  %-28s %s\n", command->name, _ (command->summary));
  g_string_append_printf (summary, "\n%s",
                          _ ("Without a command, the window opens with the files that are named."));
  return g_string_free (summary, FALSE);
}

int
main (int argc, char **argv)
{
  GlossCli cli = { NULL, NULL };
  gboolean version = FALSE;
  g_auto (GStrv) rest = NULL;
  const GOptionEntry entries[] = {
    { "library", 0, 0, G_OPTION_ARG_FILENAME, &cli.library, N_ ("The library to use"), N_ ("FILE") },
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, N_ ("Show the version"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &rest, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *summary = NULL;
  int status;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, GLOSS_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("glossator");

  summary = make_summary ();
  context = g_option_context_new (_ ("[COMMAND] [FILE…]"));
  g_option_context_set_summary (context, summary);
  g_option_context_set_strict_posix (context, TRUE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    return gloss_cli_fail_usage (&cli, "%s", error->message);
  if (version)
    {
      printf ("Glossator %s\n", GLOSS_VERSION);
      return gloss_cli_finish_output (&cli);
    }

  cli.command = rest != NULL ? find_command (rest[0]) : NULL;
  if (cli.command != NULL)
    status = cli.command->run (&cli, (const char *const *) rest + 1);
  else
    status = gloss_cmd_open (&cli, (const char *const *) rest);
  g_free (cli.library);
  return status;
}
