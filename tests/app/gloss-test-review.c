/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An article that was captured twice, in the pane. Everything that fails here fails the test. */

#include "config.h"

#include "app/gloss-test-review.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "app/annotations/gloss-annotation-card.h"
#include "app/gloss-test-widgets.h"
#include "core/annotation/gloss-anchor-commands.h"
#include "support/gloss-test-document.h"

#define NOBODY 65534

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
make_texts (const GlossTestReviewSetup *setup, GString *old, GString *new)
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
      for (guint j = 0; j < GLOSS_TEST_N_PASSAGES; j++)
        add_passage (old, new, places, passages[j].old, passages[j].new);
    }
  return places;
}

static void
annotate (GlossTestReview *fixture, GPtrArray *places)
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
load_document (GlossTestReview *fixture)
{
  fixture->document = gloss_test_load_document (fixture->store, fixture->undo, fixture->article);
  fixture->list = gloss_document_get_annotations (fixture->document);
}

GlossAnnotation *
gloss_test_review_get_passage (GlossTestReview *fixture, GlossTestPassage passage)
{
  const char *uuid =
    g_ptr_array_index (fixture->uuids, fixture->uuids->len - GLOSS_TEST_N_PASSAGES + passage);

  return gloss_annotation_list_find (fixture->list, uuid);
}

static void
action_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  GlossTestReview *fixture = data;
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
add_actions (GlossTestReview *fixture)
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
  GlossTestReview *fixture = data;

  g_free (fixture->revealed);
  fixture->revealed = g_strdup (uuid);
}

static void
show_window (GlossTestReview *fixture)
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

static void
capture_again (GlossTestReview *fixture, const char *text)
{
  g_autofree char *again = gloss_test_add_article (fixture->beside, "file:///article.txt", text);

  g_assert_cmpstr (again, ==, fixture->article);
}

/* Takes the right to write from whoever runs the test, root too, while the library is opened. */
static void
open_library (GlossTestReview *fixture, gboolean is_read_only)
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

void
gloss_test_review_set_up (GlossTestReview *fixture, gconstpointer data)
{
  const GlossTestReviewSetup *setup = data;
  g_autoptr (GString) old = g_string_new (NULL), new = g_string_new (NULL);
  g_autoptr (GPtrArray) places = make_texts (setup, old, new);

  fixture->folder = g_dir_make_tmp ("gloss-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "library.db", NULL);
  fixture->uuids = g_ptr_array_new_with_free_func (g_free);
  fixture->beside = gloss_test_open (fixture->path);
  fixture->article = gloss_test_add_article (fixture->beside, "file:///article.txt", old->str);
  annotate (fixture, places);
  if (setup->thrice)
    {
      g_string_replace (old, "190 miles", "240 miles", 0);
      capture_again (fixture, old->str);
    }
  capture_again (fixture, new->str);
  open_library (fixture, setup->read_only);
  show_window (fixture);
}

void
gloss_test_review_wait_for_saved (GlossTestReview *fixture)
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

void
gloss_test_review_tear_down (GlossTestReview *fixture, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->pane), (gpointer *) &fixture->pane);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  GLOSS_TEST_WAIT_FOR (fixture->pane == NULL);
  gloss_test_review_wait_for_saved (fixture);
  gloss_test_finalize (fixture->document);
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
find_card (GlossTestReview *fixture, GlossTestPassage passage)
{
  g_autoptr (GPtrArray) cards = gloss_test_find_widgets (fixture->window, GLOSS_TYPE_ANNOTATION_CARD);

  for (guint i = 0; i < cards->len; i++)
    {
      GtkWidget *card = g_ptr_array_index (cards, i);

      if (gtk_widget_get_mapped (card) && gloss_annotation_card_get_annotation (GLOSS_ANNOTATION_CARD (
                                            card)) == gloss_test_review_get_passage (fixture, passage))
        return card;
    }
  return NULL;
}

GtkWidget *
gloss_test_review_wait_for_card (GlossTestReview *fixture, GlossTestPassage passage)
{
  GLOSS_TEST_WAIT_FOR (find_card (fixture, passage) != NULL);
  return find_card (fixture, passage);
}

/* Presses the button by the keyboard. */
void
gloss_test_review_press (GlossTestReview *fixture, GtkWidget *root, const char *label)
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
