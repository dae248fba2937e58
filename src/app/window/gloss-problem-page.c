/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossProblemPage owns its buttons. Main thread. It touches no file.
 */
#include "config.h"

#include "app/window/gloss-problem-page.h"

#include "core/base/gloss-error.h"

#include <glib/gi18n.h>

struct _GlossProblemPage
{
  AdwBin parent_instance;

  GtkWidget *page;
  GtkWidget *path;
  GtkWidget *set_aside;
};

G_DEFINE_FINAL_TYPE (GlossProblemPage, gloss_problem_page, ADW_TYPE_BIN)

static void
gloss_problem_page_class_init (GlossProblemPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/glossator/window/gloss-problem-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossProblemPage, page);
  gtk_widget_class_bind_template_child (widget_class, GlossProblemPage, path);
  gtk_widget_class_bind_template_child (widget_class, GlossProblemPage, set_aside);
}

static void
gloss_problem_page_init (GlossProblemPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gloss_problem_page_set_error:
 * @self: a page
 * @error: why the library could not be opened
 * @path: its file, in the file system's encoding
 *
 * Says what happened. Only a file that is no library, or a damaged one, is offered to be moved aside.
 */
void
gloss_problem_page_set_error (GlossProblemPage *self, const GError *error, const char *path)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *words = g_markup_escape_text (error->message, -1);
  gboolean newer = g_error_matches (error, GLOSS_ERROR, GLOSS_ERROR_NEWER);
  gboolean busy = g_error_matches (error, GLOSS_ERROR, GLOSS_ERROR_BUSY);

  g_return_if_fail (GLOSS_IS_PROBLEM_PAGE (self));

  adw_status_page_set_title (ADW_STATUS_PAGE (self->page), busy ? _ ("The library is in use")
                                                           : newer
                                                             ? _ ("The library is newer than this program")
                                                             : _ ("The library can’t be read"));
  adw_status_page_set_description (ADW_STATUS_PAGE (self->page), words);
  gtk_label_set_label (GTK_LABEL (self->path), name);
  gtk_widget_set_visible (self->set_aside, g_error_matches (error, GLOSS_ERROR, GLOSS_ERROR_CORRUPT));
}
