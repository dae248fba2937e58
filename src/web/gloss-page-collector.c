/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes a page over from the view that it was loaded in. Owns what has come so far, in the task's data. Main
 * thread; hashing is done on a worker thread. It waits for all that it asked for, as the end of the web
 * process answers too: who does not want to wait ends that. What comes back is checked like any other input.
 */

#include "config.h"

#include "web/gloss-page-collector.h"

#include "core/article/gloss-decoder.h"
#include "core/base/gloss-error.h"
#include "core/base/gloss-time.h"
#include "web/gloss-load-failure.h"
#include "web/gloss-page-headers.h"

#include <glib/gi18n-lib.h>

/* A world of its own, so that the page can't put its functions in the place of ours. */
#define WORLD "glossator"

/* Getters of the prototypes: a page may name an image `documentElement`. */
#define GET                                                                                                  \
  "const get = (prototype, name, object) =>"                                                                 \
  "  Object.getOwnPropertyDescriptor (prototype, name).get.call (object);"                                   \
  "const root = get (Document.prototype, 'documentElement', document);"
/* outerHTML leaves out what stands in shadows; those that are open are written as templates. */
#define SHADOWS                                                                                              \
  "const shadowOf = Object.getOwnPropertyDescriptor (Element.prototype, 'shadowRoot').get;"                  \
  "const roots = [];"                                                                                        \
  "const listShadows = (all) => {"                                                                           \
  "  for (const element of all) {"                                                                           \
  "    const shadow = shadowOf.call (element);"                                                              \
  "    if (!shadow) continue;"                                                                               \
  "    roots.push (shadow);"                                                                                 \
  "    listShadows (shadow.querySelectorAll ('*'));"                                                         \
  "  }"                                                                                                      \
  "};"
#define WRITE                                                                                                \
  "const write = () => {"                                                                                    \
  "  const shell = get (Element.prototype, 'outerHTML', Node.prototype.cloneNode.call (root, false));"       \
  "  if (roots.length === 0 || !shell.endsWith ('</html>')) return get (Element.prototype, 'outerHTML', "    \
  "root);"                                                                                                   \
  "  return shell.slice (0, -7) + Element.prototype.getHTML.call (root, { shadowRoots: roots }) + "          \
  "'</html>';"                                                                                               \
  "};"
#define MARKUP_SCRIPT                                                                                        \
  GET SHADOWS WRITE                                                                                          \
    "const type = get (Document.prototype, 'doctype', document) ? '<!DOCTYPE html>\\n' : '';"                \
    "listShadows (Document.prototype.querySelectorAll.call (document, '*'));"                                \
    "return root ? type + write () : ''"
/* Images that are marked as waiting to come into sight are asked for; their mark stays. */
#define WAKE                                                                                                 \
  GET "const lazy = Document.prototype.querySelectorAll.call (document, 'img[loading=lazy i]');"             \
      "const loading = Object.getOwnPropertyDescriptor (HTMLImageElement.prototype, 'loading').set;"         \
      "for (const image of lazy) {"                                                                          \
      "  loading.call (image, 'eager');"                                                                     \
      "  loading.call (image, 'lazy');"                                                                      \
      "}"                                                                                                    \
      "const measure = () => root ? get (Element.prototype, 'scrollHeight', root) : 0;"
/* A page that shows next to nothing may be about to be written by its scripts, which timers and work keep
 * from being seen as traffic. */
#define AWAIT_WORDS                                                                                          \
  "const shown = () => root instanceof HTMLElement"                                                          \
  "  ? get (HTMLElement.prototype, 'innerText', root).replace (/\\s/g, '').length : Infinity;"               \
  "const end = Date.now () + patience;"                                                                      \
  "while (Date.now () < end && shown () < fewLetters)"                                                       \
  "  await new Promise (done => setTimeout (done, 50));"
#define HEIGHT_SCRIPT WAKE AWAIT_WORDS "return measure ()"
/* Frames, once its view has grown, tell a page's observers what has come into sight. */
#define SHOWN_HEIGHT_SCRIPT                                                                                  \
  WAKE AWAIT_WORDS "const frame = () => new Promise (done => requestAnimationFrame (done));"                 \
                   "const look = async () => {"                                                              \
                   "  for (let n = 0; n < 100 && innerHeight < height; n++)"                                 \
                   "    await frame ();"                                                                     \
                   "  await frame ();"                                                                       \
                   "  await frame ();"                                                                       \
                   "};"                                                                                      \
                   "await Promise.race ([look (), new Promise (done => setTimeout (done, 2000))]);"          \
                   "return measure ()"
/* Asking for the height makes a layout, which makes fonts and backgrounds come. */
#define INERT_HEIGHT_SCRIPT                                                                                  \
  WAKE "const found = measure ();"                                                                           \
       "await Promise.race ([get (Document.prototype, 'fonts', document).ready,"                             \
       "                     new Promise (done => setTimeout (done, 3000))]);"                               \
       "return lazy.length > 0 ? found : 0"

/* Fewer are no article in any script, but may say that one is being loaded. */
#define FEW_LETTERS 40

#define BLOCK (64 * 1024)

typedef struct
{
  char *requested_uri;
  char *final_uri;
  char *media_type;
  char *headers;
  char *captured;
  char *charset;
  char *markup;
  GBytes *bytes;
  GInputStream *mhtml;
  guint64 max_bytes;
  guint64 max_mhtml;
  guint status;
  guint n_resources;
  guint n_failed;
  GlossPageCut cut;
  gboolean is_inert; /* no script runs in it, ours neither */
  guint n_awaited;
} Parts;

static void
clear_parts (gpointer data)
{
  Parts *parts = data;

  g_free (parts->requested_uri);
  g_free (parts->final_uri);
  g_free (parts->media_type);
  g_free (parts->headers);
  g_free (parts->captured);
  g_free (parts->charset);
  g_free (parts->markup);
  g_clear_pointer (&parts->bytes, g_bytes_unref);
  g_clear_object (&parts->mhtml);
}

static void
release_parts (gpointer data)
{
  g_atomic_rc_box_release_full (data, clear_parts);
}

/* Never more of it than may be kept. */
static GBytes *
read_mhtml (Parts *parts, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *block = g_malloc (BLOCK);
  gssize n = 1;

  while (n > 0 && bytes->len <= parts->max_mhtml)
    {
      n = g_input_stream_read (parts->mhtml, block, BLOCK, NULL, error);
      if (n < 0)
        return NULL;
      g_byte_array_append (bytes, block, (guint) n);
    }
  if (bytes->len <= parts->max_mhtml)
    return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  g_propagate_error (error, gloss_load_failure_new_for_size (parts->max_mhtml));
  return NULL;
}

/* What no script could change is what was received. A plain text is shown as it is. */
static char *
decode_markup (Parts *parts, GError **error)
{
  g_autofree char *text = gloss_decoder_decode_page (parts->bytes, parts->charset, parts->final_uri, error);
  g_autofree char *escaped = NULL;

  if (text == NULL || !g_str_equal (parts->media_type, "text/plain"))
    return g_steal_pointer (&text);
  escaped = g_markup_escape_text (text, -1);
  return g_strconcat ("<pre>\n", escaped, "</pre>", NULL);
}

/* On a worker thread; nobody else touches the parts any more. */
static void
make_page (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Parts *parts = data;
  GError *error = NULL;
  g_autoptr (GBytes) mhtml = read_mhtml (parts, &error);
  GlossPage *page;

  if (mhtml != NULL && parts->markup == NULL)
    parts->markup = decode_markup (parts, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  page = gloss_page_new (&(GlossPageFields){
    .requested_uri = parts->requested_uri,
    .final_uri = parts->final_uri,
    .status = parts->status,
    .headers = parts->headers,
    .media_type = parts->media_type,
    .bytes = parts->bytes,
    .markup = parts->markup,
    .mhtml = mhtml,
    .captured = parts->captured,
    .n_resources = parts->n_resources,
    .n_failed = parts->n_failed,
    .cut = parts->cut,
  });
  g_task_return_pointer (task, page, (GDestroyNotify) gloss_page_unref);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  GlossPage *page = g_task_propagate_pointer (G_TASK (result), &error);

  if (page != NULL)
    g_task_return_pointer (task, page, (GDestroyNotify) gloss_page_unref);
  else
    g_task_return_error (task, error);
}

/* A task of its own, which knows nothing of the view: the last reference to a task that ran on a worker
 * thread may be dropped there, and with it that to its source. */
static void
make_page_in_thread (GTask *task)
{
  g_autoptr (GTask) maker = g_task_new (NULL, NULL, made_cb, g_object_ref (task));

  g_task_set_source_tag (maker, make_page_in_thread);
  g_task_set_task_data (maker, g_atomic_rc_box_acquire (g_task_get_task_data (task)), release_parts);
  g_task_run_in_thread (maker, make_page);
}

static GError *
new_error (void)
{
  return g_error_new_literal (GLOSS_ERROR, GLOSS_ERROR_FAILED,
                              _ ("The page was loaded, but could not be taken over. Nothing was added."));
}

/* error: why one part did not come, or NULL. */
static void
end_part (GTask *task, const GError *error)
{
  Parts *parts = g_task_get_task_data (task);

  if (error != NULL)
    g_debug ("A part of the page did not come: %s", error->message);
  if (--parts->n_awaited > 0)
    return;
  if (parts->bytes == NULL || (parts->markup == NULL && !parts->is_inert) || parts->mhtml == NULL)
    g_task_return_error (task, new_error ());
  else if (g_bytes_get_size (parts->bytes) == 0)
    g_task_return_new_error (task, GLOSS_ERROR, GLOSS_ERROR_EMPTY,
                             _ ("The server answered with an empty page (status %u). Nothing was added."),
                             parts->status);
  else if (g_bytes_get_size (parts->bytes) > parts->max_bytes)
    g_task_return_error (task, gloss_load_failure_new_for_size (parts->max_bytes));
  else
    make_page_in_thread (task);
}

static void
bytes_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Parts *parts = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  guchar *bytes = webkit_web_resource_get_data_finish (WEBKIT_WEB_RESOURCE (source), result, &length, &error);

  /* WebKit hands what is empty over as one NUL. */
  if (error == NULL && length == 1 && bytes[0] == 0)
    length = 0;
  if (error == NULL)
    parts->bytes = g_bytes_new_take (bytes, length);
  end_part (task, error);
}

static void
markup_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Parts *parts = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JSCValue) value =
    webkit_web_view_call_async_javascript_function_finish (WEBKIT_WEB_VIEW (source), result, &error);
  g_autofree char *markup = value != NULL && jsc_value_is_string (value) ? jsc_value_to_string (value) : NULL;

  /* Halves of surrogate pairs are no characters. */
  if (markup != NULL && g_utf8_validate (markup, -1, NULL))
    parts->markup = g_steal_pointer (&markup);
  else if (markup != NULL)
    parts->markup = g_utf8_make_valid (markup, -1);
  end_part (task, error);
}

static void
mhtml_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Parts *parts = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  parts->mhtml = webkit_web_view_save_finish (WEBKIT_WEB_VIEW (source), result, &error);
  end_part (task, error);
}

static char *
dup_charset (SoupMessageHeaders *headers)
{
  g_autoptr (GHashTable) parameters = NULL;

  if (headers == NULL || soup_message_headers_get_content_type (headers, &parameters) == NULL)
    return NULL;
  return parameters != NULL ? g_strdup (g_hash_table_lookup (parameters, "charset")) : NULL;
}

/**
 * gloss_page_collector_collect_async:
 * @view: shows a page
 * @main: (nullable): its main resource, which the view itself may have forgotten
 * @fields: only @requested_uri, @final_uri, @n_resources, @n_failed and @cut are read
 * @max_bytes: how large the main resource may be
 * @max_mhtml: how large the page may be as MHTML
 *
 * Takes the page over as it is now. Can't be cancelled, but by ending the view's web process.
 */
void
gloss_page_collector_collect_async (WebKitWebView *view,
                                    WebKitWebResource *main,
                                    const GlossPageFields *fields,
                                    guint64 max_bytes,
                                    guint64 max_mhtml,
                                    GAsyncReadyCallback callback,
                                    gpointer data)
{
  g_autoptr (GTask) task = NULL;
  WebKitURIResponse *response;
  Parts *parts;

  g_return_if_fail (WEBKIT_IS_WEB_VIEW (view));
  g_return_if_fail (fields != NULL);

  task = g_task_new (view, NULL, callback, data);
  g_task_set_source_tag (task, gloss_page_collector_collect_async);
  response = main != NULL ? webkit_web_resource_get_response (main) : NULL;
  if (response == NULL)
    {
      g_task_return_error (task, new_error ());
      return;
    }
  parts = g_atomic_rc_box_new0 (Parts);
  parts->requested_uri = g_strdup (fields->requested_uri);
  parts->final_uri = g_strdup (fields->final_uri);
  parts->media_type = g_strdup (webkit_uri_response_get_mime_type (response));
  parts->headers = gloss_page_headers_to_json (webkit_uri_response_get_http_headers (response));
  parts->captured = gloss_time_dup_now ();
  parts->max_bytes = max_bytes;
  parts->max_mhtml = max_mhtml;
  parts->status = webkit_uri_response_get_status_code (response);
  parts->n_resources = fields->n_resources;
  parts->n_failed = fields->n_failed;
  parts->cut = fields->cut;
  parts->is_inert = gloss_page_headers_forbid_scripts (webkit_uri_response_get_http_headers (response));
  parts->charset = dup_charset (webkit_uri_response_get_http_headers (response));
  parts->n_awaited = 3;
  g_task_set_task_data (task, parts, release_parts);

  webkit_web_resource_get_data (main, NULL, bytes_cb, g_object_ref (task));
  webkit_web_view_call_async_javascript_function (view, MARKUP_SCRIPT, -1, NULL, WORLD, NULL, NULL, markup_cb,
                                                  g_object_ref (task));
  webkit_web_view_save (view, WEBKIT_SAVE_MODE_MHTML, NULL, mhtml_cb, g_object_ref (task));
}

/**
 * gloss_page_collector_collect_finish:
 *
 * Returns: (transfer full): the page; %NULL with @error: %GLOSS_ERROR_EMPTY, %GLOSS_ERROR_TOO_LARGE or
 *   %GLOSS_ERROR_FAILED (a part did not come)
 */
GlossPage *
gloss_page_collector_collect_finish (WebKitWebView *view, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, view), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * gloss_page_collector_ask_height_async:
 * @manner: when the answer comes
 * @height: of the view
 * @patience: milliseconds that a page which is not inert gets to show words, if it shows next to none
 *
 * Makes images come that are marked as waiting to come into sight, and asks how high the page is.
 */
void
gloss_page_collector_ask_height_async (WebKitWebView *view,
                                       GlossPageManner manner,
                                       int height,
                                       int patience,
                                       GAsyncReadyCallback callback,
                                       gpointer data)
{
  static const char *const scripts[] = {
    [GLOSS_PAGE_HIDDEN] = HEIGHT_SCRIPT,
    [GLOSS_PAGE_SHOWN] = SHOWN_HEIGHT_SCRIPT,
    [GLOSS_PAGE_INERT] = INERT_HEIGHT_SCRIPT,
  };

  g_autoptr (GVariant) arguments = NULL;
  GVariantDict dict;

  g_return_if_fail (WEBKIT_IS_WEB_VIEW (view));

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "height", "i", height);
  g_variant_dict_insert (&dict, "patience", "i", patience);
  g_variant_dict_insert (&dict, "fewLetters", "i", FEW_LETTERS);
  arguments = g_variant_ref_sink (g_variant_dict_end (&dict));
  webkit_web_view_call_async_javascript_function (view, scripts[manner], -1, arguments, WORLD, NULL, NULL,
                                                  callback, data);
}

/**
 * gloss_page_collector_ask_height_finish:
 *
 * Returns: in CSS pixels; 0 if there was no answer. Whatever the page says
 */
double
gloss_page_collector_ask_height_finish (WebKitWebView *view, GAsyncResult *result)
{
  g_autoptr (JSCValue) value = webkit_web_view_call_async_javascript_function_finish (view, result, NULL);

  return value != NULL && jsc_value_is_number (value) ? jsc_value_to_double (value) : 0;
}
