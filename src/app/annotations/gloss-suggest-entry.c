/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An entry with suggestions. Owns its choices and the popover that lists them, which never takes the focus.
 * Main thread. Each key costs a pass over the choices. */

#include "config.h"

#include "app/annotations/gloss-suggest-entry.h"

#include <string.h>

#define MAX_SHOWN 8

struct _GlossSuggestEntry
{
  AdwBin parent_instance;

  char **choices;
  GtkWidget *popover;
  GtkListBox *list;
  gboolean setting;

  GtkEntry *entry;
};

G_DEFINE_FINAL_TYPE (GlossSuggestEntry, gloss_suggest_entry, ADW_TYPE_BIN)

enum
{
  PROP_PLACEHOLDER = 1,
  N_PROPS
};

enum
{
  ACCEPTED,
  TYPED,
  LEFT,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static gboolean
matches (const char *choice, const char *typed)
{
  g_autofree char *in = g_utf8_casefold (choice, -1);
  g_autofree char *what = g_utf8_casefold (typed, -1);

  return strcmp (in, what) != 0 && strstr (in, what) != NULL;
}

/* Returns how many are offered. */
static guint
fill_list (GlossSuggestEntry *self, const char *typed)
{
  GtkWidget *row;
  guint n = 0;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);

  for (guint i = 0; self->choices[i] != NULL && n < MAX_SHOWN; i++)
    {
      GtkWidget *label;

      if (!matches (self->choices[i], typed))
        continue;
      label = gtk_label_new (self->choices[i]);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
      gtk_list_box_append (self->list, label);
      n++;
    }

  return n;
}

static void
offer (GlossSuggestEntry *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (*typed != '\0' && self->choices != NULL && fill_list (self, typed) > 0)
    gtk_popover_popup (GTK_POPOVER (self->popover));
  else
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
accept (GlossSuggestEntry *self, const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  gloss_suggest_entry_set_text (self, stripped);
  g_signal_emit (self, signals[ACCEPTED], 0, stripped);
}

static void
changed_cb (GlossSuggestEntry *self)
{
  if (self->setting)
    return;
  offer (self);
  g_signal_emit (self, signals[TYPED], 0);
}

static const char *
get_row_text (GtkListBoxRow *row)
{
  return gtk_label_get_label (GTK_LABEL (gtk_list_box_row_get_child (row)));
}

static void
activate_cb (GlossSuggestEntry *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL && gtk_widget_get_visible (self->popover))
    accept (self, get_row_text (row));
  else
    accept (self, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, GlossSuggestEntry *self)
{
  accept (self, get_row_text (row));
}

static void
leave_cb (GlossSuggestEntry *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  g_signal_emit (self, signals[LEFT], 0);
}

static gboolean
key_pressed_cb (
  GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, gpointer data)
{
  GtkWidget *entry = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  GlossSuggestEntry *self = GLOSS_SUGGEST_ENTRY (gtk_widget_get_parent (entry));
  GtkListBoxRow *row;
  int at;

  if (!gtk_widget_get_visible (self->popover))
    return GDK_EVENT_PROPAGATE;

  if (key == GDK_KEY_Escape)
    {
      gtk_popover_popdown (GTK_POPOVER (self->popover));
      return GDK_EVENT_STOP;
    }
  if (key != GDK_KEY_Down && key != GDK_KEY_Up)
    return GDK_EVENT_PROPAGATE;

  row = gtk_list_box_get_selected_row (self->list);
  at = row != NULL ? gtk_list_box_row_get_index (row) : -1;
  at += key == GDK_KEY_Down ? 1 : -1;
  row = at >= 0 ? gtk_list_box_get_row_at_index (self->list, at) : NULL;
  if (row != NULL || at < 0)
    gtk_list_box_select_row (self->list, row);
  return GDK_EVENT_STOP;
}

static gboolean
grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GLOSS_SUGGEST_ENTRY (widget)->entry));
}

static void
dispose (GObject *object)
{
  GlossSuggestEntry *self = GLOSS_SUGGEST_ENTRY (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);

  G_OBJECT_CLASS (gloss_suggest_entry_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  g_strfreev (GLOSS_SUGGEST_ENTRY (object)->choices);
  G_OBJECT_CLASS (gloss_suggest_entry_parent_class)->finalize (object);
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GlossSuggestEntry *self = GLOSS_SUGGEST_ENTRY (object);

  if (id == PROP_PLACEHOLDER)
    g_value_set_string (value, gtk_entry_get_placeholder_text (self->entry));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GlossSuggestEntry *self = GLOSS_SUGGEST_ENTRY (object);

  if (id == PROP_PLACEHOLDER)
    {
      gtk_entry_set_placeholder_text (self->entry, g_value_get_string (value));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      g_value_get_string (value), -1);
    }
  else
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gloss_suggest_entry_class_init (GlossSuggestEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = dispose;
  object_class->finalize = finalize;
  object_class->get_property = get_property;
  object_class->set_property = set_property;
  widget_class->grab_focus = grab_focus;

  properties[PROP_PLACEHOLDER] =
    g_param_spec_string ("placeholder", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[ACCEPTED] = g_signal_new ("accepted", GLOSS_TYPE_SUGGEST_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[TYPED] =
    g_signal_new ("typed", GLOSS_TYPE_SUGGEST_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LEFT] =
    g_signal_new ("left", GLOSS_TYPE_SUGGEST_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/glossator/annotations/gloss-suggest-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossSuggestEntry, entry);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
}

static void
gloss_suggest_entry_init (GlossSuggestEntry *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_activate_on_single_click (self->list, TRUE);
  gtk_widget_set_can_focus (GTK_WIDGET (self->list), FALSE);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, 0);

  self->popover = gtk_popover_new ();
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->popover, "menu");
  gtk_popover_set_child (GTK_POPOVER (self->popover), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
}

GtkWidget *
gloss_suggest_entry_new (void)
{
  return g_object_new (GLOSS_TYPE_SUGGEST_ENTRY, NULL);
}

/**
 * gloss_suggest_entry_get_text:
 * @self: an entry
 *
 * Returns: what it holds; borrowed, valid until the next change
 */
const char *
gloss_suggest_entry_get_text (GlossSuggestEntry *self)
{
  g_return_val_if_fail (GLOSS_IS_SUGGEST_ENTRY (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

/**
 * gloss_suggest_entry_set_text:
 * @self: an entry
 * @text: (nullable): what it shall hold; nothing is emitted
 */
void
gloss_suggest_entry_set_text (GlossSuggestEntry *self, const char *text)
{
  g_return_if_fail (GLOSS_IS_SUGGEST_ENTRY (self));

  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->entry)), text != NULL ? text : "") == 0)
    return;

  self->setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text != NULL ? text : "");
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  self->setting = FALSE;
}

/**
 * gloss_suggest_entry_set_choices:
 * @self: an entry
 * @choices: (nullable): what to offer, in this order; copied
 */
void
gloss_suggest_entry_set_choices (GlossSuggestEntry *self, const char *const *choices)
{
  g_return_if_fail (GLOSS_IS_SUGGEST_ENTRY (self));

  g_strfreev (self->choices);
  self->choices = g_strdupv ((char **) choices);
}
