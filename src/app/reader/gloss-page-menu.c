/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossPageMenu owns its buttons. Main thread. It never reads or writes settings.
 */
#include "config.h"

#include "app/reader/gloss-page-menu.h"

#include <glib/gi18n.h>
#include <math.h>

struct _GlossPageMenu
{
  GtkPopover parent_instance;

  GtkWidget *scale;
};

G_DEFINE_FINAL_TYPE (GlossPageMenu, gloss_page_menu, GTK_TYPE_POPOVER)

static void
gloss_page_menu_dispose (GObject *object)
{
  gtk_popover_set_child (GTK_POPOVER (object), NULL);

  G_OBJECT_CLASS (gloss_page_menu_parent_class)->dispose (object);
}

static void
gloss_page_menu_class_init (GlossPageMenuClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gloss_page_menu_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/glossator/reader/gloss-page-menu.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossPageMenu, scale);
}

static void
gloss_page_menu_init (GlossPageMenu *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gloss_page_menu_set_scale:
 * @self: a menu
 * @scale: the text's size, 1 for normal
 *
 * Says how large the text is.
 */
void
gloss_page_menu_set_scale (GlossPageMenu *self, double scale)
{
  g_autofree char *label = NULL;

  g_return_if_fail (GLOSS_IS_PAGE_MENU (self));

  /* Translators: the size of the text in percent */
  label = g_strdup_printf (_ ("%d %%"), (int) lround (scale * 100));
  gtk_button_set_label (GTK_BUTTON (self->scale), label);
}
