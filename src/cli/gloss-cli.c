/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the sub-commands share: reading options, opening the library, and saying in one line what went wrong.
 * Holds nothing; the only thread. Nothing here writes to standard output but the help.
 */

#include "config.h"

#include "cli/gloss-cli.h"

#include "cli/gloss-columns.h"
#include "core/article/gloss-address.h"
#include "core/base/gloss-error.h"

#include <errno.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

/**
 * gloss_cli_tell:
 * @message: a sentence
 *
 * Says something on standard error, in one line, that is no part of what was asked for.
 */
void
gloss_cli_tell (GlossCli *self, const char *message)
{
  /* Whatever a file's name or an article's title may hold: it stays one line. */
  g_autofree char *line = gloss_columns_fit (message, 0);

  if (self->command != NULL)
    fprintf (stderr, "glossator %s: %s\n", self->command->name, line);
  else
    fprintf (stderr, "glossator: %s\n", line);
}

/**
 * gloss_cli_fail:
 *
 * Says in one line on standard error what went wrong.
 *
 * Returns: the exit status
 */
int
gloss_cli_fail (GlossCli *self, const GError *error)
{
  gloss_cli_tell (self, error->message);
  return GLOSS_CLI_FAILED;
}

/**
 * gloss_cli_fail_usage:
 *
 * Says in one line on standard error what is wrong with the command line, and where help is.
 *
 * Returns: the exit status
 */
int
gloss_cli_fail_usage (GlossCli *self, const char *format, ...)
{
  g_autofree char *problem = NULL;
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  problem = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (self->command != NULL)
    message = g_strdup_printf (_ ("%s. See “glossator %s --help”."), problem, self->command->name);
  else
    message = g_strdup_printf (_ ("%s. See “glossator --help”."), problem);
  gloss_cli_tell (self, message);
  return GLOSS_CLI_USAGE;
}

/**
 * gloss_cli_parse:
 * @entries: the command's own options; strings as %G_OPTION_ARG_FILENAME, which leaves bytes alone
 * @arguments: what follows the command's name
 * @rest: (out) (transfer full): the arguments that are no options, at least an empty array
 * @status: (out): the exit status where there is nothing left to do
 *
 * Reads the options of one command, and `--library`, which every command has.
 *
 * Returns: whether the command goes on
 */
gboolean
gloss_cli_parse (
  GlossCli *self, const GOptionEntry *entries, const char *const *arguments, char ***rest, int *status)
{
  const GlossCliCommand *command = self->command;
  const GOptionEntry shared[] = {
    { "library", 0, 0, G_OPTION_ARG_FILENAME, &self->library, N_ ("The library to use"), N_ ("FILE") },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, rest, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (command->synopsis);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *program = g_strdup_printf ("glossator %s", command->name);
  g_auto (GStrv) strv = NULL;

  g_option_context_set_summary (context, _ (command->summary));
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, shared, GETTEXT_PACKAGE);

  g_set_prgname (program); /* what the usage line shows */
  g_strv_builder_add (builder, program);
  g_strv_builder_addv (builder, (const char **) arguments);
  strv = g_strv_builder_end (builder);
  *rest = NULL;
  if (!g_option_context_parse_strv (context, &strv, &error))
    {
      *status = gloss_cli_fail_usage (self, "%s", error->message);
      return FALSE;
    }
  if (*rest == NULL)
    *rest = g_new0 (char *, 1);
  return TRUE;
}

/**
 * gloss_cli_check_utf8:
 * @option: how the user knows it, such as `--note`
 * @value: (nullable): what was given
 *
 * Returns: whether @value can be stored; says so where it can't
 */
gboolean
gloss_cli_check_utf8 (GlossCli *self, const char *option, const char *value)
{
  if (value == NULL || g_utf8_validate (value, -1, NULL))
    return TRUE;
  gloss_cli_fail_usage (self, _ ("What follows %s is not valid UTF-8"), option);
  return FALSE;
}

/**
 * gloss_cli_is_page:
 * @argument: a file's name or address, as typed
 *
 * Returns: whether it is an address of the web
 */
gboolean
gloss_cli_is_page (const char *argument)
{
  return gloss_address_is_web (argument);
}

/**
 * gloss_cli_check_address:
 * @argument: a file's name or address, as typed
 *
 * Returns: whether it may be a file or a page; %GLOSS_ERROR_INVALID for an address of the web that is not
 * loaded
 */
gboolean
gloss_cli_check_address (const char *argument, GError **error)
{
  return !gloss_cli_is_page (argument) || gloss_address_check (argument, error);
}

/**
 * gloss_cli_dup_library:
 *
 * Returns: (transfer full): the path of the library that the command line, the environment or the default
 * names
 */
char *
gloss_cli_dup_library (GlossCli *self)
{
  return self->library != NULL ? g_strdup (self->library) : gloss_database_dup_default_path ();
}

/**
 * gloss_cli_open_library:
 *
 * Returns: (nullable): the library of gloss_cli_dup_library(); errors as gloss_database_open()
 */
GlossDatabase *
gloss_cli_open_library (GlossCli *self, GlossDatabaseMode mode, GError **error)
{
  g_autofree char *path = gloss_cli_dup_library (self);

  return gloss_database_open (path, mode, error);
}

static gboolean
looks_like_uuid_start (const char *words)
{
  return strlen (words) >= 4 && strspn (words, "0123456789abcdef-") == strlen (words);
}

/**
 * gloss_cli_resolve_article:
 * @words: an article's uuid, the start of one as `list` shows it, its address or its title
 *
 * Returns: (nullable): the uuid; errors %GLOSS_ERROR_NOT_FOUND, %GLOSS_ERROR_AMBIGUOUS, those of
 * #GlossDatabase
 */
char *
gloss_cli_resolve_article (GlossDatabase *database, const char *words, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GPtrArray) articles = NULL;
  g_autofree char *found = gloss_database_resolve_article (database, words, &local_error);
  guint i, n = 0;

  if (found == NULL && g_error_matches (local_error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND) &&
      looks_like_uuid_start (words))
    {
      articles = gloss_database_list_articles (database, error);
      if (articles == NULL)
        return NULL;
      for (i = 0; i < articles->len; i++)
        {
          const char *uuid = gloss_article_get_uuid (g_ptr_array_index (articles, i));

          if (g_str_has_prefix (uuid, words) && n++ == 0)
            found = g_strdup (uuid);
        }
      if (n == 1)
        return g_steal_pointer (&found);
      if (n > 1)
        {
          g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_AMBIGUOUS,
                       ngettext ("%u article’s identifier starts with “%s”. Give more of it.",
                                 "%u articles’ identifiers start with “%s”. Give more of it.", n),
                       n, words);
          return NULL;
        }
    }
  if (found == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return g_steal_pointer (&found);
}

/**
 * gloss_cli_dup_user_name:
 *
 * Returns: (transfer full): the name that annotations and the history carry: the user's real name, else the
 * login
 */
char *
gloss_cli_dup_user_name (void)
{
  const char *name = g_get_real_name ();

  /* What GLib says where the system knows no name. */
  if (name == NULL || *name == '\0' || g_str_equal (name, "Unknown"))
    name = g_get_user_name ();
  return g_utf8_make_valid (name, -1);
}

/**
 * gloss_cli_dup_window_program:
 *
 * Returns: (transfer full): the path of the program that has the window
 */
char *
gloss_cli_dup_window_program (void)
{
  const char *override = g_getenv ("GLOSSATOR_WINDOW");

  return override != NULL && *override != '\0'
           ? g_strdup (override)
           : g_build_filename (GLOSS_LIBEXECDIR, "glossator-window", NULL);
}

/**
 * gloss_cli_use_local_files:
 *
 * To be called before the first #GFile: keeps GIO from loading modules and asking the session bus for network
 * files, which takes longer than all that a command does. A child that has a window wants the environment as
 * it was before.
 */
void
gloss_cli_use_local_files (void)
{
  g_setenv ("GIO_USE_VFS", "local", FALSE);
}

static int
fail_output (GlossCli *self, const char *cause)
{
  g_autoptr (GError) error =
    g_error_new (GLOSS_ERROR, GLOSS_ERROR_FAILED,
                 _ ("The output could not be written (%s). Direct it to a place that has space."), cause);

  return gloss_cli_fail (self, error);
}

/**
 * gloss_cli_new_json_writer:
 *
 * Returns: (transfer full): a writer to standard output
 */
GlossJsonWriter *
gloss_cli_new_json_writer (void)
{
  g_autoptr (GOutputStream) out = g_unix_output_stream_new (STDOUT_FILENO, FALSE);

  return gloss_json_writer_new (out, NULL);
}

/**
 * gloss_cli_finish_json:
 *
 * Ends the JSON of a command; what standard output didn't take is an error.
 *
 * Returns: the exit status
 */
int
gloss_cli_finish_json (GlossCli *self, GlossJsonWriter *writer)
{
  g_autoptr (GError) error = NULL;

  return gloss_json_writer_finish (writer, &error) ? 0 : fail_output (self, error->message);
}

/**
 * gloss_cli_finish_output:
 *
 * Ends the words of a command; what standard output didn't take is an error.
 *
 * Returns: the exit status
 */
int
gloss_cli_finish_output (GlossCli *self)
{
  return fflush (stdout) == 0 && !ferror (stdout) ? 0 : fail_output (self, g_strerror (errno));
}
