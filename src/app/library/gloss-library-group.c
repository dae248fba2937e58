/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossLibraryGroup owns its heading and a reference to the list below it. Main thread. It never looks into
 * the items. Every call costs what the same call on the list costs.
 */
#include "config.h"

#include "app/library/gloss-library-group.h"

#include <gtk/gtk.h>

struct _GlossLibraryGroup
{
  GObject parent_instance;

  GtkStringObject *heading;
  GListModel *model;
};

static void gloss_library_group_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GlossLibraryGroup,
                               gloss_library_group,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, gloss_library_group_model_init))

static GType
gloss_library_group_get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
gloss_library_group_get_n_items (GListModel *model)
{
  guint n_items = g_list_model_get_n_items (GLOSS_LIBRARY_GROUP (model)->model);

  return n_items > 0 ? n_items + 1 : 0;
}

static gpointer
gloss_library_group_get_item (GListModel *model, guint position)
{
  GlossLibraryGroup *self = GLOSS_LIBRARY_GROUP (model);

  if (position == 0)
    return g_list_model_get_n_items (self->model) > 0 ? g_object_ref (self->heading) : NULL;
  return g_list_model_get_item (self->model, position - 1);
}

static void
gloss_library_group_model_init (GListModelInterface *iface)
{
  iface->get_item_type = gloss_library_group_get_item_type;
  iface->get_n_items = gloss_library_group_get_n_items;
  iface->get_item = gloss_library_group_get_item;
}

static void
items_changed_cb (GlossLibraryGroup *self, guint position, guint removed, guint added)
{
  guint after = g_list_model_get_n_items (self->model);
  guint before = after + removed - added;

  if (before == 0 && after > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, after + 1);
  else if (before > 0 && after == 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, before + 1, 0);
  else if (after > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position + 1, removed, added);
}

static void
gloss_library_group_dispose (GObject *object)
{
  GlossLibraryGroup *self = GLOSS_LIBRARY_GROUP (object);

  g_clear_object (&self->heading);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (gloss_library_group_parent_class)->dispose (object);
}

static void
gloss_library_group_class_init (GlossLibraryGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gloss_library_group_dispose;
}

static void
gloss_library_group_init (GlossLibraryGroup *self)
{
}

/**
 * gloss_library_group_new:
 * @title: the heading, translated
 * @model: the list below it
 *
 * Returns: (transfer full): the group
 */
GlossLibraryGroup *
gloss_library_group_new (const char *title, GListModel *model)
{
  GlossLibraryGroup *self = g_object_new (GLOSS_TYPE_LIBRARY_GROUP, NULL);

  self->heading = gtk_string_object_new (title);
  self->model = g_object_ref (model);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}
