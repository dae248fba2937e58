/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossLibraryPane owns its models: search filter, rows in groups, and the selection. Main thread.
 * It never reads or writes the library. A keystroke in the search costs one substring search for each
 * article.
 */
#include "config.h"

#include "app/library/gloss-library-pane.h"

#include "app/library/gloss-article-filter.h"
#include "app/library/gloss-library-row.h"
#include "app/library/gloss-library-rows.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _GlossLibraryPane
{
  GtkWidget parent_instance;

  GlossLibraryList *articles;
  GlossArticleFilter *filter;
  GtkSingleSelection *selection;
  GtkWidget *menu;
  char *current;
  guint select_id;

  GtkWidget *box;
  GtkWidget *search;
  GtkWidget *stack;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (GlossLibraryPane, gloss_library_pane, GTK_TYPE_WIDGET)

static void
show_page (GlossLibraryPane *self)
{
  const char *page = "list";

  if (self->articles == NULL)
    page = "waiting";
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->articles)) == 0)
    page = "empty";
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0)
    page = "nothing";
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), page);
}

static gboolean
select_current_cb (gpointer data)
{
  GlossLibraryPane *self = data;
  GListModel *model = G_LIST_MODEL (self->selection);

  self->select_id = 0;
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  for (guint i = 0; self->current != NULL && i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);

      if (GLOSS_IS_ARTICLE (item) &&
          g_strcmp0 (gloss_article_get_uuid (GLOSS_ARTICLE (item)), self->current) == 0)
        {
          gtk_single_selection_set_selected (self->selection, i);
          break;
        }
    }
  return G_SOURCE_REMOVE;
}

/* Rows move between groups one removal and one insertion at a time: the selection is put right once they are
 * done. */
static void
items_changed_cb (GlossLibraryPane *self)
{
  show_page (self);
  if (self->select_id == 0)
    self->select_id = g_idle_add (select_current_cb, self);
}

static void
search_changed_cb (GlossLibraryPane *self)
{
  gloss_article_filter_set_words (self->filter, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
stop_search_cb (GlossLibraryPane *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-reader", NULL);
}

static void
open_article (GlossLibraryPane *self, GlossArticle *article)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-article", "s", gloss_article_get_uuid (article));
}

/* Enter in the search opens the first article found. */
static void
search_activate_cb (GlossLibraryPane *self)
{
  g_autoptr (GObject) first = g_list_model_get_item (G_LIST_MODEL (self->selection), 1);

  if (GLOSS_IS_ARTICLE (first))
    open_article (self, GLOSS_ARTICLE (first));
}

static void
activate_cb (GlossLibraryPane *self, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (GLOSS_IS_ARTICLE (item))
    open_article (self, GLOSS_ARTICLE (item));
}

static void
add_item (GMenu *menu, const char *label, const char *action, const char *uuid)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", uuid);
  g_menu_append_item (menu, item);
}

static void
add_state_item (GMenu *menu, const char *label, const char *state, GlossArticle *article)
{
  g_autoptr (GMenuItem) item = NULL;

  if (g_strcmp0 (gloss_article_get_state (article), state) == 0)
    return;

  item = g_menu_item_new (label, NULL);
  g_menu_item_set_action_and_target (item, "win.set-article-state", "(ss)", gloss_article_get_uuid (article),
                                     state);
  g_menu_append_item (menu, item);
}

static GMenuModel *
make_menu (GlossArticle *article)
{
  const char *uuid = gloss_article_get_uuid (article);
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) first = g_menu_new ();
  g_autoptr (GMenu) states = g_menu_new ();
  g_autoptr (GMenu) last = g_menu_new ();

  add_item (first, _ ("_Open"), "win.open-article", uuid);
  add_item (first, _ ("_Edit details…"), "win.edit-article", uuid);
  if (gloss_article_can_check (article))
    add_item (first, _ ("Check for c_hanges"), "win.check-article", uuid);
  add_item (first, _ ("_Copy address"), "win.copy-address", uuid);
  add_state_item (states, _ ("Mark as in _work"), "in-work", article);
  add_state_item (states, _ ("Mark as to _read"), "to-read", article);
  add_state_item (states, _ ("Mark as c_hecked"), "checked", article);
  add_item (last, _ ("_Remove"), "win.remove-article", uuid);

  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (states));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));
  return G_MENU_MODEL (menu);
}

/* x and y: in the row's coordinates. */
static void
show_menu (GlossLibraryPane *self, GlossLibraryRow *row, double x, double y)
{
  g_autoptr (GMenuModel) model = make_menu (gloss_library_row_get_article (row));
  double menu_x;
  double menu_y;

  gtk_widget_translate_coordinates (GTK_WIDGET (row), GTK_WIDGET (self), x, y, &menu_x, &menu_y);
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), model);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle){ menu_x, menu_y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
row_pressed_cb (GtkGesture *gesture, int n_press, double x, double y, gpointer data)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));

  if (button != GDK_BUTTON_SECONDARY || gloss_library_row_get_article (GLOSS_LIBRARY_ROW (row)) == NULL)
    return;

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  show_menu (data, GLOSS_LIBRARY_ROW (row), x, y);
}

/* One click opens, as a list that navigates does; arrow keys only move, Enter opens. */
static void
row_released_cb (GtkGesture *gesture, int n_press, double x, double y, gpointer data)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  GlossArticle *article = gloss_library_row_get_article (GLOSS_LIBRARY_ROW (row));

  if (button == GDK_BUTTON_PRIMARY && article != NULL && gtk_widget_contains (row, x, y))
    open_article (data, article);
}

static GlossLibraryRow *
get_focused_row (GlossLibraryPane *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *child = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;

  if (!GLOSS_IS_LIBRARY_ROW (child) || gloss_library_row_get_article (GLOSS_LIBRARY_ROW (child)) == NULL)
    return NULL;
  return GLOSS_LIBRARY_ROW (child);
}

static gboolean
list_key_cb (GlossLibraryPane *self, guint keyval, guint keycode, GdkModifierType state)
{
  GlossLibraryRow *row = get_focused_row (self);
  const char *uuid = row != NULL ? gloss_article_get_uuid (gloss_library_row_get_article (row)) : NULL;

  if (row == NULL)
    return GDK_EVENT_PROPAGATE;

  if (keyval == GDK_KEY_Menu || (keyval == GDK_KEY_F10 && (state & GDK_SHIFT_MASK) != 0))
    show_menu (self, row, 24, gtk_widget_get_height (GTK_WIDGET (row)));
  else if (keyval == GDK_KEY_Delete)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.remove-article", "s", uuid);
  else if (keyval == GDK_KEY_F2)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.edit-article", "s", uuid);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
setup_cb (GlossLibraryPane *self, GtkListItem *item)
{
  GtkWidget *row = gloss_library_row_new ();
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), 0);
  g_signal_connect_object (gesture, "pressed", G_CALLBACK (row_pressed_cb), self, 0);
  g_signal_connect_object (gesture, "released", G_CALLBACK (row_released_cb), self, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (gesture));
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (GlossLibraryPane *self, GtkListItem *item)
{
  gpointer shown = gtk_list_item_get_item (item);

  gloss_library_row_set_item (GLOSS_LIBRARY_ROW (gtk_list_item_get_child (item)), shown);
  gtk_list_item_set_selectable (item, GLOSS_IS_ARTICLE (shown));
  gtk_list_item_set_activatable (item, GLOSS_IS_ARTICLE (shown));
}

static void
unbind_cb (GlossLibraryPane *self, GtkListItem *item)
{
  gloss_library_row_set_item (GLOSS_LIBRARY_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
gloss_library_pane_dispose (GObject *object)
{
  GlossLibraryPane *self = GLOSS_LIBRARY_PANE (object);

  g_clear_handle_id (&self->select_id, g_source_remove);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->articles);
  g_clear_object (&self->filter);
  g_clear_object (&self->selection);

  G_OBJECT_CLASS (gloss_library_pane_parent_class)->dispose (object);
}

static void
gloss_library_pane_finalize (GObject *object)
{
  g_free (GLOSS_LIBRARY_PANE (object)->current);

  G_OBJECT_CLASS (gloss_library_pane_parent_class)->finalize (object);
}

static void
gloss_library_pane_class_init (GlossLibraryPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gloss_library_pane_dispose;
  object_class->finalize = gloss_library_pane_finalize;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "librarypane");
  gtk_widget_class_set_template_from_resource (widget_class, "/glossator/library/gloss-library-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossLibraryPane, box);
  gtk_widget_class_bind_template_child (widget_class, GlossLibraryPane, search);
  gtk_widget_class_bind_template_child (widget_class, GlossLibraryPane, stack);
  gtk_widget_class_bind_template_child (widget_class, GlossLibraryPane, list);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_key_cb);
}

static void
gloss_library_pane_init (GlossLibraryPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->filter = gloss_article_filter_new ();
  self->menu = gtk_popover_menu_new_from_model (NULL);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
}

/**
 * gloss_library_pane_new:
 *
 * Returns: (transfer floating): an empty pane
 */
GtkWidget *
gloss_library_pane_new (void)
{
  return g_object_new (GLOSS_TYPE_LIBRARY_PANE, NULL);
}

/**
 * gloss_library_pane_set_articles:
 * @self: a pane
 * @articles: (nullable): the articles; %NULL while they are not there
 *
 * Shows other articles.
 */
void
gloss_library_pane_set_articles (GlossLibraryPane *self, GlossLibraryList *articles)
{
  g_return_if_fail (GLOSS_IS_LIBRARY_PANE (self));

  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), NULL);
  g_clear_object (&self->selection);
  g_set_object (&self->articles, articles);

  if (articles != NULL)
    {
      g_autoptr (GtkFilterListModel) found =
        gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (articles)),
                                   g_object_ref (GTK_FILTER (self->filter)));
      g_autoptr (GlossLibraryRows) rows = gloss_library_rows_new (G_LIST_MODEL (found));

      self->selection = gtk_single_selection_new (NULL);
      gtk_single_selection_set_autoselect (self->selection, FALSE);
      gtk_single_selection_set_can_unselect (self->selection, TRUE);
      gtk_single_selection_set_model (self->selection, G_LIST_MODEL (rows));
      g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (items_changed_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (self->selection));
      items_changed_cb (self);
    }
  show_page (self);
}

/**
 * gloss_library_pane_set_current:
 * @self: a pane
 * @uuid: (nullable): the article that is open
 *
 * Marks the row of the article that the reader shows.
 */
void
gloss_library_pane_set_current (GlossLibraryPane *self, const char *uuid)
{
  g_return_if_fail (GLOSS_IS_LIBRARY_PANE (self));

  g_free (self->current);
  self->current = g_strdup (uuid);
  if (self->selection != NULL)
    items_changed_cb (self);
}

/**
 * gloss_library_pane_focus_search:
 * @self: a pane
 *
 * Puts the keyboard into the search.
 */
void
gloss_library_pane_focus_search (GlossLibraryPane *self)
{
  g_return_if_fail (GLOSS_IS_LIBRARY_PANE (self));

  gtk_widget_grab_focus (self->search);
}
