/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field of several lines. Owns its text buffer while the text is being edited; what is typed is given away
 * at every change, so nothing but the caret would be lost with it. Main thread. */

#include "config.h"

#include "app/annotations/gloss-text-area.h"

#include <string.h>

struct _GlossTextArea
{
  AdwBin parent_instance;

  gboolean setting;
  guint n_frames; /* since it was mapped */

  GtkLabel *label;
  GtkLabel *placeholder;
  GtkTextView *view;
  GtkTextBuffer *buffer;
};

G_DEFINE_FINAL_TYPE (GlossTextArea, gloss_text_area, ADW_TYPE_BIN)

enum
{
  PROP_LABEL = 1,
  PROP_PLACEHOLDER,
  N_PROPS
};

enum
{
  TYPED,
  LEFT,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
buffer_changed_cb (GlossTextArea *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->placeholder), gtk_text_buffer_get_char_count (self->buffer) == 0);
  if (!self->setting)
    g_signal_emit (self, signals[TYPED], 0);
}

static void
leave_cb (GlossTextArea *self)
{
  g_signal_emit (self, signals[LEFT], 0);
}

/* A text view places the caret and lets the press through; the row of the list it stands in would take the
 * focus away again. */
static gboolean
event_cb (GtkEventControllerLegacy *controller, GdkEvent *event, gpointer data)
{
  GdkEventType type = gdk_event_get_event_type (event);

  return type == GDK_BUTTON_PRESS || type == GDK_TOUCH_BEGIN ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

static gboolean
tick_cb (GtkWidget *view, GdkFrameClock *clock, gpointer data)
{
  GlossTextArea *self = data;

  if (self->n_frames++ == 0)
    return G_SOURCE_CONTINUE;
  gtk_widget_queue_resize (view);
  return G_SOURCE_REMOVE;
}

/* A text view knows how high its text is once it was laid out in its width, and asks for no more room then.
 */
static void
map_cb (GlossTextArea *self)
{
  self->n_frames = 0;
  gtk_widget_add_tick_callback (GTK_WIDGET (self->view), tick_cb, self, NULL);
}

static gboolean
grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GLOSS_TEXT_AREA (widget)->view));
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GlossTextArea *self = GLOSS_TEXT_AREA (object);

  switch (id)
    {
    case PROP_LABEL:
      g_value_set_string (value, gtk_label_get_label (self->label));
      break;
    case PROP_PLACEHOLDER:
      g_value_set_string (value, gtk_label_get_label (self->placeholder));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GlossTextArea *self = GLOSS_TEXT_AREA (object);

  switch (id)
    {
    case PROP_LABEL:
      gtk_label_set_label (self->label, g_value_get_string (value));
      break;
    case PROP_PLACEHOLDER:
      gtk_label_set_label (self->placeholder, g_value_get_string (value));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_PLACEHOLDER,
                                      g_value_get_string (value), -1);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gloss_text_area_class_init (GlossTextAreaClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = get_property;
  object_class->set_property = set_property;
  widget_class->grab_focus = grab_focus;

  properties[PROP_LABEL] =
    g_param_spec_string ("label", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PLACEHOLDER] =
    g_param_spec_string ("placeholder", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[TYPED] =
    g_signal_new ("typed", GLOSS_TYPE_TEXT_AREA, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LEFT] =
    g_signal_new ("left", GLOSS_TYPE_TEXT_AREA, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/glossator/annotations/gloss-text-area.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossTextArea, label);
  gtk_widget_class_bind_template_child (widget_class, GlossTextArea, placeholder);
  gtk_widget_class_bind_template_child (widget_class, GlossTextArea, view);
  gtk_widget_class_bind_template_child (widget_class, GlossTextArea, buffer);
  gtk_widget_class_bind_template_callback (widget_class, buffer_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, map_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, event_cb);
}

static void
gloss_text_area_init (GlossTextArea *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gloss_text_area_new (void)
{
  return g_object_new (GLOSS_TYPE_TEXT_AREA, NULL);
}

/**
 * gloss_text_area_dup_text:
 * @self: a field
 *
 * Returns: (transfer full): all of its text
 */
char *
gloss_text_area_dup_text (GlossTextArea *self)
{
  GtkTextIter start, end;

  g_return_val_if_fail (GLOSS_IS_TEXT_AREA (self), NULL);

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
}

/**
 * gloss_text_area_set_text:
 * @self: a field
 * @text: (nullable): what it shall hold
 */
void
gloss_text_area_set_text (GlossTextArea *self, const char *text)
{
  g_autofree char *now = NULL;
  GtkTextIter caret;
  int offset;

  g_return_if_fail (GLOSS_IS_TEXT_AREA (self));

  now = gloss_text_area_dup_text (self);
  if (strcmp (now, text != NULL ? text : "") == 0)
    return;

  gtk_text_buffer_get_iter_at_mark (self->buffer, &caret, gtk_text_buffer_get_insert (self->buffer));
  offset = gtk_text_iter_get_offset (&caret);

  self->setting = TRUE;
  gtk_text_buffer_begin_irreversible_action (self->buffer);
  gtk_text_buffer_set_text (self->buffer, text != NULL ? text : "", -1);
  gtk_text_buffer_end_irreversible_action (self->buffer);
  self->setting = FALSE;

  /* Whoever comes to a text goes on at its end; whoever is there stays. */
  gtk_text_buffer_get_iter_at_offset (self->buffer, &caret,
                                      gtk_widget_has_focus (GTK_WIDGET (self->view)) ? offset : -1);
  gtk_text_buffer_place_cursor (self->buffer, &caret);
}
