/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of drop-downs whose model is a list of ids. Main thread. */

#include "config.h"

#include "app/annotations/gloss-choice-factory.h"

typedef struct
{
  GlossChoiceFunc show;
  gpointer data;
} Choice;

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, Choice *choice)
{
  GtkWidget *image = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *label = gtk_widget_get_next_sibling (image);
  const char *id = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_widget_set_visible (image, FALSE);
  gtk_widget_set_css_classes (label, (const char *[]){ NULL });
  choice->show (GTK_IMAGE (image), GTK_LABEL (label), id, choice->data);
}

static void
free_choice (gpointer data, GClosure *closure)
{
  g_free (data);
}

/**
 * gloss_choice_factory_new:
 * @show: shows one id
 * @data: passed to it, borrowed; has to outlive the factory
 *
 * Returns: (transfer full): a factory for a #GtkDropDown over a #GtkStringList
 */
GtkListItemFactory *
gloss_choice_factory_new (GlossChoiceFunc show, gpointer data)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Choice *choice = g_new (Choice, 1);

  *choice = (Choice){ show, data };
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_data (factory, "bind", G_CALLBACK (bind_cb), choice, free_choice, 0);
  return factory;
}
