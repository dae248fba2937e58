/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes captures of addresses. Owns the loader, the reader and the queue of what is asked for; each request
 * is the data of its task. Main thread; the work is done in web processes and the loader's worker thread. It
 * stores nothing, and decides nothing for the user: what may not be the article he wants is said. Costs what
 * loading and reading cost. */

#include "config.h"

#include "web/gloss-page-capturer.h"

#include "core/article/gloss-address.h"
#include "core/base/gloss-error.h"
#include "web/gloss-html-reader.h"
#include "web/gloss-next-page.h"
#include "web/gloss-page-images.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One part of so many. */
#define MISSED_SHARE 10
#define EXPECTED_SECONDS 60

struct _GlossPageCapturer
{
  GObject parent_instance;

  GlossPageLoader *loader;
  GlossHtmlReader *reader;
  GQueue waiting; /* of GTask */
  gboolean is_loading;
  guint give_up_source;
};

G_DEFINE_FINAL_TYPE (GlossPageCapturer, gloss_page_capturer, G_TYPE_OBJECT)

enum
{
  PROP_PROGRESS = 1,
  PROP_STATUS,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

typedef struct
{
  char *uri;
  char *article;
  GlossExtent extent; /* what is to be taken */
  GlossPageLimits limits;
  GlossPage *page;
  GlossPageImages *images;
  char *doubt;
  char *note;
  char *next_uri;
} Request;

static void
free_request (Request *request)
{
  g_free (request->uri);
  g_free (request->article);
  g_clear_pointer (&request->page, gloss_page_unref);
  g_clear_pointer (&request->images, gloss_page_images_unref);
  g_free (request->doubt);
  g_free (request->note);
  g_free (request->next_uri);
  g_free (request);
}

/* Why a page may not be what is wanted; NULL where nothing says so. */
static char *
dup_doubt (const GlossPageFields *page, GlossReadingFinding finding)
{
  g_autofree char *host = gloss_address_dup_host (page->final_uri);
  g_autofree char *shown = gloss_host_dup_display (host != NULL ? host : "");

  if (page->status == 404 || page->status == 410)
    /* Translators: the name of a server, and a number of HTTP such as 404. */
    return g_strdup_printf (_ ("“%s” says that there is no such page (%u). Nothing was added."), shown,
                            page->status);
  if (page->status == 401 || page->status == 402 || page->status == 403)
    return g_strdup_printf (_ ("“%s” shows the page only to those who may see it (%u). Nothing was added."),
                            shown, page->status);
  if (page->status >= 400)
    return g_strdup_printf (_ ("“%s” answered with an error (%u). Nothing was added."), shown, page->status);
  if (page->cut == GLOSS_PAGE_CUT_TIME)
    return g_strdup_printf (
      _ ("The page of “%s” was still loading when its time was over, and may not be whole. "
         "Nothing was added."),
      shown);
  if (finding == GLOSS_READING_LOCKED)
    return g_strdup_printf (
      _ ("“%s” shows little of the page and asks for a password or to be paid. Nothing was added."), shown);
  if (finding == GLOSS_READING_EMPTY)
    return g_strdup_printf (_ ("The page of “%s” shows no words but its title. Nothing was added."), shown);
  return NULL;
}

/* What arrives of most pages is not all that they ask for; worth a word is what may be seen. */
static char *
dup_missing (const GlossPageFields *page, guint n_images)
{
  if (page->cut == GLOSS_PAGE_CUT_BYTES)
    return g_strdup (_ ("Its images and other parts are larger than is allowed: some are missing."));
  if (page->cut == GLOSS_PAGE_CUT_RESOURCES)
    return g_strdup (_ ("It has more images and other parts than are allowed: some are missing."));
  if (page->n_failed == 0 || page->n_failed * MISSED_SHARE < page->n_resources)
    return n_images > 0 ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u of its images did not arrive.",
                                                        "%u of its images did not arrive.", n_images),
                                           n_images)
                        : NULL;
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%u of the images and other parts that it asks for did not arrive.",
                                       "%u of the images and other parts that it asks for did not arrive.",
                                       page->n_failed),
                          page->n_failed);
}

/* What is to be known of a page that is good enough: what is missing, what it hides, and that there is more.
 */
static void
take_note (Request *request, const GlossPageFields *page, const GlossReadingFields *reading)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *missing = dup_missing (page, reading->n_missing);
  g_autofree char *hidden = gloss_extent_dup_hidden_words (reading->n_hidden);
  g_auto (GStrv) notes = NULL;

  if (gloss_next_page_is_part (page->final_uri, reading->next_uri))
    request->next_uri = gloss_address_dup_from_text (reading->next_uri, NULL);
  if (request->next_uri != NULL)
    g_strv_builder_add (builder, _ ("The article continues on another page."));
  if (missing != NULL)
    g_strv_builder_add (builder, missing);
  if (hidden != NULL)
    g_strv_builder_add (builder, hidden);
  notes = g_strv_builder_end (builder);
  request->note = notes[0] != NULL ? g_strjoinv (" ", notes) : NULL;
}

static GlossCapture *
make_capture (Request *request, GlossReading *reading, GError **error)
{
  const GlossPageFields *page = gloss_page_get_fields (request->page);
  const GlossReadingFields *fields = gloss_reading_get_fields (reading);
  g_autoptr (GPtrArray) resources = NULL;

  if (strspn (gloss_text_get_utf8 (fields->text), " \n\t") == gloss_text_get_n_bytes (fields->text))
    {
      g_set_error_literal (error, GLOSS_ERROR, GLOSS_ERROR_EMPTY,
                           _ ("The page shows no words, and has no title. Nothing was added."));
      return NULL;
    }
  request->doubt = dup_doubt (page, fields->finding);
  take_note (request, page, fields);
  resources = gloss_page_images_dup_resources (request->images, fields->images);
  return gloss_capture_new (&(GlossCaptureFields){
    .article = request->article,
    .uri = page->final_uri,
    .canonical_uri = fields->canonical_uri,
    .sha256 = page->sha256,
    .captured = page->captured,
    .media_type = page->media_type,
    .bytes = page->bytes,
    .html = fields->html,
    .text = fields->text,
    .status = (int) page->status,
    .headers = page->headers,
    .mhtml = page->mhtml,
    .mhtml_sha256 = page->mhtml_sha256,
    .title = fields->title,
    .byline = fields->byline,
    .site = fields->site,
    .published = fields->published,
    .language = fields->language,
    .resources = resources,
    .extent = gloss_reading_get_taken (reading),
    .is_asked_whole = request->extent == GLOSS_EXTENT_WHOLE,
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

/* Taking a page apart and hashing it takes as long as it is large: on a worker thread. */
static void
find_images (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GlossMhtml) mhtml = gloss_mhtml_new (gloss_page_get_fields (data)->mhtml, NULL);

  g_task_return_pointer (task,
                         mhtml != NULL ? gloss_page_images_new_for_mhtml (mhtml) : gloss_page_images_new (),
                         (GDestroyNotify) gloss_page_images_unref);
}

static void
images_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GlossPageCapturer *self = g_task_get_source_object (task);
  Request *request = g_task_get_task_data (task);
  const GlossPageFields *page = gloss_page_get_fields (request->page);
  const GlossPageImage *images;
  gsize n_images;

  request->images = g_task_propagate_pointer (G_TASK (result), NULL);
  images = gloss_page_images_get (request->images, &n_images);
  gloss_html_reader_read_page_async (self->reader, page->markup, page->final_uri,
                                     gloss_reading_extent_for (request->extent), images, n_images,
                                     g_task_get_cancellable (task), read_cb, g_object_ref (task));
}

static void
read_page (GTask *task)
{
  Request *request = g_task_get_task_data (task);
  g_autoptr (GTask) finding = g_task_new (NULL, NULL, images_cb, g_object_ref (task));

  g_task_set_source_tag (finding, read_page);
  g_task_set_task_data (finding, gloss_page_ref (request->page), (GDestroyNotify) gloss_page_unref);
  g_task_run_in_thread (finding, find_images);
}

/* What was cancelled while it waited comes to its turn only to say so. */
static void
load_next (GlossPageCapturer *self, GAsyncReadyCallback loaded)
{
  while (!self->is_loading && !g_queue_is_empty (&self->waiting))
    {
      g_autoptr (GTask) task = g_queue_pop_head (&self->waiting);
      Request *request = g_task_get_task_data (task);

      if (g_task_return_error_if_cancelled (task))
        continue;
      self->is_loading = TRUE;
      gloss_page_loader_load_async (self->loader, request->uri, &request->limits,
                                    g_task_get_cancellable (task), loaded, g_object_ref (task));
    }
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GlossPageCapturer *self = g_task_get_source_object (task);
  Request *request = g_task_get_task_data (task);
  GError *error = NULL;

  request->page = gloss_page_loader_load_finish (GLOSS_PAGE_LOADER (source), result, &error);
  if (request->page == NULL)
    g_task_return_error (task, error);
  else
    read_page (task);
  self->is_loading = FALSE;
  load_next (self, loaded_cb);
  if (!self->is_loading && request->page == NULL)
    gloss_warm_view_cool_down (gloss_html_reader_get_warm_view (self->reader));
}

static void
forward_cb (GObject *loader, GParamSpec *pspec, GlossPageCapturer *self)
{
  g_object_notify (G_OBJECT (self), pspec->name);
}

static void
gloss_page_capturer_dispose (GObject *object)
{
  GlossPageCapturer *self = GLOSS_PAGE_CAPTURER (object);

  /* What waits holds a reference: there is nothing left here. */
  g_assert (g_queue_is_empty (&self->waiting));
  g_clear_handle_id (&self->give_up_source, g_source_remove);
  g_clear_object (&self->loader);
  g_clear_object (&self->reader);
  G_OBJECT_CLASS (gloss_page_capturer_parent_class)->dispose (object);
}

static void
gloss_page_capturer_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GlossPageCapturer *self = GLOSS_PAGE_CAPTURER (object);

  g_object_get_property (G_OBJECT (self->loader), pspec->name, value);
}

static void
gloss_page_capturer_class_init (GlossPageCapturerClass *klass)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  G_OBJECT_CLASS (klass)->dispose = gloss_page_capturer_dispose;
  G_OBJECT_CLASS (klass)->get_property = gloss_page_capturer_get_property;

  props[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0, flags);
  props[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, NULL, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
}

static void
gloss_page_capturer_init (GlossPageCapturer *self)
{
  g_queue_init (&self->waiting);
  self->reader = gloss_html_reader_new ();
}

/**
 * gloss_page_capturer_new:
 * @gate: (nullable): says where pages may lead; %NULL: one that asks the system. Of this capturer alone
 *
 * Returns: (transfer full): a capturer that loads nothing yet
 */
GlossPageCapturer *
gloss_page_capturer_new (GlossAddressGate *gate)
{
  GlossPageCapturer *self = g_object_new (GLOSS_TYPE_PAGE_CAPTURER, NULL);

  self->loader = gloss_page_loader_new (gate);
  /* Not sooner: two processes that start at once hold each other up. */
  g_signal_connect_object (self->loader, "arriving", G_CALLBACK (gloss_warm_view_warm_up),
                           gloss_html_reader_get_warm_view (self->reader), G_CONNECT_SWAPPED);
  g_signal_connect_object (self->loader, "notify", G_CALLBACK (forward_cb), self, 0);
  return self;
}

/**
 * gloss_page_capturer_get_widget:
 *
 * Returns: (transfer none): the widget that pages load in, unseen; to be put into a window that is shown
 */
GtkWidget *
gloss_page_capturer_get_widget (GlossPageCapturer *self)
{
  g_return_val_if_fail (GLOSS_IS_PAGE_CAPTURER (self), NULL);

  return gloss_page_loader_get_widget (self->loader);
}

static gboolean
give_up_cb (gpointer data)
{
  GlossPageCapturer *self = data;

  self->give_up_source = 0;
  if (!self->is_loading)
    gloss_warm_view_cool_down (gloss_html_reader_get_warm_view (self->reader));
  return G_SOURCE_REMOVE;
}

/**
 * gloss_page_capturer_expect:
 *
 * Starts the process that the next page is read in, while its address is being typed. If none comes within a
 * minute, the process ends.
 */
void
gloss_page_capturer_expect (GlossPageCapturer *self)
{
  g_return_if_fail (GLOSS_IS_PAGE_CAPTURER (self));

  gloss_warm_view_warm_up (gloss_html_reader_get_warm_view (self->reader));
  g_clear_handle_id (&self->give_up_source, g_source_remove);
  self->give_up_source = g_timeout_add_seconds (EXPECTED_SECONDS, give_up_cb, self);
}

/**
 * gloss_page_capturer_count_waiting:
 *
 * Returns: how many pages wait to be loaded, without the one that is
 */
guint
gloss_page_capturer_count_waiting (GlossPageCapturer *self)
{
  g_return_val_if_fail (GLOSS_IS_PAGE_CAPTURER (self), 0);

  return g_queue_get_length (&self->waiting);
}

/**
 * gloss_page_capturer_capture_async:
 * @uri: an address of the web, as gloss_address_dup_from_text() gives it
 * @article: (nullable): the uuid of the article that it is known to be of
 * @limits: (nullable): not used after the call; %NULL: the usual ones
 *
 * Makes a capture of a page, once those asked for before are loaded.
 */
void
gloss_page_capturer_capture_async (GlossPageCapturer *self,
                                   const char *uri,
                                   const char *article,
                                   const GlossPageLimits *limits,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data)
{
  gloss_page_capturer_capture_extent_async (self, uri, article, GLOSS_EXTENT_UNKNOWN, limits, cancellable,
                                            callback, data);
}

/**
 * gloss_page_capturer_capture_extent_async:
 * @uri: as above
 * @article: (nullable): as above
 * @extent: how much of the page is to be taken: as much as was taken of it before, or what the user asks for;
 * %GLOSS_EXTENT_UNKNOWN: its article if there is one
 * @limits: (nullable): as above
 *
 * The same, with the extent chosen. Ended by gloss_page_capturer_capture_finish(), too.
 */
void
gloss_page_capturer_capture_extent_async (GlossPageCapturer *self,
                                          const char *uri,
                                          const char *article,
                                          GlossExtent extent,
                                          const GlossPageLimits *limits,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer data)
{
  GTask *task;
  Request *request;

  g_return_if_fail (GLOSS_IS_PAGE_CAPTURER (self));
  g_return_if_fail (uri != NULL);

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, gloss_page_capturer_capture_async);
  request = g_new0 (Request, 1);
  request->uri = g_strdup (uri);
  request->article = g_strdup (article);
  request->extent = extent;
  request->limits = limits != NULL ? *limits : (GlossPageLimits) GLOSS_PAGE_LIMITS_INIT;
  g_task_set_task_data (task, request, (GDestroyNotify) free_request);
  g_queue_push_tail (&self->waiting, task);
  load_next (self, loaded_cb);
}

/**
 * gloss_page_capturer_capture_finish:
 * @doubt: (out) (nullable) (transfer full): a sentence that says why this may not be the page that is wanted;
 * %NULL where nothing does. The user is asked then before it is stored
 *
 * Returns: (transfer full): the capture, not stored yet; %NULL with @error: those of
 * gloss_page_loader_load_finish() and gloss_html_reader_read_page_finish(), %GLOSS_ERROR_EMPTY where the page
 * has neither words nor a title
 */
GlossCapture *
gloss_page_capturer_capture_finish (GlossPageCapturer *self,
                                    GAsyncResult *result,
                                    char **doubt,
                                    GError **error)
{
  GlossCapture *capture;
  Request *request;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (doubt != NULL, NULL);

  request = g_task_get_task_data (G_TASK (result));
  capture = g_task_propagate_pointer (G_TASK (result), error);
  *doubt = capture != NULL ? g_steal_pointer (&request->doubt) : NULL;
  return capture;
}

/**
 * gloss_page_capturer_dup_note:
 * @result: what the callback was given
 * @next_uri: (out) (nullable) (transfer full): where the article goes on, on the same server
 *
 * Returns: (transfer full) (nullable): what is to be said of a page, once it is stored: that parts of it are
 * missing, or that the article goes on; %NULL where nothing is
 */
char *
gloss_page_capturer_dup_note (GlossPageCapturer *self, GAsyncResult *result, char **next_uri)
{
  Request *request;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (next_uri != NULL, NULL);

  request = g_task_get_task_data (G_TASK (result));
  *next_uri = g_strdup (request->next_uri);
  return g_strdup (request->note);
}
