/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How more or less of a stored page is taken: its page as it was saved, or the file's bytes, come from the
 * library, are taken apart on a worker thread, read in a throw-away web process, and compared with what is
 * shown, so that reading goes on at the same words. Main thread but for that. Owns nothing between calls. It
 * never asks the network and never stores.
 */
#include "config.h"

#include "app/window/gloss-retaking.h"

#include "core/article/gloss-comparison.h"
#include "core/article/gloss-decoder.h"
#include "core/base/gloss-error.h"
#include "core/store/gloss-database-extent.h"
#include "web/gloss-html-reader.h"
#include "web/gloss-saved-page.h"

#include <glib/gi18n.h>

/* What one call works on: one step after another fills it. */
typedef struct
{
  GlossCapture *shown;
  GlossExtent extent;
  gsize place;

  GBytes *mhtml;
  GBytes *original;
  GPtrArray *resources; /* of GlossCaptureResource: the images of a page that came without MHTML */

  char *markup;
  char *uri;
  GlossPageImages *images;

  GlossCapture *taken;
  guint n_hidden;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_pointer (&work->shown, gloss_capture_unref);
  g_clear_pointer (&work->mhtml, g_bytes_unref);
  g_clear_pointer (&work->original, g_bytes_unref);
  g_clear_pointer (&work->resources, g_ptr_array_unref);
  g_clear_pointer (&work->images, gloss_page_images_unref);
  g_clear_pointer (&work->taken, gloss_capture_unref);
  g_free (work->markup);
  g_free (work->uri);
  g_free (work);
}

static Work *
get_work (GTask *task)
{
  return g_task_get_task_data (task);
}

/* On the reader's thread. An image that is lost is one that is not shown. */
static gboolean
load_resources (GlossDatabase *database, Work *work, GError **error)
{
  g_autoptr (GPtrArray) rows =
    gloss_database_load_records (database, "capture_resource", "capture",
                                 gloss_capture_get_fields (work->shown)->uuid, "position", error);

  if (rows == NULL)
    return FALSE;

  work->resources = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_capture_resource_unref);
  for (guint i = 0; i < rows->len; i++)
    {
      GlossRecord *row = g_ptr_array_index (rows, i);
      g_autoptr (GBytes) bytes =
        gloss_database_load_resource (database, gloss_capture_get_fields (work->shown)->uuid,
                                      gloss_record_get_string (row, "sha256"), NULL);

      if (bytes != NULL)
        g_ptr_array_add (work->resources,
                         gloss_capture_resource_new (gloss_record_get_string (row, "uri"),
                                                     gloss_record_get_string (row, "media_type"), bytes));
    }
  return TRUE;
}

static gpointer
load_page (GlossDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = get_work (data);
  const GlossCaptureFields *fields = gloss_capture_get_fields (work->shown);

  if (fields->mhtml_sha256 != NULL)
    work->mhtml = gloss_database_load_mhtml (database, fields->uuid, error);
  else
    work->original = gloss_database_load_original (database, fields->uuid, error);
  if (work->mhtml == NULL && (work->original == NULL || !load_resources (database, work, error)))
    return NULL;
  return work;
}

static char *
dup_name (const char *uri)
{
  g_autoptr (GFile) file = g_file_new_for_uri (uri);

  return g_file_get_parse_name (file);
}

/* A page that came from the web starts from where it came from; of a file's, it is for the file to say. */
static gboolean
open_saved_page (Work *work, const char *name, GError **error)
{
  const char *uri = gloss_capture_get_fields (work->shown)->uri;
  g_autoptr (GlossSavedPage) page = gloss_saved_page_new (work->mhtml, name, error);
  const GlossSavedPageFields *fields;

  if (page == NULL)
    return FALSE;
  fields = gloss_saved_page_get_fields (page);
  work->markup = g_strdup (fields->markup);
  work->uri = g_strdup (g_str_has_prefix (uri, "http") ? uri : fields->uri);
  work->images = gloss_page_images_ref (fields->images);
  return TRUE;
}

static gboolean
open_html (Work *work, const char *name, GError **error)
{
  work->markup = gloss_decoder_decode (work->original, TRUE, name, error);
  if (work->markup == NULL)
    return FALSE;
  work->uri = g_strdup (gloss_capture_get_fields (work->shown)->uri);
  work->images = gloss_page_images_new ();
  for (guint i = 0; i < work->resources->len; i++)
    {
      GlossCaptureResource *resource = g_ptr_array_index (work->resources, i);

      gloss_page_images_add (work->images, gloss_capture_resource_get_uri (resource),
                             gloss_capture_resource_get_bytes (resource));
    }
  return TRUE;
}

static void
open_in_thread (GTask *step, gpointer object, gpointer data, GCancellable *cancellable)
{
  Work *work = get_work (data);
  g_autofree char *name = dup_name (gloss_capture_get_fields (work->shown)->uri);
  GError *error = NULL;

  if (work->mhtml != NULL ? open_saved_page (work, name, &error) : open_html (work, name, &error))
    g_task_return_boolean (step, TRUE);
  else
    g_task_return_error (step, error);
}

/* Where reading goes on. */
static void
compare_in_thread (GTask *step, gpointer object, gpointer data, GCancellable *cancellable)
{
  Work *work = get_work (data);
  g_autoptr (GlossComparison) comparison = NULL;

  if (work->place > 0)
    {
      comparison = gloss_comparison_new (work->shown, work->taken);
      work->place = gloss_comparison_carry (comparison, work->place);
    }
  g_task_return_boolean (step, TRUE);
}

/* A step on a worker thread; task: transfer full, it goes on to the callback, which outlives the step. */
static void
run_in_thread (GTask *task, GTaskThreadFunc func, GAsyncReadyCallback callback)
{
  g_autoptr (GTask) step = g_task_new (NULL, NULL, callback, task);

  g_task_set_source_tag (step, run_in_thread);
  g_task_set_task_data (step, task, NULL);
  g_task_run_in_thread (step, func);
}

static void
compared_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;

  g_task_propagate_boolean (G_TASK (result), NULL);
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, gloss_capture_ref (get_work (task)->taken),
                           (GDestroyNotify) gloss_capture_unref);
}

static gboolean
check_reading (Work *work, GlossReading *reading, GError **error)
{
  GlossReadingFinding finding = gloss_reading_get_fields (reading)->finding;

  if (work->extent == GLOSS_EXTENT_WHOLE && finding != GLOSS_READING_EMPTY)
    return TRUE;
  if (finding == GLOSS_READING_AS_ASKED)
    return TRUE;

  g_set_error_literal (error, GLOSS_ERROR, GLOSS_ERROR_EMPTY,
                       work->extent == GLOSS_EXTENT_ARTICLE
                         ? _ ("Nothing on this page reads as an article, so it stays as it is. Select what "
                              "you need and keep only that.")
                         : _ ("There are no words to keep. Nothing was changed."));
  return FALSE;
}

static GlossCapture *
make_capture (Work *work, GlossReading *reading)
{
  const GlossReadingFields *read = gloss_reading_get_fields (reading);
  GlossCaptureFields fields = *gloss_capture_get_fields (work->shown);
  g_autoptr (GPtrArray) resources =
    work->images != NULL ? gloss_page_images_dup_resources (work->images, read->images) : NULL;

  fields.html = read->html;
  fields.text = read->text;
  fields.extent = work->extent;
  fields.finding = NULL;
  fields.resources = resources;
  return gloss_capture_new (&fields);
}

/* task: transfer full. */
static void
take_reading (GTask *task, GlossReading *reading, GError *error)
{
  Work *work = get_work (task);

  if (reading == NULL || !check_reading (work, reading, &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  work->taken = make_capture (work, reading);
  work->n_hidden = gloss_reading_get_fields (reading)->n_hidden;
  run_in_thread (task, compare_in_thread, compared_cb);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;
  g_autoptr (GlossReading) reading =
    gloss_html_reader_read_page_finish (GLOSS_HTML_READER (object), result, &error);

  take_reading (data, reading, error);
}

static void
clipped_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;
  g_autoptr (GlossReading) reading =
    gloss_html_reader_clip_finish (GLOSS_HTML_READER (object), result, &error);

  take_reading (data, reading, error);
}

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Work *work = get_work (task);
  g_autoptr (GlossHtmlReader) reader = gloss_html_reader_new ();
  const GlossPageImage *images;
  GError *error = NULL;
  gsize n_images;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  images = gloss_page_images_get (work->images, &n_images);
  gloss_html_reader_read_page_async (reader, work->markup, work->uri, gloss_reading_extent_for (work->extent),
                                     images, n_images, g_task_get_cancellable (task), read_cb, task);
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (gloss_store_read_finish (GLOSS_STORE (object), result, &error) != NULL)
    run_in_thread (g_steal_pointer (&task), open_in_thread, opened_cb);
  else
    g_task_return_error (task, error);
}

/**
 * gloss_retaking_async:
 * @store: the library
 * @shown: a capture of it
 * @extent: what to take: %GLOSS_EXTENT_ARTICLE, %GLOSS_EXTENT_WHOLE or a part
 * @start: of a part, a code point of the capture's text
 * @end: the one behind it
 * @place: where the text is being read, a code point
 * @cancellable: (nullable): to stop it
 * @callback: called at the end
 * @data: for @callback
 *
 * Takes another extent of a page that is in the library.
 */
void
gloss_retaking_async (GlossStore *store,
                      GlossCapture *shown,
                      GlossExtent extent,
                      gsize start,
                      gsize end,
                      gsize place,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  GTask *task;
  Work *work;

  g_return_if_fail (GLOSS_IS_STORE (store));
  g_return_if_fail (shown != NULL);
  g_return_if_fail (extent != GLOSS_EXTENT_UNKNOWN);

  task = g_task_new (store, cancellable, callback, data);
  g_task_set_source_tag (task, gloss_retaking_async);
  work = g_new0 (Work, 1);
  work->shown = gloss_capture_ref (shown);
  work->extent = extent;
  work->place = place;
  g_task_set_task_data (task, work, work_free);

  if (gloss_extent_is_part (extent))
    {
      const GlossCaptureFields *fields = gloss_capture_get_fields (shown);
      g_autoptr (GlossHtmlReader) reader = gloss_html_reader_new ();

      gloss_html_reader_clip_async (reader, fields->html, gloss_text_point_to_utf16 (fields->text, start),
                                    gloss_text_point_to_utf16 (fields->text, end), cancellable, clipped_cb,
                                    task);
      return;
    }
  gloss_store_read_async (store, load_page, g_object_ref (task), g_object_unref, NULL, cancellable, loaded_cb,
                          task);
}

/**
 * gloss_retaking_finish:
 * @result: what the callback was given
 * @place_out: (out): where reading goes on, a code point of the text that was taken
 * @n_hidden_out: (out): how many passages of that the page hides, of a whole page
 * @error: return location
 *
 * Returns: (transfer full): the capture as gloss_store_change_extent_async() wants it, or %NULL with @error:
 * %GLOSS_ERROR_EMPTY where there is no article or nothing to keep, and those of what it works with
 */
GlossCapture *
gloss_retaking_finish (GAsyncResult *result, gsize *place_out, guint *n_hidden_out, GError **error)
{
  GlossCapture *taken;

  g_return_val_if_fail (g_async_result_is_tagged (result, gloss_retaking_async), NULL);
  g_return_val_if_fail (place_out != NULL && n_hidden_out != NULL, NULL);

  taken = g_task_propagate_pointer (G_TASK (result), error);
  *place_out = get_work (G_TASK (result))->place;
  *n_hidden_out = get_work (G_TASK (result))->n_hidden;
  return taken;
}
