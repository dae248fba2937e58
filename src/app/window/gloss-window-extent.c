/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the window does about how much of a page was taken: telling where it is not the usual, and taking more
 * or less of it before the first annotation. Main thread; owns nothing: everything is the window's. One at a
 * time; what the user leaves meanwhile is not changed.
 */
#include "config.h"

#include "app/window/gloss-window-extent.h"

#include "app/reader/gloss-extent-words.h"
#include "app/window/gloss-retaking.h"
#include "app/window/gloss-window-busy.h"

#include <glib/gi18n.h>

#define NOTICE "extent"

/* What one taking comes back with. */
typedef struct
{
  GlossWindow *window;
  GlossDocument *document;
  GCancellable *cancellable;
  GlossExtent extent;
} Taking;

static void
taking_free (Taking *taking)
{
  g_object_unref (taking->window);
  g_object_unref (taking->document);
  g_object_unref (taking->cancellable);
  g_free (taking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Taking, taking_free)

static GlossNotices *
get_notices (GlossWindow *self)
{
  return gloss_reader_pane_get_notices (self->reader_pane);
}

static gboolean
is_shown (Taking *taking)
{
  return taking->window->document == taking->document;
}

/* error (nullable): what the user is told, but not that he stopped it himself. */
static void
end (Taking *taking, const GError *error)
{
  GlossWindow *self = taking->window;

  if (self->retaking == taking->cancellable)
    g_clear_object (&self->retaking);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && is_shown (taking))
    gloss_notices_show (get_notices (self), NOTICE, GTK_MESSAGE_ERROR, error->message, NULL, NULL);
  gloss_window_update_busy (self);
  if (self->workspace != NULL)
    gloss_window_update_actions (self);
}

static const char *
get_article (GlossWindow *self)
{
  return gloss_article_get_uuid (gloss_document_get_article (self->document));
}

/* To be told when it is shown: what was taken may hold words that nobody sees on the page. */
static void
note_hidden (GlossWindow *self, guint n_hidden)
{
  g_autofree char *hidden = gloss_extent_dup_hidden_words (n_hidden);

  if (hidden != NULL)
    g_hash_table_replace (
      self->extent_news, g_strdup (get_article (self)),
      /* Translators: %s is a sentence, such as “2 passages in it are hidden on the page itself.” */
      g_strdup_printf (_ ("The whole page was taken. %s"), hidden));
}

static void
stored_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Taking) taking = data;
  GlossWindow *self = taking->window;
  g_autoptr (GlossChange) change = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_done = gloss_store_change_extent_finish (GLOSS_STORE (object), result, &change, &error);

  if (change != NULL && self->workspace != NULL)
    {
      gloss_undo_stack_push (gloss_workspace_get_undo_stack (self->workspace), change);
      gloss_window_toast (self, gloss_extent_words_get_done (taking->extent), TRUE);
    }
  else if (is_done && is_shown (taking))
    gloss_window_toast (self, _ ("That is what was taken already"), FALSE);
  /* Nothing is shown anew then. */
  if (change == NULL && is_shown (taking))
    {
      gloss_reader_pane_set_next_place (self->reader_pane, G_MAXSIZE);
      g_hash_table_remove (self->extent_news, get_article (self));
    }
  end (taking, error);
}

static void
taken_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Taking) taking = data;
  GlossWindow *self = taking->window;
  g_autoptr (GError) error = NULL;
  gsize place;
  guint n_hidden;
  g_autoptr (GlossCapture) taken = gloss_retaking_finish (result, &place, &n_hidden, &error);

  if (taken == NULL || self->workspace == NULL || !is_shown (taking) ||
      g_cancellable_is_cancelled (taking->cancellable))
    {
      end (taking, error);
      return;
    }
  gloss_reader_pane_dismiss (self->reader_pane);
  gloss_reader_pane_set_next_place (self->reader_pane, place);
  note_hidden (self, n_hidden);
  gloss_store_change_extent_async (GLOSS_STORE (object), taken, stored_cb, g_steal_pointer (&taking));
}

/* start and end: of a part, code points. */
static void
take (GlossWindow *self, GlossExtent extent, gsize start, gsize end_point)
{
  Taking *taking;

  if (self->retaking != NULL || gloss_extent_words_get_obstacle (self->document) != NULL)
    return;

  gloss_notices_hide (get_notices (self), NOTICE);
  taking = g_new0 (Taking, 1);
  taking->window = g_object_ref (self);
  taking->document = g_object_ref (self->document);
  taking->extent = extent;
  taking->cancellable = g_cancellable_new ();
  self->retaking = g_object_ref (taking->cancellable);
  gloss_window_update_busy (self);
  gloss_retaking_async (gloss_workspace_get_store (self->workspace),
                        gloss_document_get_capture (self->document), extent, start, end_point,
                        gloss_reader_view_get_place (gloss_reader_pane_get_view (self->reader_pane)),
                        taking->cancellable, taken_cb, taking);
  gloss_window_update_actions (self);
}

static void
take_extent_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  GlossExtent extent = gloss_extent_from_id (g_variant_get_string (target, NULL));

  if (extent == GLOSS_EXTENT_ARTICLE || extent == GLOSS_EXTENT_WHOLE)
    take (data, extent, 0, 0);
}

/* A part of the article is one also where the article was a part already. */
static void
keep_selection_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  GlossWindow *self = data;
  GlossAnchor *selection = gloss_reader_pane_get_selection (self->reader_pane);
  GlossExtent extent = gloss_capture_get_fields (gloss_document_get_capture (self->document))->extent;

  if (selection != NULL)
    take (self,
          gloss_extent_get_base (extent) == GLOSS_EXTENT_ARTICLE ? GLOSS_EXTENT_ARTICLE_PART
                                                                 : GLOSS_EXTENT_WHOLE_PART,
          gloss_anchor_get_start (selection), gloss_anchor_get_end (selection));
}

/* Telling. */

/* What was kept before was a part, which nobody can find again in a page that changed. */
static const char *
get_words_of_part (GlossDocument *document)
{
  GPtrArray *captures = gloss_document_get_captures (document);
  GlossExtent before, now;

  if (captures->len < 2)
    return NULL;
  before = gloss_extent_from_id (gloss_record_get_string (g_ptr_array_index (captures, 1), "extent"));
  now = gloss_capture_get_fields (gloss_document_get_capture (document))->extent;
  if (before == GLOSS_EXTENT_ARTICLE_PART)
    return _ (
      "Of the version before, only a part of the article had been kept. A part can’t be found again, so the "
      "whole article was taken.");
  if (before == GLOSS_EXTENT_WHOLE_PART)
    return _ (
      "Of the version before, only a part of the page had been kept. A part can’t be found again, so the "
      "whole page was taken.");
  if (before == GLOSS_EXTENT_ARTICLE && now == GLOSS_EXTENT_WHOLE)
    return _ (
      "Of the version before, only the article of the page had been taken; of this one, the whole page was.");
  return NULL;
}

/* Once, when what was added is there. */
static void
tell (GlossWindow *self)
{
  GlossCapture *capture = gloss_document_get_capture (self->document);
  const char *finding = gloss_capture_get_fields (capture)->finding;
  gboolean is_there = g_strcmp0 (finding, "list") == 0 || g_strcmp0 (finding, "little") == 0;
  gboolean may_take = is_there && gloss_extent_words_get_obstacle (self->document) == NULL;
  const char *words = gloss_extent_explain_finding (finding);
  g_autofree char *article = NULL;
  g_autofree char *news = NULL;

  if (!gloss_document_shows_newest (self->document) ||
      !g_hash_table_steal_extended (self->extent_news, get_article (self), (gpointer *) &article,
                                    (gpointer *) &news))
    return;

  if (words == NULL)
    words = news != NULL ? news : get_words_of_part (self->document);
  if (words != NULL)
    gloss_notices_show (get_notices (self), NOTICE, GTK_MESSAGE_INFO, words,
                        may_take ? _ ("Take the _article alone") : NULL,
                        may_take ? "win.take-extent::article" : NULL);
}

static void
capture_changed_cb (GlossWindow *self)
{
  gloss_notices_hide (get_notices (self), NOTICE);
  tell (self);
}

/* It may be the first, which what was taken then stands by. */
static void
annotations_cb (GlossWindow *self, guint position, guint removed, guint added, GlossAnnotationList *list)
{
  if (self->document == NULL || gloss_document_get_annotations (self->document) != list)
    return;
  if (gloss_annotation_list_has_any (gloss_document_get_annotations (self->document)))
    gloss_notices_hide (get_notices (self), NOTICE);
  gloss_window_update_extent_actions (self);
}

/**
 * gloss_window_tell_extent:
 * @self: a window
 * @article: the uuid of an article of which something was captured
 *
 * Says what was taken of its page, where that is not the usual, as soon as it is shown.
 */
void
gloss_window_tell_extent (GlossWindow *self, const char *article)
{
  g_hash_table_replace (self->extent_news, g_strdup (article), NULL);
}

/**
 * gloss_window_open_extent:
 * @self: a window that shows another document, or none
 *
 * Leaves what is being taken of the one before.
 */
void
gloss_window_open_extent (GlossWindow *self)
{
  gloss_window_cancel_extent (self);
  gloss_notices_hide (get_notices (self), NOTICE);
  if (self->document == NULL)
    return;

  g_signal_connect_object (self->document, "capture-changed", G_CALLBACK (capture_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gloss_document_get_annotations (self->document), "items-changed",
                           G_CALLBACK (annotations_cb), self, G_CONNECT_SWAPPED);
  tell (self);
}

/**
 * gloss_window_is_taking_extent:
 * @self: a window
 *
 * Returns: whether a page is being read again; what was stopped may take a moment to end
 */
gboolean
gloss_window_is_taking_extent (GlossWindow *self)
{
  return self->retaking != NULL && !g_cancellable_is_cancelled (self->retaking);
}

/**
 * gloss_window_cancel_extent:
 * @self: a window
 *
 * Stops reading a page again.
 */
void
gloss_window_cancel_extent (GlossWindow *self)
{
  if (!gloss_window_is_taking_extent (self))
    return;
  g_cancellable_cancel (self->retaking);
  gloss_window_update_busy (self);
}

/**
 * gloss_window_close_extent:
 * @self: a window that is being disposed of
 *
 * Lets go of all that has to do with what is taken of pages.
 */
void
gloss_window_close_extent (GlossWindow *self)
{
  if (self->retaking != NULL)
    g_cancellable_cancel (self->retaking);
  g_clear_object (&self->retaking);
  g_clear_pointer (&self->extent_news, g_hash_table_unref);
}

/**
 * gloss_window_update_extent_actions:
 * @self: a window
 *
 * Enables what can be taken now.
 */
void
gloss_window_update_extent_actions (GlossWindow *self)
{
  static const char *const taking[] = { "take-extent", NULL };
  static const char *const keeping[] = { "keep-selection", NULL };
  gboolean may_take = self->document != NULL && self->retaking == NULL &&
                      !gloss_reader_pane_is_comparing (self->reader_pane) &&
                      gloss_extent_words_is_page (gloss_document_get_capture (self->document)) &&
                      gloss_extent_words_get_obstacle (self->document) == NULL;

  gloss_window_set_enabled (self, taking, may_take);
  gloss_window_set_enabled (self, keeping,
                            may_take && gloss_reader_pane_get_selection (self->reader_pane) != NULL);
}

static const GActionEntry entries[] = {
  { "take-extent", take_extent_cb, "s" },
  { "keep-selection", keep_selection_cb },
};

/**
 * gloss_window_add_extent_actions:
 * @self: a window whose template is made
 *
 * Gives the window its actions on what is taken of pages.
 */
void
gloss_window_add_extent_actions (GlossWindow *self)
{
  self->extent_news = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  /* After the popover, which holds what is selected. */
  g_signal_connect_object (gloss_reader_pane_get_view (self->reader_pane), "selection",
                           G_CALLBACK (gloss_window_update_extent_actions), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}
