/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A stored page as it was. Owns the scheme that serves the page to its web view, and what finds the passages
 * in it. Main thread; the MHTML is taken apart on another. It never trusts the page, never waits for it,
 * and changes no annotation. A web process that dies or no longer answers is replaced once. */

#include "config.h"

#include "web/gloss-original-view.h"

#include "core/base/gloss-error.h"
#include "web/gloss-original-page.h"
#include "web/gloss-original-passages.h"
#include "web/gloss-original-scheme.h"
#include "web/gloss-palette.h"
#include "web/gloss-web-resources.h"

#include <glib/gi18n-lib.h>

struct _GlossOriginalView
{
  GlossAnnotatedView parent_instance;

  /* of the parent, borrowed */
  GlossSafeView *view;
  GlossBridge *bridge;
  GlossPainter *painter;

  GlossOriginalScheme *scheme;
  GlossOriginalPassages *passages;

  GCancellable *cancellable; /* of what is taken apart */
  GlossOriginalPage *page;
  GlossText *article;
  GlossCatalog *catalog;
  GlossAnnotationList *annotations;
  gboolean has_crashed;
  gboolean hides_covers;
  char *revealed; /* what to go to when its place is known */
};

G_DEFINE_FINAL_TYPE (GlossOriginalView, gloss_original_view, GLOSS_TYPE_ANNOTATED_VIEW)

enum
{
  SIGNAL_COUNTED,
  SIGNAL_COVERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_started (GlossOriginalView *self)
{
  return gloss_annotated_view_is_started (GLOSS_ANNOTATED_VIEW (self));
}

static void
stop (GlossOriginalView *self)
{
  gloss_annotated_view_stop (GLOSS_ANNOTATED_VIEW (self));
  gloss_painter_set (self->painter, NULL, NULL, NULL);
  gloss_original_passages_set (self->passages, NULL, NULL, NULL);
}

static void
fail (GlossOriginalView *self, const GError *error)
{
  stop (self);
  gloss_original_scheme_publish (self->scheme, NULL);
  gloss_annotated_view_fail (GLOSS_ANNOTATED_VIEW (self), error);
}

static void
load (GlossOriginalView *self)
{
  guint number = gloss_original_scheme_publish (self->scheme, self->page);

  if (self->revealed == NULL)
    self->revealed = g_strdup (gloss_annotated_view_get_selected (GLOSS_ANNOTATED_VIEW (self)));
  gloss_safe_view_load_own (self->view, gloss_original_scheme_get_uri (self->scheme));
  gloss_bridge_expect (self->bridge, number, 0);
}

static void
parsed_cb (GlossOriginalView *self)
{
  if (self->page != NULL && !is_started (self))
    gloss_bridge_build_original (self->bridge, gloss_original_page_get_address (self->page),
                                 gloss_original_page_get_parts (self->page),
                                 gloss_original_page_get_sheets (self->page));
}

static void
count (GlossOriginalView *self)
{
  guint n_missing, n;

  if (is_started (self) && gloss_original_passages_count (self->passages, &n_missing, &n))
    g_signal_emit (self, signals[SIGNAL_COUNTED], 0, n_missing, n);
}

static gboolean
reveal (GlossOriginalView *self, const char *uuid)
{
  guint n_missing, n;

  g_clear_pointer (&self->revealed, g_free);
  if (gloss_annotated_view_reveal (GLOSS_ANNOTATED_VIEW (self), uuid))
    return TRUE;
  if (!is_started (self) || !gloss_original_passages_count (self->passages, &n_missing, &n))
    self->revealed = g_strdup (uuid);
  return FALSE;
}

static void
covers_cb (GlossOriginalView *self, guint n)
{
  g_signal_emit (self, signals[SIGNAL_COVERED], 0, n);
}

static void
places_changed_cb (GlossOriginalView *self)
{
  g_autofree char *revealed = g_steal_pointer (&self->revealed);

  gloss_painter_relocate (self->painter);
  if (revealed != NULL)
    reveal (self, revealed);
}

static void
ready_cb (GlossOriginalView *self, const char *words)
{
  g_autoptr (GlossText) text = gloss_text_new (words, -1, NULL);
  g_autofree char *segments = NULL;

  if (self->page == NULL || is_started (self))
    return;
  if (text == NULL)
    text = gloss_text_new ("", 0, NULL);
  gloss_original_passages_set (self->passages, self->article, text, self->annotations);
  gloss_painter_set (self->painter, self->catalog, text, self->annotations);
  segments = gloss_painter_start (self->painter);
  gloss_bridge_start_original (self->bridge, gloss_text_get_n_utf16 (text), segments, self->hides_covers);
  gloss_annotated_view_start (GLOSS_ANNOTATED_VIEW (self));
  count (self);
}

static void
terminated_cb (GlossOriginalView *self)
{
  g_autoptr (GError) error = NULL;

  if (self->page == NULL)
    return;
  stop (self);
  if (!self->has_crashed)
    {
      self->has_crashed = TRUE;
      load (self);
      return;
    }
  g_clear_pointer (&self->page, gloss_original_page_unref);
  error =
    g_error_new_literal (GLOSS_ERROR, GLOSS_ERROR_FAILED,
                         _ ("The original page was closed because it kept failing to display. The article "
                            "and your annotations are kept."));
  fail (self, error);
}

static void
take_apart_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GlossOriginalPage *page = gloss_original_page_new (data, &error);

  if (page != NULL)
    g_task_return_pointer (task, page, (GDestroyNotify) gloss_original_page_unref);
  else
    g_task_return_error (task, error);
}

static void
taken_apart_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GlossOriginalView) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossOriginalPage) page = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  if (page == NULL)
    {
      fail (self, error);
      return;
    }
  self->page = g_steal_pointer (&page);
  load (self);
}

static void
gloss_original_view_restyle (GlossAnnotatedView *view)
{
  GlossOriginalView *self = GLOSS_ORIGINAL_VIEW (view);
  g_autofree char *colours = NULL, *page = NULL, *css = NULL;

  if (self->catalog == NULL)
    return;
  colours = gloss_palette_make_page_css (self->catalog, gloss_annotated_view_get_underline (view));
  page = gloss_web_resources_dup ("original.css");
  css = g_strconcat (colours, page, NULL);
  gloss_annotated_view_set_css (view, css);
}

static void
forget (GlossOriginalView *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->page, gloss_original_page_unref);
  g_clear_pointer (&self->article, gloss_text_unref);
  g_clear_pointer (&self->catalog, gloss_catalog_unref);
  g_clear_object (&self->annotations);
  g_clear_pointer (&self->revealed, g_free);
  self->has_crashed = FALSE;
}

static void
gloss_original_view_dispose (GObject *object)
{
  GlossOriginalView *self = GLOSS_ORIGINAL_VIEW (object);

  if (self->view != NULL)
    stop (self);
  forget (self);
  g_clear_object (&self->passages);
  g_clear_object (&self->scheme);
  self->view = NULL;
  G_OBJECT_CLASS (gloss_original_view_parent_class)->dispose (object);
}

static void
gloss_original_view_class_init (GlossOriginalViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gloss_original_view_dispose;
  GLOSS_ANNOTATED_VIEW_CLASS (klass)->restyle = gloss_original_view_restyle;

  signals[SIGNAL_COUNTED] = g_signal_new ("counted", GLOSS_TYPE_ORIGINAL_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[SIGNAL_COVERED] = g_signal_new ("covered", GLOSS_TYPE_ORIGINAL_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
gloss_original_view_init (GlossOriginalView *self)
{
  const GConnectFlags swapped = G_CONNECT_SWAPPED;
  GlossAnnotatedView *parent = GLOSS_ANNOTATED_VIEW (self);

  gloss_annotated_view_make (parent, GLOSS_BRIDGE_ORIGINAL);
  self->view = gloss_annotated_view_get_web_view (parent);
  self->bridge = gloss_annotated_view_get_bridge (parent);
  self->painter = gloss_annotated_view_get_painter (parent);
  self->scheme = gloss_original_scheme_new (webkit_web_view_get_context (WEBKIT_WEB_VIEW (self->view)));
  self->passages = gloss_original_passages_new ();
  gloss_painter_set_locate (self->painter, gloss_original_passages_locate, self->passages);
  g_signal_connect_object (self->bridge, "parsed", G_CALLBACK (parsed_cb), self, swapped);
  g_signal_connect_object (self->bridge, "ready", G_CALLBACK (ready_cb), self, swapped);
  g_signal_connect_object (self->bridge, "covers", G_CALLBACK (covers_cb), self, swapped);
  g_signal_connect_object (self->painter, "changed", G_CALLBACK (count), self, swapped);
  g_signal_connect_object (self->passages, "changed", G_CALLBACK (places_changed_cb), self, swapped);
  g_signal_connect_object (self->view, "web-process-terminated", G_CALLBACK (terminated_cb), self, swapped);
}

/* Returns: (transfer floating): a view that shows an empty page */
GtkWidget *
gloss_original_view_new (void)
{
  return g_object_new (GLOSS_TYPE_ORIGINAL_VIEW, NULL);
}

/**
 * gloss_original_view_show:
 * @mhtml: (nullable): the stored page
 * @article: (nullable): what the annotations refer to
 * @catalog: (nullable): the categories and their colours
 * @annotations: (nullable): what is painted where it is found, now and whenever it changes
 *
 * Shows another page. ::painted or ::failed follows.
 */
void
gloss_original_view_show (GlossOriginalView *self,
                          GBytes *mhtml,
                          GlossText *article,
                          GlossCatalog *catalog,
                          GlossAnnotationList *annotations)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GLOSS_IS_ORIGINAL_VIEW (self));
  g_return_if_fail (mhtml == NULL || (article != NULL && catalog != NULL && annotations != NULL));

  stop (self);
  forget (self);
  gloss_annotated_view_expect (GLOSS_ANNOTATED_VIEW (self));
  gloss_original_scheme_publish (self->scheme, NULL);
  gloss_bridge_load_nothing (self->bridge);
  if (mhtml == NULL)
    return;

  self->article = gloss_text_ref (article);
  self->catalog = gloss_catalog_ref (catalog);
  self->annotations = g_object_ref (annotations);
  gloss_original_view_restyle (GLOSS_ANNOTATED_VIEW (self));
  self->cancellable = g_cancellable_new ();
  task = g_task_new (NULL, self->cancellable, taken_apart_cb, g_object_ref (self));
  g_task_set_source_tag (task, gloss_original_view_show);
  g_task_set_task_data (task, g_bytes_ref (mhtml), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, take_apart_in_thread);
}

/**
 * gloss_original_view_reveal:
 * @uuid: of an annotation; one whose place is still looked for is gone to when it is found
 *
 * Scrolls to a passage.
 *
 * Returns: whether it is known to stand in the page
 */
gboolean
gloss_original_view_reveal (GlossOriginalView *self, const char *uuid)
{
  g_return_val_if_fail (GLOSS_IS_ORIGINAL_VIEW (self), FALSE);

  return reveal (self, uuid);
}

/**
 * gloss_original_view_hide_covers:
 * @hide: whether what stands still over the page is hidden, of this page and of those that follow
 *
 * A matter of showing alone: what is stored, and the text that passages are found in, stay as they are.
 */
void
gloss_original_view_hide_covers (GlossOriginalView *self, gboolean hide)
{
  g_return_if_fail (GLOSS_IS_ORIGINAL_VIEW (self));

  self->hides_covers = hide;
  if (is_started (self))
    gloss_bridge_hide_covers (self->bridge, hide);
}
