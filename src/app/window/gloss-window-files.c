/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the window does about files: asking which to open, and telling what became of several. Main thread;
 * owns nothing: everything is the window's.
 */
#include "config.h"

#include "app/window/gloss-window-files.h"

#include "app/window/gloss-window-private.h"

#include <glib/gi18n.h>

/* More lines are shown when asked for. */
#define MAX_LINES 4
/* It goes, as what is said of one file, when others are opened. */
#define NOTICE "failed:files"

static void
open_chosen_cb (GtkNativeDialog *chooser, int response, gpointer data)
{
  GlossWindow *self = data;
  g_autoptr (GListModel) files =
    response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_files (GTK_FILE_CHOOSER (chooser)) : NULL;

  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      gloss_window_open_file (self, file);
    }
  g_clear_object (&self->chooser);
}

static GtkFileFilter *
make_filter (void)
{
  static const char *const suffixes[] = { "txt", "text",  "md",    "markdown", "html",
                                          "htm", "xhtml", "mhtml", "mht" };
  static const char *const media_types[] = { "text/plain",        "text/markdown",
                                             "text/html",         "application/xhtml+xml",
                                             "multipart/related", "application/x-mimearchive" };
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Articles (saved web pages, Markdown, text)"));
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    gtk_file_filter_add_suffix (filter, suffixes[i]);
  for (guint i = 0; i < G_N_ELEMENTS (media_types); i++)
    gtk_file_filter_add_mime_type (filter, media_types[i]);
  return filter;
}

static void
open_file_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  GlossWindow *self = data;
  g_autoptr (GtkFileFilter) articles = make_filter ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("Open articles"), GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (self->chooser), TRUE);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), articles);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), all);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (open_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* All of them, to be read and copied. */
static void
show_failures_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  GlossWindow *self = data;
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Files that could not be added"), NULL);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *lines = gtk_label_new (self->failures);

  gtk_label_set_wrap (GTK_LABEL (lines), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (lines), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (lines), TRUE);
  gtk_label_set_xalign (GTK_LABEL (lines), 0);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 400);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), lines);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), scroller);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static char *
join (GPtrArray *lines, guint n)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? "\n" : "", (const char *) g_ptr_array_index (lines, i));
  return g_string_free (joined, FALSE);
}

static void
files_done_cb (GlossWindow *self, GlossFileBatch *batch)
{
  g_autofree char *summary = gloss_file_batch_dup_summary (batch);
  GPtrArray *failures = gloss_file_batch_get_failures (batch);
  gboolean is_more = failures->len > MAX_LINES;
  g_autofree char *shown = join (failures, MIN (failures->len, MAX_LINES));
  g_autofree char *words = NULL;

  if (failures->len == 0)
    {
      gloss_window_toast (self, summary, FALSE);
      return;
    }
  g_free (self->failures);
  self->failures = join (failures, failures->len);
  words = g_strconcat (summary, "\n", shown, is_more ? "\n…" : NULL, NULL);
  gloss_notices_show (gloss_reader_pane_get_notices (self->reader_pane), NOTICE, GTK_MESSAGE_ERROR, words,
                      is_more ? _ ("_Show all") : NULL, is_more ? "win.show-failures" : NULL);
}

static const GActionEntry entries[] = {
  { "open-file", open_file_cb },
  { "show-failures", show_failures_cb },
};

/**
 * gloss_window_has_files:
 * @self: a window
 *
 * Returns: whether several files are on their way into its library, of which it tells at their end
 */
gboolean
gloss_window_has_files (GlossWindow *self)
{
  return gloss_intake_has_files (gloss_workspace_get_intake (self->workspace));
}

/**
 * gloss_window_follow_files:
 * @self: a window with a new workspace
 *
 * Tells what becomes of files that are opened together.
 */
void
gloss_window_follow_files (GlossWindow *self)
{
  g_signal_connect_object (gloss_workspace_get_intake (self->workspace), "files-done",
                           G_CALLBACK (files_done_cb), self, G_CONNECT_SWAPPED);
}

/**
 * gloss_window_add_file_actions:
 * @self: a window whose template is made
 *
 * Gives the window its actions for files.
 */
void
gloss_window_add_file_actions (GlossWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
