/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field of one line. Owns nothing but its widgets. Main thread. It never refuses what is typed: it only
 * says when it can't be what it should be. */

#include "config.h"

#include "app/annotations/gloss-text-line.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/annotations/gloss-markdown.h"
#include "core/base/gloss-time.h"

struct _GlossTextLine
{
  AdwBin parent_instance;

  gboolean is_date;
  gboolean is_address;
  gboolean setting;

  GtkLabel *label;
  GtkEntry *entry;
  GtkLabel *complaint;
};

G_DEFINE_FINAL_TYPE (GlossTextLine, gloss_text_line, ADW_TYPE_BIN)

enum
{
  PROP_LABEL = 1,
  PROP_IS_DATE,
  PROP_IS_ADDRESS,
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
check (GlossTextLine *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  const char *complaint = NULL;

  if (*text != '\0' && self->is_date && !gloss_time_is_date (text))
    complaint = _ ("Write a date as 2026-11-22, 2026-11 or 2026");
  else if (*text != '\0' && self->is_address && !gloss_link_is_safe (text))
    complaint = _ ("An address starts with https:// or http://");

  if (complaint != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "warning");
  gtk_entry_set_icon_from_icon_name (self->entry, GTK_ENTRY_ICON_SECONDARY,
                                     complaint != NULL ? "dialog-warning-symbolic" : NULL);
  gtk_label_set_label (self->complaint, complaint != NULL ? complaint : "");
  gtk_widget_set_visible (GTK_WIDGET (self->complaint), complaint != NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               complaint != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  if (complaint != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    complaint, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

static void
changed_cb (GlossTextLine *self)
{
  if (!self->setting)
    g_signal_emit (self, signals[TYPED], 0);
}

/* Half a date is no date: it is judged when it is left. */
static void
leave_cb (GlossTextLine *self)
{
  check (self);
  g_signal_emit (self, signals[LEFT], 0);
}

static gboolean
grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GLOSS_TEXT_LINE (widget)->entry));
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GlossTextLine *self = GLOSS_TEXT_LINE (object);

  switch (id)
    {
    case PROP_LABEL:
      g_value_set_string (value, gtk_label_get_label (self->label));
      break;
    case PROP_IS_DATE:
      g_value_set_boolean (value, self->is_date);
      break;
    case PROP_IS_ADDRESS:
      g_value_set_boolean (value, self->is_address);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GlossTextLine *self = GLOSS_TEXT_LINE (object);

  switch (id)
    {
    case PROP_LABEL:
      gtk_label_set_label (self->label, g_value_get_string (value));
      break;
    case PROP_IS_DATE:
      self->is_date = g_value_get_boolean (value);
      break;
    case PROP_IS_ADDRESS:
      self->is_address = g_value_get_boolean (value);
      gtk_entry_set_input_purpose (self->entry,
                                   self->is_address ? GTK_INPUT_PURPOSE_URL : GTK_INPUT_PURPOSE_FREE_FORM);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gloss_text_line_class_init (GlossTextLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = get_property;
  object_class->set_property = set_property;
  widget_class->grab_focus = grab_focus;

  properties[PROP_LABEL] =
    g_param_spec_string ("label", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_IS_DATE] =
    g_param_spec_boolean ("is-date", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_IS_ADDRESS] =
    g_param_spec_boolean ("is-address", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[TYPED] =
    g_signal_new ("typed", GLOSS_TYPE_TEXT_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LEFT] =
    g_signal_new ("left", GLOSS_TYPE_TEXT_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/glossator/annotations/gloss-text-line.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossTextLine, label);
  gtk_widget_class_bind_template_child (widget_class, GlossTextLine, entry);
  gtk_widget_class_bind_template_child (widget_class, GlossTextLine, complaint);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
}

static void
gloss_text_line_init (GlossTextLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gloss_text_line_new (void)
{
  return g_object_new (GLOSS_TYPE_TEXT_LINE, NULL);
}

/**
 * gloss_text_line_dup_text:
 * @self: a field
 *
 * Returns: (transfer full): its text without white space at its ends
 */
char *
gloss_text_line_dup_text (GlossTextLine *self)
{
  g_return_val_if_fail (GLOSS_IS_TEXT_LINE (self), NULL);

  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

/**
 * gloss_text_line_set_text:
 * @self: a field
 * @text: (nullable): what it shall hold
 */
void
gloss_text_line_set_text (GlossTextLine *self, const char *text)
{
  g_autofree char *now = NULL;
  int position;

  g_return_if_fail (GLOSS_IS_TEXT_LINE (self));

  now = gloss_text_line_dup_text (self);
  if (strcmp (now, text != NULL ? text : "") == 0)
    return;

  position = gtk_editable_get_position (GTK_EDITABLE (self->entry));
  self->setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text != NULL ? text : "");
  self->setting = FALSE;
  gtk_editable_set_position (GTK_EDITABLE (self->entry), position);
  check (self);
}
