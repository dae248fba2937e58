/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossOriginalPane owns the view of the original page, for as long as it is open, and references to the
 * document whose shown capture it follows. Main thread; the page comes from the store's reader thread. It
 * changes no annotation.
 */
#include "config.h"

#include "app/reader/gloss-original-pane.h"

#include "app/reader/gloss-passage-chooser.h"
#include "core/base/gloss-error.h"
#include "web/gloss-original-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _GlossOriginalPane
{
  GtkWidget parent_instance;

  GlossStore *store;
  GlossDocument *document;
  GlossCatalog *catalog;
  GlossCapture *capture; /* the one that is loaded or shown */
  GCancellable *cancellable;
  gboolean is_open;
  gboolean wants_focus;  /* when there is something that can have it */
  gboolean hides_covers; /* as long as the window is open */
  GtkWidget *view;       /* NULL while nothing is shown */
  GtkWidget *chooser;

  GtkWidget *box;
  GtkWidget *missing;
  GtkWidget *covers;
  GtkWidget *covers_words;
  GtkWidget *covers_button;
  GtkWidget *stack;
  GtkWidget *page;
  GtkWidget *cover;
  GtkWidget *none;
  GtkWidget *failed;
};

enum
{
  OPENED,
  CHOSEN,
  LINK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GlossOriginalPane, gloss_original_pane, GTK_TYPE_WIDGET)

static void
show (GlossOriginalPane *self, const char *name)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), name);
}

/* words: NULL: nothing is missing. */
static void
tell_missing (GlossOriginalPane *self, const char *words)
{
  gtk_label_set_label (GTK_LABEL (self->missing), words != NULL ? words : "");
  gtk_widget_set_visible (self->missing, words != NULL);
}

static void
tell_covers (GlossOriginalPane *self, guint n)
{
  gtk_label_set_label (GTK_LABEL (self->covers_words),
                       self->hides_covers
                         ? _ ("What covers this page is hidden. The stored page is unchanged.")
                         : _ ("Something covers a part of this page."));
  gtk_button_set_label (GTK_BUTTON (self->covers_button),
                        self->hides_covers ? _ ("_Show it") : _ ("_Hide it"));
  gtk_widget_set_visible (self->covers, n > 0);
}

static void
hide_covers_cb (GlossOriginalPane *self)
{
  self->hides_covers = !self->hides_covers;
  gloss_original_view_hide_covers (GLOSS_ORIGINAL_VIEW (self->view), self->hides_covers);
}

static void
fail (GlossOriginalPane *self, const GError *error)
{
  tell_missing (self, NULL);
  tell_covers (self, 0);
  self->wants_focus = FALSE;
  adw_status_page_set_description (ADW_STATUS_PAGE (self->failed), error->message);
  show (self, "failed");
}

static void
show_none (GlossOriginalPane *self)
{
  const GlossCaptureFields *fields = gloss_capture_get_fields (self->capture);
  g_autofree char *scheme = g_uri_parse_scheme (fields->uri);
  const char *words = _ ("No page was kept with this version of the article.");

  if (g_strcmp0 (scheme, "gloss-paste") == 0)
    words = _ ("This article was pasted as text: there is no original page.");
  else if (g_strcmp0 (fields->media_type, "text/plain") == 0 ||
           g_strcmp0 (fields->media_type, "text/markdown") == 0)
    words = _ ("This article was added from a text file: there is no original page.");
  self->wants_focus = FALSE;
  adw_status_page_set_description (ADW_STATUS_PAGE (self->none), words);
  show (self, "none");
}

static void
painted_cb (GlossOriginalPane *self)
{
  gtk_widget_set_visible (self->cover, FALSE);
}

static void
counted_cb (GlossOriginalPane *self, guint n_missing, guint n)
{
  g_autofree char *words = NULL;

  if (n_missing > 0)
    words = g_strdup_printf (ngettext ("%u of %u annotation is not found in the original page.",
                                       "%u of %u annotations are not found in the original page.", n),
                             n_missing, n);
  tell_missing (self, words);
}

static void
activate_cb (GlossOriginalPane *self, const char *const *uuids, GdkRectangle *place)
{
  GdkRectangle pointing_to = *place;
  double x, y;

  if (self->document == NULL || uuids == NULL || uuids[0] == NULL)
    return;
  if (uuids[1] == NULL)
    {
      g_signal_emit (self, signals[CHOSEN], 0, uuids[0]);
      return;
    }
  gtk_widget_translate_coordinates (self->view, GTK_WIDGET (self), place->x, place->y, &x, &y);
  pointing_to.x = (int) x;
  pointing_to.y = (int) y;
  gloss_passage_chooser_ask (GLOSS_PASSAGE_CHOOSER (self->chooser),
                             gloss_document_get_annotations (self->document), self->catalog, uuids,
                             &pointing_to);
}

static void
chosen_cb (GlossOriginalPane *self, const char *uuid)
{
  g_signal_emit (self, signals[CHOSEN], 0, uuid);
}

static void
link_cb (GlossOriginalPane *self, const char *uri)
{
  g_signal_emit (self, signals[LINK], 0, uri);
}

static void
make_view (GlossOriginalPane *self)
{
  const GConnectFlags swapped = G_CONNECT_SWAPPED;

  if (self->view != NULL)
    return;
  self->view = gloss_original_view_new ();
  gloss_original_view_hide_covers (GLOSS_ORIGINAL_VIEW (self->view), self->hides_covers);
  g_signal_connect_object (self->view, "painted", G_CALLBACK (painted_cb), self, swapped);
  g_signal_connect_object (self->view, "counted", G_CALLBACK (counted_cb), self, swapped);
  g_signal_connect_object (self->view, "covered", G_CALLBACK (tell_covers), self, swapped);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activate_cb), self, swapped);
  g_signal_connect_object (self->view, "link", G_CALLBACK (link_cb), self, swapped);
  g_signal_connect_object (self->view, "failed", G_CALLBACK (fail), self, swapped);
  gtk_overlay_set_child (GTK_OVERLAY (self->page), self->view);
  if (self->wants_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  g_signal_emit (self, signals[OPENED], 0, self->view);
}

static gpointer
load_on_reader (GlossDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  return gloss_database_load_mhtml (database, data, error);
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GlossOriginalPane) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) mhtml = gloss_store_read_finish (GLOSS_STORE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->capture == NULL || self->box == NULL)
    return;
  if (g_error_matches (error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND))
    {
      show_none (self);
      return;
    }
  if (mhtml == NULL)
    {
      fail (self, error);
      return;
    }
  make_view (self);
  gloss_original_view_show (GLOSS_ORIGINAL_VIEW (self->view), mhtml,
                            gloss_capture_get_fields (self->capture)->text, self->catalog,
                            gloss_document_get_annotations (self->document));
}

static void
leave (GlossOriginalPane *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->capture, gloss_capture_unref);
  if (self->missing == NULL)
    return;
  tell_missing (self, NULL);
  tell_covers (self, 0);
}

static void
load (GlossOriginalPane *self)
{
  leave (self);
  self->capture = gloss_capture_ref (gloss_document_get_capture (self->document));
  self->cancellable = g_cancellable_new ();
  if (self->view != NULL)
    gloss_original_view_show (GLOSS_ORIGINAL_VIEW (self->view), NULL, NULL, NULL, NULL);
  gtk_widget_set_visible (self->cover, TRUE);
  show (self, "page");
  gloss_store_read_async (self->store, load_on_reader,
                          g_strdup (gloss_capture_get_fields (self->capture)->uuid), g_free,
                          (GDestroyNotify) g_bytes_unref, self->cancellable, loaded_cb, g_object_ref (self));
}

/* A page whose capture is shown already follows the annotations by itself. */
static void
follow (GlossOriginalPane *self)
{
  if (self->is_open && self->document != NULL)
    {
      if (gloss_document_get_capture (self->document) != self->capture)
        load (self);
      return;
    }
  leave (self);
  self->wants_focus = FALSE;
  if (self->view != NULL)
    gtk_overlay_set_child (GTK_OVERLAY (self->page), NULL);
  self->view = NULL;
}

static void
retry_cb (GlossOriginalPane *self)
{
  if (self->is_open && self->document != NULL)
    load (self);
}

static gboolean
gloss_original_pane_grab_focus (GtkWidget *widget)
{
  GlossOriginalPane *self = GLOSS_ORIGINAL_PANE (widget);

  self->wants_focus = self->view == NULL;
  return self->view != NULL && gtk_widget_child_focus (self->view, GTK_DIR_TAB_FORWARD);
}

static void
gloss_original_pane_dispose (GObject *object)
{
  GlossOriginalPane *self = GLOSS_ORIGINAL_PANE (object);

  self->missing = NULL;
  leave (self);
  self->view = NULL;
  g_clear_pointer (&self->chooser, gtk_widget_unparent);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->document);
  g_clear_object (&self->store);
  g_clear_pointer (&self->catalog, gloss_catalog_unref);

  G_OBJECT_CLASS (gloss_original_pane_parent_class)->dispose (object);
}

static void
gloss_original_pane_class_init (GlossOriginalPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gloss_original_pane_dispose;

  widget_class->grab_focus = gloss_original_pane_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/glossator/reader/gloss-original-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossOriginalPane, box);
  gtk_widget_class_bind_template_child (widget_class, GlossOriginalPane, missing);
  gtk_widget_class_bind_template_child (widget_class, GlossOriginalPane, covers);
  gtk_widget_class_bind_template_child (widget_class, GlossOriginalPane, covers_words);
  gtk_widget_class_bind_template_child (widget_class, GlossOriginalPane, covers_button);
  gtk_widget_class_bind_template_child (widget_class, GlossOriginalPane, stack);
  gtk_widget_class_bind_template_child (widget_class, GlossOriginalPane, page);
  gtk_widget_class_bind_template_child (widget_class, GlossOriginalPane, cover);
  gtk_widget_class_bind_template_child (widget_class, GlossOriginalPane, none);
  gtk_widget_class_bind_template_child (widget_class, GlossOriginalPane, failed);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, hide_covers_cb);

  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, GLOSS_TYPE_ORIGINAL_VIEW);
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[LINK] = g_signal_new ("link", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
gloss_original_pane_init (GlossOriginalPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->chooser = gloss_passage_chooser_new ();
  gtk_widget_set_parent (self->chooser, GTK_WIDGET (self));
  g_signal_connect_object (self->chooser, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
}

/**
 * gloss_original_pane_set_document:
 * @self: a pane
 * @store: (nullable): the library
 * @document: (nullable): an article, loaded
 * @catalog: (nullable): the library's categories
 *
 * Follows another article.
 */
void
gloss_original_pane_set_document (GlossOriginalPane *self,
                                  GlossStore *store,
                                  GlossDocument *document,
                                  GlossCatalog *catalog)
{
  g_return_if_fail (GLOSS_IS_ORIGINAL_PANE (self));
  g_return_if_fail (document == NULL || (store != NULL && catalog != NULL));

  if (self->document == document)
    return;
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  leave (self);
  g_set_object (&self->store, store);
  g_set_object (&self->document, document);
  g_clear_pointer (&self->catalog, gloss_catalog_unref);
  if (document != NULL)
    {
      self->catalog = gloss_catalog_ref (catalog);
      g_signal_connect_object (document, "reloaded", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "capture-changed", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
    }
  follow (self);
}

/**
 * gloss_original_pane_set_open:
 * @self: a pane
 * @open: whether the page is wanted
 *
 * Loads the page, or lets it go with its web process.
 */
void
gloss_original_pane_set_open (GlossOriginalPane *self, gboolean open)
{
  g_return_if_fail (GLOSS_IS_ORIGINAL_PANE (self));

  if (self->is_open == open)
    return;
  self->is_open = open;
  follow (self);
}

/* Scrolls to a passage, now or when it is known where it stands. */
void
gloss_original_pane_reveal (GlossOriginalPane *self, const char *uuid)
{
  g_return_if_fail (GLOSS_IS_ORIGINAL_PANE (self));

  if (self->view != NULL)
    gloss_original_view_reveal (GLOSS_ORIGINAL_VIEW (self->view), uuid);
}
