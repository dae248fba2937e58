/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What tests of widgets have in common. Each look costs a walk over all widgets. */

#include "config.h"

#include "app/gloss-test-widgets.h"

static void
collect (GtkWidget *widget, GType type, GPtrArray *found)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

GPtrArray *
gloss_test_find_widgets (GtkWidget *root, GType type)
{
  GPtrArray *found = g_ptr_array_new ();

  collect (root, type, found);
  return found;
}

GtkWidget *
gloss_test_find_widget (GtkWidget *root, GType type)
{
  g_autoptr (GPtrArray) found = gloss_test_find_widgets (root, type);

  return found->len > 0 ? g_ptr_array_index (found, 0) : NULL;
}

GtkWidget *
gloss_test_find_button (GtkWidget *root, const char *label)
{
  g_autoptr (GPtrArray) found = gloss_test_find_widgets (root, GTK_TYPE_BUTTON);

  for (guint i = 0; i < found->len; i++)
    {
      GtkWidget *button = g_ptr_array_index (found, i);

      if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) == 0 &&
          gtk_widget_get_mapped (button) && gtk_widget_is_sensitive (button))
        return button;
    }
  return NULL;
}

GtkWidget *
gloss_test_find_label (GtkWidget *root, const char *text)
{
  g_autoptr (GPtrArray) found = gloss_test_find_widgets (root, GTK_TYPE_LABEL);

  for (guint i = 0; i < found->len; i++)
    {
      GtkWidget *label = g_ptr_array_index (found, i);

      if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (label)), text) == 0 && gtk_widget_get_mapped (label))
        return label;
    }
  return NULL;
}
