/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Adds one HTML file to a library: the part of `glossator add` that needs a web process. Main thread, with a
 * main context iterated here; the database is used synchronously, as the command line does.
 */
#include "config.h"

#include "app/application/gloss-html-adder.h"

#include "core/article/gloss-loader.h"
#include "core/store/gloss-capture-news.h"
#include "core/store/gloss-database.h"
#include "web/gloss-html-reader.h"

#include <glib/gi18n.h>

static void
read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  GAsyncResult **out = data;

  *out = g_object_ref (result);
}

static GlossCapture *
read_capture (GFile *file, GError **error)
{
  g_autoptr (GlossSourceFile) source = gloss_source_file_read (file, NULL, error);
  g_autoptr (GlossHtmlReader) reader = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  if (source == NULL)
    return NULL;
  if (g_strcmp0 (source->media_type, "text/html") != 0)
    return gloss_loader_capture (source, error);

  reader = gloss_html_reader_new ();
  gloss_html_reader_read_async (reader, source, NULL, read_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return gloss_html_reader_read_finish (reader, result, error);
}

/* Stored it is, whatever else fails. */
static void
tell_news (GlossDatabase *database, GlossChange *change)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = gloss_capture_news_dup_words (database, change, &error);

  g_printerr ("glossator: %s\n", words != NULL ? words : error->message);
}

static char *
add (const char *library, GFile *file, const char *who, GError **error)
{
  g_autoptr (GlossCapture) capture = read_capture (file, error);
  g_autoptr (GlossDatabase) database = NULL;
  g_autoptr (GlossChange) change = NULL;
  g_autofree char *article = NULL;
  GlossAdded added;

  if (capture == NULL)
    return NULL;

  database = gloss_database_open (library, GLOSS_DATABASE_WRITE, error);
  if (database == NULL ||
      !gloss_database_add_capture (database, capture, who, &article, &added, &change, error))
    return NULL;
  if (added == GLOSS_ADDED_CAPTURE)
    tell_news (database, change);
  return g_steal_pointer (&article);
}

/**
 * gloss_html_adder_run:
 * @library: the library's file, in the file system's encoding
 * @file: the HTML file
 * @who: the name that the history carries
 *
 * Adds a file and says so: the article's uuid on stdout, or one line on stderr. Where the article was
 * captured again, what became of its annotations is a line on stderr, too.
 *
 * Returns: 0, or 1 where it failed
 */
int
gloss_html_adder_run (const char *library, GFile *file, const char *who)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *article = add (library, file, who, &error);

  if (article == NULL)
    {
      g_printerr ("glossator: %s\n", error->message);
      return 1;
    }
  g_print ("%s\n", article);
  return 0;
}
