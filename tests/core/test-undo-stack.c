/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two piles, their labels, and changes that could not be applied. */

#include "config.h"

#include "core/annotation/gloss-undo-stack.h"

static GlossChange *
make_change (const char *label)
{
  g_autoptr (GlossRecord) record = gloss_record_new ("note");
  GlossChange *change = gloss_change_new (label, NULL);

  gloss_change_add (change, NULL, record);
  return change;
}

static void
count_cb (GlossUndoStack *stack, GParamSpec *pspec, gpointer data)
{
  ++*(guint *) data;
}

static void
test_there_and_back (void)
{
  g_autoptr (GlossUndoStack) stack = gloss_undo_stack_new ();
  g_autoptr (GlossChange) one = make_change ("One");
  g_autoptr (GlossChange) two = make_change ("Two");
  g_autoptr (GlossChange) undone = NULL;
  g_autoptr (GlossChange) redone = NULL;
  guint n_notified = 0;

  g_assert_null (gloss_undo_stack_undo (stack));
  g_assert_null (gloss_undo_stack_redo (stack));
  g_assert_null (gloss_undo_stack_get_undo_label (stack));

  g_signal_connect (stack, "notify::undo-label", G_CALLBACK (count_cb), &n_notified);
  gloss_undo_stack_push (stack, one);
  gloss_undo_stack_push (stack, two);
  g_assert_cmpuint (n_notified, ==, 2);
  g_assert_cmpstr (gloss_undo_stack_get_undo_label (stack), ==, "Two");

  undone = gloss_undo_stack_undo (stack);
  g_assert_true (gloss_change_get_before (undone, 0) == gloss_change_get_after (two, 0));
  g_assert_cmpstr (gloss_undo_stack_get_undo_label (stack), ==, "One");
  g_assert_cmpstr (gloss_undo_stack_get_redo_label (stack), ==, "Two");

  redone = gloss_undo_stack_redo (stack);
  g_assert_true (gloss_change_get_before (redone, 0) == gloss_change_get_after (undone, 0));
  g_assert_false (gloss_record_is_deleted (gloss_change_get_after (redone, 0)));
  g_assert_cmpstr (gloss_undo_stack_get_undo_label (stack), ==, "Two");
  g_assert_null (gloss_undo_stack_get_redo_label (stack));
}

static void
test_push_ends_redo (void)
{
  g_autoptr (GlossUndoStack) stack = gloss_undo_stack_new ();
  g_autoptr (GlossChange) one = make_change ("One");
  g_autoptr (GlossChange) two = make_change ("Two");
  g_autoptr (GlossChange) undone = NULL;

  gloss_undo_stack_push (stack, one);
  undone = gloss_undo_stack_undo (stack);
  gloss_undo_stack_push (stack, two);

  g_assert_null (gloss_undo_stack_redo (stack));
  g_assert_cmpstr (gloss_undo_stack_get_undo_label (stack), ==, "Two");
}

static void
test_forget (void)
{
  g_autoptr (GlossUndoStack) stack = gloss_undo_stack_new ();
  g_autoptr (GlossChange) one = make_change ("One");
  g_autoptr (GlossChange) two = make_change ("Two");
  g_autoptr (GlossChange) stranger = make_change ("Stranger");
  g_autoptr (GlossChange) undone = NULL;

  gloss_undo_stack_push (stack, one);
  gloss_undo_stack_push (stack, two);
  gloss_undo_stack_forget (stack, one);
  gloss_undo_stack_forget (stack, stranger);
  g_assert_cmpstr (gloss_undo_stack_get_undo_label (stack), ==, "Two");

  undone = gloss_undo_stack_undo (stack);
  g_assert_null (gloss_undo_stack_get_undo_label (stack));
  gloss_undo_stack_forget (stack, undone);
  g_assert_null (gloss_undo_stack_get_redo_label (stack));
}

static void
test_destroy (void)
{
  GlossUndoStack *stack = gloss_undo_stack_new ();
  g_autoptr (GlossChange) one = make_change ("One");

  gloss_undo_stack_push (stack, one);
  g_assert_finalize_object (stack);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/undo-stack/there-and-back", test_there_and_back);
  g_test_add_func ("/undo-stack/push-ends-redo", test_push_ends_redo);
  g_test_add_func ("/undo-stack/forget", test_forget);
  g_test_add_func ("/undo-stack/destroy", test_destroy);
  return g_test_run ();
}
