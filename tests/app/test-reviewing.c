/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reviewing what changed, in the pane of an article that was captured twice: cards with old and new words and
 * what can be done about them, the box of alarms above them, and the way from one to the next. The window's
 * actions are the test's own: some do as the window does, all are written down.
 */

#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "app/annotations/gloss-alarm-box.h"
#include "app/annotations/gloss-anchor-status.h"
#include "app/annotations/gloss-anchor-words.h"
#include "app/annotations/gloss-annotation-card.h"
#include "app/annotations/gloss-annotation-editor.h"
#include "app/annotations/gloss-annotations-pane.h"
#include "app/gloss-app-resources.h"
#include "app/gloss-test-widgets.h"
#include "core/annotation/gloss-anchor-commands.h"
#include "support/gloss-test-library.h"
#include "support/gloss-test-wait.h"

/* After so many a list has settled. */
#define N_FRAMES 8
#define NOBODY 65534
#define LEAST_CONTRAST 7.0
/* A list view of GTK 4 keeps some two hundred rows, however many there are. */
#define MAX_ROWS 250

/* A passage and what stands in its place in the second capture; NULL: it is gone. In document order. */
typedef struct
{
  const char *old;
  const char *new;
} Passage;

static const Passage passages[] = {
  { "the shipment will soon arrive", "the delivery will soon arrive" },
  { "can strike targets about 190 miles away", "can strike targets about 290 miles away" },
  { "almost 10,000 soldiers", "almost 10,000 soldiers" },
  { "the ministry did not confirm the figures", "the ministry did confirm the figures" },
  { "the treaty of March obliges both sides to report every quarter", NULL },
  { "the river was broad and calm that year", "the river was broad and quiet that year" },
};

enum
{
  REWORDED,
  NUMBER,
  SAME,
  NEGATION,
  LOST,
  REWORDED_TOO,
  N_PASSAGES
};

typedef struct
{
  guint n_copies;     /* of the article that is reviewed */
  guint n_paragraphs; /* that did not change, before it */
  gboolean read_only;
} Setup;

static const Setup plain = { .n_copies = 1 };
static const Setup long_article = { .n_copies = 1, .n_paragraphs = 100 };
static const Setup many = { .n_copies = 100, .n_paragraphs = 9500 };
static const Setup read_only = { .n_copies = 1, .read_only = TRUE };

typedef struct
{
  char *folder;
  char *path;
  char *article;
  GlossDatabase *beside;
  GlossStore *store;
  GlossUndoStack *undo;
  GlossDocument *document;
  GlossAnnotationList *list; /* borrowed */
  GPtrArray *uuids;          /* of the passages, in order; those of the paragraphs before them first */
  GtkWidget *window;
  GlossAnnotationsPane *pane; /* borrowed */
  char *done;                 /* the last action and its target */
  char *revealed;
} Fixture;

static void
add_passage (GString *old, GString *new, GPtrArray *starts, const char *was, const char *is)
{
  static const char before[] = "It was said on Tuesday that ";
  static const char after[] = ", and nothing more was known at that hour. ";
  glong start = g_utf8_strlen (old->str, -1) + (glong) strlen (before);

  g_ptr_array_add (starts, GINT_TO_POINTER (start));
  g_ptr_array_add (starts, GINT_TO_POINTER (start + g_utf8_strlen (was, -1)));
  g_string_append_printf (old, "%s%s%s\n\n", before, was, after);
  if (is != NULL)
    g_string_append_printf (new, "%s%s%s\n\n", before, is, after);
}

/* Fills both texts; returns where the passages stand in the old one, start and end in turns. */
static GPtrArray *
make_texts (const Setup *setup, GString *old, GString *new)
{
  GPtrArray *places = g_ptr_array_new ();

  for (guint i = 0; i < setup->n_paragraphs; i++)
    {
      g_autofree char *words = g_strdup_printf ("item %u was checked", i);

      add_passage (old, new, places, words, words);
    }
  for (guint i = 0; i < setup->n_copies; i++)
    {
      g_autofree char *heading = g_strdup_printf ("Part %u\n\n", i);

      g_string_append (old, heading);
      g_string_append (new, heading);
      for (guint j = 0; j < N_PASSAGES; j++)
        add_passage (old, new, places, passages[j].old, passages[j].new);
    }
  return places;
}

static void
annotate (Fixture *fixture, GPtrArray *places)
{
  GlossChange *all = gloss_change_new ("Annotate", fixture->article);
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossCapture) capture = gloss_database_load_capture (fixture->beside, fixture->article, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < places->len; i += 2)
    {
      g_autoptr (GlossChange) one =
        gloss_test_annotate (capture, (gsize) GPOINTER_TO_INT (g_ptr_array_index (places, i)),
                             (gsize) GPOINTER_TO_INT (g_ptr_array_index (places, i + 1)));

      g_ptr_array_add (fixture->uuids, g_strdup (gloss_test_get_annotation (one)));
      for (guint j = 0; j < gloss_change_get_n_edits (one); j++)
        gloss_change_add (all, gloss_change_get_before (one, j), gloss_change_get_after (one, j));
    }
  gloss_database_apply (fixture->beside, all, GLOSS_TEST_WHO, &error);
  g_assert_no_error (error);
  gloss_change_unref (all);
}

static void
load_document (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture->document = gloss_document_new (fixture->store, fixture->undo, fixture->article, GLOSS_TEST_WHO);
  gloss_document_load_async (fixture->document, NULL, gloss_test_keep_result_cb, &result);
  GLOSS_TEST_WAIT_FOR (result != NULL);
  gloss_document_load_finish (fixture->document, result, &error);
  g_assert_no_error (error);
  fixture->list = gloss_document_get_annotations (fixture->document);
}

static GlossAnnotation *
get_passage (Fixture *fixture, guint passage)
{
  const char *uuid = g_ptr_array_index (fixture->uuids, fixture->uuids->len - N_PASSAGES + passage);

  return gloss_annotation_list_find (fixture->list, uuid);
}

static void
action_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  Fixture *fixture = data;
  const char *name = g_action_get_name (G_ACTION (action));
  const char *uuid = target != NULL ? g_variant_get_string (target, NULL) : "";
  GlossAnnotation *annotation = gloss_annotation_list_find (fixture->list, uuid);
  GlossText *text = gloss_capture_get_fields (gloss_document_get_capture (fixture->document))->text;

  g_free (fixture->done);
  fixture->done = g_strdup_printf ("%s %s", name, uuid);
  if (strcmp (name, "accept-anchor") == 0)
    gloss_document_submit (fixture->document, gloss_command_accept_anchor (annotation, text));
  else if (strcmp (name, "keep-anchor") == 0 || strcmp (name, "leave-anchor") == 0)
    gloss_document_submit (fixture->document, gloss_command_keep_anchor (annotation));
  else if (strcmp (name, "accept-reworded") == 0)
    gloss_document_submit (fixture->document, gloss_command_accept_anchors (fixture->list, text, NULL));
  else if (strcmp (name, "next-attention") == 0)
    gloss_annotations_pane_next_attention (fixture->pane);
}

static void
add_actions (Fixture *fixture)
{
  static const GActionEntry entries[] = {
    { "accept-anchor", action_cb, "s" },    { "keep-anchor", action_cb, "s" },
    { "attach-again", action_cb, "s" },     { "leave-anchor", action_cb, "s" },
    { "show-capture", action_cb, "s" },     { "compare", action_cb, "s" },
    { "accept-reworded", action_cb, NULL }, { "next-attention", action_cb, NULL },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), fixture);
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (group));
}

static void
reveal_cb (GlossAnnotationsPane *pane, const char *uuid, gpointer data)
{
  Fixture *fixture = data;

  g_free (fixture->revealed);
  fixture->revealed = g_strdup (uuid);
}

static void
show_window (Fixture *fixture)
{
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 900);
  add_actions (fixture);
  fixture->pane = GLOSS_ANNOTATIONS_PANE (gloss_annotations_pane_new ());
  g_signal_connect (fixture->pane, "reveal", G_CALLBACK (reveal_cb), fixture);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->pane));
  gloss_annotations_pane_set_document (fixture->pane, fixture->document,
                                       gloss_store_get_catalog (fixture->store));
  gtk_window_present (GTK_WINDOW (fixture->window));
  GLOSS_TEST_WAIT_FOR (gtk_widget_get_mapped (GTK_WIDGET (fixture->pane)) &&
                       gtk_widget_get_width (GTK_WIDGET (fixture->pane)) > 0);
}

/* Takes the right to write from whoever runs the test, root too, while the library is opened. */
static void
open_library (Fixture *fixture, gboolean is_read_only)
{
  gboolean is_root = getuid () == 0;

  if (is_read_only)
    {
      gloss_database_close (g_steal_pointer (&fixture->beside));
      g_assert_cmpint (g_chmod (fixture->path, 0444), ==, 0);
      g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
      if (is_root)
        g_assert_cmpint (setresuid (NOBODY, NOBODY, 0), ==, 0);
    }
  fixture->store = gloss_test_open_store (fixture->path);
  fixture->undo = gloss_undo_stack_new ();
  load_document (fixture);
  g_assert_cmpint (gloss_store_is_read_only (fixture->store), ==, is_read_only);
  if (is_read_only && is_root)
    g_assert_cmpint (setresuid (0, 0, 0), ==, 0);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const Setup *setup = data;
  g_autoptr (GString) old = g_string_new (NULL), new = g_string_new (NULL);
  g_autoptr (GPtrArray) places = make_texts (setup, old, new);
  g_autofree char *again = NULL;

  fixture->folder = g_dir_make_tmp ("gloss-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "library.db", NULL);
  fixture->uuids = g_ptr_array_new_with_free_func (g_free);
  fixture->beside = gloss_test_open (fixture->path);
  fixture->article = gloss_test_add_article (fixture->beside, "file:///article.txt", old->str);
  annotate (fixture, places);
  again = gloss_test_add_article (fixture->beside, "file:///article.txt", new->str);
  g_assert_cmpstr (again, ==, fixture->article);
  open_library (fixture, setup->read_only);
  show_window (fixture);
}

static void
wait_for_saved (Fixture *fixture)
{
  GLOSS_TEST_WAIT_FOR (gloss_document_get_save_state (fixture->document) == GLOSS_SAVE_STATE_SAVED);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_assert_cmpint (g_chmod (folder, 0700), ==, 0);
  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->pane), (gpointer *) &fixture->pane);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  GLOSS_TEST_WAIT_FOR (fixture->pane == NULL);
  wait_for_saved (fixture);
  g_assert_finalize_object (fixture->document);
  gloss_test_close_store (fixture->store);
  g_object_unref (fixture->undo);
  if (fixture->beside != NULL)
    {
      gloss_test_assert_sound (fixture->beside);
      gloss_database_close (fixture->beside);
    }
  remove_folder (fixture->folder);
  g_ptr_array_unref (fixture->uuids);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->article);
  g_free (fixture->done);
  g_free (fixture->revealed);
}

/* The card of a passage, where it is built. */
static GtkWidget *
find_card (Fixture *fixture, guint passage)
{
  g_autoptr (GPtrArray) cards = gloss_test_find_widgets (fixture->window, GLOSS_TYPE_ANNOTATION_CARD);

  for (guint i = 0; i < cards->len; i++)
    {
      GtkWidget *card = g_ptr_array_index (cards, i);

      if (gtk_widget_get_mapped (card) && gloss_annotation_card_get_annotation (
                                            GLOSS_ANNOTATION_CARD (card)) == get_passage (fixture, passage))
        return card;
    }
  return NULL;
}

static GtkWidget *
wait_for_card (Fixture *fixture, guint passage)
{
  GLOSS_TEST_WAIT_FOR (find_card (fixture, passage) != NULL);
  return find_card (fixture, passage);
}

/* Presses the button by the keyboard. */
static void
press (Fixture *fixture, GtkWidget *root, const char *label)
{
  GtkWidget *button;

  GLOSS_TEST_WAIT_FOR (gloss_test_find_button (root, label) != NULL);
  button = gloss_test_find_button (root, label);
  g_assert_true (gtk_widget_grab_focus (button));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == button);
  g_clear_pointer (&fixture->done, g_free);
  g_assert_true (gtk_widget_activate (button));
  GLOSS_TEST_WAIT_FOR (fixture->done != NULL);
}

static void
assert_done (Fixture *fixture, const char *action, guint passage)
{
  g_autofree char *expected =
    g_strdup_printf ("%s %s", action, gloss_annotation_get_uuid (get_passage (fixture, passage)));

  g_assert_cmpstr (fixture->done, ==, expected);
}

static GtkWidget *
find_box (Fixture *fixture)
{
  GtkWidget *box = gloss_test_find_widget (fixture->window, GLOSS_TYPE_ALARM_BOX);

  return gtk_widget_get_visible (box) ? box : NULL;
}

static void
test_accept (Fixture *fixture, gconstpointer data)
{
  GtkWidget *card = wait_for_card (fixture, NUMBER);

  g_assert_nonnull (gloss_test_find_label (card, "can strike targets about 190 290 miles away"));
  g_assert_nonnull (gloss_test_find_label (card, "Number changed"));
  press (fixture, card, "Accept");
  assert_done (fixture, "accept-anchor", NUMBER);

  GLOSS_TEST_WAIT_FOR (gloss_test_find_label (card, "can strike targets about 290 miles away") != NULL);
  g_assert_null (gloss_test_find_label (card, "Number changed"));
  g_assert_null (gloss_test_find_button (card, "Accept"));
  g_assert_null (gloss_test_find_button (card, "Keep old"));
  /* Whoever works with the keyboard stays where he is. */
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == card);
}

static void
test_was (Fixture *fixture, gconstpointer data)
{
  GtkWidget *card = wait_for_card (fixture, NUMBER);
  GPtrArray *captures = gloss_document_get_captures (fixture->document);
  g_autofree char *day = NULL, *was = NULL;

  g_assert_cmpuint (captures->len, ==, 2);
  day = gloss_anchor_words_dup_day (gloss_record_get_string (g_ptr_array_index (captures, 1), "captured"));
  was = g_strdup_printf ("Was “can strike targets about 190 miles away”, captured %s", day);
  g_assert_null (gloss_test_find_label (card, was));
  press (fixture, card, "Accept");
  GLOSS_TEST_WAIT_FOR (gloss_test_find_label (card, was) != NULL);
}

static void
test_keep (Fixture *fixture, gconstpointer data)
{
  GtkWidget *card = wait_for_card (fixture, NEGATION);

  g_assert_nonnull (gloss_test_find_label (card, "Negation changed"));
  press (fixture, card, "Keep old");
  assert_done (fixture, "keep-anchor", NEGATION);

  GLOSS_TEST_WAIT_FOR (gloss_test_find_label (card, "Words changed, kept") != NULL);
  g_assert_nonnull (gloss_test_find_label (card, "the ministry did not confirm the figures"));
  g_assert_null (gloss_test_find_button (card, "Accept"));
  g_assert_null (gloss_test_find_button (card, "Keep old"));
}

static void
test_lost (Fixture *fixture, gconstpointer data)
{
  GtkWidget *card = wait_for_card (fixture, LOST);

  g_assert_nonnull (gloss_test_find_label (card, "Not found in this version"));
  press (fixture, card, "Attach again");
  assert_done (fixture, "attach-again", LOST);
  press (fixture, card, "Leave");
  assert_done (fixture, "leave-anchor", LOST);
  GLOSS_TEST_WAIT_FOR (gloss_test_find_button (card, "Leave") == NULL);
  g_assert_nonnull (gloss_test_find_label (card, "Not found in this version"));
  g_assert_null (gloss_test_find_button (card, "Attach again"));
}

/* What is edited is judged by the words, so both stay in sight. */
static void
test_editor (Fixture *fixture, gconstpointer data)
{
  GtkWidget *card;

  gloss_annotations_pane_set_selected (fixture->pane,
                                       gloss_annotation_get_uuid (get_passage (fixture, NUMBER)));
  card = wait_for_card (fixture, NUMBER);
  GLOSS_TEST_WAIT_FOR (gloss_annotation_card_get_editor (GLOSS_ANNOTATION_CARD (card)) != NULL);
  g_assert_nonnull (gloss_test_find_label (card, "can strike targets about 190 290 miles away"));
  g_assert_nonnull (gloss_test_find_label (card, "Number changed"));
  g_assert_nonnull (gloss_test_find_button (card, "Accept"));
}

static char *
dup_items (Fixture *fixture, guint passage)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GString *items = g_string_new (NULL);

  gloss_anchor_status_fill_menu (menu, fixture->document, get_passage (fixture, passage));
  for (int i = 0; i < g_menu_model_get_n_items (G_MENU_MODEL (menu)); i++)
    {
      g_autofree char *action = NULL;

      g_assert_true (
        g_menu_model_get_item_attribute (G_MENU_MODEL (menu), i, G_MENU_ATTRIBUTE_ACTION, "s", &action));
      g_string_append_printf (items, "%s%s", i > 0 ? " " : "", action);
    }
  return g_string_free (items, FALSE);
}

static void
assert_items (Fixture *fixture, guint passage, const char *expected)
{
  g_autofree char *items = dup_items (fixture, passage);

  g_assert_cmpstr (items, ==, expected);
}

static void
test_menu (Fixture *fixture, gconstpointer data)
{
  assert_items (fixture, SAME, "");
  assert_items (fixture, NUMBER, "win.accept-anchor win.keep-anchor win.attach-again");
  assert_items (fixture, LOST, "win.attach-again win.leave-anchor win.show-capture");

  /* Who looked at it may think better of it. */
  gloss_document_submit (fixture->document, gloss_command_keep_anchor (get_passage (fixture, NUMBER)));
  gloss_document_submit (fixture->document, gloss_command_keep_anchor (get_passage (fixture, LOST)));
  assert_items (fixture, NUMBER, "win.accept-anchor win.attach-again");
  assert_items (fixture, LOST, "win.attach-again win.show-capture");
}

/* Selects what comes next and returns whether it is this passage. */
static void
assert_next (Fixture *fixture, guint passage)
{
  const char *uuid = gloss_annotation_get_uuid (get_passage (fixture, passage));

  g_clear_pointer (&fixture->revealed, g_free);
  g_assert_true (gloss_annotations_pane_next_attention (fixture->pane));
  g_assert_cmpstr (gloss_annotations_pane_get_selected (fixture->pane), ==, uuid);
  g_assert_cmpstr (fixture->revealed, ==, uuid);
}

static void
test_next (Fixture *fixture, gconstpointer data)
{
  static const guint others[] = { REWORDED, NUMBER, NEGATION, REWORDED_TOO };

  assert_next (fixture, REWORDED);
  assert_next (fixture, NUMBER);
  assert_next (fixture, NEGATION);
  assert_next (fixture, REWORDED_TOO);
  assert_next (fixture, LOST);
  assert_next (fixture, REWORDED);

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    gloss_document_submit (fixture->document, gloss_command_keep_anchor (get_passage (fixture, others[i])));
  assert_next (fixture, LOST);
  assert_next (fixture, LOST);
  gloss_document_submit (fixture->document, gloss_command_keep_anchor (get_passage (fixture, LOST)));
  g_assert_false (gloss_annotations_pane_next_attention (fixture->pane));
}

/* The title without the day, which is that of the test. */
static gboolean
box_says (Fixture *fixture, const char *title)
{
  GtkWidget *box = find_box (fixture);
  g_autoptr (GPtrArray) labels = box != NULL ? gloss_test_find_widgets (box, GTK_TYPE_LABEL) : NULL;

  return labels != NULL && g_str_has_prefix (gtk_label_get_text (g_ptr_array_index (labels, 0)), title);
}

static void
test_box (Fixture *fixture, gconstpointer data)
{
  GtkWidget *box;

  GLOSS_TEST_WAIT_FOR (box_says (fixture, "2 claims changed since the capture of "));
  box = find_box (fixture);
  g_assert_nonnull (gloss_test_find_label (box, "“can strike targets about 190 → 290 miles away”"));
  g_assert_nonnull (gloss_test_find_label (box, "2 reworded, 1 not found"));

  press (fixture, box, "Compare");
  g_assert_cmpstr (fixture->done, ==, "compare ");
  press (fixture, box, "Next");
  g_assert_cmpstr (fixture->revealed, ==, gloss_annotation_get_uuid (get_passage (fixture, REWORDED)));

  press (fixture, wait_for_card (fixture, NUMBER), "Accept");
  GLOSS_TEST_WAIT_FOR (box_says (fixture, "1 claim changed"));
  g_assert_nonnull (gloss_test_find_label (box, "“the ministry did not confirm the figures”"));
  press (fixture, box, "Accept all reworded");
  GLOSS_TEST_WAIT_FOR (gloss_test_find_label (box, "1 not found") != NULL);
  g_assert_null (gloss_test_find_button (box, "Accept all reworded"));
  g_assert_false (gloss_annotation_needs_review (get_passage (fixture, REWORDED_TOO)));

  gloss_document_submit (fixture->document, gloss_command_keep_anchor (get_passage (fixture, NEGATION)));
  GLOSS_TEST_WAIT_FOR (box_says (fixture, "1 not found since"));
  g_assert_nonnull (gloss_test_find_button (box, "Show"));
  gloss_document_submit (fixture->document, gloss_command_keep_anchor (get_passage (fixture, LOST)));
  GLOSS_TEST_WAIT_FOR (find_box (fixture) == NULL);
}

/* Undoing the last review brings the box back. */
static void
test_box_undo (Fixture *fixture, gconstpointer data)
{
  static const guint all[] = { REWORDED, NUMBER, NEGATION, LOST, REWORDED_TOO };
  GlossChange *inverse;

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    gloss_document_submit (fixture->document, gloss_command_keep_anchor (get_passage (fixture, all[i])));
  GLOSS_TEST_WAIT_FOR (find_box (fixture) == NULL);
  wait_for_saved (fixture);
  inverse = gloss_undo_stack_undo (fixture->undo);
  gloss_store_submit_async (fixture->store, inverse, NULL, NULL);
  gloss_change_unref (inverse);
  GLOSS_TEST_WAIT_FOR (box_says (fixture, "1 reworded"));
}

static int
get_top (Fixture *fixture, GtkWidget *widget)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, fixture->window, &bounds));
  return (int) bounds.origin.y;
}

/* A frame has been laid out. */
static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  (*(guint *) data)++;
  return G_SOURCE_CONTINUE;
}

static void
wait_for_frames (Fixture *fixture, guint n)
{
  guint n_frames = 0;
  guint id = gtk_widget_add_tick_callback (fixture->window, tick_cb, &n_frames, NULL);

  GLOSS_TEST_WAIT_FOR (n_frames >= n);
  gtk_widget_remove_tick_callback (fixture->window, id);
}

/* The box gets lower, and goes: the cards do not move under the hand. */
static void
test_scroll (Fixture *fixture, gconstpointer data)
{
  static const guint all[] = { REWORDED, NUMBER, NEGATION, LOST, REWORDED_TOO };
  const char *uuid = g_ptr_array_index (fixture->uuids, long_article.n_paragraphs / 2);
  GtkWidget *editor;
  int top;

  gloss_annotations_pane_set_selected (fixture->pane, uuid);
  GLOSS_TEST_WAIT_FOR (gloss_test_find_widget (fixture->window, GLOSS_TYPE_ANNOTATION_EDITOR) != NULL);
  editor = gloss_test_find_widget (fixture->window, GLOSS_TYPE_ANNOTATION_EDITOR);
  GLOSS_TEST_WAIT_FOR (find_box (fixture) != NULL && gtk_widget_get_height (find_box (fixture)) > 0);
  wait_for_frames (fixture, N_FRAMES);
  top = get_top (fixture, editor);

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      gloss_document_submit (fixture->document, gloss_command_keep_anchor (get_passage (fixture, all[i])));
      wait_for_frames (fixture, N_FRAMES);
      g_assert_cmpint (get_top (fixture, editor), ==, top);
    }
  g_assert_null (find_box (fixture));
}

static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  GtkWidget *card = wait_for_card (fixture, NUMBER);

  GLOSS_TEST_WAIT_FOR (box_says (fixture, "2 claims changed"));
  g_assert_nonnull (gloss_test_find_button (find_box (fixture), "Compare"));
  g_assert_nonnull (gloss_test_find_button (find_box (fixture), "Next"));
  g_assert_null (gloss_test_find_button (find_box (fixture), "Accept all reworded"));
  g_assert_nonnull (gloss_test_find_label (card, "Number changed"));
  g_assert_null (gloss_test_find_button (fixture->window, "Accept"));
  g_assert_null (gloss_test_find_button (fixture->window, "Keep old"));
  g_assert_null (gloss_test_find_button (fixture->window, "Attach again"));
  assert_items (fixture, NUMBER, "");
  assert_items (fixture, LOST, "win.show-capture");
}

static void
show_capture (Fixture *fixture, const char *uuid)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gloss_document_show_capture_async (fixture->document, uuid, NULL, gloss_test_keep_result_cb, &result);
  GLOSS_TEST_WAIT_FOR (result != NULL);
  gloss_document_show_capture_finish (fixture->document, result, &error);
  g_assert_no_error (error);
}

/* Nothing is asked of who looks at an older version, and what does not stand in it says where it does. */
static void
test_older (Fixture *fixture, gconstpointer data)
{
  GPtrArray *captures = gloss_document_get_captures (fixture->document);
  g_autofree char *newest = g_strdup (gloss_record_get_uuid (g_ptr_array_index (captures, 0)));
  g_autofree char *oldest = g_strdup (gloss_record_get_uuid (g_ptr_array_index (captures, 1)));
  g_autofree char *expected = g_strconcat ("show-capture ", newest, NULL);
  GlossChange *creation = gloss_test_annotate (gloss_document_get_capture (fixture->document), 0, 3);
  g_autofree char *uuid = g_strdup (gloss_test_get_annotation (creation));
  GtkWidget *card;

  GLOSS_TEST_WAIT_FOR (find_box (fixture) != NULL);
  gloss_document_submit (fixture->document, creation);
  wait_for_saved (fixture);
  show_capture (fixture, oldest);
  GLOSS_TEST_WAIT_FOR (find_box (fixture) == NULL);
  g_assert_false (gloss_annotations_pane_next_attention (fixture->pane));
  GLOSS_TEST_WAIT_FOR (gloss_test_find_label (fixture->window, "Not in this version") != NULL);
  g_assert_null (gloss_test_find_label (fixture->window, "Number changed"));
  g_assert_null (gloss_test_find_button (fixture->window, "Accept"));
  g_assert_null (gloss_test_find_button (fixture->window, "Attach again"));

  card = gtk_widget_get_ancestor (gloss_test_find_label (fixture->window, "Not in this version"),
                                  GLOSS_TYPE_ANNOTATION_CARD);
  g_assert_cmpstr (gloss_annotation_get_uuid (
                     gloss_annotation_card_get_annotation (GLOSS_ANNOTATION_CARD (card))),
                   ==, uuid);
  press (fixture, card, "Show the version it stands in");
  g_assert_cmpstr (fixture->done, ==, expected);
  show_capture (fixture, newest);
  GLOSS_TEST_WAIT_FOR (box_says (fixture, "2 claims changed"));
}

/* Ten thousand, five hundred of them to look at. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) cards = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==,
                    many.n_paragraphs + many.n_copies * N_PASSAGES);
  GLOSS_TEST_WAIT_FOR (box_says (fixture, "200 claims changed"));
  g_assert_nonnull (gloss_test_find_label (find_box (fixture), "200 reworded, 100 not found"));
  press (fixture, find_box (fixture), "Accept all reworded");
  GLOSS_TEST_WAIT_FOR (gloss_test_find_label (find_box (fixture), "100 not found") != NULL);
  g_assert_true (gloss_annotations_pane_next_attention (fixture->pane));
  GLOSS_TEST_WAIT_FOR (gloss_test_find_widget (fixture->window, GLOSS_TYPE_ANNOTATION_EDITOR) != NULL);
  cards = gloss_test_find_widgets (fixture->window, GLOSS_TYPE_ANNOTATION_CARD);
  g_assert_cmpuint (cards->len, <=, MAX_ROWS);
}

static double
linear (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
luminance (const GdkRGBA *colour)
{
  return 0.2126 * linear (colour->red) + 0.7152 * linear (colour->green) + 0.0722 * linear (colour->blue);
}

static double
contrast (const GdkRGBA *a, const GdkRGBA *b)
{
  double one = luminance (a), other = luminance (b);

  return (MAX (one, other) + 0.05) / (MIN (one, other) + 0.05);
}

/* A colour over one that hides what is behind it. */
static GdkRGBA
blend (const GdkRGBA *over, const GdkRGBA *under)
{
  return (GdkRGBA){ over->red * over->alpha + under->red * (1 - over->alpha),
                    over->green * over->alpha + under->green * (1 - over->alpha),
                    over->blue * over->alpha + under->blue * (1 - over->alpha), 1 };
}

static GdkRGBA
look_up (Fixture *fixture, const char *name)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (fixture->pane));
  GdkRGBA colour;

  g_assert_true (gtk_style_context_lookup_color (style, name, &colour));
  return colour;
}

/* Each ground that a diff gives its words, as strong as the strongest of them. */
static GPtrArray *
list_grounds (void)
{
  g_autofree char *markup = gloss_anchor_words_dup_diff ("forty", "sixty", TRUE);
  g_autoptr (PangoAttrList) attributes = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *grounds = g_ptr_array_new_with_free_func ((GDestroyNotify) gdk_rgba_free);
  float alpha = 0;
  GSList *all;

  pango_parse_markup (markup, -1, 0, &attributes, NULL, NULL, &error);
  g_assert_no_error (error);
  all = pango_attr_list_get_attributes (attributes);
  for (GSList *l = all; l != NULL; l = l->next)
    {
      PangoAttrColor *colour = pango_attribute_as_color (l->data);
      PangoAttrInt *number = pango_attribute_as_int (l->data);

      if (colour != NULL)
        g_ptr_array_add (grounds, gdk_rgba_copy (&(GdkRGBA){ (float) colour->color.red / 65535,
                                                             (float) colour->color.green / 65535,
                                                             (float) colour->color.blue / 65535, 1 }));
      else if (number != NULL && number->attr.klass->type == PANGO_ATTR_BACKGROUND_ALPHA)
        alpha = MAX (alpha, (float) number->value / 65535);
    }
  g_slist_free_full (all, (GDestroyNotify) pango_attribute_destroy);

  g_assert_cmpfloat (alpha, >, 0);
  for (guint i = 0; i < grounds->len; i++)
    ((GdkRGBA *) g_ptr_array_index (grounds, i))->alpha = alpha;
  return grounds;
}

/* Words that went and words that came are read as well as any other, in light and in dark. */
static void
test_contrast (Fixture *fixture, gconstpointer data)
{
  static const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK };
  g_autoptr (GPtrArray) grounds = list_grounds ();

  g_assert_cmpuint (grounds->len, ==, 2);
  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      GdkRGBA window, card, text;

      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[i]);
      window = look_up (fixture, "window_bg_color");
      card = look_up (fixture, "card_bg_color");
      card = blend (&card, &window);
      for (guint j = 0; j < grounds->len; j++)
        {
          GdkRGBA ground = blend (g_ptr_array_index (grounds, j), &card);

          text = look_up (fixture, "card_fg_color");
          text = blend (&text, &ground);
          g_test_message ("%.2f", contrast (&text, &ground));
          g_assert_cmpfloat (contrast (&text, &ground), >=, LEAST_CONTRAST);
        }
    }
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

#define ADD(name, setup, func) g_test_add ("/reviewing/" name, Fixture, &setup, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  adw_init ();
  g_resources_register (gloss_app_get_resource ());
  ADD ("accept", plain, test_accept);
  ADD ("was", plain, test_was);
  ADD ("keep", plain, test_keep);
  ADD ("lost", plain, test_lost);
  ADD ("editor", plain, test_editor);
  ADD ("menu", plain, test_menu);
  ADD ("next", plain, test_next);
  ADD ("box", plain, test_box);
  ADD ("box-undo", plain, test_box_undo);
  ADD ("scroll", long_article, test_scroll);
  ADD ("read-only", read_only, test_read_only);
  ADD ("older", plain, test_older);
  ADD ("many", many, test_many);
  ADD ("contrast", plain, test_contrast);
  return g_test_run ();
}
