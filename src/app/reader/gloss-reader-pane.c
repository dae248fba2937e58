/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossReaderPane owns its widgets and references to the open document and to what is compared instead of it.
 * Main thread. It changes the article only by submitting a highlight to the document; everything else it
 * leaves to the window's actions.
 */
#include "config.h"

#include "app/reader/gloss-reader-pane.h"

#include "app/reader/gloss-compare-bar.h"
#include "app/reader/gloss-find-bar.h"
#include "app/reader/gloss-page-menu.h"
#include "app/reader/gloss-page-sides.h"
#include "app/reader/gloss-page-turner.h"
#include "app/reader/gloss-passage-chooser.h"
#include "app/reader/gloss-reader-title.h"
#include "app/reader/gloss-selection-popover.h"
#include "app/reader/gloss-verdict-strip.h"
#include "core/annotation/gloss-commands.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _GlossReaderPane
{
  GtkWidget parent_instance;

  GlossDocument *document;
  GlossCatalog *catalog;
  GlossPageTurner *pages;
  char *category;
  gboolean editable;
  gboolean attaching;
  GtkWidget *popover;
  GtkWidget *chooser;

  GtkWidget *box;
  GtkWidget *header_bar;
  GtkWidget *title;
  GtkWidget *more;
  GtkWidget *undo_button;
  GtkWidget *redo_button;
  GtkWidget *notices;
  GlossBusyBar *busy_bar;
  GtkWidget *compare_bar;
  GtkWidget *find_bar;
  GtkWidget *stack;
  GtkWidget *sides;
  GtkWidget *original;
  GtkWidget *view;
  GtkWidget *strip;
  GtkWidget *page_menu;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GlossReaderPane, gloss_reader_pane, GTK_TYPE_WIDGET)

static void
translate (GlossReaderPane *self, const GdkRectangle *in_view, GdkRectangle *in_pane)
{
  double x;
  double y;

  *in_pane = *in_view;
  gtk_widget_translate_coordinates (self->view, GTK_WIDGET (self), in_view->x, in_view->y, &x, &y);
  in_pane->x = (int) x;
  in_pane->y = (int) y;
}

static void
activate_cb (GlossReaderPane *self, const char *const *uuids, GdkRectangle *place)
{
  GdkRectangle pointing_to;

  if (self->document == NULL || uuids == NULL || uuids[0] == NULL)
    return;

  if (uuids[1] == NULL)
    {
      g_signal_emit (self, signals[CHOSEN], 0, uuids[0]);
      return;
    }

  translate (self, place, &pointing_to);
  gloss_passage_chooser_ask (GLOSS_PASSAGE_CHOOSER (self->chooser),
                             gloss_document_get_annotations (self->document), self->catalog, uuids,
                             &pointing_to);
}

static void
chosen_cb (GlossReaderPane *self, const char *uuid)
{
  g_signal_emit (self, signals[CHOSEN], 0, uuid);
}

static void
crashed_cb (GlossReaderPane *self)
{
  gloss_notices_show (GLOSS_NOTICES (self->notices), "crash", GTK_MESSAGE_INFO,
                      _ ("The reader stopped and was started again. Nothing was lost."), NULL, NULL);
}

static void
failed_cb (GlossReaderPane *self, const GError *error)
{
  gloss_notices_show (GLOSS_NOTICES (self->notices), "view", GTK_MESSAGE_ERROR, error->message, NULL, NULL);
}

static void
update_use (GlossReaderPane *self)
{
  GlossSelectionUse use = self->attaching ? GLOSS_SELECTION_ATTACH : GLOSS_SELECTION_ANNOTATE;

  if (!self->editable || gloss_page_turner_is_comparing (self->pages))
    use = GLOSS_SELECTION_COPY;
  gloss_selection_popover_set_use (GLOSS_SELECTION_POPOVER (self->popover), use);
}

static void
turned_cb (GlossReaderPane *self)
{
  GlossComparison *comparison = gloss_page_turner_get_comparison (self->pages);

  gloss_selection_popover_dismiss (GLOSS_SELECTION_POPOVER (self->popover));
  if (comparison != NULL)
    gloss_compare_bar_set_comparison (GLOSS_COMPARE_BAR (self->compare_bar), comparison);
  else
    gloss_compare_bar_close (GLOSS_COMPARE_BAR (self->compare_bar));
  update_use (self);
}

static void
comparison_failed_cb (GlossReaderPane *self, const GError *error)
{
  failed_cb (self, error);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.close-comparison", NULL);
}

static void
undo_changed_cb (GlossReaderPane *self, GParamSpec *pspec, GlossUndoStack *undo)
{
  const char *label = gloss_undo_stack_get_undo_label (undo);
  g_autofree char *undo_tooltip = NULL;
  g_autofree char *redo_tooltip = NULL;

  undo_tooltip =
    label != NULL ? g_strdup_printf (_ ("Undo: %s (Ctrl+Z)"), label) : g_strdup (_ ("Undo (Ctrl+Z)"));
  label = gloss_undo_stack_get_redo_label (undo);
  redo_tooltip = label != NULL ? g_strdup_printf (_ ("Redo: %s (Ctrl+Shift+Z)"), label)
                               : g_strdup (_ ("Redo (Ctrl+Shift+Z)"));
  gtk_widget_set_tooltip_text (self->undo_button, undo_tooltip);
  gtk_widget_set_tooltip_text (self->redo_button, redo_tooltip);
}

static void
scale_changed_cb (GlossReaderPane *self, const char *key, GSettings *settings)
{
  gloss_page_menu_set_scale (GLOSS_PAGE_MENU (self->page_menu),
                             g_settings_get_double (settings, "text-scale"));
}

static gboolean
map_theme (GValue *value, GVariant *variant, gpointer settings)
{
  g_value_set_int (value, g_settings_get_enum (settings, "page-theme"));
  return TRUE;
}

static void
gloss_reader_pane_dispose (GObject *object)
{
  GlossReaderPane *self = GLOSS_READER_PANE (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->chooser, gtk_widget_unparent);
  g_clear_object (&self->pages);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->document);
  g_clear_pointer (&self->catalog, gloss_catalog_unref);

  G_OBJECT_CLASS (gloss_reader_pane_parent_class)->dispose (object);
}

static void
gloss_reader_pane_finalize (GObject *object)
{
  g_free (GLOSS_READER_PANE (object)->category);

  G_OBJECT_CLASS (gloss_reader_pane_parent_class)->finalize (object);
}

static void
gloss_reader_pane_class_init (GlossReaderPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gloss_reader_pane_dispose;
  object_class->finalize = gloss_reader_pane_finalize;

  g_type_ensure (GLOSS_TYPE_BUSY_BAR);
  g_type_ensure (GLOSS_TYPE_COMPARE_BAR);
  g_type_ensure (GLOSS_TYPE_FIND_BAR);
  g_type_ensure (GLOSS_TYPE_NOTICES);
  g_type_ensure (GLOSS_TYPE_ORIGINAL_PANE);
  g_type_ensure (GLOSS_TYPE_PAGE_MENU);
  g_type_ensure (GLOSS_TYPE_PAGE_SIDES);
  g_type_ensure (GLOSS_TYPE_READER_TITLE);
  g_type_ensure (GLOSS_TYPE_READER_VIEW);
  g_type_ensure (GLOSS_TYPE_VERDICT_STRIP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "readerpane");
  gtk_widget_class_set_template_from_resource (widget_class, "/glossator/reader/gloss-reader-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossReaderPane, box);
  gtk_widget_class_bind_template_child (widget_class, GlossReaderPane, header_bar);
  gtk_widget_class_bind_template_child (widget_class, GlossReaderPane, title);
  gtk_widget_class_bind_template_child (widget_class, GlossReaderPane, more);
  gtk_widget_class_bind_template_child (widget_class, GlossReaderPane, undo_button);
  gtk_widget_class_bind_template_child (widget_class, GlossReaderPane, redo_button);
  gtk_widget_class_bind_template_child (widget_class, GlossReaderPane, notices);
  gtk_widget_class_bind_template_child (widget_class, GlossReaderPane, busy_bar);
  gtk_widget_class_bind_template_child (widget_class, GlossReaderPane, compare_bar);
  gtk_widget_class_bind_template_child (widget_class, GlossReaderPane, find_bar);
  gtk_widget_class_bind_template_child (widget_class, GlossReaderPane, stack);
  gtk_widget_class_bind_template_child (widget_class, GlossReaderPane, sides);
  gtk_widget_class_bind_template_child (widget_class, GlossReaderPane, original);
  gtk_widget_class_bind_template_child (widget_class, GlossReaderPane, view);
  gtk_widget_class_bind_template_child (widget_class, GlossReaderPane, strip);
  gtk_widget_class_bind_template_child (widget_class, GlossReaderPane, page_menu);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, crashed_cb);
  gtk_widget_class_bind_template_callback (widget_class, failed_cb);

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
gloss_reader_pane_init (GlossReaderPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->category = g_strdup ("claim");
  self->popover = gloss_selection_popover_new ();
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
  gloss_selection_popover_set_view (GLOSS_SELECTION_POPOVER (self->popover), GLOSS_READER_VIEW (self->view));
  self->chooser = gloss_passage_chooser_new ();
  gtk_widget_set_parent (self->chooser, GTK_WIDGET (self));
  g_signal_connect_object (self->chooser, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  self->pages = gloss_page_turner_new (GLOSS_READER_VIEW (self->view), GLOSS_VERDICT_STRIP (self->strip));
  g_signal_connect_object (self->pages, "turned", G_CALLBACK (turned_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pages, "failed", G_CALLBACK (comparison_failed_cb), self, G_CONNECT_SWAPPED);
  gloss_compare_bar_set_view (GLOSS_COMPARE_BAR (self->compare_bar), GLOSS_READER_VIEW (self->view));
  gloss_find_bar_set_view (GLOSS_FIND_BAR (self->find_bar), GLOSS_READER_VIEW (self->view));
  gloss_verdict_strip_set_view (GLOSS_VERDICT_STRIP (self->strip), GLOSS_READER_VIEW (self->view));
}

/**
 * gloss_reader_pane_new:
 *
 * Returns: (transfer floating): a pane that waits for the library
 */
GtkWidget *
gloss_reader_pane_new (void)
{
  return g_object_new (GLOSS_TYPE_READER_PANE, NULL);
}

/**
 * gloss_reader_pane_get_view:
 * @self: a pane
 *
 * Returns: (transfer none): the view that shows the article
 */
GlossReaderView *
gloss_reader_pane_get_view (GlossReaderPane *self)
{
  g_return_val_if_fail (GLOSS_IS_READER_PANE (self), NULL);

  return GLOSS_READER_VIEW (self->view);
}

/**
 * gloss_reader_pane_get_original:
 * @self: a pane
 *
 * Returns: (transfer none): what shows the original page
 */
GlossOriginalPane *
gloss_reader_pane_get_original (GlossReaderPane *self)
{
  g_return_val_if_fail (GLOSS_IS_READER_PANE (self), NULL);

  return GLOSS_ORIGINAL_PANE (self->original);
}

/* Shows the original page beside the article, or in its place where there is no room for both. */
void
gloss_reader_pane_show_original (GlossReaderPane *self, gboolean show)
{
  g_return_if_fail (GLOSS_IS_READER_PANE (self));

  /* First who has the focus, then what it is lost with. */
  gloss_page_sides_set_both (GLOSS_PAGE_SIDES (self->sides), show);
  gloss_original_pane_set_open (GLOSS_ORIGINAL_PANE (self->original), show);
}

/* Goes to an annotation, in the original page, too. */
void
gloss_reader_pane_reveal (GlossReaderPane *self, const char *uuid)
{
  g_return_if_fail (GLOSS_IS_READER_PANE (self));

  gloss_annotated_view_reveal (GLOSS_ANNOTATED_VIEW (self->view), uuid);
  gloss_original_pane_reveal (GLOSS_ORIGINAL_PANE (self->original), uuid);
}

/**
 * gloss_reader_pane_get_notices:
 * @self: a pane
 *
 * Returns: (transfer none): the place for notices above the article
 */
GlossNotices *
gloss_reader_pane_get_notices (GlossReaderPane *self)
{
  g_return_val_if_fail (GLOSS_IS_READER_PANE (self), NULL);

  return GLOSS_NOTICES (self->notices);
}

/**
 * gloss_reader_pane_get_header_bar:
 * @self: a pane
 *
 * Returns: (transfer none): its header bar, whose window buttons depend on the panes beside it
 */
GtkWidget *
gloss_reader_pane_get_header_bar (GlossReaderPane *self)
{
  g_return_val_if_fail (GLOSS_IS_READER_PANE (self), NULL);

  return self->header_bar;
}

/**
 * gloss_reader_pane_set_undo_stack:
 * @self: a pane
 * @undo: what the undo buttons speak of
 *
 * Follows an undo stack.
 */
void
gloss_reader_pane_set_undo_stack (GlossReaderPane *self, GlossUndoStack *undo)
{
  g_return_if_fail (GLOSS_IS_READER_PANE (self));

  g_signal_connect_object (undo, "notify::undo-label", G_CALLBACK (undo_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (undo, "notify::redo-label", G_CALLBACK (undo_changed_cb), self, G_CONNECT_SWAPPED);
  undo_changed_cb (self, NULL, undo);
}

/**
 * gloss_reader_pane_bind_settings:
 * @self: a pane
 * @settings: the application's settings
 *
 * Lets the page look as the settings say.
 */
void
gloss_reader_pane_bind_settings (GlossReaderPane *self, GSettings *settings)
{
  g_return_if_fail (GLOSS_IS_READER_PANE (self));

  g_settings_bind_with_mapping (settings, "page-theme", self->view, "theme", G_SETTINGS_BIND_GET, map_theme,
                                NULL, settings, NULL);
  g_object_bind_property (adw_style_manager_get_default (), "dark", self->view, "dark",
                          G_BINDING_SYNC_CREATE);
  g_settings_bind (settings, "text-scale", self->view, "text-scale", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "face", self->view, "face", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "underline", self->view, "underline", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "caret-browsing", self->view, "caret-browsing", G_SETTINGS_BIND_GET);
  g_signal_connect_object (settings, "changed::text-scale", G_CALLBACK (scale_changed_cb), self,
                           G_CONNECT_SWAPPED);
  scale_changed_cb (self, NULL, settings);
}

/**
 * gloss_reader_pane_set_page:
 * @self: a pane
 * @page: what to show
 *
 * Shows the article, or what stands in its place.
 */
void
gloss_reader_pane_set_page (GlossReaderPane *self, GlossReaderPage page)
{
  static const char *const names[] = { "waiting", "empty", "none", "article" };

  g_return_if_fail (GLOSS_IS_READER_PANE (self));

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), names[page]);
}

/**
 * gloss_reader_pane_set_document:
 * @self: a pane
 * @document: (nullable): an article, loaded
 * @catalog: (nullable): the library's categories and verdicts
 * @editable: whether selecting offers anything but copying
 *
 * Shows another article.
 */
void
gloss_reader_pane_set_document (GlossReaderPane *self,
                                GlossDocument *document,
                                GlossCatalog *catalog,
                                gboolean editable)
{
  g_return_if_fail (GLOSS_IS_READER_PANE (self));
  g_return_if_fail ((document == NULL) == (catalog == NULL));

  gloss_selection_popover_dismiss (GLOSS_SELECTION_POPOVER (self->popover));
  gloss_find_bar_close (GLOSS_FIND_BAR (self->find_bar));
  gloss_compare_bar_close (GLOSS_COMPARE_BAR (self->compare_bar));
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self->strip);
  g_set_object (&self->document, document);
  g_clear_pointer (&self->catalog, gloss_catalog_unref);
  self->editable = editable;
  self->attaching = FALSE;
  gloss_reader_title_set_document (GLOSS_READER_TITLE (self->title), document);
  gloss_page_turner_set_document (self->pages, document, catalog);
  update_use (self);
  if (document == NULL)
    return;

  self->catalog = gloss_catalog_ref (catalog);
  gloss_selection_popover_set_catalog (GLOSS_SELECTION_POPOVER (self->popover), catalog);
  /* A verdict is told by its annotation alone, not by the list; but it is saved. */
  g_signal_connect_object (document, "notify::save-state", G_CALLBACK (gtk_widget_queue_draw), self->strip,
                           G_CONNECT_SWAPPED);
  gloss_reader_pane_set_page (self, GLOSS_READER_PAGE_ARTICLE);
}

/**
 * gloss_reader_pane_set_attaching:
 * @self: a pane
 * @attaching: whether what is selected is where an annotation stands, and nothing else
 *
 * Offers to attach instead of to annotate.
 */
void
gloss_reader_pane_set_attaching (GlossReaderPane *self, gboolean attaching)
{
  g_return_if_fail (GLOSS_IS_READER_PANE (self));

  self->attaching = attaching;
  update_use (self);
}

/**
 * gloss_reader_pane_compare:
 * @self: a pane with an article
 * @comparing: what is compared, perhaps not ready yet
 * @older: (element-type GlossRecord): captures that can be compared with, newest first
 * @uuid: the one of them that is
 *
 * Shows a comparison instead of the article, as soon as it is ready.
 */
void
gloss_reader_pane_compare (GlossReaderPane *self,
                           GlossComparing *comparing,
                           GPtrArray *older,
                           const char *uuid)
{
  g_return_if_fail (GLOSS_IS_READER_PANE (self));
  g_return_if_fail (self->document != NULL);

  gloss_page_turner_compare (self->pages, comparing);
  gloss_compare_bar_open (GLOSS_COMPARE_BAR (self->compare_bar), older, uuid);
  update_use (self);
}

/**
 * gloss_reader_pane_end_comparison:
 * @self: a pane
 *
 * Shows the article again, where it was read before.
 *
 * Returns: whether anything was compared
 */
gboolean
gloss_reader_pane_end_comparison (GlossReaderPane *self)
{
  g_return_val_if_fail (GLOSS_IS_READER_PANE (self), FALSE);

  return gloss_page_turner_end_comparison (self->pages);
}

/* Whether a comparison is shown or being made. */
gboolean
gloss_reader_pane_is_comparing (GlossReaderPane *self)
{
  g_return_val_if_fail (GLOSS_IS_READER_PANE (self), FALSE);

  return gloss_page_turner_is_comparing (self->pages);
}

/* Whether the selection holds anything that is not the same in both versions. */
gboolean
gloss_reader_pane_selects_changes (GlossReaderPane *self)
{
  GlossComparison *comparison;
  GlossAnchor *selection;
  const GlossComparisonChange *changes;
  guint n_changes;

  g_return_val_if_fail (GLOSS_IS_READER_PANE (self), FALSE);

  comparison = gloss_page_turner_get_comparison (self->pages);
  selection = gloss_reader_pane_get_selection (self);
  if (comparison == NULL || selection == NULL)
    return FALSE;

  changes = gloss_comparison_get_changes (comparison, &n_changes);
  for (guint i = 0; i < n_changes; i++)
    if (changes[i].start < gloss_anchor_get_end (selection) &&
        changes[i].end > gloss_anchor_get_start (selection))
      return TRUE;
  return FALSE;
}

/* To the next (1) or previous (-1) change of the comparison. */
void
gloss_reader_pane_step_change (GlossReaderPane *self, int step)
{
  g_return_if_fail (GLOSS_IS_READER_PANE (self));

  gloss_compare_bar_step (GLOSS_COMPARE_BAR (self->compare_bar), step);
}

/* Where the page begins that is shown next, in code points of its text. */
void
gloss_reader_pane_set_next_place (GlossReaderPane *self, gsize place)
{
  g_return_if_fail (GLOSS_IS_READER_PANE (self));

  gloss_page_turner_set_next_place (self->pages, place);
}

/* Whether what is done more rarely is in a menu, so that the title has room. */
void
gloss_reader_pane_set_narrow (GlossReaderPane *self, gboolean narrow)
{
  g_return_if_fail (GLOSS_IS_READER_PANE (self));

  gtk_widget_set_visible (self->more, narrow);
}

/* Where what is on its way is told, borrowed. */
GlossBusyBar *
gloss_reader_pane_get_busy_bar (GlossReaderPane *self)
{
  g_return_val_if_fail (GLOSS_IS_READER_PANE (self), NULL);

  return self->busy_bar;
}

/**
 * gloss_reader_pane_highlight:
 * @self: a pane
 * @category: (nullable): a category's id; %NULL: the one used last
 *
 * Makes an annotation of the selection, which it ends. The first one of an article to read also puts the
 * article in work, in the same undo step.
 *
 * Returns: (transfer full) (nullable): the annotation's uuid; %NULL where nothing is selected
 */
char *
gloss_reader_pane_highlight (GlossReaderPane *self, const char *category)
{
  GlossAnchor *anchor;
  GlossChange *change;
  char *uuid;

  g_return_val_if_fail (GLOSS_IS_READER_PANE (self), NULL);

  anchor = gloss_reader_pane_get_selection (self);
  if (anchor == NULL || !self->editable || self->attaching || gloss_page_turner_is_comparing (self->pages))
    return NULL;

  if (category != NULL)
    {
      g_free (self->category);
      self->category = g_strdup (category);
    }

  change =
    gloss_command_annotate_article (gloss_article_get_record (gloss_document_get_article (self->document)),
                                    gloss_capture_get_fields (gloss_document_get_capture (self->document))
                                      ->uuid,
                                    anchor, self->category, gloss_document_get_author (self->document));
  uuid = g_strdup (gloss_record_get_uuid (gloss_change_get_after (change, 0)));

  gloss_selection_popover_dismiss (GLOSS_SELECTION_POPOVER (self->popover));
  gloss_document_submit (self->document, change);
  return uuid;
}

/**
 * gloss_reader_pane_get_selection:
 * @self: a pane
 *
 * Returns: (transfer none) (nullable): what is selected, in the text that is shown
 */
GlossAnchor *
gloss_reader_pane_get_selection (GlossReaderPane *self)
{
  g_return_val_if_fail (GLOSS_IS_READER_PANE (self), NULL);

  return gloss_selection_popover_get_selection (GLOSS_SELECTION_POPOVER (self->popover));
}

/**
 * gloss_reader_pane_dismiss:
 * @self: a pane
 *
 * Takes away the popover, with the selection.
 *
 * Returns: whether there was anything
 */
gboolean
gloss_reader_pane_dismiss (GlossReaderPane *self)
{
  g_return_val_if_fail (GLOSS_IS_READER_PANE (self), FALSE);

  if (gloss_reader_pane_get_selection (self) == NULL)
    return FALSE;

  gloss_selection_popover_dismiss (GLOSS_SELECTION_POPOVER (self->popover));
  return TRUE;
}

/**
 * gloss_reader_pane_open_find:
 * @self: a pane
 *
 * Opens the find bar, if there is an article.
 */
void
gloss_reader_pane_open_find (GlossReaderPane *self)
{
  g_return_if_fail (GLOSS_IS_READER_PANE (self));

  if (self->document != NULL)
    gloss_find_bar_open (GLOSS_FIND_BAR (self->find_bar));
}

/**
 * gloss_reader_pane_focus:
 * @self: a pane
 *
 * Gives the keyboard to the article.
 */
void
gloss_reader_pane_focus (GlossReaderPane *self)
{
  GtkRoot *root;
  GtkWidget *focus;

  g_return_if_fail (GLOSS_IS_READER_PANE (self));

  root = gtk_widget_get_root (self->view);
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  if (focus == NULL || !gtk_widget_is_ancestor (focus, self->view))
    gtk_widget_child_focus (self->view, GTK_DIR_TAB_FORWARD);
}
