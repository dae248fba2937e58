/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page with annotations over it. Owns the web view, the bridge to its page and the painter. Main thread. It
 * loads nothing, which is for those who derive from it, and changes no annotation. A page that no longer
 * answers has its process ended. */

#include "config.h"

#include "web/gloss-annotated-view.h"

typedef struct
{
  GlossSafeView *view;
  GlossBridge *bridge;
  GlossPainter *painter;

  gboolean is_started;
  gboolean is_painted;
  gboolean underline;
  char *selected;
} GlossAnnotatedViewPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (GlossAnnotatedView, gloss_annotated_view, GTK_TYPE_WIDGET)

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
  SIGNAL_ACTIVATE,
  SIGNAL_LINK,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GlossAnnotatedViewPrivate *
get (GlossAnnotatedView *self)
{
  return gloss_annotated_view_get_instance_private (self);
}

static gboolean
has_animations (GlossAnnotatedView *self)
{
  gboolean enabled = TRUE;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &enabled, NULL);
  return enabled;
}

static void
update_selected (GlossAnnotatedView *self)
{
  GlossAnnotatedViewPrivate *priv = get (self);
  guint start, end;

  if (!priv->is_started)
    return;
  gloss_painter_find_span (priv->painter, priv->selected, &start, &end);
  gloss_bridge_mark_selected (priv->bridge, start, end);
}

static void
painted_cb (GlossAnnotatedView *self)
{
  GlossAnnotatedViewPrivate *priv = get (self);

  if (!priv->is_started || priv->is_painted)
    return;
  priv->is_painted = TRUE;
  g_signal_emit (self, signals[SIGNAL_PAINTED], 0);
}

static void
click_cb (GlossAnnotatedView *self, guint offset, GdkRectangle *rectangle)
{
  g_auto (GStrv) uuids = gloss_painter_find_at (get (self)->painter, offset);

  if (uuids[0] != NULL)
    g_signal_emit (self, signals[SIGNAL_ACTIVATE], 0, uuids, rectangle);
}

static void
link_cb (GlossAnnotatedView *self, const char *uri)
{
  g_signal_emit (self, signals[SIGNAL_LINK], 0, uri);
}

static void
stuck_cb (GlossAnnotatedView *self)
{
  webkit_web_view_terminate_web_process (WEBKIT_WEB_VIEW (get (self)->view));
}

static void
gloss_annotated_view_dispose (GObject *object)
{
  GlossAnnotatedViewPrivate *priv = get (GLOSS_ANNOTATED_VIEW (object));

  g_clear_object (&priv->painter);
  g_clear_object (&priv->bridge);
  if (priv->view != NULL)
    gtk_widget_unparent (GTK_WIDGET (priv->view));
  priv->view = NULL;
  G_OBJECT_CLASS (gloss_annotated_view_parent_class)->dispose (object);
}

static void
gloss_annotated_view_finalize (GObject *object)
{
  g_free (get (GLOSS_ANNOTATED_VIEW (object))->selected);
  G_OBJECT_CLASS (gloss_annotated_view_parent_class)->finalize (object);
}

static void
gloss_annotated_view_get_property (GObject *object, guint property, GValue *value, GParamSpec *spec)
{
  GlossAnnotatedViewPrivate *priv = get (GLOSS_ANNOTATED_VIEW (object));

  switch (property)
    {
    case PROP_SELECTED:
      g_value_set_string (value, priv->selected);
      break;
    case PROP_UNDERLINE:
      g_value_set_boolean (value, priv->underline);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, spec);
    }
}

static void
gloss_annotated_view_set_property (GObject *object, guint property, const GValue *value, GParamSpec *spec)
{
  GlossAnnotatedView *self = GLOSS_ANNOTATED_VIEW (object);
  GlossAnnotatedViewPrivate *priv = get (self);

  switch (property)
    {
    case PROP_SELECTED:
      g_free (priv->selected);
      priv->selected = g_value_dup_string (value);
      update_selected (self);
      break;
    case PROP_UNDERLINE:
      priv->underline = g_value_get_boolean (value);
      GLOSS_ANNOTATED_VIEW_GET_CLASS (self)->restyle (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, spec);
    }
}

static guint
add_signal (const char *name, guint n, GType one, GType other)
{
  return g_signal_new (name, GLOSS_TYPE_ANNOTATED_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                       n, one, other);
}

static void
gloss_annotated_view_class_init (GlossAnnotatedViewClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gloss_annotated_view_dispose;
  object_class->finalize = gloss_annotated_view_finalize;
  object_class->get_property = gloss_annotated_view_get_property;
  object_class->set_property = gloss_annotated_view_set_property;
  properties[PROP_SELECTED] = g_param_spec_string ("selected", NULL, NULL, NULL, flags);
  properties[PROP_UNDERLINE] = g_param_spec_boolean ("underline", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[SIGNAL_PAINTED] = add_signal ("painted", 0, 0, 0);
  signals[SIGNAL_ACTIVATE] = add_signal ("activate", 2, G_TYPE_STRV, GDK_TYPE_RECTANGLE);
  signals[SIGNAL_LINK] = add_signal ("link", 1, G_TYPE_STRING, 0);
  signals[SIGNAL_FAILED] = add_signal ("failed", 1, G_TYPE_ERROR, 0);
}

static void
gloss_annotated_view_init (GlossAnnotatedView *self)
{
}

/**
 * gloss_annotated_view_make:
 * @kind: what will be shown
 *
 * Makes the web view, the bridge and the painter, once.
 */
void
gloss_annotated_view_make (GlossAnnotatedView *self, GlossBridgeKind kind)
{
  const GConnectFlags swapped = G_CONNECT_SWAPPED;
  GlossAnnotatedViewPrivate *priv;

  g_return_if_fail (GLOSS_IS_ANNOTATED_VIEW (self));

  priv = get (self);
  g_return_if_fail (priv->view == NULL);

  priv->view = gloss_safe_view_new ();
  gtk_widget_set_parent (GTK_WIDGET (priv->view), GTK_WIDGET (self));
  priv->bridge = gloss_bridge_new (priv->view, kind);
  priv->painter = gloss_painter_new (priv->bridge);
  g_signal_connect_object (priv->bridge, "painted", G_CALLBACK (painted_cb), self, swapped);
  g_signal_connect_object (priv->bridge, "click", G_CALLBACK (click_cb), self, swapped);
  g_signal_connect_object (priv->bridge, "stuck", G_CALLBACK (stuck_cb), self, swapped);
  g_signal_connect_object (priv->painter, "changed", G_CALLBACK (update_selected), self, swapped);
  g_signal_connect_object (priv->view, "link", G_CALLBACK (link_cb), self, swapped);
}

/* Returns: (transfer none): what shows the page */
GlossSafeView *
gloss_annotated_view_get_web_view (GlossAnnotatedView *self)
{
  g_return_val_if_fail (GLOSS_IS_ANNOTATED_VIEW (self), NULL);

  return get (self)->view;
}

/* Returns: (transfer none): what speaks with the page */
GlossBridge *
gloss_annotated_view_get_bridge (GlossAnnotatedView *self)
{
  g_return_val_if_fail (GLOSS_IS_ANNOTATED_VIEW (self), NULL);

  return get (self)->bridge;
}

/* Returns: (transfer none): what paints the annotations */
GlossPainter *
gloss_annotated_view_get_painter (GlossAnnotatedView *self)
{
  g_return_val_if_fail (GLOSS_IS_ANNOTATED_VIEW (self), NULL);

  return get (self)->painter;
}

/* Returns: (nullable): the annotation that is the current one */
const char *
gloss_annotated_view_get_selected (GlossAnnotatedView *self)
{
  g_return_val_if_fail (GLOSS_IS_ANNOTATED_VIEW (self), NULL);

  return get (self)->selected;
}

gboolean
gloss_annotated_view_get_underline (GlossAnnotatedView *self)
{
  g_return_val_if_fail (GLOSS_IS_ANNOTATED_VIEW (self), FALSE);

  return get (self)->underline;
}

gboolean
gloss_annotated_view_is_started (GlossAnnotatedView *self)
{
  g_return_val_if_fail (GLOSS_IS_ANNOTATED_VIEW (self), FALSE);

  return get (self)->is_started;
}

/* Another page is shown: ::painted is told of it once more. */
void
gloss_annotated_view_expect (GlossAnnotatedView *self)
{
  g_return_if_fail (GLOSS_IS_ANNOTATED_VIEW (self));

  get (self)->is_painted = FALSE;
}

/* The page has what gloss_painter_start() said. */
void
gloss_annotated_view_start (GlossAnnotatedView *self)
{
  g_return_if_fail (GLOSS_IS_ANNOTATED_VIEW (self));

  get (self)->is_started = TRUE;
  update_selected (self);
}

/* The page is gone, or about to be: nothing is asked of it any more. */
void
gloss_annotated_view_stop (GlossAnnotatedView *self)
{
  GlossAnnotatedViewPrivate *priv;

  g_return_if_fail (GLOSS_IS_ANNOTATED_VIEW (self));

  priv = get (self);
  priv->is_started = FALSE;
  gloss_painter_stop (priv->painter);
}

/* Shows an empty page, and says why. */
void
gloss_annotated_view_fail (GlossAnnotatedView *self, const GError *error)
{
  g_return_if_fail (GLOSS_IS_ANNOTATED_VIEW (self));

  gloss_bridge_load_nothing (get (self)->bridge);
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

/**
 * gloss_annotated_view_set_css:
 * @css: all the rules of the page
 *
 * How highlights are drawn is another style sheet, not an attribute: WebKit doesn't look at the rules of
 * highlights again when an attribute changes that they depend on.
 */
void
gloss_annotated_view_set_css (GlossAnnotatedView *self, const char *css)
{
  GlossAnnotatedViewPrivate *priv;

  g_return_if_fail (GLOSS_IS_ANNOTATED_VIEW (self));

  priv = get (self);
  gloss_bridge_set_css (priv->bridge, css);
  if (priv->is_started)
    gloss_bridge_refresh (priv->bridge);
}

/**
 * gloss_annotated_view_reveal_range:
 * @start, @end: in UTF-16 units of the page's text
 *
 * Scrolls there and flashes it, not where the desktop asks for less motion. Only once the page is started.
 */
void
gloss_annotated_view_reveal_range (GlossAnnotatedView *self, guint start, guint end)
{
  g_return_if_fail (GLOSS_IS_ANNOTATED_VIEW (self));
  g_return_if_fail (get (self)->is_started);

  gloss_bridge_reveal (get (self)->bridge, start, end, has_animations (self));
}

/**
 * gloss_annotated_view_reveal:
 * @uuid: of an annotation; one that stands nowhere in the text is passed over
 *
 * Returns: whether it was scrolled to
 */
gboolean
gloss_annotated_view_reveal (GlossAnnotatedView *self, const char *uuid)
{
  guint start, end;

  g_return_val_if_fail (GLOSS_IS_ANNOTATED_VIEW (self), FALSE);

  if (!get (self)->is_started || !gloss_painter_find_span (get (self)->painter, uuid, &start, &end))
    return FALSE;
  gloss_annotated_view_reveal_range (self, start, end);
  return TRUE;
}
