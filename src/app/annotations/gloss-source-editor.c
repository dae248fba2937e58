/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields of one source. Owns the record it started from, to know which fields the user touched, and a
 * timer. It writes nothing: it makes records. Main thread. */

#include "config.h"

#include "app/annotations/gloss-source-editor.h"

#include <string.h>

#include "app/annotations/gloss-annotation-words.h"
#include "app/annotations/gloss-markdown.h"
#include "app/annotations/gloss-text-area.h"
#include "app/annotations/gloss-text-line.h"

#define REST_MS 1000
#define N_FIELDS 7

struct _GlossSourceEditor
{
  AdwBin parent_instance;

  GlossRecord *base;
  gboolean is_new;
  gboolean setting;
  gboolean pending;
  guint rest_id;

  GtkWidget *uri;
  GtkWidget *title;
  GtkWidget *publisher;
  GtkWidget *quote;
  GtkWidget *at;
  GtkWidget *accessed;
  GtkWidget *note;
  GtkDropDown *stance;
  GtkDropDown *kind;
};

G_DEFINE_FINAL_TYPE (GlossSourceEditor, gloss_source_editor, ADW_TYPE_BIN)

enum
{
  PROP_PENDING = 1,
  N_PROPS
};

enum
{
  COMMIT,
  DONE,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
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

static const char *
get_base (GlossSourceEditor *self, const char *column)
{
  const char *text = gloss_record_get_string (self->base, column);

  return text != NULL ? text : "";
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
set_member (JsonObject *values, const char *column, const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_string_member (values, column, text);
  else
    json_object_set_null_member (values, column);
}

/* NULL where nothing differs. */
static GlossRecord *
make_record (GlossSourceEditor *self)
{
  g_autoptr (JsonObject) values = gloss_record_dup_values (self->base);
  const char *stance = get_chosen (self->stance, stance_ids, gloss_record_get_string (self->base, "stance"));
  const char *kind = get_chosen (self->kind, kind_ids, gloss_record_get_string (self->base, "kind"));
  gboolean differs = g_strcmp0 (stance, gloss_record_get_string (self->base, "stance")) != 0 ||
                     g_strcmp0 (kind, gloss_record_get_string (self->base, "kind")) != 0;
  gboolean empty = TRUE;

  set_member (values, "stance", stance);
  set_member (values, "kind", kind);
  for (guint i = 0; i < N_FIELDS; i++)
    {
      g_autofree char *text = dup_text (get_field (self, i));

      differs = differs || strcmp (text, get_base (self, fields[i].column)) != 0;
      empty = empty && (*text == '\0' || strcmp (fields[i].column, "accessed") == 0);
      set_member (values, fields[i].column, text);
    }

  if (!differs || (empty && self->is_new))
    return NULL;
  return gloss_record_new_for_values ("source", values);
}

static void
set_pending (GlossSourceEditor *self, gboolean pending)
{
  if (self->pending == pending)
    return;
  self->pending = pending;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PENDING]);
}

static gboolean
rest_cb (gpointer data)
{
  GlossSourceEditor *self = data;

  self->rest_id = 0;
  gloss_source_editor_commit (self);
  return G_SOURCE_REMOVE;
}

static void
typed_cb (GlossSourceEditor *self)
{
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add (REST_MS, rest_cb, self);
  set_pending (self, TRUE);
}

/* An address pasted where the title is asked for goes where it belongs. */
static void
title_typed_cb (GlossSourceEditor *self)
{
  g_autofree char *title = dup_text (self->title);
  g_autofree char *uri = dup_text (self->uri);

  if (*uri == '\0' && strchr (title, ' ') == NULL && gloss_link_is_safe (title))
    {
      set_text (self->uri, title);
      set_text (self->title, "");
    }
  typed_cb (self);
}

/* The list of choices had the focus, and closed. */
static void
chosen_cb (GlossSourceEditor *self, GParamSpec *pspec, GtkWidget *choice)
{
  if (self->setting)
    return;
  gtk_widget_grab_focus (choice);
  gloss_source_editor_commit (self);
}

static void
done_cb (GlossSourceEditor *self)
{
  gloss_source_editor_commit (self);
  g_signal_emit (self, signals[DONE], 0);
}

static gboolean
grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GLOSS_SOURCE_EDITOR (widget)->uri);
}

static void
dispose (GObject *object)
{
  GlossSourceEditor *self = GLOSS_SOURCE_EDITOR (object);

  g_clear_handle_id (&self->rest_id, g_source_remove);

  G_OBJECT_CLASS (gloss_source_editor_parent_class)->dispose (object);
}

/* A field that goes away says that it was left: the record has to be there until all are gone. */
static void
finalize (GObject *object)
{
  gloss_record_unref (GLOSS_SOURCE_EDITOR (object)->base);
  G_OBJECT_CLASS (gloss_source_editor_parent_class)->finalize (object);
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_PENDING)
    g_value_set_boolean (value, GLOSS_SOURCE_EDITOR (object)->pending);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gloss_source_editor_class_init (GlossSourceEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = dispose;
  object_class->finalize = finalize;
  object_class->get_property = get_property;
  widget_class->grab_focus = grab_focus;

  properties[PROP_PENDING] =
    g_param_spec_boolean ("pending", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[COMMIT] = g_signal_new ("commit", GLOSS_TYPE_SOURCE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, GLOSS_TYPE_RECORD);
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
  gtk_widget_class_bind_template_child (widget_class, GlossSourceEditor, note);
  gtk_widget_class_bind_template_child (widget_class, GlossSourceEditor, stance);
  gtk_widget_class_bind_template_child (widget_class, GlossSourceEditor, kind);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, title_typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_bind_template_callback (widget_class, gloss_source_editor_commit);
}

static void
gloss_source_editor_init (GlossSourceEditor *self)
{
  self->is_new = TRUE;
  self->base = gloss_record_new ("source");
  self->setting = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->setting = FALSE;
}

GtkWidget *
gloss_source_editor_new (void)
{
  return g_object_new (GLOSS_TYPE_SOURCE_EDITOR, NULL);
}

static void
take_base (GlossSourceEditor *self, GlossRecord *source)
{
  g_clear_pointer (&self->base, gloss_record_unref);
  self->base = source;
}

static void
show_choices (GlossSourceEditor *self)
{
  const char *stance = gloss_record_get_string (self->base, "stance");
  const char *kind = gloss_record_get_string (self->base, "kind");

  gtk_drop_down_set_selected (self->stance, find_id (stance_ids, G_N_ELEMENTS (stance_ids) - 1, stance));
  gtk_drop_down_set_selected (self->kind, find_id (kind_ids, G_N_ELEMENTS (kind_ids), kind));
}

/* A new source was accessed today, and is taken to support until the user says otherwise. */
static GlossRecord *
make_new (void)
{
  g_autoptr (GlossRecord) empty = gloss_record_new ("source");
  g_autoptr (GlossRecord) supporting = gloss_record_with_string (empty, "stance", "supports");
  g_autofree char *today = gloss_words_dup_today ();

  return gloss_record_with_string (supporting, "accessed", today);
}

static void
start (GlossSourceEditor *self, GlossRecord *source)
{
  self->is_new = source == NULL;
  take_base (self, source != NULL ? gloss_record_ref (source) : make_new ());

  self->setting = TRUE;
  for (guint i = 0; i < N_FIELDS; i++)
    set_text (get_field (self, i), get_base (self, fields[i].column));
  show_choices (self);
  self->setting = FALSE;
}

/**
 * gloss_source_editor_edit:
 * @self: an editor
 * @source: (nullable): the source to edit, %NULL for a new one
 */
void
gloss_source_editor_edit (GlossSourceEditor *self, GlossRecord *source)
{
  g_return_if_fail (GLOSS_IS_SOURCE_EDITOR (self));

  gloss_source_editor_commit (self);
  start (self, source);
}

/**
 * gloss_source_editor_reset:
 * @self: an editor
 *
 * Starts a new source without giving away anything of the one before.
 */
void
gloss_source_editor_reset (GlossSourceEditor *self)
{
  g_return_if_fail (GLOSS_IS_SOURCE_EDITOR (self));

  g_clear_handle_id (&self->rest_id, g_source_remove);
  set_pending (self, FALSE);
  start (self, NULL);
}

/**
 * gloss_source_editor_get_uuid:
 * @self: an editor
 *
 * Returns: (nullable): the uuid of the source; %NULL for a new one
 */
const char *
gloss_source_editor_get_uuid (GlossSourceEditor *self)
{
  g_return_val_if_fail (GLOSS_IS_SOURCE_EDITOR (self), NULL);

  return self->is_new ? NULL : gloss_record_get_uuid (self->base);
}

/**
 * gloss_source_editor_update:
 * @self: an editor
 * @source: the row as it is now
 *
 * The row that came of a new source, or that was changed by something else, such as undo. Fields that the
 * user touched since keep what was typed.
 */
void
gloss_source_editor_update (GlossSourceEditor *self, GlossRecord *source)
{
  gboolean touched[N_FIELDS];

  g_return_if_fail (GLOSS_IS_SOURCE_EDITOR (self));

  for (guint i = 0; i < N_FIELDS; i++)
    {
      g_autofree char *text = dup_text (get_field (self, i));

      touched[i] = strcmp (text, get_base (self, fields[i].column)) != 0;
    }

  self->is_new = FALSE;
  take_base (self, gloss_record_ref (source));
  self->setting = TRUE;
  for (guint i = 0; i < N_FIELDS; i++)
    {
      if (!touched[i])
        set_text (get_field (self, i), get_base (self, fields[i].column));
    }
  show_choices (self);
  self->setting = FALSE;
}

/**
 * gloss_source_editor_commit:
 * @self: an editor
 *
 * Emits ::commit with what was edited, if anything differs from what it started from.
 */
void
gloss_source_editor_commit (GlossSourceEditor *self)
{
  g_autoptr (GlossRecord) record = NULL;

  g_return_if_fail (GLOSS_IS_SOURCE_EDITOR (self));

  g_clear_handle_id (&self->rest_id, g_source_remove);
  set_pending (self, FALSE);
  record = make_record (self);
  if (record != NULL)
    g_signal_emit (self, signals[COMMIT], 0, record);
}

/**
 * gloss_source_editor_is_pending:
 * @self: an editor
 *
 * Returns: whether something was typed that was not given away yet
 */
gboolean
gloss_source_editor_is_pending (GlossSourceEditor *self)
{
  g_return_val_if_fail (GLOSS_IS_SOURCE_EDITOR (self), FALSE);

  return self->pending;
}
