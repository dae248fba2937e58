/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reviewing what changed, in the pane of an article that was captured twice: cards with old and new words and
 * what can be done about them, the box of alarms above them, and the way from one to the next.
 */

#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "app/annotations/gloss-alarm-box.h"
#include "app/annotations/gloss-anchor-status.h"
#include "app/annotations/gloss-anchor-words.h"
#include "app/annotations/gloss-annotation-card.h"
#include "app/annotations/gloss-annotation-editor.h"
#include "app/gloss-app-resources.h"
#include "app/gloss-test-review.h"
#include "app/gloss-test-widgets.h"
#include "core/annotation/gloss-anchor-commands.h"
#include "core/annotation/gloss-commands.h"

/* After so many a list has settled. */
#define N_FRAMES 8
/* A list view of GTK 4 keeps some two hundred rows, however many there are. */
#define MAX_ROWS 250

static const GlossTestReviewSetup plain = { .n_copies = 1 };
static const GlossTestReviewSetup thrice = { .n_copies = 1, .thrice = TRUE };
static const GlossTestReviewSetup long_article = { .n_copies = 1, .n_paragraphs = 100 };
static const GlossTestReviewSetup many = { .n_copies = 100, .n_paragraphs = 9500 };
static const GlossTestReviewSetup read_only = { .n_copies = 1, .read_only = TRUE };

static void
assert_done (GlossTestReview *fixture, const char *action, GlossTestPassage passage)
{
  g_autofree char *expected =
    g_strdup_printf ("%s %s", action,
                     gloss_annotation_get_uuid (gloss_test_review_get_passage (fixture, passage)));

  g_assert_cmpstr (fixture->done, ==, expected);
}

static GtkWidget *
find_box (GlossTestReview *fixture)
{
  GtkWidget *box = gloss_test_find_widget (fixture->window, GLOSS_TYPE_ALARM_BOX);

  return gtk_widget_get_visible (box) ? box : NULL;
}

static void
test_accept (GlossTestReview *fixture, gconstpointer data)
{
  GtkWidget *card = gloss_test_review_wait_for_card (fixture, GLOSS_TEST_NUMBER);

  g_assert_nonnull (gloss_test_find_label (card, "can strike targets about 190 290 miles away"));
  g_assert_nonnull (gloss_test_find_label (card, "Number changed"));
  gloss_test_review_press (fixture, card, "Accept");
  assert_done (fixture, "accept-anchor", GLOSS_TEST_NUMBER);

  GLOSS_TEST_WAIT_FOR (gloss_test_find_label (card, "can strike targets about 290 miles away") != NULL);
  g_assert_null (gloss_test_find_label (card, "Number changed"));
  g_assert_null (gloss_test_find_button (card, "Accept"));
  g_assert_null (gloss_test_find_button (card, "Keep old"));
  /* Whoever works with the keyboard stays where he is. */
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == card);
}

static void
test_was (GlossTestReview *fixture, gconstpointer data)
{
  GtkWidget *card = gloss_test_review_wait_for_card (fixture, GLOSS_TEST_NUMBER);
  GPtrArray *captures = gloss_document_get_captures (fixture->document);
  g_autofree char *day = NULL, *was = NULL;

  g_assert_cmpuint (captures->len, ==, 2);
  day = gloss_anchor_words_dup_day (gloss_record_get_string (g_ptr_array_index (captures, 1), "captured"));
  was = g_strdup_printf ("Was “can strike targets about 190 miles away”, captured %s", day);
  g_assert_null (gloss_test_find_label (card, was));
  gloss_test_review_press (fixture, card, "Accept");
  GLOSS_TEST_WAIT_FOR (gloss_test_find_label (card, was) != NULL);
}

static void
test_keep (GlossTestReview *fixture, gconstpointer data)
{
  GtkWidget *card = gloss_test_review_wait_for_card (fixture, GLOSS_TEST_NEGATION);

  g_assert_nonnull (gloss_test_find_label (card, "Negation changed"));
  gloss_test_review_press (fixture, card, "Keep old");
  assert_done (fixture, "keep-anchor", GLOSS_TEST_NEGATION);

  GLOSS_TEST_WAIT_FOR (gloss_test_find_label (card, "Negation changed, kept") != NULL);
  g_assert_nonnull (gloss_test_find_label (card, "the ministry did not confirm the figures"));
  g_assert_null (gloss_test_find_button (card, "Accept"));
  g_assert_null (gloss_test_find_button (card, "Keep old"));
}

static void
test_lost (GlossTestReview *fixture, gconstpointer data)
{
  GtkWidget *card = gloss_test_review_wait_for_card (fixture, GLOSS_TEST_LOST);

  g_assert_nonnull (gloss_test_find_label (card, "Not found in this version"));
  gloss_test_review_press (fixture, card, "Attach again");
  assert_done (fixture, "attach-again", GLOSS_TEST_LOST);
  gloss_test_review_press (fixture, card, "Leave");
  assert_done (fixture, "leave-anchor", GLOSS_TEST_LOST);
  GLOSS_TEST_WAIT_FOR (gloss_test_find_button (card, "Leave") == NULL);
  g_assert_nonnull (gloss_test_find_label (card, "Not found in this version"));
  g_assert_null (gloss_test_find_button (card, "Attach again"));
}

/* What is edited is judged by the words, so both stay in sight. */
static void
test_editor (GlossTestReview *fixture, gconstpointer data)
{
  GtkWidget *card;

  gloss_annotations_pane_set_selected (fixture->pane,
                                       gloss_annotation_get_uuid (
                                         gloss_test_review_get_passage (fixture, GLOSS_TEST_NUMBER)));
  card = gloss_test_review_wait_for_card (fixture, GLOSS_TEST_NUMBER);
  GLOSS_TEST_WAIT_FOR (gloss_annotation_card_get_editor (GLOSS_ANNOTATION_CARD (card)) != NULL);
  g_assert_nonnull (gloss_test_find_label (card, "can strike targets about 190 290 miles away"));
  g_assert_nonnull (gloss_test_find_label (card, "Number changed"));
  g_assert_nonnull (gloss_test_find_button (card, "Accept"));
}

static char *
dup_items (GlossTestReview *fixture, GlossTestPassage passage)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GString *items = g_string_new (NULL);

  gloss_anchor_status_fill_menu (menu, fixture->document, gloss_test_review_get_passage (fixture, passage));
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
assert_items (GlossTestReview *fixture, guint passage, const char *expected)
{
  g_autofree char *items = dup_items (fixture, passage);

  g_assert_cmpstr (items, ==, expected);
}

static void
test_menu (GlossTestReview *fixture, gconstpointer data)
{
  assert_items (fixture, GLOSS_TEST_SAME, "");
  assert_items (fixture, GLOSS_TEST_NUMBER, "win.accept-anchor win.keep-anchor win.attach-again");
  assert_items (fixture, GLOSS_TEST_LOST, "win.attach-again win.leave-anchor win.show-capture");

  /* Who looked at it may think better of it. */
  gloss_document_submit (fixture->document, gloss_command_keep_anchor (
                                              gloss_test_review_get_passage (fixture, GLOSS_TEST_NUMBER)));
  gloss_document_submit (fixture->document, gloss_command_keep_anchor (
                                              gloss_test_review_get_passage (fixture, GLOSS_TEST_LOST)));
  assert_items (fixture, GLOSS_TEST_NUMBER, "win.accept-anchor win.attach-again");
  assert_items (fixture, GLOSS_TEST_LOST, "win.attach-again win.show-capture");
}

/* Selects what comes next and returns whether it is this passage. */
static void
assert_next (GlossTestReview *fixture, GlossTestPassage passage)
{
  const char *uuid = gloss_annotation_get_uuid (gloss_test_review_get_passage (fixture, passage));

  g_clear_pointer (&fixture->revealed, g_free);
  g_assert_true (gloss_annotations_pane_next_attention (fixture->pane));
  g_assert_cmpstr (gloss_annotations_pane_get_selected (fixture->pane), ==, uuid);
  g_assert_cmpstr (fixture->revealed, ==, uuid);
}

static void
test_next (GlossTestReview *fixture, gconstpointer data)
{
  static const guint others[] = { GLOSS_TEST_REWORDED, GLOSS_TEST_NUMBER, GLOSS_TEST_NEGATION,
                                  GLOSS_TEST_REWORDED_TOO };

  assert_next (fixture, GLOSS_TEST_REWORDED);
  assert_next (fixture, GLOSS_TEST_NUMBER);
  assert_next (fixture, GLOSS_TEST_NEGATION);
  assert_next (fixture, GLOSS_TEST_REWORDED_TOO);
  assert_next (fixture, GLOSS_TEST_LOST);
  assert_next (fixture, GLOSS_TEST_REWORDED);

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    gloss_document_submit (fixture->document,
                           gloss_command_keep_anchor (gloss_test_review_get_passage (fixture, others[i])));
  assert_next (fixture, GLOSS_TEST_LOST);
  assert_next (fixture, GLOSS_TEST_LOST);
  gloss_document_submit (fixture->document, gloss_command_keep_anchor (
                                              gloss_test_review_get_passage (fixture, GLOSS_TEST_LOST)));
  g_assert_false (gloss_annotations_pane_next_attention (fixture->pane));
}

/* The title without the day, which is that of the test. */
static gboolean
box_says (GlossTestReview *fixture, const char *title)
{
  GtkWidget *box = find_box (fixture);
  g_autoptr (GPtrArray) labels = box != NULL ? gloss_test_find_widgets (box, GTK_TYPE_LABEL) : NULL;

  return labels != NULL && g_str_has_prefix (gtk_label_get_text (g_ptr_array_index (labels, 0)), title);
}

/* With one of the captures, newest first. */
static void
assert_compares (GlossTestReview *fixture, guint place)
{
  GlossRecord *capture = g_ptr_array_index (gloss_document_get_captures (fixture->document), place);
  g_autofree char *expected = g_strconcat ("compare ", gloss_record_get_uuid (capture), NULL);

  gloss_test_review_press (fixture, find_box (fixture), "Compare");
  g_assert_cmpstr (fixture->done, ==, expected);
}

static void
test_box (GlossTestReview *fixture, gconstpointer data)
{
  GtkWidget *box;

  GLOSS_TEST_WAIT_FOR (box_says (fixture, "2 claims changed since the capture of "));
  box = find_box (fixture);
  g_assert_nonnull (gloss_test_find_label (box, "“can strike targets about 190 → 290 miles away”"));
  g_assert_nonnull (gloss_test_find_label (box, "2 reworded, 1 not found"));

  assert_compares (fixture, 1);
  gloss_test_review_press (fixture, box, "Next");
  g_assert_cmpstr (fixture->revealed, ==,
                   gloss_annotation_get_uuid (gloss_test_review_get_passage (fixture, GLOSS_TEST_REWORDED)));

  gloss_test_review_press (fixture, gloss_test_review_wait_for_card (fixture, GLOSS_TEST_NUMBER), "Accept");
  GLOSS_TEST_WAIT_FOR (box_says (fixture, "1 claim changed"));
  g_assert_nonnull (gloss_test_find_label (box, "“the ministry did not confirm the figures”"));
  gloss_test_review_press (fixture, box, "Accept all reworded");
  GLOSS_TEST_WAIT_FOR (gloss_test_find_label (box, "1 not found") != NULL);
  g_assert_null (gloss_test_find_button (box, "Accept all reworded"));
  g_assert_false (
    gloss_annotation_needs_review (gloss_test_review_get_passage (fixture, GLOSS_TEST_REWORDED_TOO)));

  gloss_document_submit (fixture->document, gloss_command_keep_anchor (
                                              gloss_test_review_get_passage (fixture, GLOSS_TEST_NEGATION)));
  GLOSS_TEST_WAIT_FOR (box_says (fixture, "1 not found since"));
  g_assert_nonnull (gloss_test_find_button (box, "Show"));
  gloss_document_submit (fixture->document, gloss_command_keep_anchor (
                                              gloss_test_review_get_passage (fixture, GLOSS_TEST_LOST)));
  GLOSS_TEST_WAIT_FOR (find_box (fixture) == NULL);
}

static gboolean
box_dates (GlossTestReview *fixture, const char *title, guint place)
{
  GPtrArray *captures = gloss_document_get_captures (fixture->document);
  g_autofree char *time = gloss_anchor_words_dup_day_among (captures, place);
  g_autofree char *words = g_strdup_printf ("%s since the capture of %s", title, time);
  GtkWidget *box = find_box (fixture);

  return box != NULL && gloss_test_find_label (box, words) != NULL;
}

/* What a capture in between said is not what changed: since when is told by the words that one stands by. */
static void
test_box_since (GlossTestReview *fixture, gconstpointer data)
{
  GlossAnnotation *number = gloss_test_review_get_passage (fixture, GLOSS_TEST_NUMBER);
  GlossAnnotation *negation = gloss_test_review_get_passage (fixture, GLOSS_TEST_NEGATION);

  GLOSS_TEST_WAIT_FOR (find_box (fixture) != NULL);
  g_assert_nonnull (gloss_test_find_label (find_box (fixture), "2 claims changed"));
  assert_compares (fixture, 2);

  gloss_document_submit (fixture->document, gloss_command_keep_anchor (negation));
  GLOSS_TEST_WAIT_FOR (box_dates (fixture, "1 claim changed", 2));
  assert_compares (fixture, 2);
  gloss_document_submit (fixture->document, gloss_command_keep_anchor (number));
  GLOSS_TEST_WAIT_FOR (box_dates (fixture, "2 reworded, 1 not found", 1));
  assert_compares (fixture, 1);
}

/* Undoing the last review brings the box back. */
static void
test_box_undo (GlossTestReview *fixture, gconstpointer data)
{
  static const guint all[] = { GLOSS_TEST_REWORDED, GLOSS_TEST_NUMBER, GLOSS_TEST_NEGATION, GLOSS_TEST_LOST,
                               GLOSS_TEST_REWORDED_TOO };
  GlossChange *inverse;

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    gloss_document_submit (fixture->document,
                           gloss_command_keep_anchor (gloss_test_review_get_passage (fixture, all[i])));
  GLOSS_TEST_WAIT_FOR (find_box (fixture) == NULL);
  gloss_test_review_wait_for_saved (fixture);
  inverse = gloss_undo_stack_undo (fixture->undo);
  gloss_store_submit_async (fixture->store, inverse, NULL, NULL);
  gloss_change_unref (inverse);
  GLOSS_TEST_WAIT_FOR (box_says (fixture, "1 reworded"));
}

static int
get_top (GlossTestReview *fixture, GtkWidget *widget)
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
wait_for_frames (GlossTestReview *fixture, guint n)
{
  guint n_frames = 0;
  guint id = gtk_widget_add_tick_callback (fixture->window, tick_cb, &n_frames, NULL);

  GLOSS_TEST_WAIT_FOR (n_frames >= n);
  gtk_widget_remove_tick_callback (fixture->window, id);
}

/* The box gets lower, and goes: the cards do not move under the hand. */
static void
test_scroll (GlossTestReview *fixture, gconstpointer data)
{
  static const guint all[] = { GLOSS_TEST_REWORDED, GLOSS_TEST_NUMBER, GLOSS_TEST_NEGATION, GLOSS_TEST_LOST,
                               GLOSS_TEST_REWORDED_TOO };
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
      gloss_document_submit (fixture->document,
                             gloss_command_keep_anchor (gloss_test_review_get_passage (fixture, all[i])));
      wait_for_frames (fixture, N_FRAMES);
      g_assert_cmpint (get_top (fixture, editor), ==, top);
    }
  g_assert_null (find_box (fixture));
}

static void
test_read_only (GlossTestReview *fixture, gconstpointer data)
{
  GtkWidget *card = gloss_test_review_wait_for_card (fixture, GLOSS_TEST_NUMBER);

  GLOSS_TEST_WAIT_FOR (box_says (fixture, "2 claims changed"));
  g_assert_nonnull (gloss_test_find_button (find_box (fixture), "Compare"));
  g_assert_nonnull (gloss_test_find_button (find_box (fixture), "Next"));
  g_assert_null (gloss_test_find_button (find_box (fixture), "Accept all reworded"));
  g_assert_nonnull (gloss_test_find_label (card, "Number changed"));
  g_assert_null (gloss_test_find_button (fixture->window, "Accept"));
  g_assert_null (gloss_test_find_button (fixture->window, "Keep old"));
  g_assert_null (gloss_test_find_button (fixture->window, "Attach again"));
  assert_items (fixture, GLOSS_TEST_NUMBER, "");
  assert_items (fixture, GLOSS_TEST_LOST, "win.show-capture");
}

static void
show_capture (GlossTestReview *fixture, const char *uuid)
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
test_older (GlossTestReview *fixture, gconstpointer data)
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
  gloss_test_review_wait_for_saved (fixture);
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
  gloss_test_review_press (fixture, card, "Show the version it stands in");
  g_assert_cmpstr (fixture->done, ==, expected);
  show_capture (fixture, newest);
  GLOSS_TEST_WAIT_FOR (box_says (fixture, "2 claims changed"));
}

static gboolean
sees_label (GlossTestReview *fixture, const char *words)
{
  GtkWidget *label = gloss_test_find_label (fixture->window, words);
  GtkWidget *scroller;
  int top;

  if (label == NULL || !gtk_widget_get_mapped (label))
    return FALSE;
  scroller = gtk_widget_get_ancestor (label, GTK_TYPE_SCROLLED_WINDOW);
  top = get_top (fixture, label) - get_top (fixture, scroller);
  return top >= 0 && top + gtk_widget_get_height (label) <= gtk_widget_get_height (scroller);
}

/* The first alarm of a version that comes to the front is not left out of sight. */
static void
test_scroll_to_alarm (GlossTestReview *fixture, gconstpointer data)
{
  static const char alarm[] = "the shipment delivery will soon arrive";
  GPtrArray *captures = gloss_document_get_captures (fixture->document);
  g_autofree char *newest = g_strdup (gloss_record_get_uuid (g_ptr_array_index (captures, 0)));
  g_autofree char *oldest = g_strdup (gloss_record_get_uuid (g_ptr_array_index (captures, 1)));

  wait_for_frames (fixture, N_FRAMES);
  g_assert_false (sees_label (fixture, alarm));
  show_capture (fixture, oldest);
  GLOSS_TEST_WAIT_FOR (find_box (fixture) == NULL);
  show_capture (fixture, newest);
  GLOSS_TEST_WAIT_FOR (sees_label (fixture, alarm));
}

static void
check_passage (GlossTestReview *fixture, GlossTestPassage passage)
{
  gloss_document_submit (fixture->document,
                         gloss_command_set_status (gloss_test_review_get_passage (fixture, passage),
                                                   "checked"));
}

/* What was checked is not done once its words are others that nobody looked at. */
static void
test_progress (GlossTestReview *fixture, gconstpointer data)
{
  GLOSS_TEST_WAIT_FOR (gloss_test_find_label (fixture->window, "6 claims, 6 left") != NULL);
  for (guint i = 0; i < GLOSS_TEST_N_PASSAGES; i++)
    check_passage (fixture, i);
  GLOSS_TEST_WAIT_FOR (gloss_test_find_label (fixture->window, "6 claims, 5 to review") != NULL);

  for (guint i = 0; i < GLOSS_TEST_N_PASSAGES; i++)
    if (i != GLOSS_TEST_SAME)
      gloss_document_submit (fixture->document,
                             gloss_command_keep_anchor (gloss_test_review_get_passage (fixture, i)));
  GLOSS_TEST_WAIT_FOR (gloss_test_find_label (fixture->window, "6 claims, all checked") != NULL);
}

/* Ten thousand, five hundred of them to look at. */
static void
test_many (GlossTestReview *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) cards = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==,
                    many.n_paragraphs + many.n_copies * GLOSS_TEST_N_PASSAGES);
  GLOSS_TEST_WAIT_FOR (box_says (fixture, "200 claims changed"));
  g_assert_nonnull (gloss_test_find_label (find_box (fixture), "200 reworded, 100 not found"));
  gloss_test_review_press (fixture, find_box (fixture), "Accept all reworded");
  GLOSS_TEST_WAIT_FOR (gloss_test_find_label (find_box (fixture), "100 not found") != NULL);
  g_assert_true (gloss_annotations_pane_next_attention (fixture->pane));
  GLOSS_TEST_WAIT_FOR (gloss_test_find_widget (fixture->window, GLOSS_TYPE_ANNOTATION_EDITOR) != NULL);
  cards = gloss_test_find_widgets (fixture->window, GLOSS_TYPE_ANNOTATION_CARD);
  g_assert_cmpuint (cards->len, <=, MAX_ROWS);
}

#define ADD(name, setup, func)                                                                               \
  g_test_add ("/reviewing/" name, GlossTestReview, &setup, gloss_test_review_set_up, func,                   \
              gloss_test_review_tear_down)

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
  ADD ("box-since", thrice, test_box_since);
  ADD ("box-undo", plain, test_box_undo);
  ADD ("scroll", long_article, test_scroll);
  ADD ("scroll-to-alarm", long_article, test_scroll_to_alarm);
  ADD ("read-only", read_only, test_read_only);
  ADD ("older", plain, test_older);
  ADD ("progress", plain, test_progress);
  ADD ("many", many, test_many);
  return g_test_run ();
}
