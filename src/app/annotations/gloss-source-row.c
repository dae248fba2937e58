/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A source in the editor. Holds its record; writes nothing. Main thread. */

#include "config.h"

#include "app/annotations/gloss-source-row.h"

#include "app/annotations/gloss-annotation-words.h"
#include "app/annotations/gloss-keeping-bar.h"
#include "app/annotations/gloss-markdown.h"
#include "app/annotations/gloss-source-menu.h"

struct _GlossSourceRow
{
  AdwBin parent_instance;

  GlossRecord *source;

  GtkLabel *number;
  GtkLabel *title;
  GtkLabel *facts;
  GtkMenuButton *menu;
  GlossKeepingBar *keeping;
};

G_DEFINE_FINAL_TYPE (GlossSourceRow, gloss_source_row, ADW_TYPE_BIN)

enum
{
  EDIT,
  REMOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
edit_cb (GlossSourceRow *self)
{
  g_signal_emit (self, signals[EDIT], 0);
}

static void
remove_cb (GlossSourceRow *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

static void
dispose (GObject *object)
{
  GlossSourceRow *self = GLOSS_SOURCE_ROW (object);

  g_clear_pointer (&self->source, gloss_record_unref);

  G_OBJECT_CLASS (gloss_source_row_parent_class)->dispose (object);
}

static void
gloss_source_row_class_init (GlossSourceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;

  signals[EDIT] =
    g_signal_new ("edit", GLOSS_TYPE_SOURCE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVE] =
    g_signal_new ("remove", GLOSS_TYPE_SOURCE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (GLOSS_TYPE_KEEPING_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/glossator/annotations/gloss-source-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossSourceRow, number);
  gtk_widget_class_bind_template_child (widget_class, GlossSourceRow, title);
  gtk_widget_class_bind_template_child (widget_class, GlossSourceRow, facts);
  gtk_widget_class_bind_template_child (widget_class, GlossSourceRow, menu);
  gtk_widget_class_bind_template_child (widget_class, GlossSourceRow, keeping);
  gtk_widget_class_bind_template_callback (widget_class, edit_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, gloss_source_row_open_link);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
gloss_source_row_init (GlossSourceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gloss_source_row_new (void)
{
  return g_object_new (GLOSS_TYPE_SOURCE_ROW, NULL);
}

/**
 * gloss_source_row_set_source:
 * @self: a row
 * @source: a record of table source
 * @copy: (nullable): a row of table capture: what the library has of its page
 * @number: its place in the annotation, from 1
 */
void
gloss_source_row_set_source (GlossSourceRow *self, GlossRecord *source, GlossRecord *copy, guint number)
{
  g_autofree char *digits = gloss_words_dup_number (number);
  g_autofree char *title = NULL, *facts = NULL;

  g_return_if_fail (GLOSS_IS_SOURCE_ROW (self));

  /* An open menu stays as long as nothing of it changes. */
  if (self->source == NULL || !gloss_record_equal (self->source, source))
    {
      g_autoptr (GMenuModel) menu = gloss_source_menu_new (source);

      gtk_menu_button_set_menu_model (self->menu, menu);
    }
  gloss_record_ref (source);
  g_clear_pointer (&self->source, gloss_record_unref);
  self->source = source;

  title = gloss_words_dup_source_title (source);
  facts = gloss_words_dup_source_facts (source, copy);
  gtk_label_set_label (self->number, digits);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->facts, facts);
  gtk_widget_set_visible (GTK_WIDGET (self->facts), *facts != '\0');
}

/**
 * gloss_source_row_set_keeping:
 * @self: a row with a source
 * @state: how it stands with the copy of it that was asked for
 * @words: (nullable): what to say of it
 */
void
gloss_source_row_set_keeping (GlossSourceRow *self, GlossKeeping state, const char *words)
{
  g_return_if_fail (GLOSS_IS_SOURCE_ROW (self));
  g_return_if_fail (self->source != NULL);

  gloss_keeping_bar_show (self->keeping, gloss_record_get_uuid (self->source), state, words);
}

/**
 * gloss_source_row_get_source:
 * @self: a row
 *
 * Returns: (nullable): the record it shows, borrowed
 */
GlossRecord *
gloss_source_row_get_source (GlossSourceRow *self)
{
  g_return_val_if_fail (GLOSS_IS_SOURCE_ROW (self), NULL);

  return self->source;
}

/**
 * gloss_source_row_open_link:
 * @widget: where the link was activated
 * @uri: the link
 *
 * Opens an http or https address in the browser, at the user's click. Anything else is refused.
 *
 * Returns: %TRUE, so that GTK opens nothing itself
 */
gboolean
gloss_source_row_open_link (GtkWidget *widget, const char *uri)
{
  if (gloss_link_is_safe (uri))
    gtk_show_uri_full (GTK_WINDOW (gtk_widget_get_root (widget)), uri, GDK_CURRENT_TIME, NULL, NULL, NULL);
  return TRUE;
}
