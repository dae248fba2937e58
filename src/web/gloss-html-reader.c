/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Markup made into reader documents. Owns nothing between calls but, where the next one is expected, the web
 * view for it: each has one of its own, never shown, that is gone with its answer. Main thread; the work is
 * done in the web process, whose answer is checked like any other input, on a worker thread. The markup is an
 * argument of a function there, it is never loaded. */

#include "config.h"

#include "web/gloss-html-reader.h"

#include "core/article/gloss-address.h"
#include "core/article/gloss-source-file.h"
#include "core/base/gloss-error.h"
#include "core/base/gloss-json.h"
#include "web/gloss-mute-view.h"

#include <glib/gi18n-lib.h>

#define WORLD "glossator"
#define BLANK "<!DOCTYPE html>"
/* A page may be made so that telling its article takes for ever: after the first turn all of it is taken. */
#define TURN_SECONDS 20
#define MAX_TURNS 3
#define MAX_COUNT 1000000

struct _GlossHtmlReader
{
  GObject parent_instance;

  GlossWarmView *warm; /* for the next call */
};

G_DEFINE_FINAL_TYPE (GlossHtmlReader, gloss_html_reader, G_TYPE_OBJECT)

typedef struct
{
  GlossSafeView *view;
  guint deadline;
  guint n_turns;
  guint restart;
  char *uri;
  char *markup;
  char *images;       /* lists of address, hash, width and height, as JSON */
  GHashTable *hashes; /* of those */
  GlossReadingExtent extent;
  gboolean has_given_up; /* on the article */
  gboolean is_clip;      /* of a reader document; start and end in UTF-16 units */
  guint start;
  guint end;
} Work;

/* What was asked of the page, since an answer may come after all of it was given up. */
typedef struct
{
  GTask *task;
  GlossReadingExtent extent;
} Call;

static void
free_call (Call *call)
{
  g_object_unref (call->task);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, free_call)

static void
free_work (gpointer data)
{
  Work *work = data;

  g_assert (work->view == NULL && work->deadline == 0 && work->restart == 0);
  g_clear_pointer (&work->hashes, g_hash_table_unref);
  g_free (work->uri);
  g_free (work->markup);
  g_free (work->images);
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

static const char *
get_address (JsonObject *answer, const char *member)
{
  const char *value = get_filled (answer, member);

  return gloss_address_is_web (value) ? value : NULL;
}

static const char *
get_matching (JsonObject *answer, const char *member, const char *pattern)
{
  const char *value = get_filled (answer, member);

  return value != NULL && g_regex_match_simple (pattern, value, G_REGEX_DOLLAR_ENDONLY, 0) ? value : NULL;
}

static gboolean
is_blank (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

/* Those that were given to the page, each once. */
static GPtrArray *
list_images (Work *work, JsonObject *answer)
{
  JsonArray *listed = gloss_json_get_array (answer, "images");
  GPtrArray *images = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; listed != NULL && i < json_array_get_length (listed); i++)
    {
      JsonNode *node = json_array_get_element (listed, i);
      const char *hash =
        json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;

      if (hash != NULL && (work->is_clip || g_hash_table_contains (work->hashes, hash)) &&
          g_hash_table_add (seen, (gpointer) hash))
        g_ptr_array_add (images, (gpointer) hash);
    }
  g_ptr_array_add (images, NULL);
  return images;
}

/* More than a page has are not believed. */
static guint
get_count (JsonObject *answer, const char *member)
{
  return (guint) CLAMP (gloss_json_get_int (answer, member, 0), 0, MAX_COUNT);
}

static GlossReadingFinding
get_finding (Work *work, JsonObject *answer, const char *words)
{
  static const char *const findings[] = {
    [GLOSS_READING_AS_ASKED] = "article", [GLOSS_READING_NO_ARTICLE] = "nothing",
    [GLOSS_READING_LIST] = "list",        [GLOSS_READING_LITTLE] = "little",
    [GLOSS_READING_LOCKED] = "locked",    [GLOSS_READING_EMPTY] = "empty",
  };
  const char *finding = get_valid (answer, "finding");

  if (is_blank (words))
    return GLOSS_READING_EMPTY;
  for (guint i = 0; i < G_N_ELEMENTS (findings); i++)
    if (g_strcmp0 (finding, findings[i]) == 0)
      return (GlossReadingFinding) i;
  return work->has_given_up ? GLOSS_READING_NO_ARTICLE : GLOSS_READING_AS_ASKED;
}

static GlossReading *
make_reading (Work *work, const char *json, GError **error)
{
  g_autoptr (JsonObject) answer = gloss_json_parse_object (json, -1, NULL);
  const char *html = answer != NULL ? get_valid (answer, "html") : NULL;
  const char *words = answer != NULL ? get_valid (answer, "text") : NULL;
  g_autoptr (GlossText) text = NULL;
  g_autoptr (GPtrArray) images = NULL;
  const char *finding;

  if (html == NULL || words == NULL)
    {
      g_set_error_literal (
        error, GLOSS_ERROR, GLOSS_ERROR_INVALID,
        _ ("The page could not be read: what came back is not a document. Nothing was added."));
      return NULL;
    }
  text = gloss_text_new (words, -1, error);
  if (text == NULL)
    return NULL;
  images = list_images (work, answer);
  finding = get_valid (answer, "finding");
  return gloss_reading_new (&(GlossReadingFields){
    .html = html,
    .text = text,
    .extent = g_strcmp0 (finding, "article") == 0 ? GLOSS_READING_ARTICLE : GLOSS_READING_WHOLE,
    .finding = get_finding (work, answer, words),
    .title = get_filled (answer, "title"),
    .byline = get_filled (answer, "byline"),
    .site = get_filled (answer, "site"),
    .published = get_matching (answer, "published", "^[0-9TZ:.+-]{4,40}$"),
    .language = get_matching (answer, "language", "^[A-Za-z0-9-]{2,40}$"),
    .direction = get_matching (answer, "direction", "^(ltr|rtl)$"),
    .canonical_uri = get_address (answer, "canonical"),
    .next_uri = get_address (answer, "next"),
    .n_missing = get_count (answer, "missing"),
    .n_hidden = get_count (answer, "hidden"),
    .images = (const char *const *) images->pdata,
  });
}

/* Whatever comes first, an answer, the end of the process or of patience, ends it: there is one return and
 * one unref. */
static gboolean
end_view (GTask *task)
{
  Work *work = g_task_get_task_data (task);

  if (work->view == NULL)
    return FALSE;
  g_clear_handle_id (&work->deadline, g_source_remove);
  g_clear_handle_id (&work->restart, g_source_remove);
  g_signal_handlers_disconnect_by_data (work->view, task);
  gloss_mute_view_drop (GLOSS_MUTE_VIEW (g_steal_pointer (&work->view)));
  return TRUE;
}

static void
return_failure (GTask *task)
{
  if (!end_view (task))
    return;
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_new_error (
      task, GLOSS_ERROR, GLOSS_ERROR_FAILED, "%s",
      _ ("The page could not be read: the web process gave no answer. Nothing was added. "
         "Try again, or save the page as text."));
  g_object_unref (task);
}

/* What a worker thread makes of an answer. */
typedef struct
{
  Work *work; /* borrowed: of the task that waits */
  char *json;
} Answer;

static void
free_answer (Answer *answer)
{
  g_free (answer->json);
  g_free (answer);
}

static void
make_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Answer *answer = data;
  GError *error = NULL;
  GlossReading *reading = make_reading (answer->work, answer->json, &error);

  if (reading != NULL)
    g_task_return_pointer (task, reading, (GDestroyNotify) gloss_reading_unref);
  else
    g_task_return_error (task, error);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  GlossReading *reading = g_task_propagate_pointer (G_TASK (result), &error);

  if (reading != NULL)
    g_task_return_pointer (task, reading, (GDestroyNotify) gloss_reading_unref);
  else
    g_task_return_error (task, error);
}

/* Takes json. A long page is megabytes to be parsed, checked and hashed: the window answers meanwhile. */
static void
return_answer (GTask *task, char *json)
{
  Answer *answer;
  g_autoptr (GTask) maker = NULL;

  if (!end_view (task))
    {
      g_free (json);
      return;
    }
  answer = g_new0 (Answer, 1);
  answer->work = g_task_get_task_data (task);
  answer->json = json;
  maker = g_task_new (NULL, NULL, made_cb, task);
  g_task_set_source_tag (maker, return_answer);
  g_task_set_task_data (maker, answer, (GDestroyNotify) free_answer);
  g_task_run_in_thread (maker, make_in_thread);
}

/* In a turn of its own, when the process that was given up is gone. */
static gboolean
restart_cb (gpointer data)
{
  Work *work = g_task_get_task_data (data);

  work->restart = 0;
  gloss_safe_view_load_document (work->view, BLANK);
  return G_SOURCE_REMOVE;
}

/* No answer, and none to come: without Readability the page may yet be read. */
static void
give_up (GTask *task)
{
  Work *work = g_task_get_task_data (task);

  if (work->view == NULL || work->restart != 0)
    return;
  if (work->extent == GLOSS_READING_WHOLE || g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      return_failure (task);
      return;
    }
  work->extent = GLOSS_READING_WHOLE;
  work->has_given_up = TRUE;
  work->restart = g_idle_add (restart_cb, task);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Call) call = data;
  Work *work = g_task_get_task_data (call->task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JSCValue) value =
    webkit_web_view_call_async_javascript_function_finish (WEBKIT_WEB_VIEW (source), result, &error);
  g_autofree char *json = value != NULL && jsc_value_is_string (value) ? jsc_value_to_string (value) : NULL;

  if (call->extent != work->extent)
    return;
  if (json != NULL)
    {
      return_answer (call->task, g_steal_pointer (&json));
      return;
    }
  g_debug ("The page could not be read: %s", error != NULL ? error->message : "not a string");
  give_up (call->task);
}

static void
ask (GTask *task)
{
  static const char *const extents[] = {
    [GLOSS_READING_WHOLE] = "whole",
    [GLOSS_READING_ARTICLE] = "article",
    [GLOSS_READING_ARTICLE_ALONE] = "alone",
  };
  Work *work = g_task_get_task_data (task);
  g_autoptr (GVariant) arguments = NULL;
  GVariantDict dict;
  Call *call;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "html", "s", work->markup);
  g_variant_dict_insert (&dict, "uri", "s", work->uri);
  g_variant_dict_insert (&dict, "extent", "s", extents[work->extent]);
  g_variant_dict_insert (&dict, "images", "s", work->images);
  g_variant_dict_insert (&dict, "start", "u", work->start);
  g_variant_dict_insert (&dict, "end", "u", work->end);
  arguments = g_variant_ref_sink (g_variant_dict_end (&dict));
  call = g_new0 (Call, 1);
  call->task = g_object_ref (task);
  call->extent = work->extent;
  webkit_web_view_call_async_javascript_function (
    WEBKIT_WEB_VIEW (work->view),
    work->is_clip ? "return JSON.stringify (readerClip.take (html, start, end))"
                  : "return JSON.stringify (htmlReader.read (html, uri, extent, JSON.parse (images)))",
    -1, arguments, WORLD, NULL, g_task_get_cancellable (task), read_cb, call);
}

static void
load_changed_cb (WebKitWebView *view, WebKitLoadEvent event, GTask *task)
{
  if (event == WEBKIT_LOAD_FINISHED)
    ask (task);
}

static void
terminated_cb (WebKitWebView *view, WebKitWebProcessTerminationReason reason, GTask *task)
{
  give_up (task);
}

static gboolean
deadline_cb (gpointer data)
{
  g_autoptr (GTask) task = g_object_ref (data);
  Work *work = g_task_get_task_data (task);
  g_autoptr (GlossSafeView) view = g_object_ref (work->view);
  gboolean is_over = ++work->n_turns == MAX_TURNS;

  if (!is_over && work->extent == GLOSS_READING_WHOLE)
    return G_SOURCE_CONTINUE;
  if (is_over)
    work->deadline = 0;
  give_up (task);
  webkit_web_view_terminate_web_process (WEBKIT_WEB_VIEW (view));
  return is_over ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

static void
start_work (GTask *task, Work *work)
{
  GlossHtmlReader *self = g_task_get_source_object (task);
  gboolean is_loaded;

  g_task_set_task_data (task, work, free_work);
  work->view = gloss_warm_view_take (self->warm, &is_loaded);
  g_signal_connect (work->view, "load-changed", G_CALLBACK (load_changed_cb), task);
  g_signal_connect (work->view, "web-process-terminated", G_CALLBACK (terminated_cb), task);
  work->deadline = g_timeout_add_seconds (TURN_SECONDS, deadline_cb, task);
  if (is_loaded)
    ask (task);
}

static gboolean
is_hash (const char *text)
{
  return strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

/* What is no hash, or of no image, or has no address that is text, is passed over. */
static char *
write_images (const GlossPageImage *images, gsize n_images, GHashTable *hashes)
{
  GString *json = g_string_new ("[");

  for (gsize i = 0; i < n_images; i++)
    {
      const GlossPageImage *image = &images[i];

      if (!is_hash (image->sha256) || !g_str_has_prefix (image->media_type, "image/") ||
          !g_utf8_validate (image->address, -1, NULL))
        continue;
      g_string_append (json, json->len > 1 ? ",[" : "[");
      gloss_json_append_string (json, image->address);
      g_string_append_printf (json, ",\"%s\",%u,%u]", image->sha256, image->width, image->height);
      g_hash_table_add (hashes, g_strdup (image->sha256));
    }
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

static void
gloss_html_reader_dispose (GObject *object)
{
  g_clear_object (&GLOSS_HTML_READER (object)->warm);
  G_OBJECT_CLASS (gloss_html_reader_parent_class)->dispose (object);
}

static void
gloss_html_reader_class_init (GlossHtmlReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gloss_html_reader_dispose;
}

static void
gloss_html_reader_init (GlossHtmlReader *self)
{
  static const char *const scripts[] = { "purify.min.js",  "Readability.js", "inert-page.js",
                                         "page-images.js", "metadata.js",    "article.js",
                                         "html-reader.js", "reader-clip.js", NULL };

  self->warm = gloss_warm_view_new (scripts, WORLD);
}

/**
 * gloss_html_reader_new:
 *
 * Returns: (transfer full): a reader; it may be used for many pages, at once too
 */
GlossHtmlReader *
gloss_html_reader_new (void)
{
  return g_object_new (GLOSS_TYPE_HTML_READER, NULL);
}

/**
 * gloss_html_reader_get_warm_view:
 *
 * Returns: (transfer none): what makes the web process of the next call, for who knows that there will be one
 */
GlossWarmView *
gloss_html_reader_get_warm_view (GlossHtmlReader *self)
{
  g_return_val_if_fail (GLOSS_IS_HTML_READER (self), NULL);

  return self->warm;
}

/**
 * gloss_html_reader_read_page_async:
 * @markup: a page as it was serialised or saved, with its scripts, of which the JSON-LD is read and nothing
 * run; UTF-8
 * @uri: where it came from; its relative addresses are resolved by it
 * @extent: %GLOSS_READING_ARTICLE where the article is wanted; the whole page is taken in its stead where
 * that can't be trusted, and the finding says why; with %GLOSS_READING_ARTICLE_ALONE only where there is
 * none, or where it is behind a wall
 * @images: (array length=n_images) (nullable): the images whose bytes are there; not used after the call
 *
 * Reads a page of the web.
 */
void
gloss_html_reader_read_page_async (GlossHtmlReader *self,
                                   const char *markup,
                                   const char *uri,
                                   GlossReadingExtent extent,
                                   const GlossPageImage *images,
                                   gsize n_images,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data)
{
  gsize length;
  GTask *task;
  Work *work;

  g_return_if_fail (GLOSS_IS_HTML_READER (self));
  g_return_if_fail (markup != NULL && uri != NULL);
  g_return_if_fail (images != NULL || n_images == 0);

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, gloss_html_reader_read_page_async);
  length = strlen (markup);
  if (length > GLOSS_LOADER_MAX_BYTES)
    {
      g_task_return_new_error (
        task, GLOSS_ERROR, GLOSS_ERROR_TOO_LARGE,
        _ ("The page is too large to be read: its markup alone is %d MB, and %d MB is the limit. "
           "Nothing was added."),
        (int) (length / (1024 * 1024)), GLOSS_LOADER_MAX_BYTES / (1024 * 1024));
      g_object_unref (task);
      return;
    }
  work = g_new0 (Work, 1);
  work->uri = g_strdup (uri);
  work->markup = g_utf8_make_valid (markup, (gssize) length);
  work->hashes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  work->images = write_images (images, n_images, work->hashes);
  work->extent = extent;
  start_work (task, work);
}

/**
 * gloss_html_reader_read_page_finish:
 *
 * Returns: (transfer full): the reading, of a page without words too; %NULL with @error:
 * %GLOSS_ERROR_TOO_LARGE (more markup than %GLOSS_LOADER_MAX_BYTES), %GLOSS_ERROR_FAILED (the web process
 * gave no answer), %GLOSS_ERROR_INVALID (its answer is none), or cancelled
 */
GlossReading *
gloss_html_reader_read_page_finish (GlossHtmlReader *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, gloss_html_reader_read_page_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * gloss_html_reader_clip_async:
 * @html: a reader document
 * @start: the first place of a part of its text, in UTF-16 units
 * @end: behind the last one
 *
 * Makes a reader document of the lines and blocks that the part touches, each whole, with the images between
 * them. The title stays the document's; it is in the text only if it was touched.
 */
void
gloss_html_reader_clip_async (GlossHtmlReader *self,
                              const char *html,
                              gsize start,
                              gsize end,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  GTask *task;
  Work *work;

  g_return_if_fail (GLOSS_IS_HTML_READER (self));
  g_return_if_fail (html != NULL);
  g_return_if_fail (start <= end && end <= G_MAXUINT);

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, gloss_html_reader_clip_async);
  work = g_new0 (Work, 1);
  work->uri = g_strdup ("");
  work->markup = g_strdup (html);
  work->hashes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  work->images = write_images (NULL, 0, work->hashes);
  work->is_clip = TRUE;
  work->start = (guint) start;
  work->end = (guint) end;
  start_work (task, work);
}

/**
 * gloss_html_reader_clip_finish:
 *
 * Returns: (transfer full): the part; its finding is %GLOSS_READING_EMPTY where nothing but white space was
 * touched; %NULL with @error: %GLOSS_ERROR_FAILED (the web process gave no answer), %GLOSS_ERROR_INVALID (its
 * answer is none), or cancelled
 */
GlossReading *
gloss_html_reader_clip_finish (GlossHtmlReader *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, gloss_html_reader_clip_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
