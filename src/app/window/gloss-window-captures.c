/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the window does about captures: looking for changes, going from one version to another, comparing
 * them. Main thread; owns nothing: everything is the window's. It never leaves the version that is shown
 * unless the user asks for another one.
 */
#include "config.h"

#include "app/reader/gloss-capture-time.h"
#include "app/window/gloss-window-private.h"
#include "core/annotation/gloss-anchor-summary.h"
#include "core/store/gloss-capture-news.h"

#include <glib/gi18n.h>

static GlossNotices *
get_notices (GlossWindow *self)
{
  return gloss_reader_pane_get_notices (self->reader_pane);
}

static gboolean
is_writable (GlossWindow *self)
{
  return !gloss_store_is_read_only (gloss_workspace_get_store (self->workspace));
}

static gboolean
is_shown (GlossWindow *self, const char *article)
{
  return self->document != NULL &&
         g_strcmp0 (gloss_article_get_uuid (gloss_document_get_article (self->document)), article) == 0;
}

static const char *
get_shown_capture (GlossWindow *self)
{
  return gloss_capture_get_fields (gloss_document_get_capture (self->document))->uuid;
}

static GlossRecord *
get_newest (GlossWindow *self)
{
  GPtrArray *captures = gloss_document_get_captures (self->document);

  return captures->len > 0 ? g_ptr_array_index (captures, 0) : NULL;
}

static char *
dup_time (GlossWindow *self, GlossRecord *capture)
{
  return gloss_capture_time_dup_among (capture, gloss_document_get_captures (self->document));
}

static guint
find_capture (GlossWindow *self, const char *uuid)
{
  GPtrArray *captures = gloss_document_get_captures (self->document);
  guint i = 0;

  while (i < captures->len && g_strcmp0 (gloss_record_get_uuid (g_ptr_array_index (captures, i)), uuid) != 0)
    i++;
  return i;
}

static gboolean
has_capture (GlossWindow *self, const char *uuid)
{
  return find_capture (self, uuid) < gloss_document_get_captures (self->document)->len;
}

/* The file that was captured, and the bytes it had then. */

static void
watch_changed_cb (GlossWindow *self)
{
  gboolean writable = is_writable (self);

  if (!gloss_file_watch_get_changed (self->watch))
    {
      gloss_notices_hide (get_notices (self), "watch");
      return;
    }
  gloss_notices_show (get_notices (self), "watch", GTK_MESSAGE_INFO,
                      _ ("The file has changed since it was captured."),
                      writable ? _ ("Check for c_hanges") : NULL, writable ? "win.check-for-changes" : NULL);
}

static void
drop_watch (GlossWindow *self)
{
  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  g_clear_object (&self->watch);
  gloss_notices_hide (get_notices (self), "watch");
}

static void
start_watch (GlossWindow *self)
{
  GlossArticle *article = gloss_document_get_article (self->document);
  GlossRecord *newest = get_newest (self);
  g_autoptr (GFile) file = g_file_new_for_uri (gloss_article_get_uri (article));

  drop_watch (self);
  if (newest == NULL || !gloss_article_has_file (article) || !g_file_is_native (file))
    return;

  self->watch = gloss_file_watch_new (file, gloss_record_get_string (newest, "sha256"));
  g_signal_connect_object (self->watch, "notify::changed", G_CALLBACK (watch_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* Which version is shown. */

/* What became of the annotations, numbers first, or that the text is the same, and how the images differ;
 * NULL where none of it is. images: NULL: not known. */
static char *
dup_summary (GlossWindow *self, const char *capture, const GlossImageChanges *images, guint *n_to_review)
{
  GlossAnnotationList *annotations = gloss_document_get_annotations (self->document);
  gboolean has_same_text =
    gloss_capture_news_has_same_text (gloss_document_get_captures (self->document), capture);
  GlossAnchorSummary summary;

  gloss_anchor_summary_of_list (annotations, capture, &summary);
  *n_to_review = summary.n_to_review;
  return has_same_text || g_list_model_get_n_items (G_LIST_MODEL (annotations)) > 0
           ? gloss_capture_news_dup_summary (&summary, images, has_same_text)
         : images != NULL ? gloss_image_changes_dup_words (images)
                          : NULL;
}

/* An alarm is what has to be looked at. */
static GtkMessageType
get_gravity (guint n_to_review)
{
  return n_to_review > 0 ? GTK_MESSAGE_WARNING : GTK_MESSAGE_INFO;
}

/* What is told of a capture once it is known how its images differ from those of the one before it. images:
 * NULL: that can't be known. */
typedef void (*TellFunc) (GlossWindow *self, const char *capture, const GlossImageChanges *images);

typedef struct
{
  GlossWindow *window;
  char *capture;
  TellFunc tell;
} Looking;

static void
looking_free (Looking *looking)
{
  g_object_unref (looking->window);
  g_free (looking->capture);
  g_free (looking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Looking, looking_free)

/* Reader thread. */
static gpointer
load_images (GlossDatabase *database, gpointer capture, GCancellable *cancellable, GError **error)
{
  GlossImageChanges *changes = NULL;

  gloss_capture_news_load_images (database, capture, &changes, error);
  return changes;
}

static void
images_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Looking) looking = data;
  g_autofree GlossImageChanges *changes = gloss_store_read_finish (GLOSS_STORE (object), result, NULL);

  if (looking->window->document != NULL)
    looking->tell (looking->window, looking->capture, changes);
}

static void
look_at_images (GlossWindow *self, const char *capture, TellFunc tell)
{
  Looking *looking = g_new0 (Looking, 1);

  looking->window = g_object_ref (self);
  looking->capture = g_strdup (capture);
  looking->tell = tell;
  gloss_store_read_async (gloss_workspace_get_store (self->workspace), load_images, g_strdup (capture),
                          g_free, g_free, NULL, images_cb, looking);
}

/* Unless it was gone to or taken back meanwhile. */
static void
show_outside_notice (GlossWindow *self, const char *capture, const GlossImageChanges *images)
{
  guint n_to_review = 0;
  g_autofree char *action = g_strdup_printf ("win.show-capture::%s", capture);
  g_autofree char *summary = NULL;
  g_autofree char *words = NULL;

  if (!has_capture (self, capture) || g_strcmp0 (capture, self->outside_capture) != 0 ||
      gloss_document_shows_newest (self->document))
    return;

  summary = dup_summary (self, capture, images, &n_to_review);
  if (summary != NULL)
    /* Translators: what became of the annotations, such as "12 exact, 3 changed (2 numbers)" */
    words = g_strdup_printf (_ ("A new version was captured: %s."), summary);
  gloss_notices_show (get_notices (self), "version", get_gravity (n_to_review),
                      words != NULL ? words : _ ("A new version was captured."), _ ("_Show new version"),
                      action);
}

static void
show_version_notice (GlossWindow *self)
{
  GlossRecord *newest = get_newest (self);
  g_autofree char *action = NULL;
  g_autofree char *words = NULL;
  g_autofree char *shown_time = NULL;
  g_autofree char *newest_time = NULL;

  if (newest == NULL || gloss_document_shows_newest (self->document) ||
      !has_capture (self, get_shown_capture (self)))
    {
      gloss_notices_hide (get_notices (self), "version");
      return;
    }
  if (g_strcmp0 (gloss_record_get_uuid (newest), self->outside_capture) == 0)
    {
      look_at_images (self, self->outside_capture, show_outside_notice);
      return;
    }

  shown_time = dup_time (self, g_ptr_array_index (gloss_document_get_captures (self->document),
                                                  find_capture (self, get_shown_capture (self))));
  newest_time = dup_time (self, newest);
  /* Translators: the times of two captures */
  words =
    g_strdup_printf (_ ("You are reading the version of %s. The newest is of %s."), shown_time, newest_time);
  action = g_strdup_printf ("win.show-capture::%s", gloss_record_get_uuid (newest));
  gloss_notices_show (get_notices (self), "version", GTK_MESSAGE_INFO, words, _ ("Show _newest"), action);
}

static void
drop_turning (GlossWindow *self)
{
  if (self->turning != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->turning, self);
      gloss_comparing_cancel (self->turning);
    }
  g_clear_object (&self->turning);
  g_clear_pointer (&self->turning_to, g_free);
}

/* What was taken back is neither gone to nor compared. Where it is what is shown, another one will be. */
static void
leave_what_went (GlossWindow *self)
{
  if (self->turning != NULL && !has_capture (self, self->turning_to))
    drop_turning (self);
  if (gloss_document_get_captures (self->document)->len < self->n_captures &&
      has_capture (self, get_shown_capture (self)))
    gloss_reader_pane_end_comparison (self->reader_pane);
}

/* What came while the article was open and without the user's asking is announced, and nothing more. */
static void
captures_cb (GlossWindow *self)
{
  guint n_captures = gloss_document_get_captures (self->document)->len;

  leave_what_went (self);
  if (n_captures > self->n_captures)
    {
      g_free (self->outside_capture);
      self->outside_capture = g_strdup (gloss_record_get_uuid (get_newest (self)));
    }
  self->n_captures = n_captures;
  show_version_notice (self);
  start_watch (self);
  gloss_window_update_actions (self);
}

static void
capture_changed_cb (GlossWindow *self)
{
  gloss_window_end_attaching (self);
  gloss_reader_pane_end_comparison (self->reader_pane);
  gloss_notices_hide (get_notices (self), "captured");
  show_version_notice (self);
  gloss_window_update_actions (self);
}

static void
show_captured_notice (GlossWindow *self, const char *capture, const GlossImageChanges *images)
{
  guint n_to_review = 0;
  g_autofree char *summary = NULL;
  gboolean is_page = gloss_article_has_page (gloss_document_get_article (self->document));
  g_autofree char *words = NULL;

  if (g_strcmp0 (get_shown_capture (self), capture) != 0 ||
      gloss_reader_pane_is_comparing (self->reader_pane))
    return;

  summary = dup_summary (self, capture, images, &n_to_review);
  if (summary != NULL)
    /* Translators: what became of the annotations, such as "12 exact, 3 changed (2 numbers)" */
    words = g_strdup_printf (is_page ? _ ("The page has changed and was captured again: %s.")
                                     : _ ("The file has changed and was captured again: %s."),
                             summary);
  gloss_notices_show (get_notices (self), "captured", get_gravity (n_to_review),
                      words != NULL ? words
                      : is_page     ? _ ("The page has changed and was captured again.")
                                    : _ ("The file has changed and was captured again."),
                      _ ("_Compare"), "win.compare('')");
}

static void
tell_captured (GlossWindow *self)
{
  gloss_toaster_withdraw (self->toaster);
  look_at_images (self, get_shown_capture (self), show_captured_notice);
}

static void
show_unchanged (GlossWindow *self)
{
  GlossRecord *newest = get_newest (self);
  g_autofree char *time = dup_time (self, newest);
  gboolean is_page = g_strcmp0 (gloss_record_get_string (newest, "media_type"), "text/html") == 0;
  g_autofree char *words =
    /* Translators: the time of a capture */
    g_strdup_printf (is_page ? _ ("Neither words nor images have changed since the capture of %s")
                             : _ ("Nothing changed since the capture of %s"),
                     time);

  gloss_window_toast (self, words, FALSE);
}

/* An article that was added or looked at again is told of once it is there. */
static void
tell_news (GlossWindow *self)
{
  const char *article = gloss_article_get_uuid (gloss_document_get_article (self->document));

  if (g_strcmp0 (article, self->unchanged) == 0)
    {
      g_clear_pointer (&self->unchanged, g_free);
      show_unchanged (self);
    }
  if (g_hash_table_remove (self->captured, article))
    tell_captured (self);
}

static void
capture_shown_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GlossWindow) self = data;
  g_autoptr (GError) error = NULL;
  gboolean shown = gloss_document_show_capture_finish (GLOSS_DOCUMENT (object), result, &error);

  if (self->document != GLOSS_DOCUMENT (object) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (!shown)
    gloss_notices_show (get_notices (self), "failed:version", GTK_MESSAGE_ERROR, error->message, NULL, NULL);
  tell_news (self);
}

static void
show_prepared (GlossWindow *self)
{
  g_autofree char *uuid = g_steal_pointer (&self->turning_to);

  g_clear_object (&self->turning);
  gloss_document_show_capture_async (self->document, uuid, NULL, capture_shown_cb, g_object_ref (self));
}

/* Reading goes on at the same words, where these went. */
static void
turning_ready_cb (GlossWindow *self)
{
  GlossComparison *comparison = gloss_comparing_get_comparison (self->turning);
  gsize place = gloss_reader_view_get_place (gloss_reader_pane_get_view (self->reader_pane));

  gloss_reader_pane_set_next_place (self->reader_pane,
                                    place > 0 ? gloss_comparison_carry (comparison, place) : 0);
  show_prepared (self);
}

/* Ends the comparison first, so that the place is one of the article. */
static void
show_capture (GlossWindow *self, const char *uuid)
{
  drop_turning (self);
  gloss_window_end_attaching (self);
  gloss_reader_pane_end_comparison (self->reader_pane);
  if (g_strcmp0 (uuid, get_shown_capture (self)) == 0)
    return;

  self->turning_to = g_strdup (uuid);
  self->turning = gloss_comparing_new (gloss_workspace_get_store (self->workspace), self->document,
                                       get_shown_capture (self), uuid);
  g_signal_connect_object (self->turning, "ready", G_CALLBACK (turning_ready_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->turning, "failed", G_CALLBACK (show_prepared), self, G_CONNECT_SWAPPED);
}

static void
show_capture_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  show_capture (data, g_variant_get_string (target, NULL));
}

static void
check_for_changes_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  GlossWindow *self = data;

  /* That it was in the library already is no news once it is looked at again. */
  gloss_notices_hide (get_notices (self), "known");
  gloss_workspace_check (self->workspace,
                         gloss_article_get_uuid (gloss_document_get_article (self->document)));
}

static void
check_article_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  gloss_workspace_check (GLOSS_WINDOW (data)->workspace, g_variant_get_string (target, NULL));
}

/* Comparing. */

/* With the capture that is shown; where a comparison is, another older one takes the place of its older one.
 */
static void
compare_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  GlossWindow *self = data;
  GPtrArray *captures = gloss_document_get_captures (self->document);
  const char *uuid = g_variant_get_string (target, NULL);
  gboolean is_comparing = gloss_reader_pane_is_comparing (self->reader_pane);
  guint base = find_capture (self, is_comparing ? self->compared : get_shown_capture (self));
  guint other = *uuid == '\0' ? base + 1 : find_capture (self, uuid);
  guint newer = MIN (base, other);
  guint older = MAX (base, other);
  g_autoptr (GPtrArray) choice = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_record_unref);
  g_autoptr (GlossComparing) comparing = NULL;

  if (older >= captures->len || older == newer)
    {
      gloss_window_toast (self, _ ("There is no older version to compare with"), FALSE);
      return;
    }

  for (guint i = newer + 1; i < captures->len; i++)
    g_ptr_array_add (choice, gloss_record_ref (g_ptr_array_index (captures, i)));
  gloss_window_end_attaching (self);
  gloss_notices_hide (get_notices (self), "captured");
  uuid = gloss_record_get_uuid (g_ptr_array_index (captures, older));
  g_free (self->compared);
  self->compared = g_strdup (gloss_record_get_uuid (g_ptr_array_index (captures, newer)));
  comparing =
    gloss_comparing_new (gloss_workspace_get_store (self->workspace), self->document, uuid, self->compared);
  gloss_reader_pane_compare (self->reader_pane, comparing, choice, uuid);
  gloss_window_update_actions (self);
}

static void
close_comparison_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  GlossWindow *self = data;

  gloss_reader_pane_end_comparison (self->reader_pane);
  gloss_window_update_actions (self);
}

static void
step_change_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  gloss_reader_pane_step_change (GLOSS_WINDOW (data)->reader_pane, g_variant_get_int32 (target));
}

/**
 * gloss_window_tell_unchanged:
 * @self: a window
 * @article: the uuid of an article whose file has the bytes that were captured last
 *
 * Says so as soon as the article is shown.
 */
void
gloss_window_tell_unchanged (GlossWindow *self, const char *article)
{
  GlossArticle *known = gloss_library_list_find (gloss_workspace_get_articles (self->workspace), article);

  if (known == NULL || !gloss_article_can_check (known))
    return;
  g_free (self->unchanged);
  self->unchanged = g_strdup (article);
  if (is_shown (self, article))
    tell_news (self);
}

/**
 * gloss_window_tell_captured:
 * @self: a window
 * @article: the uuid of an article that the user captured again
 *
 * Says what became of its annotations as soon as it is shown.
 */
void
gloss_window_tell_captured (GlossWindow *self, const char *article)
{
  g_hash_table_add (self->captured, g_strdup (article));
}

/* What the user asked for is shown; in an article that is not open yet it is the newest anyway. */
static void
captured_cb (GlossWindow *self, const char *article, const char *capture)
{
  if (!is_shown (self, article))
    return;

  g_clear_pointer (&self->outside_capture, g_free);
  gloss_notices_hide (get_notices (self), "version");
  show_capture (self, capture);
}

/**
 * gloss_window_follow_captures:
 * @self: a window with a new workspace
 *
 * Shows what the user captures.
 */
void
gloss_window_follow_captures (GlossWindow *self)
{
  g_signal_connect_object (self->workspace, "captured", G_CALLBACK (captured_cb), self, G_CONNECT_SWAPPED);
}

/**
 * gloss_window_open_captures:
 * @self: a window that shows another document, or none
 *
 * Follows the captures of the document.
 */
void
gloss_window_open_captures (GlossWindow *self)
{
  gloss_window_end_attaching (self);
  drop_turning (self);
  drop_watch (self);
  g_clear_pointer (&self->outside_capture, g_free);
  gloss_notices_hide (get_notices (self), "version");
  gloss_notices_hide (get_notices (self), "captured");
  if (self->document == NULL)
    return;

  self->n_captures = gloss_document_get_captures (self->document)->len;
  g_signal_connect_object (self->document, "notify::captures", G_CALLBACK (captures_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "capture-changed", G_CALLBACK (capture_changed_cb), self,
                           G_CONNECT_SWAPPED);
  show_version_notice (self);
  start_watch (self);
  tell_news (self);
}

/**
 * gloss_window_close_captures:
 * @self: a window that is being disposed of
 *
 * Lets go of all that has to do with captures.
 */
void
gloss_window_close_captures (GlossWindow *self)
{
  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  g_clear_object (&self->watch);
  drop_turning (self);
  g_clear_pointer (&self->captured, g_hash_table_unref);
  g_clear_pointer (&self->outside_capture, g_free);
  g_clear_pointer (&self->compared, g_free);
  g_clear_pointer (&self->unchanged, g_free);
}

static const GActionEntry entries[] = {
  { "check-for-changes", check_for_changes_cb }, { "check-article", check_article_cb, "s" },
  { "show-capture", show_capture_cb, "s" },      { "compare", compare_cb, "s" },
  { "close-comparison", close_comparison_cb },   { "step-change", step_change_cb, "i" },
};

/**
 * gloss_window_add_capture_actions:
 * @self: a window whose template is made
 *
 * Gives the window its actions on captures.
 */
void
gloss_window_add_capture_actions (GlossWindow *self)
{
  self->captured = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

/**
 * gloss_window_update_capture_actions:
 * @self: a window
 *
 * Enables what can be done with captures now.
 */
void
gloss_window_update_capture_actions (GlossWindow *self)
{
  static const char *const reading[] = { "show-capture", "compare", NULL };
  static const char *const comparing[] = { "close-comparison", "step-change", NULL };
  static const char *const check[] = { "check-for-changes", NULL };
  static const char *const check_any[] = { "check-article", NULL };
  gboolean has_document = self->document != NULL;
  gboolean writable = gloss_workspace_is_open (self->workspace) && is_writable (self);

  gloss_window_set_enabled (self, reading, has_document);
  gloss_window_set_enabled (self, comparing,
                            has_document && gloss_reader_pane_is_comparing (self->reader_pane));
  gloss_window_set_enabled (self, check,
                            has_document && writable &&
                              gloss_article_can_check (gloss_document_get_article (self->document)));
  gloss_window_set_enabled (self, check_any, writable);
}
