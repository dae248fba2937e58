/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HTML files made into captures. Owns nothing between calls: each has a web view of its own, never shown,
 * that is gone with its answer. Main thread; the work is done in the web process, whose answer is checked
 * like any other input. The file's markup is an argument of a function there, it is never loaded. */

#include "config.h"

#include "web/gloss-html-reader.h"

#include "core/base/gloss-error.h"
#include "core/base/gloss-json.h"
#include "web/gloss-mute-view.h"
#include "web/gloss-safe-view.h"

#include <glib/gi18n-lib.h>

#define WORLD "glossator"
#define DEADLINE_SECONDS 60

struct _GlossHtmlReader
{
  GObject parent_instance;
};

G_DEFINE_FINAL_TYPE (GlossHtmlReader, gloss_html_reader, G_TYPE_OBJECT)

typedef struct
{
  GlossSafeView *view;
  GBytes *bytes;
  char *uri;
  char *markup;
  guint deadline;
} Work;

static void
free_work (gpointer data)
{
  Work *work = data;

  g_assert (work->view == NULL && work->deadline == 0);
  g_bytes_unref (work->bytes);
  g_free (work->uri);
  g_free (work->markup);
  g_free (work);
}

/* What a web process says is a string need not be UTF-8: halves of surrogate pairs pass through JSON. */
static const char *
get_valid (JsonObject *answer, const char *member)
{
  const char *value = gloss_json_get_string (answer, member);

  return value != NULL && g_utf8_validate (value, -1, NULL) ? value : NULL;
}

static const char *
get_filled (JsonObject *answer, const char *member)
{
  const char *value = get_valid (answer, member);

  return value != NULL && value[0] != '\0' ? value : NULL;
}

static gboolean
is_blank (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

static GlossCapture *
make_capture (Work *work, const char *json, GError **error)
{
  g_autoptr (JsonObject) answer = gloss_json_parse_object (json, -1, NULL);
  const char *html = answer != NULL ? get_valid (answer, "html") : NULL;
  const char *words = answer != NULL ? get_valid (answer, "text") : NULL;
  g_autoptr (GlossText) text = NULL;

  if (html == NULL || words == NULL)
    {
      g_set_error_literal (
        error, GLOSS_ERROR, GLOSS_ERROR_INVALID,
        _ ("The page could not be read: what came back is not a document. Nothing was added."));
      return NULL;
    }
  if (is_blank (words))
    {
      g_set_error_literal (error, GLOSS_ERROR, GLOSS_ERROR_EMPTY,
                           _ ("The page holds no text. Nothing was added."));
      return NULL;
    }
  text = gloss_text_new (words, -1, error);
  if (text == NULL)
    return NULL;
  return gloss_capture_new (&(GlossCaptureFields){
    .uri = work->uri,
    .canonical_uri = get_filled (answer, "canonical"),
    .media_type = "text/html",
    .bytes = work->bytes,
    .html = html,
    .text = text,
    .title = get_filled (answer, "title"),
    .byline = get_filled (answer, "byline"),
    .site = get_filled (answer, "site"),
    .published = get_filled (answer, "published"),
    .language = get_filled (answer, "language"),
  });
}

/* Whatever comes first, an answer, the end of the process or of patience, ends it: there is one return and
 * one unref. */
static gboolean
begin_return (GTask *task)
{
  Work *work = g_task_get_task_data (task);

  if (work->view == NULL)
    return FALSE;
  g_clear_handle_id (&work->deadline, g_source_remove);
  g_signal_handlers_disconnect_by_data (work->view, task);
  gloss_mute_view_drop (GLOSS_MUTE_VIEW (g_steal_pointer (&work->view)));
  return TRUE;
}

static void
return_failure (GTask *task)
{
  if (!begin_return (task))
    return;
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_new_error (
      task, GLOSS_ERROR, GLOSS_ERROR_FAILED, "%s",
      _ ("The page could not be read: the web process gave no answer. Nothing was added. "
         "Try again, or save the page as text."));
  g_object_unref (task);
}

static void
return_answer (GTask *task, const char *json)
{
  g_autoptr (GError) error = NULL;
  GlossCapture *capture;

  if (!begin_return (task))
    return;
  capture = make_capture (g_task_get_task_data (task), json, &error);
  if (capture != NULL)
    g_task_return_pointer (task, capture, (GDestroyNotify) gloss_capture_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
  g_object_unref (task);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JSCValue) value =
    webkit_web_view_call_async_javascript_function_finish (WEBKIT_WEB_VIEW (source), result, &error);
  g_autofree char *json = value != NULL && jsc_value_is_string (value) ? jsc_value_to_string (value) : NULL;

  if (json != NULL)
    {
      return_answer (task, json);
      return;
    }
  g_debug ("The page could not be read: %s", error != NULL ? error->message : "not a string");
  return_failure (task);
}

static void
load_changed_cb (WebKitWebView *view, WebKitLoadEvent event, GTask *task)
{
  Work *work = g_task_get_task_data (task);
  g_autoptr (GVariant) arguments = NULL;
  GVariantDict dict;

  if (event != WEBKIT_LOAD_FINISHED || work->markup == NULL)
    return;
  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "html", "s", work->markup);
  g_variant_dict_insert (&dict, "uri", "s", work->uri);
  arguments = g_variant_ref_sink (g_variant_dict_end (&dict));
  g_clear_pointer (&work->markup, g_free);
  webkit_web_view_call_async_javascript_function (view, "return JSON.stringify (htmlReader.read (html, uri))",
                                                  -1, arguments, WORLD, NULL, g_task_get_cancellable (task),
                                                  read_cb, g_object_ref (task));
}

static void
terminated_cb (WebKitWebView *view, WebKitWebProcessTerminationReason reason, GTask *task)
{
  return_failure (task);
}

static gboolean
deadline_cb (gpointer data)
{
  g_autoptr (GTask) task = g_object_ref (data);
  Work *work = g_task_get_task_data (task);

  work->deadline = 0;
  /* Ends in terminated_cb(), but for a process that was never there. */
  webkit_web_view_terminate_web_process (WEBKIT_WEB_VIEW (work->view));
  return_failure (task);
  return G_SOURCE_REMOVE;
}

static void
gloss_html_reader_class_init (GlossHtmlReaderClass *klass)
{
}

static void
gloss_html_reader_init (GlossHtmlReader *self)
{
}

/**
 * gloss_html_reader_new:
 *
 * Returns: (transfer full): a reader; it may be used for many files, at once too
 */
GlossHtmlReader *
gloss_html_reader_new (void)
{
  return g_object_new (GLOSS_TYPE_HTML_READER, NULL);
}

/**
 * gloss_html_reader_read_async:
 * @source: an HTML file; not used after the call
 *
 * Makes a capture of an HTML file.
 */
void
gloss_html_reader_read_async (GlossHtmlReader *self,
                              GlossSourceFile *source,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  GTask *task;
  Work *work;

  g_return_if_fail (GLOSS_IS_HTML_READER (self));
  g_return_if_fail (source != NULL);

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, gloss_html_reader_read_async);
  work = g_new0 (Work, 1);
  work->view = g_object_ref_sink (gloss_safe_view_new ());
  work->bytes = g_bytes_ref (source->bytes);
  work->uri = g_strdup (source->uri);
  work->markup = g_strdup (source->utf8);
  g_task_set_task_data (task, work, free_work);

  gloss_safe_view_add_script (work->view, "purify.min.js", WORLD);
  gloss_safe_view_add_script (work->view, "html-reader.js", WORLD);
  g_signal_connect (work->view, "load-changed", G_CALLBACK (load_changed_cb), task);
  g_signal_connect (work->view, "web-process-terminated", G_CALLBACK (terminated_cb), task);
  work->deadline = g_timeout_add_seconds (DEADLINE_SECONDS, deadline_cb, task);
  gloss_safe_view_load_document (work->view, "<!DOCTYPE html>");
}

/**
 * gloss_html_reader_read_finish:
 *
 * Returns: (transfer full): the capture, not stored yet; %NULL with @error: %GLOSS_ERROR_EMPTY (no text is
 * left), %GLOSS_ERROR_FAILED (the web process gave no answer), %GLOSS_ERROR_INVALID (its answer is none), or
 * cancelled
 */
GlossCapture *
gloss_html_reader_read_finish (GlossHtmlReader *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
