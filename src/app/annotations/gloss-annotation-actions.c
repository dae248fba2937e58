/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The actions on the selected annotation and the menu that shows them. Owns references to document and
 * annotation while they are set. Main thread. */

#include "config.h"

#include "app/annotations/gloss-annotation-actions.h"

#include <glib/gi18n.h>

#include "app/annotations/gloss-anchor-status.h"
#include "app/annotations/gloss-citation.h"
#include "core/annotation/gloss-commands.h"

struct _GlossAnnotationActions
{
  GObject parent_instance;

  GtkWidget *widget; /* borrowed */
  GSimpleActionGroup *group;
  GMenu *menu;
  GMenu *reviewing;  /* its first section */
  GMenu *categories; /* its sub-menu */
  GlossDocument *document;
  GlossAnnotation *annotation;
};

G_DEFINE_FINAL_TYPE (GlossAnnotationActions, gloss_annotation_actions, G_TYPE_OBJECT)

enum
{
  EDIT,
  CLOSE,
  DELETE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
get_quote (GlossAnnotationActions *self)
{
  return gloss_anchor_get_quote (gloss_annotation_get_anchor (self->annotation));
}

static void
copy_quote_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GlossAnnotationActions *self = data;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (self->widget), get_quote (self));
}

static void
copy_citation_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GlossAnnotationActions *self = data;
  g_autofree char *citation =
    gloss_citation_make (get_quote (self), gloss_document_get_article (self->document),
                         gloss_document_get_archive (self->document));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (self->widget), citation);
}

static void
category_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GlossAnnotationActions *self = data;
  GlossChange *change = gloss_command_set_category (self->annotation, g_variant_get_string (parameter, NULL));

  if (change != NULL)
    gloss_document_submit (self->document, change);
}

static void
edit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_signal_emit (data, signals[EDIT], 0);
}

static void
close_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_signal_emit (data, signals[CLOSE], 0);
}

static void
delete_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_signal_emit (data, signals[DELETE], 0);
}

static const GActionEntry entries[] = {
  { "copy-quote", copy_quote_cb },
  { "copy-citation", copy_citation_cb },
  { "category", category_cb, "s", "''" },
  { "edit", edit_cb },
  { "close", close_cb },
  { "delete", delete_cb },
};

static void
show_state (GlossAnnotationActions *self)
{
  GAction *category = g_action_map_lookup_action (G_ACTION_MAP (self->group), "category");
  const char *id = self->annotation != NULL ? gloss_annotation_get_category (self->annotation) : "";

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->group), entries[i].name);

      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), self->annotation != NULL);
    }
  g_simple_action_set_state (G_SIMPLE_ACTION (category), g_variant_new_string (id));
  g_menu_remove_all (self->reviewing);
  if (self->annotation != NULL)
    gloss_anchor_status_fill_menu (self->reviewing, self->document, self->annotation);
}

static void
dispose (GObject *object)
{
  GlossAnnotationActions *self = GLOSS_ANNOTATION_ACTIONS (object);

  gloss_annotation_actions_set_annotation (self, NULL, NULL);
  g_clear_object (&self->group);
  g_clear_object (&self->menu);
  g_clear_object (&self->reviewing);
  g_clear_object (&self->categories);

  G_OBJECT_CLASS (gloss_annotation_actions_parent_class)->dispose (object);
}

static void
gloss_annotation_actions_class_init (GlossAnnotationActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;

  signals[EDIT] = g_signal_new ("edit", GLOSS_TYPE_ANNOTATION_ACTIONS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  signals[CLOSE] = g_signal_new ("close", GLOSS_TYPE_ANNOTATION_ACTIONS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  signals[DELETE] = g_signal_new ("delete", GLOSS_TYPE_ANNOTATION_ACTIONS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

/* Its items stay: a popover of GTK 4.8 keeps the page of a sub-menu that is removed, and complains of the
 * next one by its name. */
static void
make_menu (GlossAnnotationActions *self)
{
  g_autoptr (GMenu) copying = g_menu_new ();
  g_autoptr (GMenu) changing = g_menu_new ();

  self->menu = g_menu_new ();
  self->reviewing = g_menu_new ();
  self->categories = g_menu_new ();
  g_menu_append (copying, _ ("_Copy quote"), "annotation.copy-quote");
  g_menu_append (copying, _ ("Copy with c_itation"), "annotation.copy-citation");
  g_menu_append_submenu (changing, _ ("Cate_gory"), G_MENU_MODEL (self->categories));
  g_menu_append (changing, _ ("_Delete"), "annotation.delete");

  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (self->reviewing));
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (copying));
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (changing));
}

static void
gloss_annotation_actions_init (GlossAnnotationActions *self)
{
  make_menu (self);
  self->group = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->group), entries, G_N_ELEMENTS (entries), self);
  show_state (self);
}

/**
 * gloss_annotation_actions_new:
 * @widget: gets the action group `annotation`; borrowed, it has to outlive the result
 *
 * Returns: (transfer full): actions that are disabled yet
 */
GlossAnnotationActions *
gloss_annotation_actions_new (GtkWidget *widget)
{
  GlossAnnotationActions *self = g_object_new (GLOSS_TYPE_ANNOTATION_ACTIONS, NULL);

  self->widget = widget;
  gtk_widget_insert_action_group (widget, "annotation", G_ACTION_GROUP (self->group));
  return self;
}

/**
 * gloss_annotation_actions_get_menu:
 * @self: actions
 *
 * Returns: (transfer none): the menu of them
 */
GMenuModel *
gloss_annotation_actions_get_menu (GlossAnnotationActions *self)
{
  g_return_val_if_fail (GLOSS_IS_ANNOTATION_ACTIONS (self), NULL);

  return G_MENU_MODEL (self->menu);
}

/**
 * gloss_annotation_actions_set_catalog:
 * @self: actions
 * @catalog: the categories to offer
 */
void
gloss_annotation_actions_set_catalog (GlossAnnotationActions *self, GlossCatalog *catalog)
{
  GPtrArray *categories;

  g_return_if_fail (GLOSS_IS_ANNOTATION_ACTIONS (self));

  g_menu_remove_all (self->categories);
  categories = gloss_catalog_get_categories (catalog);
  for (guint i = 0; i < categories->len; i++)
    {
      const GlossCategory *category = g_ptr_array_index (categories, i);
      g_autoptr (GMenuItem) item = g_menu_item_new (category->label, NULL);

      g_menu_item_set_action_and_target (item, "annotation.category", "s", category->id);
      g_menu_append_item (self->categories, item);
    }
}

/**
 * gloss_annotation_actions_set_annotation:
 * @self: actions
 * @document: (nullable): what is written to
 * @annotation: (nullable): what they act on
 */
void
gloss_annotation_actions_set_annotation (GlossAnnotationActions *self,
                                         GlossDocument *document,
                                         GlossAnnotation *annotation)
{
  g_return_if_fail (GLOSS_IS_ANNOTATION_ACTIONS (self));

  if (self->annotation != NULL)
    g_signal_handlers_disconnect_by_func (self->annotation, show_state, self);
  g_set_object (&self->document, document);
  g_set_object (&self->annotation, annotation);
  if (annotation != NULL)
    g_signal_connect_swapped (annotation, "changed", G_CALLBACK (show_state), self);
  show_state (self);
}
