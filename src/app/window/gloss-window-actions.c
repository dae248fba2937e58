/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the window's menus, buttons and keys do. Main thread; owns nothing: everything is the window's. No
 * action blocks or asks a question that undo answers as well.
 */
#include "config.h"

#include "app/annotations/gloss-citation.h"
#include "app/exchange/gloss-export-dialog.h"
#include "app/library/gloss-article-dialog.h"
#include "app/preferences/gloss-preferences-window.h"
#include "app/window/gloss-problem-page.h"
#include "app/window/gloss-window-busy.h"
#include "app/window/gloss-window-extent.h"
#include "app/window/gloss-window-files.h"
#include "app/window/gloss-window-original.h"
#include "core/annotation/gloss-commands.h"

#include <glib/gi18n.h>

#define TEXT_STEP 0.1
#define TEXT_SMALLEST 0.5
#define TEXT_LARGEST 3.0

static GlossArticle *
find_article (GlossWindow *self, GVariant *uuid)
{
  return gloss_library_list_find (gloss_workspace_get_articles (self->workspace),
                                  g_variant_get_string (uuid, NULL));
}

static void
pasted_text_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GlossWindow) self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);

  if (self->workspace == NULL || !gloss_workspace_is_open (self->workspace))
    return;

  if (text == NULL || *text == '\0')
    gloss_window_toast (self, _ ("There is no text to paste"), FALSE);
  else
    gloss_window_add_text (self, text);
}

static void
pasted_files_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GlossWindow) self = data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (object), result, NULL);

  for (GSList *file = value != NULL ? g_value_get_boxed (value) : NULL; file != NULL; file = file->next)
    gloss_window_open_file (self, file->data);
}

static void
paste_article_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  GlossWindow *self = data;
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));

  if (gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard), GDK_TYPE_FILE_LIST))
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL, pasted_files_cb,
                                    g_object_ref (self));
  else
    gdk_clipboard_read_text_async (clipboard, NULL, pasted_text_cb, g_object_ref (self));
}

static void
open_article_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  GlossWindow *self = data;

  gloss_workspace_show_article (self->workspace, g_variant_get_string (target, NULL));
  if (adw_flap_get_folded (ADW_FLAP (self->library_flap)))
    adw_flap_set_reveal_flap (ADW_FLAP (self->library_flap), FALSE);
}

static void
edit_article_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  GlossWindow *self = data;
  GlossArticle *article = find_article (self, target);

  if (article != NULL)
    gtk_window_present (
      GTK_WINDOW (gloss_article_dialog_new (GTK_WINDOW (self), gloss_workspace_get_store (self->workspace),
                                            gloss_workspace_get_undo_stack (self->workspace), article)));
}

static void
set_article_state_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  GlossWindow *self = data;
  g_autoptr (GVariant) uuid = g_variant_get_child_value (target, 0);
  GlossArticle *article = find_article (self, uuid);
  g_autoptr (GlossRecord) edited = NULL;
  const char *state;

  if (article == NULL)
    return;

  g_variant_get_child (target, 1, "&s", &state);
  edited = gloss_record_with_string (gloss_article_get_record (article), "state", state);
  gloss_workspace_submit (self->workspace,
                          gloss_command_edit_article (gloss_article_get_record (article), edited));
}

static void
remove_article_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  GlossWindow *self = data;
  GlossArticle *article = find_article (self, target);
  g_autofree char *words = NULL;

  if (article == NULL)
    return;

  /* Translators: an article's title */
  words = g_strdup_printf (_ ("“%s” removed"), gloss_article_get_title (article));
  gloss_workspace_submit (self->workspace, gloss_command_delete_article (gloss_article_get_record (article)));
  gloss_window_toast (self, words, TRUE);
}

static void
copy_address_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  GlossWindow *self = data;
  GlossArticle *article = find_article (self, target);

  if (article == NULL)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), gloss_article_get_uri (article));
  gloss_window_toast (self, _ ("Address copied"), FALSE);
}

static void
export_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  GlossWindow *self = data;
  GlossArticle *article = gloss_document_get_article (self->document);
  const char *const articles[] = { gloss_article_get_uuid (article), NULL };

  gloss_annotations_pane_commit (self->annotations_pane);
  gloss_document_commit_typing (self->document);
  gloss_export_dialog_run (GTK_WINDOW (self), ADW_TOAST_OVERLAY (self->toasts),
                           gloss_workspace_get_store (self->workspace), articles,
                           gloss_article_get_title (article), self->settings);
}

static void
export_library_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  GlossWindow *self = data;

  gloss_annotations_pane_commit (self->annotations_pane);
  if (self->document != NULL)
    gloss_document_commit_typing (self->document);
  gloss_export_dialog_run (GTK_WINDOW (self), ADW_TOAST_OVERLAY (self->toasts),
                           gloss_workspace_get_store (self->workspace), NULL, NULL, self->settings);
}

static void
preferences_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  GlossWindow *self = data;
  GtkWidget *window = gloss_preferences_window_new (self->settings);

  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (window));
}

/* Made when it is asked for. GTK 4.8, told of it as the help overlay, makes it when the window is made: a
 * window without a surface for the whole of the program's life, and an assistive technology that asks for a
 * window which was closed a moment ago is answered with that one, which ends the program. */
static void
show_shortcuts_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/glossator/application/shortcuts.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (shortcuts, GTK_WINDOW (data));
  gtk_window_present (shortcuts);
}

static void
about_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  adw_show_about_window (GTK_WINDOW (data), "application-name", _ ("Glossator"), "application-icon",
                         GLOSS_APP_ID, "version", GLOSS_VERSION, "developer-name",
                         _ ("Glossator contributors"), "license-type", GTK_LICENSE_GPL_3_0, "comments",
                         _ ("Read an article, mark what it claims, and write down what you found."), NULL);
}

static void
undo_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  GlossWindow *self = data;

  gloss_annotations_pane_commit (self->annotations_pane);
  gloss_workspace_undo (self->workspace);
}

static void
redo_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  GlossWindow *self = data;

  gloss_annotations_pane_commit (self->annotations_pane);
  gloss_workspace_redo (self->workspace);
}

static void
find_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  gloss_reader_pane_open_find (GLOSS_WINDOW (data)->reader_pane);
}

static void
focus_reader_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  gloss_reader_pane_focus (GLOSS_WINDOW (data)->reader_pane);
}

static void
focus_search_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  GlossWindow *self = data;

  adw_flap_set_reveal_flap (ADW_FLAP (self->library_flap), TRUE);
  gloss_library_pane_focus_search (self->library_pane);
}

/* What was just made is the current annotation; its card shows beside the text. */
static gboolean
highlight (GlossWindow *self, const char *category)
{
  g_autofree char *uuid = gloss_reader_pane_highlight (self->reader_pane, category);

  if (uuid != NULL)
    gloss_annotations_pane_set_selected (self->annotations_pane, uuid);
  return uuid != NULL;
}

static void
highlight_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  highlight (data, g_variant_get_string (target, NULL));
}

static void
highlight_nth_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  GlossWindow *self = data;
  GPtrArray *categories =
    gloss_catalog_get_categories (gloss_store_get_catalog (gloss_workspace_get_store (self->workspace)));
  guint index = (guint) g_variant_get_int32 (target) - 1;

  if (index < categories->len)
    highlight (self, ((const GlossCategory *) g_ptr_array_index (categories, index))->id);
}

static void
highlight_last_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  highlight (data, NULL);
}

/* With text selected, the note or source is for a new annotation of it. */
static void
edit_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  GlossWindow *self = data;

  highlight (self, NULL);
  if (gloss_annotations_pane_get_selected (self->annotations_pane) == NULL)
    {
      gloss_window_toast (self, _ ("Select a passage or an annotation first"), FALSE);
      return;
    }
  adw_flap_set_reveal_flap (ADW_FLAP (self->annotations_flap), TRUE);
  gloss_annotations_pane_edit (self->annotations_pane, g_variant_get_string (target, NULL));
}

static void
step_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  gloss_annotations_pane_step (GLOSS_WINDOW (data)->annotations_pane, g_variant_get_int32 (target));
}

static void
delete_annotation_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  gloss_annotations_pane_delete_selected (GLOSS_WINDOW (data)->annotations_pane);
}

static void
copy_citation_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  GlossWindow *self = data;
  GlossAnchor *selection = gloss_reader_pane_get_selection (self->reader_pane);
  const char *words = selection != NULL ? gloss_anchor_get_quote (selection) : NULL;
  const char *uuid = gloss_annotations_pane_get_selected (self->annotations_pane);
  GlossAnnotation *annotation =
    uuid != NULL ? gloss_annotation_list_find (gloss_document_get_annotations (self->document), uuid) : NULL;
  g_autofree char *citation = NULL;

  if (words == NULL && annotation != NULL)
    words = gloss_anchor_get_quote (gloss_annotation_get_anchor (annotation));
  if (words == NULL)
    return;

  /* The article never said both. */
  if (gloss_reader_pane_selects_changes (self->reader_pane))
    {
      gloss_window_toast (self, _ ("Changed words can be cited from one version only"), FALSE);
      return;
    }

  citation = gloss_citation_make (words, gloss_document_get_article (self->document),
                                  gloss_document_get_archive (self->document));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), citation);
  gloss_reader_pane_dismiss (self->reader_pane);
  gloss_window_toast (self, _ ("Copied with citation"), FALSE);
}

static gboolean
hide_overlay (GtkWidget *flap)
{
  if (!adw_flap_get_folded (ADW_FLAP (flap)) || !adw_flap_get_reveal_flap (ADW_FLAP (flap)))
    return FALSE;

  adw_flap_set_reveal_flap (ADW_FLAP (flap), FALSE);
  return TRUE;
}

static void
dismiss_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  GlossWindow *self = data;
  GtkWidget *bar = GTK_WIDGET (gloss_reader_pane_get_busy_bar (self->reader_pane));
  gboolean has_focus = (gtk_widget_get_state_flags (bar) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;

  /* In the bar that says what is on its way, and where there is nothing else yet, it stops that. */
  if ((self->document == NULL || has_focus) && gloss_window_stop_named (self))
    return;
  if (gloss_window_end_attaching (self) || gloss_reader_pane_dismiss (self->reader_pane) ||
      hide_overlay (self->annotations_flap) || hide_overlay (self->library_flap) ||
      gloss_window_leave_original (self))
    return;
  g_action_group_activate_action (G_ACTION_GROUP (self), "close-comparison", NULL);
}

static void
set_text_scale (GlossWindow *self, double scale)
{
  g_settings_set_double (self->settings, "text-scale", CLAMP (scale, TEXT_SMALLEST, TEXT_LARGEST));
}

static void
text_larger_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  GlossWindow *self = data;

  set_text_scale (self, g_settings_get_double (self->settings, "text-scale") + TEXT_STEP);
}

static void
text_smaller_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  GlossWindow *self = data;

  set_text_scale (self, g_settings_get_double (self->settings, "text-scale") - TEXT_STEP);
}

static void
text_reset_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  set_text_scale (data, 1.0);
}

static void
retry_save_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  gloss_workspace_retry (GLOSS_WINDOW (data)->workspace);
}

static void
retry_library_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  gloss_window_open_library (data);
}

static void
set_library_aside_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  GlossWindow *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *aside = gloss_database_set_aside (self->path, &error);
  g_autofree char *name = NULL;
  g_autofree char *words = NULL;

  if (aside == NULL)
    {
      gloss_problem_page_set_error (GLOSS_PROBLEM_PAGE (self->problem_page), error, self->path);
      return;
    }

  name = g_filename_display_basename (aside);
  /* Translators: the name of a file */
  words = g_strdup_printf (_ ("The old library is kept as %s, beside the new one."), name);
  gloss_notices_show (gloss_reader_pane_get_notices (self->reader_pane), "aside", GTK_MESSAGE_INFO, words,
                      NULL, NULL);
  gloss_window_open_library (self);
}

static void
close_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  gtk_window_close (GTK_WINDOW (data));
}

static const GActionEntry entries[] = {
  { "paste-article", paste_article_cb },
  { "open-article", open_article_cb, "s" },
  { "edit-article", edit_article_cb, "s" },
  { "set-article-state", set_article_state_cb, "(ss)" },
  { "remove-article", remove_article_cb, "s" },
  { "copy-address", copy_address_cb, "s" },
  { "export", export_cb },
  { "export-library", export_library_cb },
  { "preferences", preferences_cb },
  { "about", about_cb },
  { "show-shortcuts", show_shortcuts_cb },
  { "undo", undo_cb },
  { "redo", redo_cb },
  { "find", find_cb },
  { "focus-reader", focus_reader_cb },
  { "focus-search", focus_search_cb },
  { "highlight", highlight_cb, "s" },
  { "highlight-nth", highlight_nth_cb, "i" },
  { "highlight-last", highlight_last_cb },
  { "edit", edit_cb, "s" },
  { "step", step_cb, "i" },
  { "delete-annotation", delete_annotation_cb },
  { "copy-citation", copy_citation_cb },
  { "dismiss", dismiss_cb },
  { "text-larger", text_larger_cb },
  { "text-smaller", text_smaller_cb },
  { "text-reset", text_reset_cb },
  { "retry-save", retry_save_cb },
  { "retry-library", retry_library_cb },
  { "set-library-aside", set_library_aside_cb },
  { "close", close_cb },
};

/**
 * gloss_window_set_enabled:
 * @self: a window
 * @names: (array zero-terminated=1): names of its actions
 * @enabled: whether they can be activated
 *
 * Enables or disables actions.
 */
void
gloss_window_set_enabled (GlossWindow *self, const char *const *names, gboolean enabled)
{
  for (guint i = 0; names[i] != NULL; i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), names[i])),
                                 enabled);
}

/**
 * gloss_window_update_actions:
 * @self: a window
 *
 * Enables what can be done now and disables the rest.
 */
void
gloss_window_update_actions (GlossWindow *self)
{
  static const char *const reading[] = { "export", "find", "step", "copy-citation", NULL };
  static const char *const highlighting[] = { "highlight", "highlight-nth", "highlight-last", NULL };
  static const char *const writing[] = { "edit", "delete-annotation", NULL };
  static const char *const library_reading[] = { "open-article", "copy-address", "export-library", NULL };
  static const char *const library_writing[] = { "open-file",         "open-address",   "keep-page",
                                                 "load-page",         "paste-article",  "edit-article",
                                                 "set-article-state", "remove-article", NULL };
  static const char *const undo[] = { "undo", NULL };
  static const char *const redo[] = { "redo", NULL };
  gboolean is_open = gloss_workspace_is_open (self->workspace);
  gboolean writable = is_open && !gloss_store_is_read_only (gloss_workspace_get_store (self->workspace));
  GlossUndoStack *stack = gloss_workspace_get_undo_stack (self->workspace);

  gloss_window_set_enabled (self, reading, self->document != NULL);
  gloss_window_set_enabled (self, writing, self->document != NULL && writable);
  gloss_window_set_enabled (self, highlighting,
                            self->document != NULL && writable && self->attaching == NULL &&
                              !gloss_reader_pane_is_comparing (self->reader_pane));
  gloss_window_set_enabled (self, library_reading, is_open);
  gloss_window_set_enabled (self, library_writing, writable);
  gloss_window_set_enabled (self, undo, gloss_undo_stack_get_undo_label (stack) != NULL);
  gloss_window_set_enabled (self, redo, gloss_undo_stack_get_redo_label (stack) != NULL);
  gloss_window_update_capture_actions (self);
  gloss_window_update_source_actions (self);
  gloss_window_update_extent_actions (self);
  gloss_window_update_review_actions (self);
  gloss_window_update_original (self);
}

/**
 * gloss_window_add_actions:
 * @self: a window whose template is made
 *
 * Gives the window its actions.
 */
void
gloss_window_add_actions (GlossWindow *self)
{
  static const char *const keys[] = { "page-theme", "face", "caret-browsing" };
  g_autoptr (GPropertyAction) library =
    g_property_action_new ("show-library", self->library_flap, "reveal-flap");
  g_autoptr (GPropertyAction) annotations =
    g_property_action_new ("show-annotations", self->annotations_flap, "reveal-flap");

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  gloss_window_add_capture_actions (self);
  gloss_window_add_extent_actions (self);
  gloss_window_add_busy_actions (self);
  gloss_window_add_file_actions (self);
  gloss_window_add_page_actions (self);
  gloss_window_add_source_actions (self);
  gloss_window_add_original (self);
  gloss_window_add_review_actions (self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (library));
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (annotations));
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (GAction) action = g_settings_create_action (self->settings, keys[i]);

      g_action_map_add_action (G_ACTION_MAP (self), action);
    }
}
