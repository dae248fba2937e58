/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossWindow owns the workspace on its library and lays out the three panes. Main thread. It holds no truth:
 * what it shows is the document's and the library list's. It never closes over unsaved work without asking,
 * and never blocks.
 *
 * The panes fold by their minimum widths, the library first: with 260 for the library, 300 for the article
 * and 340 for the annotations, a side pane becomes an overlay under 900 pixels, and both under 640. This is
 * the one file that knows AdwFlap.
 */
#include "config.h"

#include "app/window/gloss-window-files.h"
#include "app/window/gloss-window-private.h"

#include "app/window/gloss-keys.h"
#include "app/window/gloss-opener.h"
#include "app/window/gloss-problem-page.h"
#include "app/window/gloss-window-busy.h"
#include "app/window/gloss-window-closing.h"
#include "app/window/gloss-window-drop.h"
#include "app/window/gloss-window-extent.h"
#include "core/base/gloss-error.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (GlossWindow, gloss_window, ADW_TYPE_APPLICATION_WINDOW)

static GlossNotices *
get_notices (GlossWindow *self)
{
  return gloss_reader_pane_get_notices (self->reader_pane);
}

static void
show_place (GlossWindow *self)
{
  GListModel *articles = G_LIST_MODEL (gloss_workspace_get_articles (self->workspace));

  if (self->document != NULL)
    return;
  gloss_reader_pane_set_page (self->reader_pane,
                              !gloss_workspace_is_open (self->workspace) ? GLOSS_READER_PAGE_WAITING
                              : g_list_model_get_n_items (articles) == 0 ? GLOSS_READER_PAGE_EMPTY
                                                                         : GLOSS_READER_PAGE_NONE);
}

static void
save_state_cb (GlossWindow *self)
{
  const char *words = NULL;

  if (self->document != NULL && !gloss_store_is_read_only (gloss_workspace_get_store (self->workspace)))
    switch (gloss_document_get_save_state (self->document))
      {
      case GLOSS_SAVE_STATE_SAVED:
        words = _ ("Saved");
        break;
      case GLOSS_SAVE_STATE_SAVING:
        words = _ ("Saving…");
        break;
      case GLOSS_SAVE_STATE_FAILED:
        words = _ ("Not saved");
        break;
      default:
        g_assert_not_reached ();
      }
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->annotations_title), words);
  if (!gloss_workspace_has_unsaved (self->workspace))
    gloss_notices_hide (get_notices (self), "save");
}

static void
save_failed_cb (GlossWindow *self, const GError *error)
{
  /* Translators: why something could not be saved, a sentence */
  g_autofree char *words = g_strdup_printf (_ ("Not saved. %s"), error->message);

  gloss_notices_show (get_notices (self), "save", GTK_MESSAGE_ERROR, words, _ ("_Try again"),
                      "win.retry-save");
}

static void
show_restored (GlossWindow *self)
{
  guint n_restored = gloss_document_get_n_restored (self->document);
  g_autofree char *words = NULL;

  if (n_restored == 0)
    return;

  words =
    g_strdup_printf (ngettext ("A draft was restored.", "%u drafts were restored.", n_restored), n_restored);
  gloss_notices_show (get_notices (self), "restored", GTK_MESSAGE_INFO, words, NULL, NULL);
}

/* Keys are for the article that was opened, unless something is being typed. */
static void
take_focus (GlossWindow *self)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  if (!GTK_IS_EDITABLE (focus) && !GTK_IS_TEXT_VIEW (focus))
    gloss_reader_pane_focus (self->reader_pane);
}

static void
document_cb (GlossWindow *self)
{
  GlossDocument *document = gloss_workspace_get_document (self->workspace);
  GlossStore *store = gloss_workspace_get_store (self->workspace);
  GlossCatalog *catalog = document != NULL ? gloss_store_get_catalog (store) : NULL;
  static const char *const of_article[] = { "restored", "crash", "view", "known" };

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  for (guint i = 0; i < G_N_ELEMENTS (of_article); i++)
    gloss_notices_hide (get_notices (self), of_article[i]);
  gloss_notices_set_article (get_notices (self),
                             document != NULL ? gloss_article_get_uuid (gloss_document_get_article (document))
                                              : NULL);

  gloss_reader_pane_set_document (self->reader_pane, document, catalog, !gloss_store_is_read_only (store));
  gloss_annotations_pane_set_document (self->annotations_pane, document, catalog);
  gloss_library_pane_set_current (self->library_pane,
                                  document != NULL
                                    ? gloss_article_get_uuid (gloss_document_get_article (document))
                                    : NULL);

  if (document != NULL)
    {
      self->start = GLOSS_START_DONE;
      g_signal_connect_object (document, "notify::save-state", G_CALLBACK (save_state_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "save-failed", G_CALLBACK (save_failed_cb), self, G_CONNECT_SWAPPED);
      show_restored (self);
      take_focus (self);
    }
  gloss_window_open_captures (self);
  gloss_window_tell_known (self);
  gloss_window_open_extent (self);
  save_state_cb (self);
  show_place (self);
  gloss_window_update_actions (self);
}

/* The article that was open last, else, the first time, the bundled one. */
static void
show_last (GlossWindow *self)
{
  GlossLibraryList *articles = gloss_workspace_get_articles (self->workspace);
  g_autofree char *last = g_settings_get_string (self->settings, "last-article");

  if (gloss_library_list_find (articles, last) != NULL)
    gloss_workspace_show_article (self->workspace, last);
  else if (g_list_model_get_n_items (G_LIST_MODEL (articles)) == 0 &&
           gloss_workspace_is_new (self->workspace))
    {
      g_autoptr (GFile) welcome = g_file_new_for_uri (GLOSS_WELCOME_URI);

      gloss_workspace_add_file (self->workspace, welcome);
    }
}

static void
busy_cb (GlossWindow *self)
{
  gboolean busy;

  g_object_get (self->workspace, "busy", &busy, NULL);
  if (busy && !self->busy && self->start == GLOSS_START_DONE)
    gloss_notices_hide_all (get_notices (self), "failed:");
  self->busy = busy;
  gloss_window_update_busy (self);

  if (!busy)
    gloss_window_tell_known (self);
  if (busy || self->start == GLOSS_START_DONE)
    return;

  /* Nothing of what was asked for could be opened: that is told above what is shown instead. */
  if (self->start == GLOSS_START_FILES)
    {
      self->start = GLOSS_START_LAST;
      show_last (self);
    }
  else
    self->start = GLOSS_START_DONE;
}

static void
failed_cb (GlossWindow *self, const GError *error, const char *article)
{
  /* Of several files that fail, each is told. */
  g_autofree char *id = g_strconcat ("failed:", error->message, NULL);
  g_autofree char *kept = NULL;

  if (article != NULL)
    /* Translators: why a file could not be read again, a sentence */
    kept = g_strdup_printf (_ ("%s The article is kept as it was captured."), error->message);
  gloss_notices_show (get_notices (self), id, GTK_MESSAGE_ERROR, kept != NULL ? kept : error->message, NULL,
                      NULL);
  gloss_notices_tie (get_notices (self), id, article);
}

static void
added_cb (GlossWindow *self, const char *uuid, GlossAdded added, gboolean together)
{
  GlossArticle *article = gloss_library_list_find (gloss_workspace_get_articles (self->workspace), uuid);
  g_autofree char *words = NULL;

  switch (added)
    {
    case GLOSS_ADDED_ARTICLE:
      gloss_window_tell_extent (self, uuid);
      break;
    case GLOSS_ADDED_CAPTURE:
      gloss_window_tell_captured (self, uuid);
      gloss_window_tell_extent (self, uuid);
      break;
    case GLOSS_ADDED_ALIAS:
      if (together)
        break;
      words = g_strdup_printf (_ ("Already in the library as “%s”"),
                               article != NULL ? gloss_article_get_title (article) : "");
      gloss_window_toast (self, words, FALSE);
      break;
    case GLOSS_ADDED_NOTHING:
      /* Who starts with a file wants to read it, and asked nothing. */
      if (self->start == GLOSS_START_DONE && !together)
        gloss_window_tell_unchanged (self, uuid);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* The files that were asked for, else what was open last. The bundled article is for who has nothing to read
 * yet, even where it is asked for. */
static void
show_first (GlossWindow *self)
{
  GListModel *articles = G_LIST_MODEL (gloss_workspace_get_articles (self->workspace));
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

  if (g_list_model_get_n_items (articles) > 0 && waiting->len == 1 &&
      gloss_opener_is_welcome (g_ptr_array_index (waiting, 0)))
    g_ptr_array_set_size (waiting, 0);

  self->start = waiting->len > 0 ? GLOSS_START_FILES : GLOSS_START_DONE;
  for (guint i = 0; i < waiting->len; i++)
    gloss_window_open_file (self, g_ptr_array_index (waiting, i));
  if (self->start == GLOSS_START_DONE)
    show_last (self);
}

/* Which may be another article than the one that is read. */
static void
taken_back_cb (GlossWindow *self, const char *title)
{
  /* Translators: the title of an article, after undo or redo */
  g_autofree char *words = g_strdup_printf (_ ("No longer in the library: “%s”"), title);

  gloss_window_toast (self, words, FALSE);
}

/* A toast that offers to undo something must not undo something else. */
static void
undo_stack_cb (GlossWindow *self)
{
  gloss_toaster_withdraw_undo (self->toaster);
  gloss_window_update_actions (self);
}

static void
library_opened_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GlossWindow) self = data;
  g_autoptr (GError) error = NULL;
  gboolean opened = gloss_workspace_open_finish (GLOSS_WORKSPACE (object), result, &error);

  if (self->workspace != GLOSS_WORKSPACE (object))
    return;

  if (!opened)
    {
      gloss_problem_page_set_error (GLOSS_PROBLEM_PAGE (self->problem_page), error, self->path);
      gtk_stack_set_visible_child (GTK_STACK (self->stack), self->problem_page);
      return;
    }

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "panes");
  gloss_library_pane_set_articles (self->library_pane, gloss_workspace_get_articles (self->workspace));
  if (gloss_store_is_read_only (gloss_workspace_get_store (self->workspace)))
    gloss_notices_show (get_notices (self), "read-only", GTK_MESSAGE_INFO,
                        _ ("The library is read-only: it can be read and exported, but not changed."), NULL,
                        NULL);
  gloss_window_update_actions (self);
  show_place (self);
  show_first (self);
}

static void
update_title_buttons (GlossWindow *self)
{
  AdwHeaderBar *header_bar = ADW_HEADER_BAR (gloss_reader_pane_get_header_bar (self->reader_pane));
  AdwFlap *library = ADW_FLAP (self->library_flap);
  AdwFlap *annotations = ADW_FLAP (self->annotations_flap);

  adw_header_bar_set_show_start_title_buttons (header_bar, adw_flap_get_folded (library) ||
                                                             !adw_flap_get_reveal_flap (library));
  adw_header_bar_set_show_end_title_buttons (header_bar, adw_flap_get_folded (annotations) ||
                                                           !adw_flap_get_reveal_flap (annotations));
  gloss_reader_pane_set_narrow (self->reader_pane, adw_flap_get_folded (annotations));
}

static const char *
get_flap_key (GlossWindow *self, AdwFlap *flap)
{
  return flap == ADW_FLAP (self->library_flap) ? "library-visible" : "annotations-visible";
}

/* What the user chose for a wide window stands when it is wide again; overlays come and go. */
static void
flap_folded_cb (GlossWindow *self, GParamSpec *pspec, AdwFlap *flap)
{
  adw_flap_set_reveal_flap (flap, !adw_flap_get_folded (flap) &&
                                    g_settings_get_boolean (self->settings, get_flap_key (self, flap)));
  update_title_buttons (self);
}

static void
flap_revealed_cb (GlossWindow *self, GParamSpec *pspec, AdwFlap *flap)
{
  if (!adw_flap_get_folded (flap))
    g_settings_set_boolean (self->settings, get_flap_key (self, flap), adw_flap_get_reveal_flap (flap));
  update_title_buttons (self);
}

static void
chosen_cb (GlossWindow *self, const char *uuid)
{
  gloss_annotations_pane_set_selected (self->annotations_pane, uuid);
  gloss_reader_pane_reveal (self->reader_pane, uuid);
}

static void
reveal_cb (GlossWindow *self, const char *uuid)
{
  gloss_reader_pane_reveal (self->reader_pane, uuid);
}

static void
deleted_cb (GlossWindow *self, const char *label)
{
  gloss_window_toast (self, _ ("Annotation deleted"), TRUE);
}

static void
link_cb (GlossWindow *self, const char *uri)
{
  gtk_show_uri (GTK_WINDOW (self), uri, GDK_CURRENT_TIME);
}

/* Tells whoever started the program that the article is on the screen: src/run without a display, the tests.
 */
static void
painted_cb (GlossWindow *self)
{
  const char *path = g_getenv ("GLOSSATOR_READY_FILE");
  g_autoptr (GError) error = NULL;

  if (path != NULL && !g_file_set_contents (path, "", 0, &error))
    g_warning ("%s", error->message);
}

static void
progress_cb (GlossWindow *self, double progress)
{
  gloss_workspace_set_progress (self->workspace, progress);
}

static gboolean
key_cb (GlossWindow *self, guint keyval, guint keycode, GdkModifierType state)
{
  return gloss_keys_activate (GTK_WIDGET (self), keyval, state);
}

static gboolean
gloss_window_close_request (GtkWindow *window)
{
  return !gloss_window_try_to_close (GLOSS_WINDOW (window)) ||
         GTK_WINDOW_CLASS (gloss_window_parent_class)->close_request (window);
}

static void
gloss_window_unrealize (GtkWidget *widget)
{
  GlossWindow *self = GLOSS_WINDOW (widget);
  int width;
  int height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (self->settings, "window-width", width);
  g_settings_set_int (self->settings, "window-height", height);
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));

  GTK_WIDGET_CLASS (gloss_window_parent_class)->unrealize (widget);
}

/* What is still being opened may keep it for a while. */
static void
drop_workspace (GlossWindow *self)
{
  if (self->workspace == NULL)
    return;

  g_signal_handlers_disconnect_by_data (gloss_workspace_get_undo_stack (self->workspace), self);
  g_signal_handlers_disconnect_by_data (gloss_workspace_get_articles (self->workspace), self);
  g_signal_handlers_disconnect_by_data (self->workspace, self);
  gloss_window_leave_pages (self);
  gloss_window_leave_sources (self);
  g_clear_object (&self->workspace);
}

static void
gloss_window_dispose (GObject *object)
{
  GlossWindow *self = GLOSS_WINDOW (object);

  g_clear_handle_id (&self->saving_id, g_source_remove);
  g_clear_object (&self->chooser);
  g_clear_object (&self->toaster);
  gloss_window_close_captures (self);
  gloss_window_close_extent (self);
  g_clear_pointer (&self->attaching, g_free);
  g_clear_object (&self->attaching_in);
  g_clear_object (&self->document);
  drop_workspace (self);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->failures, g_free);
  g_clear_pointer (&self->known, g_free);
  g_clear_pointer (&self->failed_address, g_free);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);

  G_OBJECT_CLASS (gloss_window_parent_class)->dispose (object);
}

static void
gloss_window_finalize (GObject *object)
{
  g_free (GLOSS_WINDOW (object)->path);

  G_OBJECT_CLASS (gloss_window_parent_class)->finalize (object);
}

static void
gloss_window_class_init (GlossWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gloss_window_dispose;
  object_class->finalize = gloss_window_finalize;
  widget_class->unrealize = gloss_window_unrealize;
  GTK_WINDOW_CLASS (klass)->close_request = gloss_window_close_request;

  g_type_ensure (GLOSS_TYPE_ANNOTATIONS_PANE);
  g_type_ensure (GLOSS_TYPE_LIBRARY_PANE);
  g_type_ensure (GLOSS_TYPE_PROBLEM_PAGE);
  g_type_ensure (GLOSS_TYPE_READER_PANE);
  gtk_widget_class_set_template_from_resource (widget_class, "/glossator/window/gloss-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, overlay);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, problem_page);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, annotations_flap);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, library_flap);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, library_pane);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, reader_pane);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, annotations_pane);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, annotations_title);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, drop_hint);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, reveal_cb);
  gtk_widget_class_bind_template_callback (widget_class, deleted_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
}

static void
gloss_window_init (GlossWindow *self)
{
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->toaster = gloss_toaster_new (ADW_TOAST_OVERLAY (self->toasts));
}

static void
restore (GlossWindow *self)
{
  GtkWidget *flaps[] = { self->library_flap, self->annotations_flap };

  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  /* Shadows outside a popover's edge would be black there. */
  if (!gdk_display_is_composited (gtk_widget_get_display (GTK_WIDGET (self))))
    gtk_widget_add_css_class (GTK_WIDGET (self), "no-compositor");

  for (guint i = 0; i < G_N_ELEMENTS (flaps); i++)
    {
      AdwFlap *flap = ADW_FLAP (flaps[i]);

      adw_flap_set_reveal_flap (flap, g_settings_get_boolean (self->settings, get_flap_key (self, flap)));
      g_signal_connect_object (flap, "notify::folded", G_CALLBACK (flap_folded_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (flap, "notify::reveal-flap", G_CALLBACK (flap_revealed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  update_title_buttons (self);
}

/**
 * gloss_window_new:
 * @application: the application
 * @path: the library's file, in the file system's encoding
 * @settings: the application's settings
 *
 * Makes a window, which starts to open the library at once.
 *
 * Returns: (transfer none): the window, owned by GTK
 */
GlossWindow *
gloss_window_new (AdwApplication *application, const char *path, GSettings *settings)
{
  GlossWindow *self = g_object_new (GLOSS_TYPE_WINDOW, "application", application, NULL);
  GlossReaderView *view = gloss_reader_pane_get_view (self->reader_pane);

  self->settings = g_object_ref (settings);
  self->path = g_strdup (path);
  gloss_window_open_library (self);
  gloss_window_add_actions (self);
  gloss_window_update_actions (self);
  restore (self);
  gloss_reader_pane_bind_settings (self->reader_pane, settings);

  g_object_bind_property (self->annotations_pane, "selected", view, "selected",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_signal_connect_object (view, "link", G_CALLBACK (link_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "painted", G_CALLBACK (painted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "progress", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
  gloss_window_add_drop_targets (self);
  return self;
}

/**
 * gloss_window_open_file:
 * @self: a window
 * @file: what to open, an address of the web too
 *
 * Takes a file or page into the library and shows it; at once or when the library is open.
 */
void
gloss_window_open_file (GlossWindow *self, GFile *file)
{
  g_return_if_fail (GLOSS_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  if (self->waiting != NULL)
    g_ptr_array_add (self->waiting, g_object_ref (file));
  else if (g_file_has_uri_scheme (file, "http") || g_file_has_uri_scheme (file, "https"))
    {
      g_autofree char *uri = g_file_get_uri (file);

      gloss_window_open_address (self, uri);
    }
  else
    {
      gloss_window_forget_doubt (self, file);
      gloss_workspace_add_file (self->workspace, file);
    }
}

/**
 * gloss_window_toast:
 * @self: a window
 * @words: what to say, translated
 * @undo: whether to offer to undo it
 *
 * Says something for a moment.
 */
void
gloss_window_toast (GlossWindow *self, const char *words, gboolean undo)
{
  if (undo)
    gloss_toaster_offer_undo (self->toaster, words);
  else
    gloss_toaster_say (self->toaster, words);
}

/**
 * gloss_window_open_library:
 * @self: a window
 *
 * Opens the library, for the first time or again.
 */
void
gloss_window_open_library (GlossWindow *self)
{
  if (self->waiting == NULL)
    self->waiting = g_ptr_array_new_with_free_func (g_object_unref);

  drop_workspace (self);
  self->workspace = gloss_workspace_new (self->path, self->settings);
  g_signal_connect_object (self->workspace, "notify::document", G_CALLBACK (document_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "notify::busy", G_CALLBACK (busy_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "save-failed", G_CALLBACK (save_failed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "added", G_CALLBACK (added_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "taken-back", G_CALLBACK (taken_back_cb), self,
                           G_CONNECT_SWAPPED);
  gloss_window_follow_captures (self);
  gloss_window_follow_busy (self);
  gloss_window_follow_pages (self);
  gloss_window_follow_files (self);
  gloss_window_follow_sources (self);
  g_signal_connect_object (gloss_workspace_get_undo_stack (self->workspace), "notify",
                           G_CALLBACK (undo_stack_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gloss_workspace_get_articles (self->workspace), "items-changed",
                           G_CALLBACK (show_place), self, G_CONNECT_SWAPPED);
  gloss_reader_pane_set_undo_stack (self->reader_pane, gloss_workspace_get_undo_stack (self->workspace));
  gloss_workspace_open_async (self->workspace, NULL, library_opened_cb, g_object_ref (self));
}
