/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Adds one HTML or MHTML file or page of the web to a library: the part of `glossator add` that needs a web
 * process. Main thread, with a main context iterated here; the database is used synchronously, as the command
 * line does. Nothing is shown; a page loads in a window that is never on the screen.
 */
#include "config.h"

#include "app/application/gloss-html-adder.h"

#include "app/application/gloss-unseen-window.h"
#include "core/article/gloss-address.h"
#include "core/article/gloss-loader.h"
#include "core/base/gloss-error.h"
#include "core/store/gloss-capture-news.h"
#include "core/store/gloss-database-extent.h"
#include "web/gloss-file-reader.h"
#include "web/gloss-page-capturer.h"

#include <glib/gi18n.h>

static void
read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  GAsyncResult **out = data;

  *out = g_object_ref (result);
}

/* For the command line, which shows it on a terminal. */
static void
status_cb (GlossPageCapturer *capturer)
{
  g_autofree char *status = NULL;

  g_object_get (capturer, "status", &status, NULL);
  if (status != NULL)
    g_printerr ("progress: %s\n", status);
}

/* Nobody can be asked here: what may not be what is wanted is stored only if that was said before. Takes the
 * doubt. */
static GlossCapture *
judge (GlossCapture *capture, char *doubt, GlossAddingFlags flags, GError **error)
{
  g_autofree char *words = doubt;

  if (capture == NULL || words == NULL || (flags & GLOSS_ADDING_KEEP) != 0)
    return capture;
  gloss_capture_unref (capture);
  g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_FAILED,
               /* Translators: a sentence; --keep is an option and stays as it is. */
               _ ("%s With --keep it is added all the same."), words);
  return NULL;
}

/* As much of a page is taken as was before, so that it can be compared, unless all is asked for. */
static GlossExtent
load_extent (const char *library, const char *uri, GlossAddingFlags flags)
{
  g_autoptr (GlossDatabase) database = gloss_database_open (library, GLOSS_DATABASE_READ_ONLY, NULL);
  GlossExtent extent = GLOSS_EXTENT_UNKNOWN;

  if ((flags & GLOSS_ADDING_WHOLE) != 0)
    return GLOSS_EXTENT_WHOLE;
  if (database != NULL)
    gloss_database_load_extent (database, NULL, uri, &extent, NULL);
  return extent;
}

/* note: (out): what is to be said once it is stored, or NULL. */
static GlossCapture *
read_capture (const char *library, GFile *file, GlossAddingFlags flags, char **note, GError **error)
{
  g_autoptr (GlossSourceFile) source = gloss_source_file_read (file, NULL, error);
  g_autoptr (GlossFileReader) reader = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GlossExtent extent;
  GlossCapture *capture;
  char *doubt = NULL;

  if (source == NULL)
    return NULL;
  if (!gloss_loader_needs_browser (source))
    return gloss_loader_capture (source, error);

  g_printerr ("progress: %s\n", source->name);
  extent = load_extent (library, source->uri, flags);
  reader = gloss_file_reader_new ();
  gloss_file_reader_read_async (reader, g_steal_pointer (&source), extent, NULL, read_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  capture = gloss_file_reader_read_finish (reader, result, &doubt, error);
  *note = gloss_file_reader_dup_note (reader, result);
  return judge (capture, doubt, flags, error);
}

static char *
dup_note (GlossPageCapturer *capturer, GAsyncResult *result)
{
  g_autofree char *next_uri = NULL;
  g_autofree char *note = gloss_page_capturer_dup_note (capturer, result, &next_uri);

  return note != NULL && next_uri != NULL ? g_strconcat (note, " ", next_uri, NULL) : g_steal_pointer (&note);
}

/* note: as above. */
static GlossCapture *
capture_page (const char *library,
              const char *uri,
              const GlossPageLimits *limits,
              GlossAddingFlags flags,
              char **note,
              GError **error)
{
  g_autoptr (GlossPageCapturer) capturer = NULL;
  g_autoptr (GlossUnseenWindow) window = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GlossCapture *capture;
  char *doubt = NULL;
  g_autofree char *address = gloss_address_dup_from_text (uri, error);

  if (address == NULL)
    return NULL;
  /* With a GPU a view waits for each of its frames to be shown before it makes the next. */
  g_setenv ("GSK_RENDERER", "cairo", TRUE);
  capturer = gloss_page_capturer_new (NULL);
  g_signal_connect (capturer, "notify::status", G_CALLBACK (status_cb), NULL);
  window = gloss_unseen_window_new (gloss_page_capturer_get_widget (capturer));
  gloss_page_capturer_capture_extent_async (capturer, address, NULL, load_extent (library, address, flags),
                                            limits, NULL, read_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  capture = gloss_page_capturer_capture_finish (capturer, result, &doubt, error);
  *note = dup_note (capturer, result);
  return judge (capture, doubt, flags, error);
}

/* Stored it is, whatever else fails. One line: what became of the annotations, why not the article was taken,
 * and what is to be known of the page. */
static void
tell_news (
  GlossDatabase *database, GlossCapture *capture, const char *note, GlossAdded added, GlossChange *change)
{
  const char *finding = gloss_extent_explain_finding (gloss_capture_get_fields (capture)->finding);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *news =
    added == GLOSS_ADDED_CAPTURE ? gloss_capture_news_dup_words (database, change, &error) : NULL;
  g_autofree char *line = NULL;
  g_auto (GStrv) words = NULL;

  if (news != NULL || error != NULL)
    g_strv_builder_add (builder, error != NULL ? error->message : news);
  if (finding != NULL && (added == GLOSS_ADDED_CAPTURE || added == GLOSS_ADDED_ARTICLE))
    g_strv_builder_add (builder, finding);
  if (note != NULL)
    g_strv_builder_add (builder, note);
  words = g_strv_builder_end (builder);
  line = g_strjoinv (" ", words);
  if (*line != '\0')
    g_printerr ("glossator: %s\n", line);
}

static char *
store (const char *library, GlossCapture *capture, const char *note, const char *who, GError **error)
{
  g_autoptr (GlossDatabase) database = NULL;
  g_autoptr (GlossChange) change = NULL;
  g_autofree char *article = NULL;
  GlossAdded added;

  database = gloss_database_open (library, GLOSS_DATABASE_WRITE, error);
  if (database == NULL ||
      !gloss_database_add_capture (database, capture, who, &article, &added, &change, error))
    return NULL;
  tell_news (database, capture, note, added, change);
  return g_steal_pointer (&article);
}

static int
add (const char *library, GlossCapture *capture, const char *note, const char *who, GError *error)
{
  g_autofree char *article = capture != NULL ? store (library, capture, note, who, &error) : NULL;

  if (article == NULL)
    {
      g_printerr ("glossator: %s\n", error->message);
      g_error_free (error);
      return 1;
    }
  g_print ("%s\n", article);
  return 0;
}

/**
 * gloss_html_adder_run:
 * @library: the library's file, in the file system's encoding
 * @file: the HTML or MHTML file
 * @flags: whether one is stored that may not be all of the page, and how much of it
 * @who: the name that the history carries
 *
 * Adds a file and says so: the article's uuid on stdout, or one line on stderr. Where the article was
 * captured again, what became of its annotations is a line on stderr, too.
 *
 * Returns: 0, or 1 where it failed
 */
int
gloss_html_adder_run (const char *library, GFile *file, GlossAddingFlags flags, const char *who)
{
  GError *error = NULL;
  g_autofree char *note = NULL;
  g_autoptr (GlossCapture) capture = read_capture (library, file, flags, &note, &error);

  return add (library, capture, note, who, error);
}

/**
 * gloss_html_adder_run_for_page:
 * @library: the library's file, in the file system's encoding
 * @uri: an address of the web, as it was typed
 * @limits: how far the page may go
 * @flags: which page is stored, and how much of it
 * @who: the name that the history carries
 *
 * Captures a page and says so as gloss_html_adder_run() does; why not its article was taken, too. Of a page
 * that is in the library, as much is taken as before.
 *
 * Returns: 0, or 1 where it failed
 */
int
gloss_html_adder_run_for_page (const char *library,
                               const char *uri,
                               const GlossPageLimits *limits,
                               GlossAddingFlags flags,
                               const char *who)
{
  GError *error = NULL;
  g_autofree char *note = NULL;
  g_autoptr (GlossCapture) capture = capture_page (library, uri, limits, flags, &note, &error);

  return add (library, capture, note, who, error);
}
