/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The details of a version: what proves it can be read and copied, and its archive link is entered, checked,
 * opened and taken away, each a change that can be undone. */

#include "config.h"

#include <string.h>

#include "app/gloss-app-resources.h"
#include "app/reader/gloss-capture-dialog.h"
#include "gloss-test-widgets.h"
#include "support/gloss-test-library.h"
#include "support/gloss-test-wait.h"

#define ADDRESS "https://news.example/a?b=c&d=%2F"
#define TEXT "About 10,000 people came."
#define LINK "https://web.archive.org/web/2026/https://news.example/a"

typedef struct
{
  GlossDatabase *beside;
  GlossStore *store;
  GlossUndoStack *undo;
  GtkWidget *dialog;
  char *capture;
  char *opened;
} Fixture;

static void
open_cb (Fixture *fixture, const char *uri)
{
  g_free (fixture->opened);
  fixture->opened = g_strdup (uri);
}

static gboolean
has_row (Fixture *fixture, const char *title, const char *subtitle)
{
  g_autoptr (GPtrArray) rows = gloss_test_find_widgets (fixture->dialog, ADW_TYPE_ACTION_ROW);

  for (guint i = 0; i < rows->len; i++)
    if (g_strcmp0 (adw_preferences_row_get_title (rows->pdata[i]), title) == 0 &&
        g_strcmp0 (adw_action_row_get_subtitle (rows->pdata[i]), subtitle) == 0)
      return TRUE;
  return FALSE;
}

static GtkWidget *
get_row (Fixture *fixture, const char *title)
{
  g_autoptr (GPtrArray) rows = gloss_test_find_widgets (fixture->dialog, ADW_TYPE_ACTION_ROW);

  for (guint i = 0; i < rows->len; i++)
    if (g_strcmp0 (adw_preferences_row_get_title (rows->pdata[i]), title) == 0)
      return rows->pdata[i];
  return NULL;
}

static GtkEditable *
get_entry (Fixture *fixture)
{
  return GTK_EDITABLE (gloss_test_find_widget (fixture->dialog, ADW_TYPE_ENTRY_ROW));
}

/* data: the article's address. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = gloss_test_dup_library_path ();
  g_autofree char *article = NULL;
  g_autoptr (GlossCapture) plain = gloss_test_make_capture (data, TEXT);
  g_autoptr (GlossCapture) capture = NULL;
  g_autoptr (GPtrArray) captures = NULL;
  GlossCaptureFields fields = *gloss_capture_get_fields (plain);

  if (g_str_has_prefix (data, "file:"))
    {
      fields.headers = "{\"date\":\"2026-11-03T15:20:09Z\"}";
    }
  else
    {
      fields.status = 200;
      fields.headers = "{\"server\":\"<b>x</b>\",\"set-cookie\":[\"a=1\",\"b=2\"],\"odd\":7}";
    }
  fields.title = "<b>A & B</b>";
  capture = gloss_capture_new (&fields);
  fixture->beside = gloss_test_open (path);
  g_assert_true (
    gloss_database_add_capture (fixture->beside, capture, GLOSS_TEST_WHO, &article, NULL, NULL, NULL));
  captures = gloss_database_list_captures (fixture->beside, article, NULL);
  fixture->capture = g_strdup (gloss_record_get_uuid (captures->pdata[0]));
  fixture->store = gloss_test_open_store (path);
  fixture->undo = gloss_undo_stack_new ();
  fixture->dialog = gloss_capture_dialog_new (NULL, fixture->store, fixture->undo, fixture->capture);
  g_signal_connect_swapped (fixture->dialog, "open", G_CALLBACK (open_cb), fixture);
  gtk_window_present (GTK_WINDOW (fixture->dialog));
  GLOSS_TEST_WAIT_FOR (get_row (fixture, "Captured") != NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  GLOSS_TEST_WAIT_FOR (gloss_store_get_n_pending (fixture->store) == 0);
  gloss_test_close_store (fixture->store);
  gloss_test_finalize (fixture->undo);
  gloss_test_assert_sound (fixture->beside);
  gloss_database_close (fixture->beside);
  g_free (fixture->capture);
  g_free (fixture->opened);
}

static char *
dup_archive (Fixture *fixture)
{
  g_autoptr (GlossRecord) record = gloss_test_load_record (fixture->beside, "capture", fixture->capture);
  const char *archive = gloss_record_get_string (record, "archive");

  return g_strdup (archive != NULL ? archive : "");
}

static void
wait_until_saved (Fixture *fixture)
{
  GLOSS_TEST_WAIT_FOR (gloss_store_get_n_pending (fixture->store) == 0);
}

static void
apply (Fixture *fixture, const char *text)
{
  gtk_editable_set_text (get_entry (fixture), text);
  g_signal_emit_by_name (get_entry (fixture), "apply");
  wait_until_saved (fixture);
}

static void
test_proof (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, TEXT, -1);

  g_assert_true (has_row (fixture, "Title", "<b>A & B</b>"));
  g_assert_true (has_row (fixture, "Address", ADDRESS));
  g_assert_true (has_row (fixture, "HTTP status", "200"));
  g_assert_true (has_row (fixture, "SHA-256 of what was received", sha256));
  g_assert_null (get_row (fixture, "SHA-256 of the saved page (MHTML)"));
  g_assert_true (has_row (fixture, "server", "<b>x</b>"));
  g_assert_true (has_row (fixture, "set-cookie", "a=1"));
  g_assert_true (has_row (fixture, "set-cookie", "b=2"));
  g_assert_null (get_row (fixture, "odd"));
}

/* A file has no server; what it says of its time is no header. */
static void
test_proof_of_file (Fixture *fixture, gconstpointer data)
{
  g_assert_true (has_row (fixture, "Saved, as its file says", "3 Nov 2026, 15:20 (2026-11-03T15:20:09Z)"));
  g_assert_null (get_row (fixture, "Headers"));
  g_assert_null (get_row (fixture, "date"));
  g_assert_null (get_row (fixture, "HTTP status"));
}

static void
assert_copied (Fixture *fixture, const char *expected)
{
  GdkContentProvider *content = gdk_clipboard_get_content (gtk_widget_get_clipboard (fixture->dialog));
  g_auto (GValue) value = G_VALUE_INIT;

  g_assert_nonnull (content);
  g_value_init (&value, G_TYPE_STRING);
  g_assert_true (gdk_content_provider_get_value (content, &value, NULL));
  g_assert_cmpstr (g_value_get_string (&value), ==, expected);
}

static void
test_copy (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, TEXT, -1);
  GtkWidget *button =
    gloss_test_find_widget (get_row (fixture, "SHA-256 of what was received"), GTK_TYPE_BUTTON);

  g_signal_emit_by_name (button, "clicked");
  assert_copied (fixture, sha256);
}

static void
test_link (Fixture *fixture, gconstpointer data)
{
  g_autofree char *saved = NULL;
  g_autofree char *removed = NULL;
  g_autofree char *undone = NULL;
  g_autoptr (GlossChange) undo = NULL;

  g_assert_null (gloss_test_find_button (fixture->dialog, "_Copy archive link"));
  apply (fixture, "  " LINK " ");
  saved = dup_archive (fixture);
  g_assert_cmpstr (saved, ==, LINK);
  GLOSS_TEST_WAIT_FOR (gloss_test_find_button (fixture->dialog, "_Copy archive link") != NULL);
  g_assert_cmpstr (gtk_editable_get_text (get_entry (fixture)), ==, LINK);
  g_signal_emit_by_name (gloss_test_find_button (fixture->dialog, "_Open"), "clicked");
  GLOSS_TEST_WAIT_FOR (fixture->opened != NULL);
  g_assert_cmpstr (fixture->opened, ==, LINK);

  g_signal_emit_by_name (gloss_test_find_button (fixture->dialog, "_Remove"), "clicked");
  GLOSS_TEST_WAIT_FOR (gloss_test_find_button (fixture->dialog, "_Remove") == NULL);
  removed = dup_archive (fixture);
  g_assert_cmpstr (removed, ==, "");
  undo = gloss_undo_stack_undo (fixture->undo);
  gloss_store_submit_async (fixture->store, undo, NULL, NULL);
  GLOSS_TEST_WAIT_FOR (gloss_test_find_button (fixture->dialog, "_Remove") != NULL);
  undone = dup_archive (fixture);
  g_assert_cmpstr (undone, ==, LINK);
}

/* What is no address of the web is not stored, and stays to be mended. */
static void
test_wrong_link (Fixture *fixture, gconstpointer data)
{
  static const char *const wrong[] = { "javascript:alert(1)", "file:///etc/passwd", "https://a:b@x.example/",
                                       "words" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *saved = NULL;

      apply (fixture, wrong[i]);
      saved = dup_archive (fixture);
      g_assert_cmpstr (saved, ==, "");
      g_assert_cmpstr (gtk_editable_get_text (get_entry (fixture)), ==, wrong[i]);
    }
}

/* Only said to whoever opens it; nothing is asked for here. */
static void
test_wayback (Fixture *fixture, gconstpointer data)
{
  gtk_widget_activate (get_row (fixture, "_Save in the Wayback Machine"));
  g_assert_cmpstr (fixture->opened, ==, "https://web.archive.org/save/" ADDRESS);
  gtk_widget_activate (get_row (fixture, "Loo_k in the Wayback Machine"));
  g_assert_cmpstr (fixture->opened, ==, "https://web.archive.org/web/*/" ADDRESS);
}

/* A file, pasted text, a private host: why not is said. */
static void
test_no_wayback (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row = get_row (fixture, "_Save in the Wayback Machine");

  g_assert_false (gtk_widget_is_sensitive (row));
  g_assert_nonnull (strstr (adw_preferences_group_get_description (ADW_PREFERENCES_GROUP (
                              gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP))),
                            "archive"));
  gtk_widget_activate (row);
  g_assert_null (fixture->opened);
}

#define ADD(name, address, function)                                                                         \
  g_test_add ("/capture-dialog/" name, Fixture, address, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  /* Not isolated: an icon that libadwaita brings along needs the types of the system. */
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_resources_register (gloss_app_get_resource ());

  ADD ("proof", ADDRESS, test_proof);
  ADD ("proof-of-file", "file:///home/ann/a.mhtml", test_proof_of_file);
  ADD ("copy", ADDRESS, test_copy);
  ADD ("link", ADDRESS, test_link);
  ADD ("wrong-link", ADDRESS, test_wrong_link);
  ADD ("wayback", ADDRESS, test_wayback);
  ADD ("file", "file:///home/ann/a.txt", test_no_wayback);
  ADD ("pasted", "gloss-paste:00", test_no_wayback);
  ADD ("private", "http://192.168.0.1/a", test_no_wayback);

  return g_test_run ();
}
