/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The article's details: what is wrong can't be saved, what is right is one change that can be undone. */

#include "config.h"

#include <string.h>

#include "app/gloss-app-resources.h"
#include "app/library/gloss-article-dialog.h"
#include "support/gloss-test-library.h"
#include "support/gloss-test-wait.h"

enum
{
  TITLE,
  BYLINE,
  PUBLISHED,
  ADDRESS,
  N_ENTRIES
};

typedef struct
{
  char *article;
  GlossDatabase *beside;
  GlossStore *store;
  GlossUndoStack *undo;
  GlossArticle *model;
  GtkWidget *dialog;
  GtkEditable *entries[N_ENTRIES];
  GtkWidget *save;
  guint n_entries;
} Fixture;

static void
collect (Fixture *fixture, GtkWidget *widget)
{
  if (ADW_IS_ENTRY_ROW (widget) && fixture->n_entries < N_ENTRIES)
    fixture->entries[fixture->n_entries++] = GTK_EDITABLE (widget);
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), "_Save") == 0)
    fixture->save = widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (fixture, child);
}

/* data: the article's address. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = gloss_test_dup_library_path ();
  g_autoptr (GlossRecord) record = NULL;
  GlossArticleCounts counts = { 0 };

  fixture->beside = gloss_test_open (path);
  fixture->article = gloss_test_add_article (fixture->beside, data, "A title\n\nAnd a text.");
  record = gloss_test_load_record (fixture->beside, "article", fixture->article);
  fixture->model = gloss_article_new (record, &counts);
  fixture->store = gloss_test_open_store (path);
  fixture->undo = gloss_undo_stack_new ();
  fixture->dialog = gloss_article_dialog_new (NULL, fixture->store, fixture->undo, fixture->model);
  gtk_window_present (GTK_WINDOW (fixture->dialog));
  collect (fixture, fixture->dialog);
  g_assert_cmpuint (fixture->n_entries, ==, N_ENTRIES);
  g_assert_nonnull (fixture->save);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  GLOSS_TEST_WAIT_FOR (gloss_store_get_n_pending (fixture->store) == 0);
  gloss_test_close_store (fixture->store);
  gloss_test_finalize (fixture->undo);
  gloss_test_finalize (fixture->model);
  gloss_test_assert_sound (fixture->beside);
  gloss_database_close (fixture->beside);
  g_free (fixture->article);
}

static gboolean
accepts (Fixture *fixture, guint entry, const char *text)
{
  gtk_editable_set_text (fixture->entries[entry], text);
  return gtk_widget_get_sensitive (fixture->save);
}

static void
test_validation (Fixture *fixture, gconstpointer data)
{
  g_assert_true (gtk_widget_get_sensitive (fixture->save));

  g_assert_false (accepts (fixture, TITLE, "  "));
  g_assert_true (accepts (fixture, TITLE, "Title"));
  g_assert_false (accepts (fixture, PUBLISHED, "yesterday"));
  g_assert_false (accepts (fixture, PUBLISHED, "2026-02-30"));
  g_assert_true (accepts (fixture, PUBLISHED, ""));
  g_assert_true (accepts (fixture, PUBLISHED, "2026-11"));
  g_assert_false (accepts (fixture, ADDRESS, ""));
  g_assert_false (accepts (fixture, ADDRESS, "javascript:alert(1)"));
  g_assert_true (accepts (fixture, ADDRESS, "https://x.example/a"));
  g_assert_true (accepts (fixture, ADDRESS, "file:///home/me/a.txt"));
}

/* Pasted text has an address of its own kind, which is right as long as it is left alone. */
static void
test_pasted (Fixture *fixture, gconstpointer data)
{
  g_assert_true (gtk_widget_get_sensitive (fixture->save));
  g_assert_false (accepts (fixture, ADDRESS, "gloss-paste:other"));
  g_assert_true (accepts (fixture, ADDRESS, data));
}

static void
test_save (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossRecord) saved = NULL;
  g_autoptr (GlossRecord) restored = NULL;
  GlossChange *inverse;

  g_assert_null (gloss_undo_stack_get_undo_label (fixture->undo));
  gtk_editable_set_text (fixture->entries[TITLE], " Another title ");
  gtk_editable_set_text (fixture->entries[BYLINE], "A. Writer");
  g_signal_emit_by_name (fixture->save, "clicked");
  fixture->dialog = NULL;
  GLOSS_TEST_WAIT_FOR (gloss_store_get_n_pending (fixture->store) == 0);

  saved = gloss_test_load_record (fixture->beside, "article", fixture->article);
  g_assert_cmpstr (gloss_record_get_string (saved, "title"), ==, "Another title");
  g_assert_cmpstr (gloss_record_get_string (saved, "byline"), ==, "A. Writer");
  g_assert_cmpstr (gloss_record_get_string (saved, "uri"), ==, data);
  g_assert_nonnull (gloss_undo_stack_get_undo_label (fixture->undo));

  inverse = gloss_undo_stack_undo (fixture->undo);
  gloss_store_submit_async (fixture->store, inverse, NULL, NULL);
  gloss_change_unref (inverse);
  GLOSS_TEST_WAIT_FOR (gloss_store_get_n_pending (fixture->store) == 0);
  restored = gloss_test_load_record (fixture->beside, "article", fixture->article);
  g_assert_cmpstr (gloss_record_get_string (restored, "title"), ==, gloss_article_get_title (fixture->model));
  g_assert_null (gloss_record_get_string (restored, "byline"));
}

/* An article is known by its address without what tracks readers, however it comes by it. */
static void
test_save_address (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossRecord) saved = NULL;

  gtk_editable_set_text (fixture->entries[ADDRESS], "https://x.example/a?utm_source=y&id=7&fbclid=1#part");
  g_signal_emit_by_name (fixture->save, "clicked");
  fixture->dialog = NULL;
  GLOSS_TEST_WAIT_FOR (gloss_store_get_n_pending (fixture->store) == 0);
  saved = gloss_test_load_record (fixture->beside, "article", fixture->article);
  g_assert_cmpstr (gloss_record_get_string (saved, "uri"), ==, "https://x.example/a?id=7");
}

/* Nothing was changed: there is nothing to undo. */
static void
test_save_nothing (Fixture *fixture, gconstpointer data)
{
  g_signal_emit_by_name (fixture->save, "clicked");
  fixture->dialog = NULL;
  g_assert_cmpuint (gloss_store_get_n_pending (fixture->store), ==, 0);
  g_assert_null (gloss_undo_stack_get_undo_label (fixture->undo));
}

#define ADD(name, uri, func) g_test_add ("/article-dialog/" name, Fixture, uri, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  adw_init ();
  g_resources_register (gloss_app_get_resource ());
  ADD ("validation", "file:///article.txt", test_validation);
  ADD ("pasted", "gloss-paste:abc", test_pasted);
  ADD ("save", "file:///article.txt", test_save);
  ADD ("save-address", "file:///article.txt", test_save_address);
  ADD ("save-nothing", "file:///article.txt", test_save_nothing);
  return g_test_run ();
}
