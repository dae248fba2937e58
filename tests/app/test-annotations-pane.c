/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The pane on a real library, in a window: what is typed reaches the document whatever the list does
 * meanwhile, and what is built does not depend on the number of annotations.
 */

#include "config.h"

#include <string.h>

#include "app/annotations/gloss-citation.h"
#include "app/annotations/gloss-annotation-card.h"
#include "app/annotations/gloss-annotation-editor.h"
#include "app/annotations/gloss-annotations-pane.h"
#include "app/annotations/gloss-source-editor.h"
#include "app/gloss-app-resources.h"
#include "app/gloss-test-widgets.h"
#include "core/annotation/gloss-commands.h"
#include "support/gloss-test-document.h"
#include "support/gloss-test-library.h"
#include "support/gloss-test-wait.h"

#define SENTENCE "The missiles have a range of about 190 miles. "
#define N_SENTENCES 1000
#define N_MANY 10000
/* A list view of GTK 4 keeps some two hundred rows, however many there are. */
#define MAX_ROWS 250
#define N_TYPED 200

typedef struct
{
  char *path;
  char *article;
  GlossCapture *capture;
  GlossDatabase *beside; /* another process */
  GlossStore *store;
  GlossUndoStack *undo;
  GlossDocument *document;
  GlossAnnotationList *list; /* borrowed */
  GtkWidget *window;
  GlossAnnotationsPane *pane; /* borrowed */
  char *revealed;
  guint n_revealed;
  guint n_deleted;
} Fixture;

static void
reveal_cb (GlossAnnotationsPane *pane, const char *uuid, gpointer data)
{
  Fixture *fixture = data;

  fixture->n_revealed++;
  g_free (fixture->revealed);
  fixture->revealed = g_strdup (uuid);
}

static void
deleted_cb (GlossAnnotationsPane *pane, const char *label, gpointer data)
{
  g_assert_cmpstr (label, !=, "");
  ((Fixture *) data)->n_deleted++;
}

/* n annotations of a few code points each, in one change. */
static GlossChange *
make_annotations (Fixture *fixture, guint n)
{
  GlossChange *all = gloss_change_new ("Annotate", fixture->article);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GlossChange) one = gloss_test_annotate (fixture->capture, i * 4, i * 4 + 3);

      for (guint j = 0; j < gloss_change_get_n_edits (one); j++)
        gloss_change_add (all, gloss_change_get_before (one, j), gloss_change_get_after (one, j));
    }
  return all;
}

static void
load_document (Fixture *fixture)
{
  fixture->document = gloss_test_load_document (fixture->store, fixture->undo, fixture->article);
  fixture->list = gloss_document_get_annotations (fixture->document);
}

static void
show_window (Fixture *fixture)
{
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 600);
  fixture->pane = GLOSS_ANNOTATIONS_PANE (gloss_annotations_pane_new ());
  g_signal_connect (fixture->pane, "reveal", G_CALLBACK (reveal_cb), fixture);
  g_signal_connect (fixture->pane, "deleted", G_CALLBACK (deleted_cb), fixture);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->pane));
  gloss_annotations_pane_set_document (fixture->pane, fixture->document,
                                       gloss_store_get_catalog (fixture->store));
  gtk_window_present (GTK_WINDOW (fixture->window));
  GLOSS_TEST_WAIT_FOR (gtk_widget_get_mapped (GTK_WIDGET (fixture->pane)) &&
                       gtk_widget_get_width (GTK_WIDGET (fixture->pane)) > 0);
}

/* data: how many annotations there are. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GlossChange) creation = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < N_SENTENCES; i++)
    g_string_append (text, SENTENCE);
  fixture->path = gloss_test_dup_library_path ();
  fixture->beside = gloss_test_open (fixture->path);
  fixture->article = gloss_test_add_article (fixture->beside, "file:///article.txt", text->str);
  fixture->capture = gloss_database_load_capture (fixture->beside, fixture->article, &error);
  g_assert_no_error (error);
  if (GPOINTER_TO_UINT (data) > 0)
    {
      creation = make_annotations (fixture, GPOINTER_TO_UINT (data));
      gloss_database_apply (fixture->beside, creation, GLOSS_TEST_WHO, &error);
      g_assert_no_error (error);
    }
  fixture->store = gloss_test_open_store (fixture->path);
  fixture->undo = gloss_undo_stack_new ();
  load_document (fixture);
  show_window (fixture);
}

static void
wait_for_saved (Fixture *fixture)
{
  GLOSS_TEST_WAIT_FOR (gloss_document_get_save_state (fixture->document) == GLOSS_SAVE_STATE_SAVED);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->pane), (gpointer *) &fixture->pane);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  GLOSS_TEST_WAIT_FOR (fixture->pane == NULL);
  wait_for_saved (fixture);
  gloss_test_finalize (fixture->document);
  gloss_test_close_store (fixture->store);
  g_object_unref (fixture->undo);
  gloss_test_assert_sound (fixture->beside);
  gloss_database_close (fixture->beside);
  gloss_capture_unref (fixture->capture);
  g_free (fixture->path);
  g_free (fixture->article);
  g_free (fixture->revealed);
}

static GlossAnnotation *
get_annotation (Fixture *fixture, guint position)
{
  g_autoptr (GlossAnnotation) annotation = g_list_model_get_item (G_LIST_MODEL (fixture->list), position);

  return annotation;
}

/* The annotation whose card holds the editor, or NULL. */
static GlossAnnotation *
get_edited (Fixture *fixture)
{
  GtkWidget *editor = gloss_test_find_widget (fixture->window, GLOSS_TYPE_ANNOTATION_EDITOR);
  GtkWidget *card = editor != NULL ? gtk_widget_get_ancestor (editor, GLOSS_TYPE_ANNOTATION_CARD) : NULL;

  return card != NULL ? gloss_annotation_card_get_annotation (GLOSS_ANNOTATION_CARD (card)) : NULL;
}

static void
select_position (Fixture *fixture, guint position)
{
  gloss_annotations_pane_set_selected (fixture->pane,
                                       gloss_annotation_get_uuid (get_annotation (fixture, position)));
}

static GtkWidget *
get_focus (Fixture *fixture)
{
  return gtk_root_get_focus (GTK_ROOT (fixture->window));
}

static void
insert_before_all (Fixture *fixture)
{
  gloss_document_submit (fixture->document, gloss_test_annotate (fixture->capture, 0, 1));
}

static void
test_cards (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) cards = NULL;

  GLOSS_TEST_WAIT_FOR (gloss_test_find_widget (fixture->window, GLOSS_TYPE_ANNOTATION_CARD) != NULL);
  cards = gloss_test_find_widgets (fixture->window, GLOSS_TYPE_ANNOTATION_CARD);
  g_assert_cmpuint (cards->len, ==, 5);
  for (guint i = 0; i < cards->len; i++)
    g_assert_true (gloss_annotation_card_get_annotation (g_ptr_array_index (cards, i)) ==
                   get_annotation (fixture, i));
  g_assert_null (get_edited (fixture));
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  GtkWidget *stack = gloss_test_find_widget (fixture->window, GTK_TYPE_STACK);

  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "empty");
  insert_before_all (fixture);
  GLOSS_TEST_WAIT_FOR (strcmp (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "list") == 0);

  gloss_annotations_pane_set_document (fixture->pane, NULL, NULL);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "none");
}

static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) cards = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, N_MANY);
  select_position (fixture, N_MANY - 1);
  GLOSS_TEST_WAIT_FOR (get_edited (fixture) == get_annotation (fixture, N_MANY - 1));
  cards = gloss_test_find_widgets (fixture->window, GLOSS_TYPE_ANNOTATION_CARD);
  g_assert_cmpuint (cards->len, >, 0);
  g_assert_cmpuint (cards->len, <=, MAX_ROWS);

  /* A key may ask for a field of a card that was far out of sight until now. */
  select_position (fixture, N_MANY / 2);
  g_assert_true (gloss_annotations_pane_edit (fixture->pane, "note"));
  g_assert_true (GTK_IS_TEXT_VIEW (get_focus (fixture)));
  g_assert_true (get_edited (fixture) == get_annotation (fixture, N_MANY / 2));
}

static void
test_select (Fixture *fixture, gconstpointer data)
{
  select_position (fixture, 3);
  g_assert_true (get_edited (fixture) == get_annotation (fixture, 3));
  g_assert_cmpuint (fixture->n_revealed, ==, 0);

  gloss_annotations_pane_step (fixture->pane, 1);
  g_assert_cmpuint (fixture->n_revealed, ==, 1);
  g_assert_cmpstr (fixture->revealed, ==, gloss_annotation_get_uuid (get_annotation (fixture, 4)));
  g_assert_cmpstr (gloss_annotations_pane_get_selected (fixture->pane), ==, fixture->revealed);
  g_assert_true (get_edited (fixture) == get_annotation (fixture, 4));

  /* There is no next one. */
  gloss_annotations_pane_step (fixture->pane, 1);
  g_assert_cmpuint (fixture->n_revealed, ==, 1);

  gloss_annotations_pane_set_selected (fixture->pane, "no such annotation");
  g_assert_null (gloss_annotations_pane_get_selected (fixture->pane));
  g_assert_null (get_edited (fixture));
}

/* A row before the selected one comes and goes: nothing was chosen by that. */
static void
test_selection_stays (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uuid = g_strdup (gloss_annotation_get_uuid (get_annotation (fixture, 2)));

  select_position (fixture, 2);
  insert_before_all (fixture);
  g_assert_cmpstr (gloss_annotations_pane_get_selected (fixture->pane), ==, uuid);
  gloss_document_submit (fixture->document, gloss_command_delete_annotation (get_annotation (fixture, 0)));
  g_assert_cmpstr (gloss_annotations_pane_get_selected (fixture->pane), ==, uuid);
  GLOSS_TEST_WAIT_FOR (get_edited (fixture) != NULL);
  g_assert_cmpstr (gloss_annotation_get_uuid (get_edited (fixture)), ==, uuid);
  g_assert_cmpuint (fixture->n_revealed, ==, 0);
}

static void
test_typing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uuid = g_strdup (gloss_annotation_get_uuid (get_annotation (fixture, 3)));
  g_autoptr (GString) typed = g_string_new (NULL);
  GtkTextBuffer *buffer;
  GtkWidget *view;
  int caret;

  select_position (fixture, 3);
  g_assert_true (gloss_annotations_pane_edit (fixture->pane, "note"));
  view = get_focus (fixture);
  g_assert_true (GTK_IS_TEXT_VIEW (view));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));

  for (guint i = 0; i < N_TYPED; i++)
    {
      g_autofree char *letter = g_strdup_printf ("%c", 'a' + g_test_rand_int_range (0, 26));

      g_string_append (typed, letter);
      gtk_text_buffer_insert_at_cursor (buffer, letter, -1);
      if (i % 10 == 0)
        insert_before_all (fixture);
      if (i % 25 == 0)
        gloss_document_commit_typing (fixture->document);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_assert_true (get_focus (fixture) == view);
    }

  g_object_get (buffer, "cursor-position", &caret, NULL);
  g_assert_cmpint (caret, ==, N_TYPED);
  gloss_annotations_pane_commit (fixture->pane);
  g_assert_cmpstr (gloss_annotation_get_note (gloss_annotation_list_find (fixture->list, uuid)), ==,
                   typed->str);
}

/* A key at a time, as the keyboard gives them. */
static void
type (Fixture *fixture, const char *keys)
{
  for (const char *at = keys; *at != '\0'; at = g_utf8_next_char (at))
    {
      char key[7] = "";

      g_unichar_to_utf8 (g_utf8_get_char (at), key);
      g_assert_true (GTK_IS_TEXT (get_focus (fixture)));
      g_signal_emit_by_name (get_focus (fixture), "insert-at-cursor", key);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
}

static void
assert_tags (Fixture *fixture, const char *expected, const char *field)
{
  g_autofree char *tags = g_strjoinv ("|", (char **) gloss_annotation_get_tags (get_annotation (fixture, 1)));
  GtkText *text = GTK_TEXT (get_focus (fixture));

  g_assert_cmpstr (tags, ==, expected);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (text)), ==, field);
  g_assert_cmpint (gtk_editable_get_position (GTK_EDITABLE (text)), ==, (int) strlen (field));
}

/* A comma makes a tag, and the next one begins in an empty field. */
static void
test_typing_tags (Fixture *fixture, gconstpointer data)
{
  select_position (fixture, 1);
  g_assert_true (gloss_annotations_pane_edit (fixture->pane, "tag"));
  type (fixture, "army,");
  assert_tags (fixture, "army", "");
  type (fixture, " list of 9,870 men");
  assert_tags (fixture, "army|list of 9", "870 men");
  /* What is there already is not added again, and does not stay either. */
  type (fixture, ",army,");
  assert_tags (fixture, "army|list of 9|870 men", "");
  type (fixture, ",");
  assert_tags (fixture, "army|list of 9|870 men", "");
  type (fixture, "navy");
  g_signal_emit_by_name (get_focus (fixture), "activate");
  assert_tags (fixture, "army|list of 9|870 men|navy", "");
}

/* Text that is not committed yet belongs to the annotation it was typed for. */
static void
test_typing_then_stepping (Fixture *fixture, gconstpointer data)
{
  select_position (fixture, 1);
  gloss_annotations_pane_edit (fixture->pane, "note");
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (get_focus (fixture))), "mine",
                                    -1);
  gloss_annotations_pane_step (fixture->pane, 1);

  g_assert_cmpstr (gloss_annotation_get_note (get_annotation (fixture, 1)), ==, "mine");
  g_assert_cmpstr (gloss_annotation_get_note (get_annotation (fixture, 2)), ==, "");
}

static void
test_undo_shows (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  select_position (fixture, 1);
  gloss_annotations_pane_edit (fixture->pane, "note");
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (get_focus (fixture)));
  gtk_text_buffer_insert_at_cursor (buffer, "mine", -1);
  gloss_annotations_pane_commit (fixture->pane);
  wait_for_saved (fixture);
  gloss_document_submit (fixture->document,
                         gloss_command_set_note (get_annotation (fixture, 1), "theirs", "somebody else"));

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  g_assert_cmpstr (text, ==, "theirs");
}

static void
test_close (Fixture *fixture, gconstpointer data)
{
  select_position (fixture, 1);
  gloss_annotations_pane_edit (fixture->pane, "note");
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (get_focus (fixture))), "kept",
                                    -1);

  g_assert_true (gtk_widget_activate_action (get_focus (fixture), "annotation.close", NULL));
  g_assert_null (get_edited (fixture));
  g_assert_nonnull (gloss_annotations_pane_get_selected (fixture->pane));
  g_assert_true (GLOSS_IS_ANNOTATION_CARD (get_focus (fixture)));
  g_assert_cmpstr (gloss_annotation_get_note (get_annotation (fixture, 1)), ==, "kept");

  g_assert_true (gtk_widget_activate_action (get_focus (fixture), "annotation.edit", NULL));
  g_assert_true (get_edited (fixture) == get_annotation (fixture, 1));
}

static void
test_choices (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) choices = NULL;
  GlossAnnotation *annotation = get_annotation (fixture, 2);

  select_position (fixture, 2);
  choices = gloss_test_find_widgets (fixture->window, GTK_TYPE_DROP_DOWN);
  g_assert_cmpuint (choices->len, >=, 3);

  gtk_drop_down_set_selected (g_ptr_array_index (choices, 0), 1);
  g_assert_cmpstr (gloss_annotation_get_category (annotation), ==, "figure");
  gtk_drop_down_set_selected (g_ptr_array_index (choices, 2), 2);
  g_assert_cmpstr (gloss_annotation_get_scale (annotation), ==, "truth-5");
  g_assert_cmpstr (gloss_annotation_get_verdict (annotation), ==, "mostly-true");
  g_assert_cmpstr (gloss_annotation_get_status (annotation), ==, "checked");
  gtk_drop_down_set_selected (g_ptr_array_index (choices, 1), 3);
  g_assert_cmpstr (gloss_annotation_get_status (annotation), ==, "needs-attention");
  gtk_drop_down_set_selected (g_ptr_array_index (choices, 2), 0);
  g_assert_null (gloss_annotation_get_verdict (annotation));
}

static void
test_source (Fixture *fixture, gconstpointer data)
{
  GlossAnnotation *annotation = get_annotation (fixture, 2);
  g_autofree char *uuid = NULL;
  GlossRecord *source;

  select_position (fixture, 2);
  g_assert_true (gloss_annotations_pane_edit (fixture->pane, "source"));
  gloss_annotations_pane_commit (fixture->pane);
  g_assert_cmpuint (gloss_annotation_get_sources (annotation)->len, ==, 0);

  /* It comes into being after a rest, without being left. */
  gtk_editable_set_text (GTK_EDITABLE (get_focus (fixture)), "https://x.example/a");
  GLOSS_TEST_WAIT_FOR (gloss_annotation_get_sources (annotation)->len == 1);
  wait_for_saved (fixture);
  source = g_ptr_array_index (gloss_annotation_get_sources (annotation), 0);
  uuid = g_strdup (gloss_record_get_uuid (source));
  g_assert_cmpstr (gloss_record_get_string (source, "uri"), ==, "https://x.example/a");
  g_assert_cmpstr (gloss_record_get_string (source, "stance"), ==, "supports");
  g_assert_nonnull (gloss_record_get_string (source, "accessed"));
  g_assert_true (GTK_IS_TEXT (get_focus (fixture)));

  /* What follows edits that source, and the one field. */
  gtk_editable_set_text (GTK_EDITABLE (get_focus (fixture)), "https://x.example/b");
  gloss_annotations_pane_commit (fixture->pane);
  g_assert_cmpuint (gloss_annotation_get_sources (annotation)->len, ==, 1);
  source = g_ptr_array_index (gloss_annotation_get_sources (annotation), 0);
  g_assert_cmpstr (gloss_record_get_uuid (source), ==, uuid);
  g_assert_cmpstr (gloss_record_get_string (source, "uri"), ==, "https://x.example/b");
}

static void
assert_copied (Fixture *fixture, const char *expected)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->pane));
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  g_value_init (&value, G_TYPE_STRING);
  gdk_content_provider_get_value (gdk_clipboard_get_content (clipboard), &value, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_value_get_string (&value), ==, expected);
}

/* What the menu of a card does. */
static void
test_actions (Fixture *fixture, gconstpointer data)
{
  GlossAnnotation *annotation = get_annotation (fixture, 1);
  const char *quote = gloss_anchor_get_quote (gloss_annotation_get_anchor (annotation));
  g_autofree char *citation =
    gloss_citation_make (quote, gloss_document_get_article (fixture->document), NULL);
  GtkWidget *focus;

  select_position (fixture, 1);
  gloss_annotations_pane_edit (fixture->pane, "note");
  focus = get_focus (fixture);
  g_assert_true (gtk_widget_activate_action (focus, "annotation.copy-quote", NULL));
  assert_copied (fixture, quote);
  g_assert_true (gtk_widget_activate_action (focus, "annotation.copy-citation", NULL));
  assert_copied (fixture, citation);
  g_assert_true (gtk_widget_activate_action (focus, "annotation.category", "s", "question"));
  g_assert_cmpstr (gloss_annotation_get_category (annotation), ==, "question");
  g_assert_true (gtk_widget_activate_action (focus, "annotation.delete", NULL));
  g_assert_cmpuint (fixture->n_deleted, ==, 1);
}

/* Takes back the last change, makes it again and takes it back for good. */
static void
turn_twice (Fixture *fixture, const char *label)
{
  GlossChange *(*const turns[]) (GlossUndoStack *) = { gloss_undo_stack_undo, gloss_undo_stack_redo,
                                                       gloss_undo_stack_undo };

  g_assert_cmpstr (gloss_undo_stack_get_undo_label (fixture->undo), ==, label);
  for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
    {
      g_autoptr (GlossChange) change = turns[i](fixture->undo);

      gloss_store_submit_async (fixture->store, change, NULL, NULL);
      wait_for_saved (fixture);
    }
  g_assert_null (gloss_undo_stack_get_undo_label (fixture->undo));
}

/* Every kind of change: the annotation, whose editor is open all the time, says afterwards what it said
 * before. */
static void
test_undo (Fixture *fixture, gconstpointer data)
{
  static const char *const tags[] = { "range", NULL };
  GlossAnnotation *annotation = get_annotation (fixture, 2);
  g_autoptr (GlossRecord) before = gloss_record_ref (gloss_annotation_get_record (annotation));
  g_autoptr (GlossRecord) blank = gloss_record_new ("source");
  g_autoptr (GlossRecord) edited = NULL;
  static const char *const fields[][2] = {
    { "note", "Edit note" },
    { "claim", "Edit claim" },
    { "explanation", "Edit explanation" },
    { "claimant", "Change claimant" },
    { "claim_date", "Edit claim date" },
    { "tag", "Change tags" },
  };

  select_position (fixture, 2);
  gloss_document_submit (fixture->document, gloss_command_set_category (annotation, "figure"));
  turn_twice (fixture, "Change category");
  gloss_document_submit (fixture->document, gloss_command_set_status (annotation, "in-work"));
  turn_twice (fixture, "Change status");
  gloss_document_submit (fixture->document, gloss_command_set_verdict (annotation, "truth-5", "false"));
  turn_twice (fixture, "Change verdict");
  gloss_document_submit (fixture->document, gloss_command_set_tags (annotation, fixture->list, tags));
  turn_twice (fixture, "Change tags");
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      gloss_document_type (fixture->document, annotation, fields[i][0], "2026");
      gloss_document_commit_typing (fixture->document);
      turn_twice (fixture, fields[i][1]);
    }
  gloss_document_submit (fixture->document, gloss_command_delete_annotation (annotation));
  turn_twice (fixture, "Delete annotation");
  gloss_document_submit (fixture->document, gloss_command_add_source (annotation, blank));
  turn_twice (fixture, "Add source");

  g_assert_cmpuint (gloss_annotation_get_sources (annotation)->len, ==, 0);
  g_assert_cmpstr (gloss_annotation_get_note (annotation), ==, "");
  g_assert_null (gloss_annotation_get_tags (annotation)[0]);
  edited =
    gloss_record_with_string (before, "modified",
                              gloss_record_get_string (gloss_annotation_get_record (annotation), "modified"));
  g_assert_true (gloss_record_equal (gloss_annotation_get_record (annotation), edited));
}

static void
test_delete (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uuid = g_strdup (gloss_annotation_get_uuid (get_annotation (fixture, 2)));
  GlossChange *inverse;

  g_assert_false (gloss_annotations_pane_delete_selected (fixture->pane));
  select_position (fixture, 2);
  g_assert_true (gloss_annotations_pane_delete_selected (fixture->pane));
  g_assert_cmpuint (fixture->n_deleted, ==, 1);
  g_assert_null (gloss_annotations_pane_get_selected (fixture->pane));
  g_assert_null (gloss_annotation_list_find (fixture->list, uuid));

  wait_for_saved (fixture);
  inverse = gloss_undo_stack_undo (fixture->undo);
  gloss_store_submit_async (fixture->store, inverse, NULL, NULL);
  gloss_change_unref (inverse);
  GLOSS_TEST_WAIT_FOR (gloss_annotation_list_find_position (fixture->list, uuid) == 2);
}

/* Another program deletes what is being edited: what was typed is not lost on the way. */
static void
test_deleted_elsewhere (Fixture *fixture, gconstpointer data)
{
  select_position (fixture, 2);
  gloss_annotations_pane_edit (fixture->pane, "note");
  gloss_document_submit (fixture->document, gloss_command_delete_annotation (get_annotation (fixture, 2)));
  GLOSS_TEST_WAIT_FOR (gloss_annotations_pane_get_selected (fixture->pane) == NULL);
  g_assert_null (get_edited (fixture));
  g_assert_false (gloss_annotations_pane_edit (fixture->pane, "note"));
}

#define ADD(name, n, func)                                                                                   \
  g_test_add ("/annotations-pane/" name, Fixture, GUINT_TO_POINTER (n), set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  adw_init ();
  g_resources_register (gloss_app_get_resource ());
  ADD ("cards", 5, test_cards);
  ADD ("empty", 0, test_empty);
  ADD ("many", N_MANY, test_many);
  ADD ("select", 5, test_select);
  ADD ("selection-stays", 5, test_selection_stays);
  ADD ("typing", 5, test_typing);
  ADD ("typing-then-stepping", 5, test_typing_then_stepping);
  ADD ("typing-tags", 5, test_typing_tags);
  ADD ("undo-shows", 5, test_undo_shows);
  ADD ("close", 5, test_close);
  ADD ("choices", 5, test_choices);
  ADD ("source", 5, test_source);
  ADD ("actions", 5, test_actions);
  ADD ("undo", 5, test_undo);
  ADD ("delete", 5, test_delete);
  ADD ("deleted-elsewhere", 5, test_deleted_elsewhere);
  return g_test_run ();
}
