/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `glossator add`: stores files and pages of the web as articles and prints their uuids. Text and Markdown
 * are read here; HTML, MHTML and pages need a browser, which the window's program has. One that fails doesn't
 * keep the others out; each is one durable transaction. What became of the annotations of an article that was
 * captured again is a line on standard error. */

#include "config.h"

#include "cli/commands.h"

#include "cli/gloss-window-child.h"
#include "core/article/gloss-loader.h"
#include "core/base/gloss-error.h"
#include "core/store/gloss-capture-news.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

/* The files of one call: owned by gloss_cmd_add(). */
typedef struct
{
  GlossCli *cli;
  GlossDatabase *database; /* NULL before the first file that can be stored: a wrong name makes no library */
  char **environment;      /* of a child that has a window */
  gboolean keep;           /* pages, too, that may not be the ones that are meant */
  gboolean whole;          /* all of a page, not its article alone */
  guint n;                 /* which of how many arguments it is about */
  guint n_all;
} Adding;

/* What became of the annotations is news, not what was asked for: the uuid stands alone on standard output.
 */
static void
tell_news (Adding *adding, GlossChange *change)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = gloss_capture_news_dup_words (adding->database, change, &error);

  gloss_cli_tell (adding->cli, words != NULL ? words : error->message);
}

/* what: the option that says what argument is. */
static char *
add_with_window (Adding *adding, const char *what, const char *argument, GError **error)
{
  g_autofree char *program = gloss_cli_dup_window_program ();
  g_autofree char *library = gloss_cli_dup_library (adding->cli);
  g_autofree char *progress =
    /* Translators: which of several files and addresses is being added: “(2 of 5) ”. */
    adding->n_all > 1 ? g_strdup_printf (_ ("(%u of %u) "), adding->n, adding->n_all) : g_strdup ("");
  g_auto (GlossWindowChild) child = { NULL };
  const char *argv[] = { program, "--library", library, what, argument, NULL, NULL, NULL };
  guint n = 5;

  if (adding->keep)
    argv[n++] = "--keep";
  if (adding->whole)
    argv[n++] = "--whole";
  if (g_getenv ("DISPLAY") == NULL && g_getenv ("WAYLAND_DISPLAY") == NULL)
    {
      g_set_error_literal (
        error, GLOSS_ERROR, GLOSS_ERROR_FAILED,
        _ ("Reading HTML and pages of the web needs a display, and there is none. Run this in a desktop "
           "session, or through xvfb-run."));
      return NULL;
    }
  if (!gloss_window_child_run (&child, argv, adding->environment, progress, NULL))
    {
      g_autofree char *shown = g_filename_display_name (program);

      g_set_error (
        error, GLOSS_ERROR, GLOSS_ERROR_FAILED,
        _ ("“%s”, which reads HTML, can’t be started. Install Glossator whole, or name the program in "
           "GLOSSATOR_WINDOW."),
        shown);
      return NULL;
    }
  if (!child.succeeded || !g_uuid_string_is_valid (child.output))
    {
      g_set_error_literal (
        error, GLOSS_ERROR, GLOSS_ERROR_FAILED,
        child.words != NULL
          ? child.words
          : _ ("The program that reads HTML stopped before the article was stored. Try it again."));
      return NULL;
    }

  if (child.words != NULL)
    gloss_cli_tell (adding->cli, child.words);
  return g_steal_pointer (&child.output);
}

static char *
add_capture (Adding *adding, GlossSourceFile *source, GError **error)
{
  g_autoptr (GlossCapture) capture = gloss_loader_capture (source, error);
  g_autofree char *who = gloss_cli_dup_user_name ();
  g_autofree char *article = NULL;
  g_autoptr (GlossChange) change = NULL;
  GlossAdded added;

  if (capture == NULL)
    return NULL;
  if (adding->database == NULL)
    adding->database = gloss_cli_open_library (adding->cli, GLOSS_DATABASE_WRITE, error);
  if (adding->database == NULL ||
      !gloss_database_add_capture (adding->database, capture, who, &article, &added, &change, error))
    return NULL;
  if (added == GLOSS_ADDED_CAPTURE)
    tell_news (adding, change);
  return g_steal_pointer (&article);
}

/* Returns the article's uuid. */
static char *
add_argument (Adding *adding, const char *argument, GError **error)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GlossSourceFile) source = NULL;
  g_autofree char *path = NULL;

  if (!gloss_cli_check_address (argument, error))
    return NULL;
  if (gloss_cli_is_page (argument))
    return add_with_window (adding, "--add-uri", argument, error);
  file = g_file_new_for_commandline_arg (argument);
  source = gloss_source_file_read (file, NULL, error);
  if (source == NULL)
    return NULL;
  if (!gloss_loader_needs_browser (source))
    return add_capture (adding, source, error);
  path = g_file_get_path (file);
  return add_with_window (adding, "--add-html", path, error);
}

int
gloss_cmd_add (GlossCli *cli, const char *const *arguments)
{
  g_auto (GStrv) environment = g_get_environ ();
  Adding adding = { .cli = cli, .environment = environment };
  const GOptionEntry entries[] = {
    { "keep", 'k', 0, G_OPTION_ARG_NONE, &adding.keep,
      N_ ("Add pages, too, that answer with an error, ask for a password, are still loading when their time "
          "is over or show no words, and files that break off"),
      NULL },
    { "whole", 'w', 0, G_OPTION_ARG_NONE, &adding.whole,
      N_ ("Take all that a page of the web says, not its article alone"), NULL },
    { NULL },
  };
  g_auto (GStrv) rest = NULL;
  int status = 0;
  guint i;

  gloss_cli_use_local_files ();
  if (!gloss_cli_parse (cli, entries, arguments, &rest, &status))
    return status;
  if (rest[0] == NULL)
    return gloss_cli_fail_usage (cli, _ ("No file or address is named"));

  adding.n_all = g_strv_length (rest);
  for (i = 0; rest[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *article = NULL;

      adding.n = i + 1;
      article = add_argument (&adding, rest[i], &error);

      if (article != NULL)
        {
          puts (article);
          /* Each is stored by now: a reader of the pipe may rely on it. */
          fflush (stdout);
        }
      else
        status = gloss_cli_fail (cli, error);
    }
  g_clear_pointer (&adding.database, gloss_database_close);
  return status != 0 ? status : gloss_cli_finish_output (cli);
}
