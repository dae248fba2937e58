/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line and buttons about the copy of one source. Owns nothing but its widgets. Main thread. */

#include "config.h"

#include "app/annotations/gloss-keeping-bar.h"

#include <glib/gi18n.h>

struct _GlossKeepingBar
{
  AdwBin parent_instance;

  GtkSpinner *spinner;
  GtkImage *sign;
  GtkLabel *words;
  GtkWidget *use;
  GtkWidget *again;
  GtkWidget *accept;
  GtkWidget *drop;
};

G_DEFINE_FINAL_TYPE (GlossKeepingBar, gloss_keeping_bar, ADW_TYPE_BIN)

static void
gloss_keeping_bar_class_init (GlossKeepingBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/glossator/annotations/gloss-keeping-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossKeepingBar, spinner);
  gtk_widget_class_bind_template_child (widget_class, GlossKeepingBar, sign);
  gtk_widget_class_bind_template_child (widget_class, GlossKeepingBar, words);
  gtk_widget_class_bind_template_child (widget_class, GlossKeepingBar, use);
  gtk_widget_class_bind_template_child (widget_class, GlossKeepingBar, again);
  gtk_widget_class_bind_template_child (widget_class, GlossKeepingBar, accept);
  gtk_widget_class_bind_template_child (widget_class, GlossKeepingBar, drop);
}

static void
gloss_keeping_bar_init (GlossKeepingBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_action (GtkWidget *button, const char *action, const char *source)
{
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", source);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
}

/**
 * gloss_keeping_bar_show:
 * @self: a bar
 * @source: the uuid of the source
 * @state: how it stands with its copy
 * @words: (nullable): what to say of it; %NULL with %GLOSS_KEEPING_NOTHING
 *
 * Shows another state, or nothing.
 */
void
gloss_keeping_bar_show (GlossKeepingBar *self, const char *source, GlossKeeping state, const char *words)
{
  gboolean is_running = state == GLOSS_KEEPING_RUNNING;

  g_return_if_fail (GLOSS_IS_KEEPING_BAR (self));
  g_return_if_fail (source != NULL);

  gtk_widget_set_visible (GTK_WIDGET (self), state != GLOSS_KEEPING_NOTHING);
  gtk_spinner_set_spinning (self->spinner, is_running);
  if (state == GLOSS_KEEPING_NOTHING)
    return;

  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_running);
  gtk_widget_set_visible (GTK_WIDGET (self->sign), !is_running);
  gtk_image_set_from_icon_name (self->sign, state == GLOSS_KEEPING_OFFERED ? "document-save-symbolic"
                                                                           : "dialog-warning-symbolic");
  gtk_label_set_label (self->words, words);
  gtk_widget_set_visible (self->use, state == GLOSS_KEEPING_OFFERED);
  gtk_widget_set_visible (self->again, state == GLOSS_KEEPING_FAILED);
  gtk_widget_set_visible (self->accept, state == GLOSS_KEEPING_DOUBTED);
  gtk_widget_set_visible (self->drop, state != GLOSS_KEEPING_OFFERED);
  gtk_button_set_label (GTK_BUTTON (self->drop), is_running ? _ ("Cancel") : _ ("Dismiss"));
  set_action (self->use, "win.use-source-copy", source);
  set_action (self->again, "win.keep-source", source);
  set_action (self->accept, "win.keep-source-anyway", source);
  set_action (self->drop, "win.stop-keeping-source", source);
}
