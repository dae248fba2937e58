/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The preferences: widgets bound to the settings, which are the truth. Holds nothing but a reference to them.
 * Main thread. */

#include "config.h"

#include "app/preferences/gloss-preferences-window.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

struct _GlossPreferencesWindow
{
  AdwPreferencesWindow parent_instance;

  GSettings *settings;

  GtkAdjustment *text_size_adjustment;
  AdwComboRow *face;
  AdwComboRow *page_theme;
  GtkSwitch *underline;
  GtkWidget *page_seconds;
  GtkWidget *page_megabytes;
  GtkWidget *page_redirects;
  GtkWidget *page_resources;
  AdwPreferencesGroup *author_group;
  AdwEntryRow *author;
};

G_DEFINE_FINAL_TYPE (GlossPreferencesWindow, gloss_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

/* In the order of the rows. */
static const char *const faces[] = { "serif", "sans", "mono", NULL };
static const char *const page_themes[] = { "system", "light", "sepia", "dark", NULL };

static gboolean
get_choice (GValue *value, GVariant *variant, gpointer data)
{
  const char *const *nicks = data;
  const char *nick = g_variant_get_string (variant, NULL);

  for (guint i = 0; nicks[i] != NULL; i++)
    {
      if (strcmp (nicks[i], nick) == 0)
        {
          g_value_set_uint (value, i);
          return TRUE;
        }
    }
  return FALSE;
}

static GVariant *
set_choice (const GValue *value, const GVariantType *type, gpointer data)
{
  const char *const *nicks = data;
  guint at = g_value_get_uint (value);

  return at < g_strv_length ((char **) nicks) ? g_variant_new_string (nicks[at]) : NULL;
}

static gboolean
get_percent (GValue *value, GVariant *variant, gpointer data)
{
  g_value_set_double (value, round (g_variant_get_double (variant) * 100));
  return TRUE;
}

static GVariant *
set_percent (const GValue *value, const GVariantType *type, gpointer data)
{
  return g_variant_new_double (g_value_get_double (value) / 100);
}

static void
author_applied_cb (GlossPreferencesWindow *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->author))));

  g_settings_set_string (self->settings, "author", name);
}

static void
bind (GlossPreferencesWindow *self)
{
  const char *real_name = g_get_real_name ();
  g_autofree char *author = g_settings_get_string (self->settings, "author");
  g_autofree char *description = NULL;

  g_settings_bind_with_mapping (self->settings, "text-scale", self->text_size_adjustment, "value",
                                G_SETTINGS_BIND_DEFAULT, get_percent, set_percent, NULL, NULL);
  g_settings_bind_with_mapping (self->settings, "face", self->face, "selected", G_SETTINGS_BIND_DEFAULT,
                                get_choice, set_choice, (gpointer) faces, NULL);
  g_settings_bind_with_mapping (self->settings, "page-theme", self->page_theme, "selected",
                                G_SETTINGS_BIND_DEFAULT, get_choice, set_choice, (gpointer) page_themes,
                                NULL);
  g_settings_bind (self->settings, "underline", self->underline, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "page-seconds", self->page_seconds, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "page-megabytes", self->page_megabytes, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "page-redirects", self->page_redirects, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "page-resources", self->page_resources, "value", G_SETTINGS_BIND_DEFAULT);

  /* Half a name is no name: it is applied whole, with the row's button or Enter. */
  gtk_editable_set_text (GTK_EDITABLE (self->author), author);
  g_signal_connect_object (self->author, "apply", G_CALLBACK (author_applied_cb), self, G_CONNECT_SWAPPED);
  /* Translators: %s is the user's name on this computer. */
  description =
    g_strdup_printf (_ ("Without a name here it is “%s”, your name on this computer."), real_name);
  adw_preferences_group_set_description (self->author_group, description);
}

static void
dispose (GObject *object)
{
  GlossPreferencesWindow *self = GLOSS_PREFERENCES_WINDOW (object);

  g_clear_object (&self->settings);

  G_OBJECT_CLASS (gloss_preferences_window_parent_class)->dispose (object);
}

static void
gloss_preferences_window_class_init (GlossPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/glossator/preferences/gloss-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossPreferencesWindow, text_size_adjustment);
  gtk_widget_class_bind_template_child (widget_class, GlossPreferencesWindow, face);
  gtk_widget_class_bind_template_child (widget_class, GlossPreferencesWindow, page_theme);
  gtk_widget_class_bind_template_child (widget_class, GlossPreferencesWindow, underline);
  gtk_widget_class_bind_template_child (widget_class, GlossPreferencesWindow, page_seconds);
  gtk_widget_class_bind_template_child (widget_class, GlossPreferencesWindow, page_megabytes);
  gtk_widget_class_bind_template_child (widget_class, GlossPreferencesWindow, page_redirects);
  gtk_widget_class_bind_template_child (widget_class, GlossPreferencesWindow, page_resources);
  gtk_widget_class_bind_template_child (widget_class, GlossPreferencesWindow, author_group);
  gtk_widget_class_bind_template_child (widget_class, GlossPreferencesWindow, author);
}

static void
gloss_preferences_window_init (GlossPreferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gloss_preferences_window_new:
 * @settings: the program's settings
 *
 * Returns: a window to be presented
 */
GtkWidget *
gloss_preferences_window_new (GSettings *settings)
{
  GlossPreferencesWindow *self;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (GLOSS_TYPE_PREFERENCES_WINDOW, NULL);
  self->settings = g_object_ref (settings);
  bind (self);
  return GTK_WIDGET (self);
}
