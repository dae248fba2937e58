/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From files of HTML and MHTML to captures. Owns nothing between calls. Main thread; what lies beside a file
 * is read, and its MHTML taken apart, on a worker thread, and the page is read in a web process of its own.
 * It stores nothing, and decides nothing for the user: what may not be all of the page is said. */

#include "config.h"

#include "web/gloss-file-reader.h"

#include "core/article/gloss-source-page.h"
#include "core/base/gloss-error.h"
#include "core/base/gloss-json.h"
#include "web/gloss-html-reader.h"
#include "web/gloss-saved-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _GlossFileReader
{
  GObject parent_instance;
};

G_DEFINE_FINAL_TYPE (GlossFileReader, gloss_file_reader, G_TYPE_OBJECT)

/* One file: made on the main thread, filled by the worker, read on the main thread again. */
typedef struct
{
  GlossSourceFile *source;
  GlossExtent extent; /* what is to be taken */
  GlossSourcePage *kept;
  GlossSavedPage *page;
  char *doubt;
  char *note;
} Work;

static void
free_work (gpointer data)
{
  Work *work = data;

  gloss_source_file_free (work->source);
  g_clear_pointer (&work->kept, gloss_source_page_free);
  g_clear_pointer (&work->page, gloss_saved_page_unref);
  g_free (work->doubt);
  g_free (work->note);
  g_free (work);
}

static gboolean
is_blank (GlossText *text)
{
  return strspn (gloss_text_get_utf8 (text), " \n\t") == gloss_text_get_n_bytes (text);
}

/* Why this may not be all of the page; NULL where nothing says so. */
static char *
dup_doubt (Work *work, GlossReadingFinding finding)
{
  const GlossSavedPageFields *page = gloss_saved_page_get_fields (work->page);
  const char *name = work->source->name;

  if (page->is_cut)
    return g_strdup_printf (
      _ ("“%s” breaks off before its end, so that a part of the page is missing. Nothing was added."), name);
  if (work->kept->is_cut)
    return g_strdup_printf (
      _ ("More was saved with “%s” than is kept with a page, so that images will be missing. Nothing was "
         "added."),
      name);
  if (page->n_frames > 0 && (finding == GLOSS_READING_EMPTY || finding == GLOSS_READING_NO_ARTICLE))
    return g_strdup_printf (
      _ ("“%s” shows other pages inside of it, which are not read; its text may be there. Nothing was added. "
         "Open the one with the text by itself and save that."),
      name);

  return NULL;
}

/* What is to be known of a page that is good enough. */
static char *
dup_note (const GlossReadingFields *reading)
{
  g_autofree char *hidden = gloss_extent_dup_hidden_words (reading->n_hidden);
  g_autofree char *missing =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                  "%u of its images is missing: it was not saved with the page, or the "
                                  "folder of the page lies elsewhere.",
                                  "%u of its images are missing: they were not saved with the page, or the "
                                  "folder of the page lies elsewhere.",
                                  reading->n_missing),
                     reading->n_missing);

  if (reading->n_missing == 0)
    return g_steal_pointer (&hidden);
  return g_strconcat (missing, hidden != NULL ? " " : NULL, hidden, NULL);
}

/* What the file itself says of its time, in the place where a page of the web has its headers. */
static char *
dup_headers (const GlossSavedPageFields *page)
{
  g_autoptr (JsonObject) headers = json_object_new ();

  if (page->saved == NULL)
    return NULL;
  json_object_set_string_member (headers, "date", page->saved);
  return gloss_json_object_to_canonical (headers);
}

static GlossCapture *
make_capture (Work *work, GlossReading *reading, GError **error)
{
  const GlossSavedPageFields *page = gloss_saved_page_get_fields (work->page);
  const GlossReadingFields *fields = gloss_reading_get_fields (reading);
  g_autoptr (GPtrArray) resources = gloss_page_images_dup_resources (page->images, fields->images);
  g_autofree char *headers = dup_headers (page);

  work->doubt = dup_doubt (work, fields->finding);
  if (is_blank (fields->text) || (fields->finding == GLOSS_READING_EMPTY && work->doubt == NULL))
    {
      g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_EMPTY, "%s",
                   work->doubt != NULL ? work->doubt : _ ("The page holds no text. Nothing was added."));
      return NULL;
    }

  work->note = dup_note (fields);
  return gloss_capture_new (&(GlossCaptureFields){
    .uri = work->source->uri,
    .canonical_uri = fields->canonical_uri != NULL ? fields->canonical_uri : page->address,
    .media_type = work->source->media_type,
    .bytes = work->source->bytes,
    .html = fields->html,
    .text = fields->text,
    .headers = headers,
    .mhtml = work->kept->mhtml,
    .resources = resources,
    .title = fields->title,
    .byline = fields->byline,
    .site = fields->site,
    .published = fields->published,
    .language = fields->language,
    .extent = gloss_reading_get_taken (reading),
    .is_asked_whole = work->extent == GLOSS_EXTENT_WHOLE,
    .finding = gloss_reading_get_finding_id (reading),
  });
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (GlossReading) reading =
    gloss_html_reader_read_page_finish (GLOSS_HTML_READER (source), result, &error);
  GlossCapture *capture =
    reading != NULL ? make_capture (g_task_get_task_data (task), reading, &error) : NULL;

  if (capture != NULL)
    g_task_return_pointer (task, capture, (GDestroyNotify) gloss_capture_unref);
  else
    g_task_return_error (task, error);
}

/* Who saved a page of the web wants what he read there; any other file was chosen as it is, and nothing in it
 * may be missing without a word. */
static GlossReadingExtent
get_extent (Work *work)
{
  if (work->extent == GLOSS_EXTENT_UNKNOWN && !work->kept->is_saved)
    return GLOSS_READING_WHOLE;

  return gloss_reading_extent_for (work->extent);
}

static void
taken_apart_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Work *work = g_task_get_task_data (task);
  g_autoptr (GlossHtmlReader) reader = NULL;
  const GlossSavedPageFields *page;
  const GlossPageImage *images;
  GError *error = NULL;
  gsize n_images;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  reader = gloss_html_reader_new ();
  page = gloss_saved_page_get_fields (work->page);
  images = gloss_page_images_get (page->images, &n_images);
  gloss_html_reader_read_page_async (reader, page->markup, page->uri, get_extent (work), images, n_images,
                                     g_task_get_cancellable (task), read_cb, g_object_ref (task));
}

static void
take_apart (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;

  work->kept = gloss_source_page_new (work->source, cancellable, &error);
  if (work->kept != NULL)
    work->page = gloss_saved_page_new (work->kept->mhtml, work->source->name, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
gloss_file_reader_class_init (GlossFileReaderClass *klass)
{
}

static void
gloss_file_reader_init (GlossFileReader *self)
{
}

/**
 * gloss_file_reader_new:
 *
 * Returns: (transfer full): a reader; it may be used for many files
 */
GlossFileReader *
gloss_file_reader_new (void)
{
  return g_object_new (GLOSS_TYPE_FILE_READER, NULL);
}

/**
 * gloss_file_reader_read_async:
 * @source: (transfer full): an HTML or MHTML file
 * @extent: how much of the page is to be taken: as much as was taken of it before, or what the user asks for;
 * %GLOSS_EXTENT_UNKNOWN: its article if it was saved from the web and has one
 *
 * Makes a capture of a file, and of what was saved beside it.
 */
void
gloss_file_reader_read_async (GlossFileReader *self,
                              GlossSourceFile *source,
                              GlossExtent extent,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  GTask *task;
  g_autoptr (GTask) apart = NULL;
  Work *work;

  g_return_if_fail (GLOSS_IS_FILE_READER (self));
  g_return_if_fail (source != NULL);

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, gloss_file_reader_read_async);
  work = g_new0 (Work, 1);
  work->source = source;
  work->extent = extent;
  g_task_set_task_data (task, work, free_work);
  /* The work lives as long as the outer task, which waits for the inner one. */
  apart = g_task_new (NULL, cancellable, taken_apart_cb, task);
  g_task_set_source_tag (apart, take_apart);
  g_task_set_task_data (apart, work, NULL);
  g_task_run_in_thread (apart, take_apart);
}

/**
 * gloss_file_reader_read_finish:
 * @doubt: (out) (nullable) (transfer full): a sentence that says why this may not be all of the page; %NULL
 * where nothing does. The user is asked then before it is stored
 *
 * Returns: (transfer full): the capture, not stored yet; %NULL with @error: %GLOSS_ERROR_INVALID,
 * %GLOSS_ERROR_TOO_LARGE, %GLOSS_ERROR_NOT_TEXT, %GLOSS_ERROR_EMPTY (no words), %GLOSS_ERROR_FAILED, or
 * cancelled
 */
GlossCapture *
gloss_file_reader_read_finish (GlossFileReader *self, GAsyncResult *result, char **doubt, GError **error)
{
  GlossCapture *capture;
  Work *work;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (doubt != NULL, NULL);

  work = g_task_get_task_data (G_TASK (result));
  capture = g_task_propagate_pointer (G_TASK (result), error);
  *doubt = capture != NULL ? g_steal_pointer (&work->doubt) : NULL;
  return capture;
}

/**
 * gloss_file_reader_dup_note:
 * @result: what the callback was given
 *
 * Returns: (transfer full) (nullable): what is to be said of a page once it is stored: that images are
 * missing, or that the page hides some of its words; %NULL where nothing is
 */
char *
gloss_file_reader_dup_note (GlossFileReader *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_strdup (((Work *) g_task_get_task_data (G_TASK (result)))->note);
}
