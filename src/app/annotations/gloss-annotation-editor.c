/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The editor of the selected annotation. Owns references to the document and the annotation it shows, and the
 * models of its choosers; the truth is theirs. Main thread. It writes through the document alone. Showing
 * another annotation costs its sources and tags; what completion offers is gathered when the focus first
 * enters. */

#include "config.h"

#include "app/annotations/gloss-annotation-editor.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/annotations/gloss-annotation-words.h"
#include "app/annotations/gloss-choice-factory.h"
#include "app/annotations/gloss-source-list.h"
#include "app/annotations/gloss-suggest-entry.h"
#include "app/annotations/gloss-tag-editor.h"
#include "app/annotations/gloss-text-area.h"
#include "app/annotations/gloss-text-line.h"
#include "app/annotations/gloss-verdict-pill.h"
#include "core/annotation/gloss-commands.h"

#define N_TEXTS 4

struct _GlossAnnotationEditor
{
  AdwBin parent_instance;

  GlossDocument *document;
  GlossCatalog *catalog;
  GlossAnnotation *annotation;
  GtkStringList *categories; /* ids */
  GtkStringList *verdicts;   /* ids; the first is "" for none */
  GtkStringList *scales;     /* ids */
  char *scale;               /* the one whose verdicts are offered */
  gboolean showing;
  gboolean gathered;

  GtkDropDown *category;
  GtkDropDown *status;
  GtkDropDown *verdict;
  GtkDropDown *scale_choice;
  GtkWidget *note;
  GtkLabel *further_notes;
  GtkWidget *claim;
  GtkWidget *claim_date;
  GtkWidget *explanation;
  GlossSuggestEntry *claimant;
  GlossSourceList *sources;
  GlossTagEditor *tags;
  GtkExpander *more;
  GtkImage *save_icon;
  GtkLabel *save_label;
  GtkMenuButton *menu;
};

G_DEFINE_FINAL_TYPE (GlossAnnotationEditor, gloss_annotation_editor, ADW_TYPE_BIN)

static const char *const status_ids[] = { "to-check", "in-work", "checked", "needs-attention", NULL };

static const struct
{
  const char *field;
  goffset widget;
} texts[N_TEXTS] = {
  { "note", G_STRUCT_OFFSET (GlossAnnotationEditor, note) },
  { "claim", G_STRUCT_OFFSET (GlossAnnotationEditor, claim) },
  { "claim_date", G_STRUCT_OFFSET (GlossAnnotationEditor, claim_date) },
  { "explanation", G_STRUCT_OFFSET (GlossAnnotationEditor, explanation) },
};

static GtkWidget *
get_field (GlossAnnotationEditor *self, guint i)
{
  return G_STRUCT_MEMBER (GtkWidget *, self, texts[i].widget);
}

static char *
dup_field (GtkWidget *field)
{
  if (GLOSS_IS_TEXT_AREA (field))
    return gloss_text_area_dup_text (GLOSS_TEXT_AREA (field));
  return gloss_text_line_dup_text (GLOSS_TEXT_LINE (field));
}

static void
set_field (GtkWidget *field, const char *text)
{
  if (GLOSS_IS_TEXT_AREA (field))
    gloss_text_area_set_text (GLOSS_TEXT_AREA (field), text);
  else
    gloss_text_line_set_text (GLOSS_TEXT_LINE (field), text);
}

static void
submit (GlossAnnotationEditor *self, GlossChange *change)
{
  if (change != NULL)
    gloss_document_submit (self->document, change);
}

static const char *
get_chosen (GtkDropDown *choice)
{
  gpointer item = gtk_drop_down_get_selected_item (choice);

  return item != NULL ? gtk_string_object_get_string (item) : NULL;
}

/* An id that this library doesn't know is offered too: it is what the annotation has. */
static void
choose (GtkDropDown *choice, GtkStringList *ids, const char *id)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (ids));
  guint at = 0;

  while (at < n && strcmp (gtk_string_list_get_string (ids, at), id) != 0)
    at++;
  if (at == n)
    gtk_string_list_append (ids, id);
  gtk_drop_down_set_selected (choice, at);
}

static void
show_save_state (GlossAnnotationEditor *self)
{
  GlossSaveState state =
    self->document != NULL ? gloss_document_get_save_state (self->document) : GLOSS_SAVE_STATE_SAVED;
  const char *words = _ ("Saved");
  const char *icon = "emblem-ok-symbolic";

  if (state == GLOSS_SAVE_STATE_FAILED)
    {
      words = _ ("Not saved");
      icon = "dialog-warning-symbolic";
    }
  else if (state == GLOSS_SAVE_STATE_SAVING)
    {
      words = _ ("Saving…");
      icon = "content-loading-symbolic";
    }

  gtk_label_set_label (self->save_label, words);
  gtk_image_set_from_icon_name (self->save_icon, icon);
  if (state == GLOSS_SAVE_STATE_FAILED)
    gtk_widget_add_css_class (GTK_WIDGET (self->save_label), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->save_label), "error");
}

/* What is being typed is the document's: it stays, whatever the record says meanwhile. */
static void
show_texts (GlossAnnotationEditor *self)
{
  g_autofree char *claimant = gloss_document_dup_text (self->document, self->annotation, "claimant");
  g_autofree char *tag = gloss_document_dup_text (self->document, self->annotation, "tag");
  g_autofree char *entry = g_strstrip (g_strdup (gloss_suggest_entry_get_text (self->claimant)));

  for (guint i = 0; i < N_TEXTS; i++)
    {
      g_autofree char *text = gloss_document_dup_text (self->document, self->annotation, texts[i].field);

      set_field (get_field (self, i), text);
    }
  if (strcmp (entry, claimant) != 0)
    gloss_suggest_entry_set_text (self->claimant, claimant);
  gloss_tag_editor_set_text (self->tags, tag);
}

/* Notes besides the one that is edited: other people's, or what met what another process wrote. */
static void
show_further_notes (GlossAnnotationEditor *self)
{
  g_autofree char *markup = gloss_words_dup_further_notes (self->annotation);

  gtk_label_set_label (self->further_notes, markup);
  gtk_widget_set_visible (GTK_WIDGET (self->further_notes), *markup != '\0');
}

static void
show_verdicts (GlossAnnotationEditor *self)
{
  const GlossScale *scale = gloss_catalog_find_scale (self->catalog, self->scale);
  const char *verdict = gloss_annotation_get_verdict (self->annotation);
  const char *scale_of_verdict = gloss_annotation_get_scale (self->annotation);

  gtk_string_list_splice (self->verdicts, 0, g_list_model_get_n_items (G_LIST_MODEL (self->verdicts)), NULL);
  gtk_string_list_append (self->verdicts, "");
  for (guint i = 0; scale != NULL && i < scale->verdicts->len; i++)
    gtk_string_list_append (self->verdicts, ((GlossVerdict *) g_ptr_array_index (scale->verdicts, i))->id);

  choose (self->verdict, self->verdicts,
          verdict != NULL && g_strcmp0 (scale_of_verdict, self->scale) == 0 ? verdict : "");
}

static void
show_annotation (GlossAnnotationEditor *self)
{
  const char *scale = gloss_annotation_get_scale (self->annotation);

  self->showing = TRUE;
  if (scale != NULL && strcmp (scale, self->scale) != 0)
    {
      g_free (self->scale);
      self->scale = g_strdup (scale);
    }
  choose (self->category, self->categories, gloss_annotation_get_category (self->annotation));
  choose (self->status, GTK_STRING_LIST (gtk_drop_down_get_model (self->status)),
          gloss_annotation_get_status (self->annotation));
  choose (self->scale_choice, self->scales, self->scale);
  show_verdicts (self);
  show_texts (self);
  show_further_notes (self);
  gloss_tag_editor_set_tags (self->tags, gloss_annotation_get_tags (self->annotation));
  gloss_source_list_update (self->sources);
  show_save_state (self);
  self->showing = FALSE;
}

/* The list of choices had the focus, and closed: it goes back to where it opened from. */
static void
submit_choice (GlossAnnotationEditor *self, GtkDropDown *choice, GlossChange *change)
{
  gtk_widget_grab_focus (GTK_WIDGET (choice));
  submit (self, change);
}

static void
category_chosen_cb (GlossAnnotationEditor *self)
{
  if (!self->showing)
    submit_choice (self, self->category,
                   gloss_command_set_category (self->annotation, get_chosen (self->category)));
}

static void
status_chosen_cb (GlossAnnotationEditor *self)
{
  if (!self->showing)
    submit_choice (self, self->status,
                   gloss_command_set_status (self->annotation, get_chosen (self->status)));
}

static void
verdict_chosen_cb (GlossAnnotationEditor *self)
{
  const char *id = get_chosen (self->verdict);

  if (self->showing || id == NULL)
    return;
  if (*id == '\0')
    submit_choice (self, self->verdict, gloss_command_set_verdict (self->annotation, NULL, NULL));
  else
    submit_choice (self, self->verdict, gloss_command_set_verdict (self->annotation, self->scale, id));
}

/* Another scale changes what is offered, not what was found. */
static void
scale_chosen_cb (GlossAnnotationEditor *self)
{
  if (self->showing || get_chosen (self->scale_choice) == NULL)
    return;
  g_free (self->scale);
  self->scale = g_strdup (get_chosen (self->scale_choice));
  self->showing = TRUE;
  show_verdicts (self);
  self->showing = FALSE;
}

static void
text_typed_cb (GlossAnnotationEditor *self, GtkWidget *field)
{
  for (guint i = 0; i < N_TEXTS; i++)
    {
      if (get_field (self, i) == field && self->annotation != NULL)
        {
          g_autofree char *text = dup_field (field);

          gloss_document_type (self->document, self->annotation, texts[i].field, text);
        }
    }
}

static void
text_left_cb (GlossAnnotationEditor *self)
{
  if (self->document != NULL)
    gloss_document_commit_typing (self->document);
}

static void
claimant_typed_cb (GlossAnnotationEditor *self)
{
  if (self->annotation != NULL)
    gloss_document_type (self->document, self->annotation, "claimant",
                         gloss_suggest_entry_get_text (self->claimant));
}

/* A name that was chosen from the list was never typed. */
static void
claimant_left_cb (GlossAnnotationEditor *self)
{
  if (self->annotation == NULL || self->showing)
    return;
  claimant_typed_cb (self);
  gloss_document_commit_typing (self->document);
}

static void
tag_typed_cb (GlossAnnotationEditor *self, const char *text)
{
  if (self->annotation == NULL)
    return;
  gloss_document_type (self->document, self->annotation, "tag", text);
  if (*text == '\0')
    gloss_document_commit_typing (self->document);
}

static void
tags_cb (GlossAnnotationEditor *self, GStrv tags)
{
  if (self->annotation != NULL)
    submit (self, gloss_command_set_tags (self->annotation, gloss_document_get_annotations (self->document),
                                          (const char *const *) tags));
}

static gboolean
key_pressed_cb (
  GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, gpointer data)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  GlossAnnotationEditor *self = GLOSS_ANNOTATION_EDITOR (widget);

  if (key != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;

  if (!gloss_source_list_close (self->sources))
    gtk_widget_activate_action (widget, "annotation.close", NULL);
  return GDK_EVENT_STOP;
}

/* Whoever enters a field may soon need the words used before. */
static void
enter_cb (GlossAnnotationEditor *self)
{
  g_auto (GStrv) names = NULL;
  g_auto (GStrv) tags = NULL;
  GlossAnnotationList *list;

  if (self->document == NULL || self->gathered)
    return;
  self->gathered = TRUE;

  list = gloss_document_get_annotations (self->document);
  names = gloss_annotation_list_dup_persons (list);
  tags = gloss_annotation_list_dup_tags (list);
  gloss_suggest_entry_set_choices (self->claimant, (const char *const *) names);
  gloss_tag_editor_set_known (self->tags, (const char *const *) tags);
}

static void
dispose (GObject *object)
{
  GlossAnnotationEditor *self = GLOSS_ANNOTATION_EDITOR (object);

  gloss_annotation_editor_set_annotation (self, NULL, NULL, NULL);
  g_clear_pointer (&self->catalog, gloss_catalog_unref);
  g_clear_pointer (&self->scale, g_free);

  G_OBJECT_CLASS (gloss_annotation_editor_parent_class)->dispose (object);
}

static void
category_row_cb (GtkImage *image, GtkLabel *label, const char *id, gpointer data)
{
  GlossAnnotationEditor *self = data;
  const GlossCategory *category = gloss_catalog_find_category (self->catalog, id);

  gtk_label_set_label (label, gloss_words_category (self->catalog, id));
  gtk_widget_set_visible (GTK_WIDGET (image), category != NULL);
  if (category != NULL)
    gtk_image_set_from_icon_name (image, category->icon);
}

static void
status_row_cb (GtkImage *image, GtkLabel *label, const char *id, gpointer data)
{
  gtk_label_set_label (label, gloss_words_status (id));
}

static void
verdict_row_cb (GtkImage *image, GtkLabel *label, const char *id, gpointer data)
{
  GlossAnnotationEditor *self = data;

  if (*id == '\0')
    {
      gtk_label_set_label (label, _ ("No verdict"));
      gtk_widget_add_css_class (GTK_WIDGET (label), "dim-label");
      return;
    }
  gtk_widget_add_css_class (GTK_WIDGET (label), "verdict-pill");
  gloss_verdict_pill_set_verdict (GTK_WIDGET (label), self->catalog, self->scale, id);
}

static void
scale_row_cb (GtkImage *image, GtkLabel *label, const char *id, gpointer data)
{
  GlossAnnotationEditor *self = data;
  const GlossScale *scale = gloss_catalog_find_scale (self->catalog, id);

  gtk_label_set_label (label, scale != NULL ? scale->label : id);
}

static void
set_choices (GtkDropDown *choice, GtkStringList *ids, GlossChoiceFunc show, gpointer data)
{
  g_autoptr (GtkListItemFactory) factory = gloss_choice_factory_new (show, data);

  gtk_drop_down_set_factory (choice, factory);
  gtk_drop_down_set_model (choice, G_LIST_MODEL (ids));
}

static void
gloss_annotation_editor_class_init (GlossAnnotationEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;

  g_type_ensure (GLOSS_TYPE_SOURCE_LIST);
  g_type_ensure (GLOSS_TYPE_SUGGEST_ENTRY);
  g_type_ensure (GLOSS_TYPE_TAG_EDITOR);
  g_type_ensure (GLOSS_TYPE_TEXT_AREA);
  g_type_ensure (GLOSS_TYPE_TEXT_LINE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/glossator/annotations/gloss-annotation-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossAnnotationEditor, category);
  gtk_widget_class_bind_template_child (widget_class, GlossAnnotationEditor, status);
  gtk_widget_class_bind_template_child (widget_class, GlossAnnotationEditor, verdict);
  gtk_widget_class_bind_template_child_full (widget_class, "scale", FALSE,
                                             G_STRUCT_OFFSET (GlossAnnotationEditor, scale_choice));
  gtk_widget_class_bind_template_child (widget_class, GlossAnnotationEditor, note);
  gtk_widget_class_bind_template_child (widget_class, GlossAnnotationEditor, further_notes);
  gtk_widget_class_bind_template_child (widget_class, GlossAnnotationEditor, claim);
  gtk_widget_class_bind_template_child (widget_class, GlossAnnotationEditor, claim_date);
  gtk_widget_class_bind_template_child (widget_class, GlossAnnotationEditor, explanation);
  gtk_widget_class_bind_template_child (widget_class, GlossAnnotationEditor, claimant);
  gtk_widget_class_bind_template_child (widget_class, GlossAnnotationEditor, sources);
  gtk_widget_class_bind_template_child (widget_class, GlossAnnotationEditor, tags);
  gtk_widget_class_bind_template_child (widget_class, GlossAnnotationEditor, more);
  gtk_widget_class_bind_template_child (widget_class, GlossAnnotationEditor, save_icon);
  gtk_widget_class_bind_template_child (widget_class, GlossAnnotationEditor, save_label);
  gtk_widget_class_bind_template_child (widget_class, GlossAnnotationEditor, menu);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, enter_cb);
  gtk_widget_class_bind_template_callback (widget_class, category_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, status_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, verdict_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, scale_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, claimant_typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, claimant_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, tag_typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, tags_cb);
}

static void
gloss_annotation_editor_init (GlossAnnotationEditor *self)
{
  g_autoptr (GtkStringList) statuses = gtk_string_list_new (status_ids);

  self->showing = TRUE;
  self->scale = g_strdup (GLOSS_CATALOG_DEFAULT_SCALE);
  gtk_widget_init_template (GTK_WIDGET (self));
  set_choices (self->status, statuses, status_row_cb, self);
  for (guint i = 0; i < N_TEXTS; i++)
    {
      g_signal_connect_object (get_field (self, i), "typed", G_CALLBACK (text_typed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (get_field (self, i), "left", G_CALLBACK (text_left_cb), self,
                               G_CONNECT_SWAPPED);
    }
  self->showing = FALSE;
}

/**
 * gloss_annotation_editor_new:
 * @menu: what the button with the three dots shows
 *
 * Returns: an editor
 */
GtkWidget *
gloss_annotation_editor_new (GMenuModel *menu)
{
  GlossAnnotationEditor *self = g_object_new (GLOSS_TYPE_ANNOTATION_EDITOR, NULL);

  gtk_menu_button_set_menu_model (self->menu, menu);
  return GTK_WIDGET (self);
}

static void
set_catalog (GlossAnnotationEditor *self, GlossCatalog *catalog)
{
  g_autoptr (GtkStringList) categories = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) verdicts = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) scales = gtk_string_list_new (NULL);
  GPtrArray *all_categories = gloss_catalog_get_categories (catalog);
  GPtrArray *all_scales = gloss_catalog_get_scales (catalog);

  gloss_catalog_ref (catalog);
  g_clear_pointer (&self->catalog, gloss_catalog_unref);
  self->catalog = catalog;

  for (guint i = 0; i < all_categories->len; i++)
    gtk_string_list_append (categories, ((GlossCategory *) g_ptr_array_index (all_categories, i))->id);
  for (guint i = 0; i < all_scales->len; i++)
    gtk_string_list_append (scales, ((GlossScale *) g_ptr_array_index (all_scales, i))->id);

  /* The drop-downs own the lists. */
  self->categories = categories;
  self->verdicts = verdicts;
  self->scales = scales;
  self->showing = TRUE;
  set_choices (self->category, categories, category_row_cb, self);
  set_choices (self->verdict, verdicts, verdict_row_cb, self);
  set_choices (self->scale_choice, scales, scale_row_cb, self);
  self->showing = FALSE;
}

static void
forget_annotation (GlossAnnotationEditor *self)
{
  gloss_annotation_editor_commit (self);
  g_signal_handlers_disconnect_by_data (self->annotation, self);
  g_signal_handlers_disconnect_by_data (self->document, self);
  gloss_source_list_set_annotation (self->sources, NULL, NULL);
  g_clear_object (&self->annotation);
  g_clear_object (&self->document);
  self->gathered = FALSE;
}

/* Who keeps copies of sources, or NULL. */
void
gloss_annotation_editor_set_keeper (GlossAnnotationEditor *self, GlossSourceKeeper *keeper)
{
  g_return_if_fail (GLOSS_IS_ANNOTATION_EDITOR (self));

  gloss_source_list_set_keeper (self->sources, keeper);
}

/**
 * gloss_annotation_editor_set_annotation:
 * @self: an editor
 * @document: (nullable): what is written to
 * @catalog: (nullable): gives categories and verdicts
 * @annotation: (nullable): what to edit
 *
 * Commits what was edited before. All three are %NULL, or none.
 */
void
gloss_annotation_editor_set_annotation (GlossAnnotationEditor *self,
                                        GlossDocument *document,
                                        GlossCatalog *catalog,
                                        GlossAnnotation *annotation)
{
  g_return_if_fail (GLOSS_IS_ANNOTATION_EDITOR (self));

  if (self->annotation == annotation && self->document == document)
    return;
  if (self->annotation != NULL)
    forget_annotation (self);
  if (annotation == NULL)
    return;

  if (self->catalog != catalog)
    set_catalog (self, catalog);
  self->document = g_object_ref (document);
  self->annotation = g_object_ref (annotation);
  g_signal_connect_swapped (annotation, "changed", G_CALLBACK (show_annotation), self);
  g_signal_connect_swapped (document, "notify::save-state", G_CALLBACK (show_save_state), self);
  gloss_source_list_set_annotation (self->sources, document, annotation);
  gtk_expander_set_expanded (self->more, FALSE);
  show_annotation (self);
}

/**
 * gloss_annotation_editor_edit:
 * @self: an editor with an annotation
 * @what: "note", "source", "verdict", "status", "tag" or "category"
 *
 * Moves the focus to a field and opens it where it can be opened; "source" starts a new one.
 *
 * Returns: %FALSE where there is no such field
 */
gboolean
gloss_annotation_editor_edit (GlossAnnotationEditor *self, const char *what)
{
  GtkWidget *choice = NULL;

  g_return_val_if_fail (GLOSS_IS_ANNOTATION_EDITOR (self), FALSE);

  if (strcmp (what, "note") == 0)
    return gtk_widget_grab_focus (self->note);
  if (strcmp (what, "tag") == 0)
    return gtk_widget_grab_focus (GTK_WIDGET (self->tags));
  if (strcmp (what, "source") == 0)
    {
      gloss_source_list_add (self->sources);
      return TRUE;
    }

  if (strcmp (what, "verdict") == 0)
    choice = GTK_WIDGET (self->verdict);
  else if (strcmp (what, "status") == 0)
    choice = GTK_WIDGET (self->status);
  else if (strcmp (what, "category") == 0)
    choice = GTK_WIDGET (self->category);
  if (choice == NULL)
    return FALSE;

  gtk_widget_grab_focus (choice);
  g_signal_emit_by_name (choice, "activate");
  return TRUE;
}

/**
 * gloss_annotation_editor_commit:
 * @self: an editor
 *
 * Gives away everything that was typed, also in the field that still has the focus.
 */
void
gloss_annotation_editor_commit (GlossAnnotationEditor *self)
{
  g_return_if_fail (GLOSS_IS_ANNOTATION_EDITOR (self));

  if (self->annotation == NULL)
    return;
  gloss_document_commit_typing (self->document);
}
