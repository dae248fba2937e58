/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The annotations pane. Owns the document it shows, the selection over its list, and the one editor, which it
 * puts into the row of the selected annotation whenever that is bound. Main thread. It writes only what the
 * user asks for, through the document. A change of selection costs a look at the bound rows; counts are taken
 * anew once in a frame at most. */

#include "config.h"

#include "app/annotations/gloss-annotations-pane.h"

#include "app/annotations/gloss-alarm-box.h"
#include "app/annotations/gloss-annotation-actions.h"
#include "app/annotations/gloss-annotation-card.h"
#include "app/annotations/gloss-annotation-editor.h"
#include "app/annotations/gloss-claims-progress.h"
#include "app/annotations/gloss-focus-scroller.h"
#include "app/annotations/gloss-key-hints.h"
#include "app/annotations/gloss-scroll-keeper.h"
#include "core/annotation/gloss-commands.h"

struct _GlossAnnotationsPane
{
  AdwBin parent_instance;

  GlossDocument *document;
  GlossCatalog *catalog;
  GtkSingleSelection *selection;
  GlossAnnotationActions *actions;
  GtkWidget *context_menu;
  GtkWidget *editor;
  GlossFocusScroller *focus_scroller;
  GlossScrollKeeper *keeper;
  GlossSourceCopies *copies; /* of the keeper that the editor has, or NULL */
  GHashTable *cards;         /* the bound ones, borrowed */
  char *selected;
  gboolean closed;    /* the selected card is only read */
  gboolean turned;    /* another version came to the front, and nobody was shown yet what changed in it */
  gboolean selecting; /* the selection is being brought in line with `selected` */
  GtkWidget *focus;   /* weak: the field to give the focus back to when the editor has a row again */
  guint update_id;

  GtkStack *stack;
  GlossKeyHints *keys;
  GtkWidget *progress;
  GtkWidget *alarms;
  GtkWidget *scroller;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (GlossAnnotationsPane, gloss_annotations_pane, ADW_TYPE_BIN)

enum
{
  PROP_SELECTED = 1,
  N_PROPS
};

enum
{
  REVEAL,
  DELETED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static GlossAnnotationList *
get_list (GlossAnnotationsPane *self)
{
  return self->document != NULL ? gloss_document_get_annotations (self->document) : NULL;
}

static GlossAnnotation *
get_selected (GlossAnnotationsPane *self)
{
  return self->document != NULL && self->selected != NULL
           ? gloss_annotation_list_find (get_list (self), self->selected)
           : NULL;
}

/* The editor leaves its row: which of its fields had the focus? */
static void
remember_focus (GlossAnnotationsPane *self)
{
  GtkRoot *root = gtk_widget_get_root (self->editor);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, self->editor))
    g_set_weak_pointer (&self->focus, focus);
}

static void
restore_focus (GlossAnnotationsPane *self)
{
  GtkWidget *focus = self->focus;

  g_clear_weak_pointer (&self->focus);
  if (GTK_IS_TEXT (focus))
    gtk_text_grab_focus_without_selecting (GTK_TEXT (focus));
  else if (focus != NULL)
    gtk_widget_grab_focus (focus);
}

static void
take_editor (GlossAnnotationsPane *self)
{
  GtkWidget *card = gtk_widget_get_ancestor (self->editor, GLOSS_TYPE_ANNOTATION_CARD);

  if (card == NULL)
    return;
  remember_focus (self);
  gloss_annotation_card_set_editor (GLOSS_ANNOTATION_CARD (card), NULL);
}

static void
give_editor (GlossAnnotationsPane *self, GlossAnnotationCard *card)
{
  if (gloss_annotation_card_get_editor (card) != NULL)
    return;
  take_editor (self);
  gloss_annotation_editor_set_annotation (GLOSS_ANNOTATION_EDITOR (self->editor), self->document,
                                          self->catalog, gloss_annotation_card_get_annotation (card));
  gloss_annotation_card_set_editor (card, self->editor);
  restore_focus (self);
}

static void
update_card (GlossAnnotationsPane *self, GlossAnnotationCard *card)
{
  GlossAnnotation *annotation = gloss_annotation_card_get_annotation (card);
  gboolean selected = g_strcmp0 (gloss_annotation_get_uuid (annotation), self->selected) == 0;

  gloss_annotation_card_set_selected (card, selected);
  if (selected && !self->closed)
    give_editor (self, card);
  else if (gloss_annotation_card_get_editor (card) != NULL)
    take_editor (self);
}

static void
update_cards (GlossAnnotationsPane *self)
{
  g_autoptr (GList) cards = g_hash_table_get_keys (self->cards);

  for (GList *l = cards; l != NULL; l = l->next)
    update_card (self, l->data);
}

/* The next card that needs a review after a place in the list, from the top again after the last. */
static guint
find_attention (GlossAnnotationsPane *self, guint at)
{
  GListModel *list = G_LIST_MODEL (self->selection);
  guint n = g_list_model_get_n_items (list);

  for (guint i = 0; i < n; i++)
    {
      guint next = at == GTK_INVALID_LIST_POSITION ? i : (at + 1 + i) % n;
      g_autoptr (GlossAnnotation) annotation = g_list_model_get_item (list, next);

      if (gloss_annotation_needs_review (annotation))
        return next;
    }
  return GTK_INVALID_LIST_POSITION;
}

/* The cards do not jump while the box above them comes, grows and goes; but what a version that came to the
 * front changed is not left out of sight, unless one writes in a card. */
static void
show_alarms (GlossAnnotationsPane *self)
{
  gboolean writes = (gtk_widget_get_state_flags (self->editor) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
  guint first =
    self->turned && !writes ? find_attention (self, GTK_INVALID_LIST_POSITION) : GTK_INVALID_LIST_POSITION;

  self->turned = FALSE;
  if (first != GTK_INVALID_LIST_POSITION)
    gloss_scroll_keeper_lead (self->keeper, GTK_WIDGET (self->list), first);
  else
    gloss_scroll_keeper_hold_one (self->keeper, self->cards);
  gloss_alarm_box_update (GLOSS_ALARM_BOX (self->alarms), self->document);
}

static void
set_selected (GlossAnnotationsPane *self, const char *uuid, gboolean closed)
{
  gboolean same = g_strcmp0 (uuid, self->selected) == 0;

  if (same && closed == self->closed)
    return;
  if (!same)
    {
      g_autofree char *old = g_steal_pointer (&self->selected);

      self->selected = g_strdup (uuid);
      g_clear_weak_pointer (&self->focus);
    }
  self->closed = closed;
  update_cards (self);
  if (!same)
    {
      g_clear_weak_pointer (&self->focus);
      if (uuid == NULL)
        gloss_annotation_editor_set_annotation (GLOSS_ANNOTATION_EDITOR (self->editor), NULL, NULL, NULL);
      gloss_annotation_actions_set_annotation (self->actions, uuid != NULL ? self->document : NULL,
                                               get_selected (self));
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
    }
}

/* Brings the list's selection in line with `selected`. */
static void
sync_selection (GlossAnnotationsPane *self)
{
  guint position = self->selected != NULL && self->document != NULL
                     ? gloss_annotation_list_find_position (get_list (self), self->selected)
                     : GTK_INVALID_LIST_POSITION;

  self->selecting = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->selecting = FALSE;
}

static gboolean
update_cb (gpointer data)
{
  GlossAnnotationsPane *self = data;

  self->update_id = 0;
  g_clear_weak_pointer (&self->focus);
  if (self->document == NULL)
    return G_SOURCE_REMOVE;

  if (self->selected != NULL && get_selected (self) == NULL)
    set_selected (self, NULL, FALSE);
  gtk_stack_set_visible_child_name (self->stack, g_list_model_get_n_items (G_LIST_MODEL (get_list (self))) > 0
                                                   ? "list"
                                                   : "empty");
  gloss_claims_progress_update (GLOSS_CLAIMS_PROGRESS (self->progress), get_list (self), self->catalog);
  show_alarms (self);
  return G_SOURCE_REMOVE;
}

static void
queue_update (GlossAnnotationsPane *self)
{
  if (self->update_id == 0)
    self->update_id = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, update_cb, self, NULL);
}

static void
capture_changed_cb (GlossAnnotationsPane *self)
{
  self->turned = TRUE;
  queue_update (self);
}

/* A row that moves leaves and comes back: whether the selected one is gone is judged when all is said. */
static void
items_changed_cb (GlossAnnotationsPane *self)
{
  sync_selection (self);
  queue_update (self);
}

/* Also said when the selected row merely moved, or left with its annotation. */
static void
user_selected_cb (GlossAnnotationsPane *self)
{
  GlossAnnotation *annotation = gtk_single_selection_get_selected_item (self->selection);
  const char *uuid = annotation != NULL ? gloss_annotation_get_uuid (annotation) : NULL;

  if (self->selecting || g_strcmp0 (uuid, self->selected) == 0 ||
      (uuid == NULL && get_selected (self) == NULL))
    return;
  set_selected (self, uuid, FALSE);
  if (uuid != NULL)
    g_signal_emit (self, signals[REVEAL], 0, uuid);
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, GlossAnnotationsPane *self)
{
  gtk_list_item_set_child (item,
                           gloss_annotation_card_new (gloss_annotation_actions_get_menu (self->actions)));
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, GlossAnnotationsPane *self)
{
  GlossAnnotationCard *card = GLOSS_ANNOTATION_CARD (gtk_list_item_get_child (item));
  GlossAnnotation *annotation = gtk_list_item_get_item (item);

  if (annotation != gloss_annotation_card_get_annotation (card) &&
      gloss_annotation_card_get_editor (card) != NULL)
    take_editor (self);
  gloss_annotation_card_set_copies (card, self->copies);
  gloss_annotation_card_set_annotation (card, self->document, annotation, self->catalog);
  g_hash_table_add (self->cards, card);
  update_card (self, card);
}

/* The list unbinds a row and binds it again with the same annotation whenever its place or its selection
 * changes: the card keeps what it shows, and the editor its focus, until it is known what comes next. */
static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item, GlossAnnotationsPane *self)
{
  GlossAnnotationCard *card = GLOSS_ANNOTATION_CARD (gtk_list_item_get_child (item));

  g_hash_table_remove (self->cards, card);
  if (gloss_annotation_card_get_editor (card) != NULL)
    remember_focus (self);
}

static void
scroll_to_selected (GlossAnnotationsPane *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}

static void
edit_cb (GlossAnnotationsPane *self)
{
  gloss_annotations_pane_edit (self, "note");
}

/* What was typed stays; the card is read from now on. */
static void
close_cb (GlossAnnotationsPane *self)
{
  GtkWidget *card = gtk_widget_get_ancestor (self->editor, GLOSS_TYPE_ANNOTATION_CARD);

  gloss_annotations_pane_commit (self);
  if (card != NULL)
    gtk_widget_grab_focus (card);
  set_selected (self, self->selected, TRUE);
}

static void
delete_cb (GlossAnnotationsPane *self)
{
  gloss_annotations_pane_delete_selected (self);
}

static void
menu_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, GlossAnnotationsPane *self)
{
  GtkWidget *list = GTK_WIDGET (self->list);
  GtkWidget *picked = gtk_widget_pick (list, x, y, GTK_PICK_DEFAULT);
  GtkWidget *card = picked != NULL ? gtk_widget_get_ancestor (picked, GLOSS_TYPE_ANNOTATION_CARD) : NULL;

  /* Fields have menus of their own. */
  if (card == NULL || gtk_widget_is_ancestor (picked, self->editor))
    return;

  gloss_annotations_pane_set_selected (self, gloss_annotation_get_uuid (gloss_annotation_card_get_annotation (
                                               GLOSS_ANNOTATION_CARD (card))));
  gtk_widget_translate_coordinates (list, GTK_WIDGET (self), x, y, &x, &y);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->context_menu), &(GdkRectangle){ x, y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->context_menu));
}

static void
dispose (GObject *object)
{
  GlossAnnotationsPane *self = GLOSS_ANNOTATIONS_PANE (object);

  if (self->document != NULL)
    gloss_annotations_pane_set_document (self, NULL, NULL);
  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_weak_pointer (&self->focus);
  g_clear_object (&self->focus_scroller);
  g_clear_object (&self->keeper);
  g_clear_pointer (&self->context_menu, gtk_widget_unparent);
  g_clear_object (&self->editor);
  g_clear_object (&self->selection);
  g_clear_object (&self->actions);

  G_OBJECT_CLASS (gloss_annotations_pane_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  GlossAnnotationsPane *self = GLOSS_ANNOTATIONS_PANE (object);

  g_hash_table_unref (self->cards);
  g_free (self->selected);

  G_OBJECT_CLASS (gloss_annotations_pane_parent_class)->finalize (object);
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SELECTED)
    g_value_set_string (value, GLOSS_ANNOTATIONS_PANE (object)->selected);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SELECTED)
    gloss_annotations_pane_set_selected (GLOSS_ANNOTATIONS_PANE (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gloss_annotations_pane_class_init (GlossAnnotationsPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = dispose;
  object_class->finalize = finalize;
  object_class->get_property = get_property;
  object_class->set_property = set_property;

  properties[PROP_SELECTED] =
    g_param_spec_string ("selected", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[REVEAL] = g_signal_new ("reveal", GLOSS_TYPE_ANNOTATIONS_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[DELETED] = g_signal_new ("deleted", GLOSS_TYPE_ANNOTATIONS_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (GLOSS_TYPE_ALARM_BOX);
  g_type_ensure (GLOSS_TYPE_CLAIMS_PROGRESS);
  g_type_ensure (GLOSS_TYPE_KEY_HINTS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/glossator/annotations/gloss-annotations-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossAnnotationsPane, stack);
  gtk_widget_class_bind_template_child (widget_class, GlossAnnotationsPane, keys);
  gtk_widget_class_bind_template_child (widget_class, GlossAnnotationsPane, progress);
  gtk_widget_class_bind_template_child (widget_class, GlossAnnotationsPane, alarms);
  gtk_widget_class_bind_template_child (widget_class, GlossAnnotationsPane, scroller);
  gtk_widget_class_bind_template_child (widget_class, GlossAnnotationsPane, list);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_cb);
  gtk_widget_class_bind_template_callback (widget_class, menu_pressed_cb);
  gtk_widget_class_set_css_name (widget_class, "annotationspane");
}

static void
gloss_annotations_pane_init (GlossAnnotationsPane *self)
{
  self->cards = g_hash_table_new (NULL, NULL);
  self->actions = gloss_annotation_actions_new (GTK_WIDGET (self));
  g_signal_connect_object (self->actions, "edit", G_CALLBACK (edit_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->actions, "close", G_CALLBACK (close_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->actions, "delete", G_CALLBACK (delete_cb), self, G_CONNECT_SWAPPED);
  self->editor =
    g_object_ref_sink (gloss_annotation_editor_new (gloss_annotation_actions_get_menu (self->actions)));
  gtk_widget_init_template (GTK_WIDGET (self));

  self->keeper = gloss_scroll_keeper_new (GTK_SCROLLED_WINDOW (self->scroller));
  self->focus_scroller = gloss_focus_scroller_new (self->scroller, self->editor);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (user_selected_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));

  self->context_menu = gtk_popover_menu_new_from_model (gloss_annotation_actions_get_menu (self->actions));
  gtk_popover_set_has_arrow (GTK_POPOVER (self->context_menu), FALSE);
  gtk_widget_set_halign (self->context_menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->context_menu, GTK_WIDGET (self));
}

GtkWidget *
gloss_annotations_pane_new (void)
{
  return g_object_new (GLOSS_TYPE_ANNOTATIONS_PANE, NULL);
}

static void
forget_document (GlossAnnotationsPane *self)
{
  gloss_annotations_pane_commit (self);
  g_signal_handlers_disconnect_by_data (get_list (self), self);
  g_signal_handlers_disconnect_by_data (self->document, self);
  set_selected (self, NULL, FALSE);
  gtk_single_selection_set_model (self->selection, NULL);
  self->turned = FALSE;
  g_clear_object (&self->document);
}

/**
 * gloss_annotations_pane_set_document:
 * @self: a pane
 * @document: (nullable): a loaded document, %NULL for none
 * @catalog: (nullable): the categories and verdicts of its library
 *
 * Shows the annotations of a document. What was typed for the one before is committed first.
 */
void
gloss_annotations_pane_set_document (GlossAnnotationsPane *self,
                                     GlossDocument *document,
                                     GlossCatalog *catalog)
{
  g_return_if_fail (GLOSS_IS_ANNOTATIONS_PANE (self));
  g_return_if_fail ((document == NULL) == (catalog == NULL));

  if (self->document != NULL)
    forget_document (self);
  g_clear_pointer (&self->catalog, gloss_catalog_unref);
  gtk_stack_set_visible_child_name (self->stack, "none");
  if (document == NULL)
    return;

  self->document = g_object_ref (document);
  self->catalog = gloss_catalog_ref (catalog);
  gloss_annotation_actions_set_catalog (self->actions, catalog);
  gloss_key_hints_set_catalog (self->keys, catalog);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (get_list (self)));
  /* After the selection's own handler, so that it already knows the new items. */
  g_signal_connect_swapped (get_list (self), "items-changed", G_CALLBACK (items_changed_cb), self);
  g_signal_connect_swapped (document, "notify::save-state", G_CALLBACK (queue_update), self);
  g_signal_connect_swapped (document, "reloaded", G_CALLBACK (queue_update), self);
  g_signal_connect_swapped (document, "capture-changed", G_CALLBACK (capture_changed_cb), self);
  g_signal_connect_swapped (document, "notify::captures", G_CALLBACK (queue_update), self);
  update_cb (self);
}

/* Who keeps copies of sources, or NULL. */
void
gloss_annotations_pane_set_keeper (GlossAnnotationsPane *self, GlossSourceKeeper *keeper)
{
  g_return_if_fail (GLOSS_IS_ANNOTATIONS_PANE (self));

  self->copies = keeper != NULL ? gloss_source_keeper_get_copies (keeper) : NULL;
  gloss_annotation_editor_set_keeper (GLOSS_ANNOTATION_EDITOR (self->editor), keeper);
}

/* The uuid of the selected annotation, borrowed, or NULL. */
const char *
gloss_annotations_pane_get_selected (GlossAnnotationsPane *self)
{
  g_return_val_if_fail (GLOSS_IS_ANNOTATIONS_PANE (self), NULL);

  return self->selected;
}

/**
 * gloss_annotations_pane_set_selected:
 * @self: a pane
 * @uuid: (nullable): an annotation of the document
 *
 * Selects a card and scrolls to it; the focus stays where it is. An annotation that is not listed is not
 * selected.
 */
void
gloss_annotations_pane_set_selected (GlossAnnotationsPane *self, const char *uuid)
{
  g_return_if_fail (GLOSS_IS_ANNOTATIONS_PANE (self));

  if (uuid != NULL && (self->document == NULL || gloss_annotation_list_find (get_list (self), uuid) == NULL))
    uuid = NULL;
  if (g_strcmp0 (uuid, self->selected) == 0)
    return;

  set_selected (self, uuid, FALSE);
  sync_selection (self);
  scroll_to_selected (self);
}

/**
 * gloss_annotations_pane_step:
 * @self: a pane
 * @step: 1 for the next card, -1 for the one before
 */
void
gloss_annotations_pane_step (GlossAnnotationsPane *self, int step)
{
  guint at, n;

  g_return_if_fail (GLOSS_IS_ANNOTATIONS_PANE (self));

  n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  at = gtk_single_selection_get_selected (self->selection);
  if (n == 0 || (step > 0 && at == n - 1) || (step < 0 && at == 0))
    return;

  at = at != GTK_INVALID_LIST_POSITION ? at + step : step > 0 ? 0 : n - 1;
  gtk_single_selection_set_selected (self->selection, at);
  scroll_to_selected (self);
}

/**
 * gloss_annotations_pane_next_attention:
 * @self: a pane
 *
 * Selects the card that needs a review and comes next after the selected one, from the top again after the
 * last, and emits ::reveal.
 *
 * Returns: %FALSE where none needs one
 */
gboolean
gloss_annotations_pane_next_attention (GlossAnnotationsPane *self)
{
  guint at, next;

  g_return_val_if_fail (GLOSS_IS_ANNOTATIONS_PANE (self), FALSE);

  at = gtk_single_selection_get_selected (self->selection);
  next = find_attention (self, at);
  if (next == GTK_INVALID_LIST_POSITION)
    return FALSE;

  /* It alone: there is no other to choose, but the page may have been scrolled away from it. */
  if (next == at)
    g_signal_emit (self, signals[REVEAL], 0, self->selected);
  gtk_single_selection_set_selected (self->selection, next);
  scroll_to_selected (self);
  return TRUE;
}

/**
 * gloss_annotations_pane_edit:
 * @self: a pane
 * @what: "note", "source", "verdict", "status", "tag" or "category"
 *
 * Opens the selected card and moves the focus to a field of it.
 *
 * Returns: %FALSE where no card is selected, or there is no such field
 */
gboolean
gloss_annotations_pane_edit (GlossAnnotationsPane *self, const char *what)
{
  g_return_val_if_fail (GLOSS_IS_ANNOTATIONS_PANE (self), FALSE);

  if (get_selected (self) == NULL)
    return FALSE;

  set_selected (self, self->selected, FALSE);
  scroll_to_selected (self);
  /* A row far away is bound by the scrolling above, in the next frame at the latest. */
  if (gtk_widget_get_parent (self->editor) == NULL)
    return FALSE;
  return gloss_annotation_editor_edit (GLOSS_ANNOTATION_EDITOR (self->editor), what);
}

/**
 * gloss_annotations_pane_delete_selected:
 * @self: a pane
 *
 * Puts the selected annotation in the trash and emits ::deleted.
 *
 * Returns: %FALSE where none is selected
 */
gboolean
gloss_annotations_pane_delete_selected (GlossAnnotationsPane *self)
{
  GlossAnnotation *annotation;
  GlossChange *change;
  g_autofree char *label = NULL;

  g_return_val_if_fail (GLOSS_IS_ANNOTATIONS_PANE (self), FALSE);

  annotation = get_selected (self);
  if (annotation == NULL)
    return FALSE;

  gloss_annotations_pane_commit (self);
  change = gloss_command_delete_annotation (annotation);
  label = g_strdup (gloss_change_get_label (change));
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
  set_selected (self, NULL, FALSE);
  sync_selection (self);
  gloss_document_submit (self->document, change);
  g_signal_emit (self, signals[DELETED], 0, label);
  return TRUE;
}

/**
 * gloss_annotations_pane_commit:
 * @self: a pane
 *
 * Takes over what is being typed, also in a field that still has the focus. Before undo and closing.
 */
void
gloss_annotations_pane_commit (GlossAnnotationsPane *self)
{
  g_return_if_fail (GLOSS_IS_ANNOTATIONS_PANE (self));

  gloss_annotation_editor_commit (GLOSS_ANNOTATION_EDITOR (self->editor));
}
