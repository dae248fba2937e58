/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A stored page as it was. Owns the web view, the scheme that serves the page to it, the bridge and the
 * painter. Main thread; the MHTML is taken apart on another. It never trusts the page, never waits for it,
 * and changes no annotation. A web process that dies or no longer answers is replaced once. */

#include "config.h"

#include "web/gloss-original-view.h"

#include "core/base/gloss-error.h"
#include "web/gloss-bridge.h"
#include "web/gloss-original-page.h"
#include "web/gloss-original-passages.h"
#include "web/gloss-original-scheme.h"
#include "web/gloss-painter.h"
#include "web/gloss-palette.h"
#include "web/gloss-web-resources.h"

#include <glib/gi18n-lib.h>

struct _GlossOriginalView
{
  GtkWidget parent_instance;

  GlossSafeView *view;
  GlossOriginalScheme *scheme;
  GlossBridge *bridge;
  GlossPainter *painter;
  GlossOriginalPassages *passages;

  GCancellable *cancellable; /* of what is taken apart */
  GlossOriginalPage *page;
  GlossText *article;
  GlossCatalog *catalog;
  GlossAnnotationList *annotations;
  gboolean is_started;
  gboolean is_painted;
  gboolean has_crashed;
  gboolean underline;
  char *selected;
  char *revealed; /* what to go to when its place is known */
};

G_DEFINE_FINAL_TYPE (GlossOriginalView, gloss_original_view, GTK_TYPE_WIDGET)

enum
{
  PROP_SELECTED = 1,
  PROP_UNDERLINE,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

enum
{
  SIGNAL_PAINTED,
  SIGNAL_COUNTED,
  SIGNAL_ACTIVATE,
  SIGNAL_LINK,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The page is gone, or about to be: nothing is asked of it any more. */
static void
stop (GlossOriginalView *self)
{
  self->is_started = FALSE;
  gloss_painter_set (self->painter, NULL, NULL, NULL);
  gloss_original_passages_set (self->passages, NULL, NULL, NULL);
}

static void
fail (GlossOriginalView *self, const GError *error)
{
  stop (self);
  gloss_original_scheme_publish (self->scheme, NULL);
  gloss_bridge_load_nothing (self->bridge);
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

static void
load (GlossOriginalView *self)
{
  guint number = gloss_original_scheme_publish (self->scheme, self->page);

  gloss_safe_view_load_own (self->view, gloss_original_scheme_get_uri (self->scheme));
  gloss_bridge_expect (self->bridge, number, 0);
}

static void
parsed_cb (GlossOriginalView *self)
{
  if (self->page != NULL && !self->is_started)
    gloss_bridge_build_original (self->bridge, gloss_original_page_get_address (self->page),
                                 gloss_original_page_get_parts (self->page),
                                 gloss_original_page_get_sheets (self->page));
}

static void
update_selected (GlossOriginalView *self)
{
  guint start, end;

  if (!self->is_started)
    return;
  gloss_painter_find_span (self->painter, self->selected, &start, &end);
  gloss_bridge_mark_selected (self->bridge, start, end);
}

static void
count (GlossOriginalView *self)
{
  guint n_missing, n;

  if (self->is_started && gloss_original_passages_count (self->passages, &n_missing, &n))
    g_signal_emit (self, signals[SIGNAL_COUNTED], 0, n_missing, n);
}

static void
painter_changed_cb (GlossOriginalView *self)
{
  update_selected (self);
  count (self);
}

static gboolean
reveal (GlossOriginalView *self, const char *uuid)
{
  guint start, end;

  g_clear_pointer (&self->revealed, g_free);
  if (self->is_started && gloss_painter_find_span (self->painter, uuid, &start, &end))
    {
      gloss_bridge_reveal (self->bridge, start, end, FALSE);
      return TRUE;
    }
  if (!self->is_started || !gloss_original_passages_count (self->passages, &start, &end))
    self->revealed = g_strdup (uuid);
  return FALSE;
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

  if (self->page == NULL || self->is_started)
    return;
  if (text == NULL)
    text = gloss_text_new ("", 0, NULL);
  gloss_original_passages_set (self->passages, self->article, text, self->annotations);
  gloss_painter_set (self->painter, self->catalog, text, self->annotations);
  segments = gloss_painter_start (self->painter);
  self->is_started = TRUE;
  gloss_bridge_start_original (self->bridge, gloss_text_get_n_utf16 (text), segments);
  count (self);
}

static void
painted_cb (GlossOriginalView *self)
{
  if (!self->is_started || self->is_painted)
    return;
  self->is_painted = TRUE;
  g_signal_emit (self, signals[SIGNAL_PAINTED], 0);
}

static void
click_cb (GlossOriginalView *self, guint offset, GdkRectangle *rectangle)
{
  g_auto (GStrv) uuids = gloss_painter_find_at (self->painter, offset);

  if (uuids[0] != NULL)
    g_signal_emit (self, signals[SIGNAL_ACTIVATE], 0, uuids, rectangle);
}

static void
link_cb (GlossOriginalView *self, const char *uri)
{
  g_signal_emit (self, signals[SIGNAL_LINK], 0, uri);
}

static void
stuck_cb (GlossOriginalView *self)
{
  webkit_web_view_terminate_web_process (WEBKIT_WEB_VIEW (self->view));
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
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossOriginalPage) page = g_task_propagate_pointer (G_TASK (result), &error);
  GlossOriginalView *self = GLOSS_ORIGINAL_VIEW (source);

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
update_css (GlossOriginalView *self)
{
  g_autofree char *colours = NULL, *page = NULL, *css = NULL;

  if (self->catalog == NULL)
    return;
  colours = gloss_palette_make_page_css (self->catalog, self->underline);
  page = gloss_web_resources_dup ("original.css");
  css = g_strconcat (colours, page, NULL);
  gloss_bridge_set_css (self->bridge, css);
  if (self->is_started)
    gloss_bridge_refresh (self->bridge);
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
  self->is_painted = FALSE;
  self->has_crashed = FALSE;
}

static void
gloss_original_view_dispose (GObject *object)
{
  GlossOriginalView *self = GLOSS_ORIGINAL_VIEW (object);

  if (self->view != NULL)
    stop (self);
  forget (self);
  g_clear_object (&self->painter);
  g_clear_object (&self->passages);
  g_clear_object (&self->bridge);
  g_clear_object (&self->scheme);
  if (self->view != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->view));
  self->view = NULL;
  G_OBJECT_CLASS (gloss_original_view_parent_class)->dispose (object);
}

static void
gloss_original_view_finalize (GObject *object)
{
  g_free (GLOSS_ORIGINAL_VIEW (object)->selected);
  G_OBJECT_CLASS (gloss_original_view_parent_class)->finalize (object);
}

static void
gloss_original_view_get_property (GObject *object, guint property, GValue *value, GParamSpec *spec)
{
  GlossOriginalView *self = GLOSS_ORIGINAL_VIEW (object);

  switch (property)
    {
    case PROP_SELECTED:
      g_value_set_string (value, self->selected);
      break;
    case PROP_UNDERLINE:
      g_value_set_boolean (value, self->underline);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, spec);
    }
}

static void
gloss_original_view_set_property (GObject *object, guint property, const GValue *value, GParamSpec *spec)
{
  GlossOriginalView *self = GLOSS_ORIGINAL_VIEW (object);

  switch (property)
    {
    case PROP_SELECTED:
      g_free (self->selected);
      self->selected = g_value_dup_string (value);
      update_selected (self);
      break;
    case PROP_UNDERLINE:
      self->underline = g_value_get_boolean (value);
      update_css (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, spec);
    }
}

static guint
add_signal (const char *name, guint n, GType one, GType other)
{
  return g_signal_new (name, GLOSS_TYPE_ORIGINAL_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, n,
                       one, other);
}

static void
gloss_original_view_class_init (GlossOriginalViewClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gloss_original_view_dispose;
  object_class->finalize = gloss_original_view_finalize;
  object_class->get_property = gloss_original_view_get_property;
  object_class->set_property = gloss_original_view_set_property;
  properties[PROP_SELECTED] = g_param_spec_string ("selected", NULL, NULL, NULL, flags);
  properties[PROP_UNDERLINE] = g_param_spec_boolean ("underline", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[SIGNAL_PAINTED] = add_signal ("painted", 0, 0, 0);
  signals[SIGNAL_COUNTED] = add_signal ("counted", 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[SIGNAL_ACTIVATE] = add_signal ("activate", 2, G_TYPE_STRV, GDK_TYPE_RECTANGLE);
  signals[SIGNAL_LINK] = add_signal ("link", 1, G_TYPE_STRING, 0);
  signals[SIGNAL_FAILED] = add_signal ("failed", 1, G_TYPE_ERROR, 0);
}

static void
gloss_original_view_init (GlossOriginalView *self)
{
  const GConnectFlags swapped = G_CONNECT_SWAPPED;

  self->view = gloss_safe_view_new ();
  gtk_widget_set_parent (GTK_WIDGET (self->view), GTK_WIDGET (self));
  self->scheme = gloss_original_scheme_new (webkit_web_view_get_context (WEBKIT_WEB_VIEW (self->view)));
  self->bridge = gloss_bridge_new (self->view, GLOSS_BRIDGE_ORIGINAL);
  self->painter = gloss_painter_new (self->bridge);
  self->passages = gloss_original_passages_new ();
  gloss_painter_set_locate (self->painter, gloss_original_passages_locate, self->passages);
  g_signal_connect_object (self->bridge, "parsed", G_CALLBACK (parsed_cb), self, swapped);
  g_signal_connect_object (self->bridge, "ready", G_CALLBACK (ready_cb), self, swapped);
  g_signal_connect_object (self->bridge, "painted", G_CALLBACK (painted_cb), self, swapped);
  g_signal_connect_object (self->bridge, "click", G_CALLBACK (click_cb), self, swapped);
  g_signal_connect_object (self->bridge, "stuck", G_CALLBACK (stuck_cb), self, swapped);
  g_signal_connect_object (self->painter, "changed", G_CALLBACK (painter_changed_cb), self, swapped);
  g_signal_connect_object (self->passages, "changed", G_CALLBACK (places_changed_cb), self, swapped);
  g_signal_connect_object (self->view, "link", G_CALLBACK (link_cb), self, swapped);
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
  gloss_original_scheme_publish (self->scheme, NULL);
  gloss_bridge_load_nothing (self->bridge);
  if (mhtml == NULL)
    return;

  self->article = gloss_text_ref (article);
  self->catalog = gloss_catalog_ref (catalog);
  self->annotations = g_object_ref (annotations);
  update_css (self);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, taken_apart_cb, NULL);
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
