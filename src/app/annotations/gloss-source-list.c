/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sources of the annotation that is edited. Borrows document and annotation from the annotation editor,
 * which lives as long. Main thread. Showing costs the number of sources. */

#include "config.h"

#include "app/annotations/gloss-source-list.h"

#include <glib/gi18n.h>

#include "app/annotations/gloss-source-editor.h"
#include "app/annotations/gloss-source-row.h"
#include "app/reader/gloss-capture-time.h"
#include "core/annotation/gloss-commands.h"

struct _GlossSourceList
{
  AdwBin parent_instance;

  GlossDocument *document;     /* borrowed */
  GlossAnnotation *annotation; /* borrowed */
  gboolean was_there;          /* the source that is open */
  GlossSourceKeeper *keeper;

  GtkBox *box;
  GlossSourceEditor *editor;
  GtkWidget *add;
};

G_DEFINE_FINAL_TYPE (GlossSourceList, gloss_source_list, ADW_TYPE_BIN)

static void
submit (GlossSourceList *self, GlossChange *change)
{
  if (change != NULL)
    gloss_document_submit (self->document, change);
}

static void
show_editor (GlossSourceList *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->editor), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

static void
edit_cb (GlossSourceList *self, GlossSourceRow *row)
{
  gloss_source_editor_edit (self->editor, self->document, self->annotation,
                            gloss_record_get_uuid (gloss_source_row_get_source (row)));
  self->was_there = TRUE;
  gtk_box_reorder_child_after (self->box, GTK_WIDGET (self->editor), GTK_WIDGET (row));
  show_editor (self);
}

static void
remove_cb (GlossSourceList *self, GlossSourceRow *row)
{
  const char *uuid = gloss_record_get_uuid (gloss_source_row_get_source (row));

  if (g_strcmp0 (gloss_source_editor_get_uuid (self->editor), uuid) == 0)
    gtk_widget_set_visible (GTK_WIDGET (self->editor), FALSE);
  /* The row goes, and the focus with it: stay in the list. */
  gtk_widget_grab_focus (self->add);
  submit (self, gloss_command_delete_source (self->annotation, uuid));
}

static GlossRecord *
find_copy (GlossSourceList *self, GlossRecord *source)
{
  return self->keeper != NULL
           ? gloss_source_copies_look (gloss_source_keeper_get_copies (self->keeper), source)
           : NULL;
}

/* What is asked for goes first: it is about another copy. */
static void
show_keeping (GlossSourceList *self, GtkWidget *row)
{
  GlossRecord *source = gloss_source_row_get_source (GLOSS_SOURCE_ROW (row));
  GlossRecord *copy = find_copy (self, source);
  g_autofree char *offer = NULL;
  const char *words = NULL;
  GlossKeeping state = self->keeper != NULL
                         ? gloss_source_keeper_get (self->keeper, gloss_record_get_uuid (source), &words)
                         : GLOSS_KEEPING_NOTHING;

  if (state == GLOSS_KEEPING_NOTHING && copy != NULL && gloss_record_is_null (source, "capture"))
    {
      g_autofree char *time = gloss_capture_time_dup (gloss_record_get_string (copy, "captured"));

      state = GLOSS_KEEPING_OFFERED;
      /* Translators: %s is a time, such as "22 Nov 2026, 09:15". */
      offer = g_strdup_printf (_ ("The library has this page as it was on %s."), time);
    }
  gloss_source_row_set_keeping (GLOSS_SOURCE_ROW (row), state, offer != NULL ? offer : words);
}

static GtkWidget *
make_row (GlossSourceList *self)
{
  GtkWidget *row = gloss_source_row_new ();

  g_signal_connect_object (row, "edit", G_CALLBACK (edit_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "remove", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_insert_before (row, GTK_WIDGET (self->box), self->add);
  return row;
}

static GtkWidget *
next_row (GtkWidget *child)
{
  while (child != NULL && !GLOSS_IS_SOURCE_ROW (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static void
keeping_cb (GlossSourceList *self, const char *source)
{
  GtkWidget *row = next_row (gtk_widget_get_first_child (GTK_WIDGET (self->box)));

  for (; row != NULL; row = next_row (gtk_widget_get_next_sibling (row)))
    if (g_strcmp0 (gloss_record_get_uuid (gloss_source_row_get_source (GLOSS_SOURCE_ROW (row))), source) == 0)
      show_keeping (self, row);
}

static void
remove_rows (GlossSourceList *self, GtkWidget *row)
{
  while (row != NULL)
    {
      GtkWidget *next = next_row (gtk_widget_get_next_sibling (row));

      gtk_box_remove (self->box, row);
      row = next;
    }
}

static void
done_cb (GlossSourceList *self)
{
  gtk_widget_grab_focus (self->add);
  gtk_widget_set_visible (GTK_WIDGET (self->editor), FALSE);
}

static void
dispose (GObject *object)
{
  g_clear_object (&GLOSS_SOURCE_LIST (object)->keeper);

  G_OBJECT_CLASS (gloss_source_list_parent_class)->dispose (object);
}

static void
gloss_source_list_class_init (GlossSourceListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;

  g_type_ensure (GLOSS_TYPE_SOURCE_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class, "/glossator/annotations/gloss-source-list.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossSourceList, box);
  gtk_widget_class_bind_template_child (widget_class, GlossSourceList, editor);
  gtk_widget_class_bind_template_child (widget_class, GlossSourceList, add);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_bind_template_callback (widget_class, gloss_source_list_add);
}

static void
gloss_source_list_init (GlossSourceList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gloss_source_list_new (void)
{
  return g_object_new (GLOSS_TYPE_SOURCE_LIST, NULL);
}

/* Of what it knew nothing while the rows were made. */
static void
copies_cb (GlossSourceList *self)
{
  if (self->annotation != NULL)
    gloss_source_list_update (self);
}

/**
 * gloss_source_list_set_keeper:
 * @self: a list
 * @keeper: (nullable): says how it stands with copies of sources
 */
void
gloss_source_list_set_keeper (GlossSourceList *self, GlossSourceKeeper *keeper)
{
  g_return_if_fail (GLOSS_IS_SOURCE_LIST (self));

  if (self->keeper != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->keeper, self);
      g_signal_handlers_disconnect_by_data (gloss_source_keeper_get_copies (self->keeper), self);
    }
  g_set_object (&self->keeper, keeper);
  if (keeper == NULL)
    return;
  g_signal_connect_object (keeper, "changed", G_CALLBACK (keeping_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gloss_source_keeper_get_copies (keeper), "changed", G_CALLBACK (copies_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * gloss_source_list_set_annotation:
 * @self: a list
 * @document: (nullable): what is written to, borrowed until the next call
 * @annotation: (nullable): whose sources to show, borrowed until the next call
 */
void
gloss_source_list_set_annotation (GlossSourceList *self, GlossDocument *document, GlossAnnotation *annotation)
{
  g_return_if_fail (GLOSS_IS_SOURCE_LIST (self));

  self->document = document;
  self->annotation = annotation;
  gloss_source_editor_edit (self->editor, NULL, NULL, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->editor), FALSE);
  if (annotation != NULL)
    gloss_source_list_update (self);
}

/**
 * gloss_source_list_update:
 * @self: a list with an annotation
 *
 * Shows the sources as they are now. Rows stay and take other records, so that the open editor among them
 * keeps its place and the focus.
 */
void
gloss_source_list_update (GlossSourceList *self)
{
  GPtrArray *records;
  GtkWidget *row, *edited_row = NULL;
  const char *edited;

  g_return_if_fail (GLOSS_IS_SOURCE_LIST (self));

  records = gloss_annotation_get_sources (self->annotation);
  edited = gloss_source_editor_get_uuid (self->editor);
  row = next_row (gtk_widget_get_first_child (GTK_WIDGET (self->box)));
  for (guint i = 0; i < records->len; i++)
    {
      GlossRecord *record = g_ptr_array_index (records, i);

      if (row == NULL)
        row = make_row (self);
      gloss_source_row_set_source (GLOSS_SOURCE_ROW (row), record, find_copy (self, record), i + 1);
      show_keeping (self, row);
      if (g_strcmp0 (edited, gloss_record_get_uuid (record)) == 0)
        edited_row = row;
      row = next_row (gtk_widget_get_next_sibling (row));
    }
  remove_rows (self, row);

  if (edited_row != NULL)
    gtk_box_reorder_child_after (self->box, GTK_WIDGET (self->editor), edited_row);
  if (gtk_widget_get_visible (GTK_WIDGET (self->editor)) && !gloss_source_editor_update (self->editor) &&
      self->was_there)
    gtk_widget_set_visible (GTK_WIDGET (self->editor), FALSE);
  self->was_there = edited_row != NULL;
}

/**
 * gloss_source_list_add:
 * @self: a list with an annotation
 *
 * Opens an empty source after the last and moves the focus there.
 */
void
gloss_source_list_add (GlossSourceList *self)
{
  g_return_if_fail (GLOSS_IS_SOURCE_LIST (self));

  gloss_source_editor_edit (self->editor, self->document, self->annotation, NULL);
  self->was_there = FALSE;
  gtk_widget_insert_before (GTK_WIDGET (self->editor), GTK_WIDGET (self->box), self->add);
  show_editor (self);
}

/**
 * gloss_source_list_close:
 * @self: a list
 *
 * Commits and closes the open source if the focus is in it.
 *
 * Returns: whether it was
 */
gboolean
gloss_source_list_close (GlossSourceList *self)
{
  g_return_val_if_fail (GLOSS_IS_SOURCE_LIST (self), FALSE);

  if (!(gtk_widget_get_state_flags (GTK_WIDGET (self->editor)) & GTK_STATE_FLAG_FOCUS_WITHIN))
    return FALSE;
  gloss_document_commit_typing (self->document);
  done_cb (self);
  return TRUE;
}
