/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields of one source. Borrows document and annotation from the list it stands in; what is typed is the
 * document's at once. Main thread. Showing costs a copy of each text. */

#include "config.h"

#include "app/annotations/gloss-source-editor.h"

#include <string.h>

#include "app/annotations/gloss-markdown.h"
#include "app/annotations/gloss-text-area.h"
#include "app/annotations/gloss-text-line.h"
#include "core/annotation/gloss-commands.h"
#include "core/annotation/gloss-text-field.h"

#define N_FIELDS 8

struct _GlossSourceEditor
{
  AdwBin parent_instance;

  GlossDocument *document;     /* borrowed */
  GlossAnnotation *annotation; /* borrowed */
  char *source;                /* its uuid */
  gboolean setting;

  GtkWidget *uri;
  GtkWidget *title;
  GtkWidget *publisher;
  GtkWidget *quote;
  GtkWidget *at;
  GtkWidget *accessed;
  GtkWidget *archive;
  GtkWidget *note;
  GtkDropDown *stance;
  GtkDropDown *kind;
};

G_DEFINE_FINAL_TYPE (GlossSourceEditor, gloss_source_editor, ADW_TYPE_BIN)

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *const stance_ids[] = { "supports", "refutes", "context", NULL };
static const char *const kind_ids[] = { NULL, "primary", "secondary" };

static const struct
{
  const char *column;
  goffset widget;
} fields[N_FIELDS] = {
  { "uri", G_STRUCT_OFFSET (GlossSourceEditor, uri) },
  { "title", G_STRUCT_OFFSET (GlossSourceEditor, title) },
  { "publisher", G_STRUCT_OFFSET (GlossSourceEditor, publisher) },
  { "quote", G_STRUCT_OFFSET (GlossSourceEditor, quote) },
  { "at", G_STRUCT_OFFSET (GlossSourceEditor, at) },
  { "accessed", G_STRUCT_OFFSET (GlossSourceEditor, accessed) },
  { "archive", G_STRUCT_OFFSET (GlossSourceEditor, archive) },
  { "note", G_STRUCT_OFFSET (GlossSourceEditor, note) },
};

static GtkWidget *
get_field (GlossSourceEditor *self, guint i)
{
  return G_STRUCT_MEMBER (GtkWidget *, self, fields[i].widget);
}

static char *
dup_text (GtkWidget *field)
{
  if (GLOSS_IS_TEXT_AREA (field))
    return gloss_text_area_dup_text (GLOSS_TEXT_AREA (field));
  return gloss_text_line_dup_text (GLOSS_TEXT_LINE (field));
}

static void
set_text (GtkWidget *field, const char *text)
{
  if (GLOSS_IS_TEXT_AREA (field))
    gloss_text_area_set_text (GLOSS_TEXT_AREA (field), text);
  else
    gloss_text_line_set_text (GLOSS_TEXT_LINE (field), text);
}

/* NULL where it is not there, not yet or not any more. */
static GlossRecord *
find_source (GlossSourceEditor *self)
{
  GPtrArray *sources = gloss_annotation_get_sources (self->annotation);

  for (guint i = 0; i < sources->len; i++)
    {
      if (g_strcmp0 (gloss_record_get_uuid (g_ptr_array_index (sources, i)), self->source) == 0)
        return g_ptr_array_index (sources, i);
    }
  return NULL;
}

static GlossRecord *
dup_source (GlossSourceEditor *self)
{
  GlossRecord *source = find_source (self);

  return source != NULL ? gloss_record_ref (source) : gloss_text_field_new_source (self->source);
}

/* A stance or kind of another program is not among the rows: it stays as long as none of them is chosen. */
static guint
find_id (const char *const *ids, guint n_ids, const char *id)
{
  for (guint i = 0; i < n_ids; i++)
    {
      if (g_strcmp0 (ids[i], id) == 0)
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

static const char *
get_chosen (GtkDropDown *choice, const char *const *ids, const char *otherwise)
{
  guint at = gtk_drop_down_get_selected (choice);

  return at != GTK_INVALID_LIST_POSITION ? ids[at] : otherwise;
}

static void
type (GlossSourceEditor *self, guint i)
{
  g_autofree char *name = gloss_text_field_dup_source_name (self->source, fields[i].column);
  g_autofree char *text = dup_text (get_field (self, i));

  gloss_document_type (self->document, self->annotation, name, text);
}

static void
typed_cb (GlossSourceEditor *self, GtkWidget *field)
{
  for (guint i = 0; i < N_FIELDS && self->annotation != NULL; i++)
    {
      if (get_field (self, i) == field)
        type (self, i);
    }
}

/* An address pasted where the title is asked for goes where it belongs. */
static void
title_typed_cb (GlossSourceEditor *self, GtkWidget *field)
{
  g_autofree char *title = dup_text (self->title);
  g_autofree char *uri = dup_text (self->uri);

  if (*uri == '\0' && strchr (title, ' ') == NULL && gloss_link_is_safe (title))
    {
      set_text (self->uri, title);
      set_text (self->title, "");
      typed_cb (self, self->uri);
    }
  typed_cb (self, field);
}

static void
left_cb (GlossSourceEditor *self)
{
  if (self->annotation != NULL)
    gloss_document_commit_typing (self->document);
}

/* The list of choices had the focus, and closed. A source comes into being with a choice, too: none may be
 * lost that is shown. */
static void
chosen_cb (GlossSourceEditor *self, GParamSpec *pspec, GtkWidget *choice)
{
  g_autoptr (GlossRecord) source = NULL;
  g_autoptr (GlossRecord) with_stance = NULL;
  g_autoptr (GlossRecord) edited = NULL;
  const char *stance, *kind;

  if (self->setting || self->annotation == NULL)
    return;

  gtk_widget_grab_focus (choice);
  stance = get_chosen (self->stance, stance_ids, NULL);
  kind = get_chosen (self->kind, kind_ids, NULL);
  gloss_document_commit_typing (self->document);
  source = dup_source (self);
  with_stance = choice == GTK_WIDGET (self->stance) ? gloss_record_with_string (source, "stance", stance)
                                                    : gloss_record_ref (source);
  edited = choice == GTK_WIDGET (self->kind) ? gloss_record_with_string (with_stance, "kind", kind)
                                             : gloss_record_ref (with_stance);
  gloss_document_submit (self->document, find_source (self) != NULL
                                           ? gloss_command_edit_source (self->annotation, edited)
                                           : gloss_command_add_source (self->annotation, edited));
}

static void
done_cb (GlossSourceEditor *self)
{
  left_cb (self);
  g_signal_emit (self, signals[DONE], 0);
}

static gboolean
grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GLOSS_SOURCE_EDITOR (widget)->uri);
}

static void
finalize (GObject *object)
{
  g_free (GLOSS_SOURCE_EDITOR (object)->source);
  G_OBJECT_CLASS (gloss_source_editor_parent_class)->finalize (object);
}

static void
gloss_source_editor_class_init (GlossSourceEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = finalize;
  widget_class->grab_focus = grab_focus;

  signals[DONE] =
    g_signal_new ("done", GLOSS_TYPE_SOURCE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (GLOSS_TYPE_TEXT_AREA);
  g_type_ensure (GLOSS_TYPE_TEXT_LINE);
  gtk_widget_class_set_template_from_resource (widget_class, "/glossator/annotations/gloss-source-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossSourceEditor, uri);
  gtk_widget_class_bind_template_child (widget_class, GlossSourceEditor, title);
  gtk_widget_class_bind_template_child (widget_class, GlossSourceEditor, publisher);
  gtk_widget_class_bind_template_child (widget_class, GlossSourceEditor, quote);
  gtk_widget_class_bind_template_child (widget_class, GlossSourceEditor, at);
  gtk_widget_class_bind_template_child (widget_class, GlossSourceEditor, accessed);
  gtk_widget_class_bind_template_child (widget_class, GlossSourceEditor, archive);
  gtk_widget_class_bind_template_child (widget_class, GlossSourceEditor, note);
  gtk_widget_class_bind_template_child (widget_class, GlossSourceEditor, stance);
  gtk_widget_class_bind_template_child (widget_class, GlossSourceEditor, kind);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, title_typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
}

static void
gloss_source_editor_init (GlossSourceEditor *self)
{
  self->setting = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->setting = FALSE;
}

GtkWidget *
gloss_source_editor_new (void)
{
  return g_object_new (GLOSS_TYPE_SOURCE_EDITOR, NULL);
}

/* Returns whether anything is said of the source. */
static gboolean
show_texts (GlossSourceEditor *self, GlossRecord *source)
{
  gboolean is_there = find_source (self) != NULL;
  gboolean any = FALSE;

  for (guint i = 0; i < N_FIELDS; i++)
    {
      g_autofree char *name = gloss_text_field_dup_source_name (self->source, fields[i].column);
      g_autofree char *text = gloss_document_dup_text (self->document, self->annotation, name);

      any = any || *text != '\0';
      set_text (get_field (self, i),
                is_there || *text != '\0' ? text : gloss_record_get_string (source, fields[i].column));
    }

  return any;
}

static void
show_choices (GlossSourceEditor *self, GlossRecord *source)
{
  const char *stance = gloss_record_get_string (source, "stance");
  const char *kind = gloss_record_get_string (source, "kind");

  gtk_drop_down_set_selected (self->stance, find_id (stance_ids, G_N_ELEMENTS (stance_ids) - 1, stance));
  gtk_drop_down_set_selected (self->kind, find_id (kind_ids, G_N_ELEMENTS (kind_ids), kind));
}

/**
 * gloss_source_editor_edit:
 * @self: an editor
 * @document: (nullable): what is written to, borrowed until the next call
 * @annotation: (nullable): whose source it is, borrowed until the next call
 * @source: (nullable): the uuid of the source to edit, %NULL for a new one
 *
 * Shows a source, or nothing without an annotation.
 */
void
gloss_source_editor_edit (GlossSourceEditor *self,
                          GlossDocument *document,
                          GlossAnnotation *annotation,
                          const char *source)
{
  g_return_if_fail (GLOSS_IS_SOURCE_EDITOR (self));
  g_return_if_fail ((document == NULL) == (annotation == NULL));

  self->document = document;
  self->annotation = annotation;
  g_free (self->source);
  self->source = source != NULL ? g_strdup (source) : g_uuid_string_random ();
  if (annotation != NULL)
    gloss_source_editor_update (self);
}

/**
 * gloss_source_editor_get_uuid:
 * @self: an editor
 *
 * Returns: (nullable): the uuid of the source, which may not be there yet
 */
const char *
gloss_source_editor_get_uuid (GlossSourceEditor *self)
{
  g_return_val_if_fail (GLOSS_IS_SOURCE_EDITOR (self), NULL);

  return self->source;
}

/**
 * gloss_source_editor_update:
 * @self: an editor with an annotation
 *
 * Shows the source as it is now, and over it what is being typed.
 *
 * Returns: %FALSE if there is neither a source nor anything typed
 */
gboolean
gloss_source_editor_update (GlossSourceEditor *self)
{
  g_autoptr (GlossRecord) source = NULL;
  gboolean any;

  g_return_val_if_fail (GLOSS_IS_SOURCE_EDITOR (self), FALSE);

  source = dup_source (self);
  self->setting = TRUE;
  any = show_texts (self, source);
  show_choices (self, source);
  self->setting = FALSE;

  return any || find_source (self) != NULL;
}
