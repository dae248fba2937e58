/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossPageSides owns a paned with two widgets. Main thread. It asks for no more width than the wider of the
 * two, and changes which of them are seen only between frames: never while it is given its size.
 */
#include "config.h"

#include "app/reader/gloss-page-sides.h"

/* An article beside its page: two columns of some forty letters. */
#define ROOM_FOR_BOTH 700

struct _GlossPageSides
{
  GtkWidget parent_instance;

  GtkWidget *paned;
  GtkWidget *first;
  GtkWidget *second;
  gboolean both;
  gboolean has_room;
  guint idle;
};

enum
{
  PROP_FIRST = 1,
  PROP_SECOND,
  PROP_BOTH,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (GlossPageSides, gloss_page_sides, GTK_TYPE_WIDGET)

static gboolean
has_focus (GtkWidget *widget)
{
  return (gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

/* Keys go to what is seen. */
static void
update (GlossPageSides *self)
{
  gboolean was_both = gtk_widget_get_visible (self->first) && gtk_widget_get_visible (self->second);
  gboolean are_both = self->both && self->has_room;
  gboolean first_had_focus = has_focus (self->first), second_had_focus = has_focus (self->second);

  gtk_widget_set_visible (self->second, self->both);
  gtk_widget_set_visible (self->first, !self->both || self->has_room);
  if (first_had_focus && !gtk_widget_get_visible (self->first))
    gtk_widget_grab_focus (self->second);
  if (second_had_focus && !gtk_widget_get_visible (self->second))
    gtk_widget_child_focus (self->first, GTK_DIR_TAB_FORWARD);
  if (are_both && !was_both)
    gtk_paned_set_position (GTK_PANED (self->paned), gtk_widget_get_width (GTK_WIDGET (self)) / 2);
}

static gboolean
update_cb (gpointer data)
{
  GlossPageSides *self = data;

  self->idle = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
gloss_page_sides_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GlossPageSides *self = GLOSS_PAGE_SIDES (widget);
  gboolean has_room = width >= ROOM_FOR_BOTH;

  gtk_widget_allocate (self->paned, width, height, baseline, NULL);
  if (has_room == self->has_room)
    return;
  self->has_room = has_room;
  if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, update_cb, self, NULL);
}

static void
gloss_page_sides_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  GlossPageSides *self = GLOSS_PAGE_SIDES (widget);

  gtk_widget_measure (self->paned, orientation, for_size, minimum, natural, minimum_baseline,
                      natural_baseline);
}

static void
gloss_page_sides_constructed (GObject *object)
{
  GlossPageSides *self = GLOSS_PAGE_SIDES (object);

  G_OBJECT_CLASS (gloss_page_sides_parent_class)->constructed (object);

  gtk_paned_set_start_child (GTK_PANED (self->paned), self->first);
  gtk_paned_set_end_child (GTK_PANED (self->paned), self->second);
  update (self);
}

static void
gloss_page_sides_dispose (GObject *object)
{
  GlossPageSides *self = GLOSS_PAGE_SIDES (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_pointer (&self->paned, gtk_widget_unparent);
  g_clear_object (&self->first);
  g_clear_object (&self->second);

  G_OBJECT_CLASS (gloss_page_sides_parent_class)->dispose (object);
}

static void
gloss_page_sides_get_property (GObject *object, guint property, GValue *value, GParamSpec *spec)
{
  GlossPageSides *self = GLOSS_PAGE_SIDES (object);

  switch (property)
    {
    case PROP_FIRST:
      g_value_set_object (value, self->first);
      break;
    case PROP_SECOND:
      g_value_set_object (value, self->second);
      break;
    case PROP_BOTH:
      g_value_set_boolean (value, self->both);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, spec);
    }
}

static void
gloss_page_sides_set_property (GObject *object, guint property, const GValue *value, GParamSpec *spec)
{
  GlossPageSides *self = GLOSS_PAGE_SIDES (object);

  switch (property)
    {
    case PROP_FIRST:
      g_set_object (&self->first, g_value_get_object (value));
      break;
    case PROP_SECOND:
      g_set_object (&self->second, g_value_get_object (value));
      break;
    case PROP_BOTH:
      gloss_page_sides_set_both (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, spec);
    }
}

static void
gloss_page_sides_class_init (GlossPageSidesClass *klass)
{
  const GParamFlags once = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = gloss_page_sides_constructed;
  object_class->dispose = gloss_page_sides_dispose;
  object_class->get_property = gloss_page_sides_get_property;
  object_class->set_property = gloss_page_sides_set_property;
  widget_class->measure = gloss_page_sides_measure;
  widget_class->size_allocate = gloss_page_sides_size_allocate;

  properties[PROP_FIRST] = g_param_spec_object ("first", NULL, NULL, GTK_TYPE_WIDGET, once);
  properties[PROP_SECOND] = g_param_spec_object ("second", NULL, NULL, GTK_TYPE_WIDGET, once);
  properties[PROP_BOTH] =
    g_param_spec_boolean ("both", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
gloss_page_sides_init (GlossPageSides *self)
{
  self->paned = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_parent (self->paned, GTK_WIDGET (self));
}

gboolean
gloss_page_sides_get_both (GlossPageSides *self)
{
  g_return_val_if_fail (GLOSS_IS_PAGE_SIDES (self), FALSE);

  return self->both;
}

/* Shows the second widget, too, or in the first one's place. */
void
gloss_page_sides_set_both (GlossPageSides *self, gboolean both)
{
  g_return_if_fail (GLOSS_IS_PAGE_SIDES (self));

  if (self->both == both)
    return;

  self->both = both;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BOTH]);
}
