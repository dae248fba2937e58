/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/gloss-test-intake.h"

static void
keep (char **place, const char *words)
{
  g_free (*place);
  *place = g_strdup (words);
}

static void
added_cb (
  GlossTestIntake *self, const char *article, GlossAdded added, GlossChange *change, gboolean together)
{
  self->n_added++;
  self->n_together += together ? 1 : 0;
  self->added = added;
  keep (&self->article, article);
}

static void
failed_cb (GlossTestIntake *self, const GError *error)
{
  self->n_failed++;
  g_clear_error (&self->error);
  self->error = g_error_copy (error);
}

static void
page_failed_cb (
  GlossTestIntake *self, const GError *error, const char *uri, const char *article, gboolean loaded)
{
  failed_cb (self, error);
  keep (&self->failed, uri);
  self->was_loaded = loaded;
}

static void
doubted_cb (GlossTestIntake *self, const char *uri, const char *words)
{
  self->n_doubted++;
  keep (&self->doubted, uri);
  keep (&self->doubt, words);
}

static void
noted_cb (GlossTestIntake *self, const char *uri, const char *words, const char *next)
{
  self->n_noted++;
  keep (&self->note, words);
  keep (&self->next, next);
}

static void
status_cb (GlossTestIntake *self)
{
  char *status;

  g_object_get (self->intake, "status", &status, NULL);
  if (status != NULL)
    g_ptr_array_add (self->statuses, status);
}

static void
files_done_cb (GlossTestIntake *self, GlossFileBatch *batch)
{
  GPtrArray *failures = gloss_file_batch_get_failures (batch);
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  g_assert_null (self->summary);
  self->summary = gloss_file_batch_dup_summary (batch);
  for (guint i = 0; i < failures->len; i++)
    g_ptr_array_add (lines, g_ptr_array_index (failures, i));
  g_ptr_array_add (lines, NULL);
  self->failures = g_strjoinv ("\n", (char **) lines->pdata);
}

void
gloss_test_intake_set_up (GlossTestIntake *self, gconstpointer data)
{
  gloss_test_library_set_up (&self->library, NULL);
  self->server = gloss_test_server_new (NULL);
  self->settings = g_settings_new (GLOSS_APP_ID);
  self->store = gloss_test_open_store (self->library.path);
  self->intake = gloss_intake_new (self->store, self->settings);
  self->statuses = g_ptr_array_new_with_free_func (g_free);
  self->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (self->window),
                        gloss_page_capturer_get_widget (gloss_intake_get_capturer (self->intake)));
  gtk_window_present (GTK_WINDOW (self->window));
  g_signal_connect_swapped (self->intake, "added", G_CALLBACK (added_cb), self);
  g_signal_connect_swapped (self->intake, "failed", G_CALLBACK (failed_cb), self);
  g_signal_connect_swapped (self->intake, "page-failed", G_CALLBACK (page_failed_cb), self);
  g_signal_connect_swapped (self->intake, "doubted", G_CALLBACK (doubted_cb), self);
  g_signal_connect_swapped (self->intake, "noted", G_CALLBACK (noted_cb), self);
  g_signal_connect_swapped (self->intake, "files-done", G_CALLBACK (files_done_cb), self);
  g_signal_connect_swapped (self->intake, "notify::status", G_CALLBACK (status_cb), self);
}

void
gloss_test_intake_tear_down (GlossTestIntake *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  gloss_test_finalize (self->intake);
  gloss_test_close_store (self->store);
  g_object_unref (self->settings);
  gloss_test_server_free (self->server);
  gloss_test_library_tear_down (&self->library, NULL);
  g_ptr_array_unref (self->statuses);
  g_free (self->article);
  g_clear_error (&self->error);
  g_free (self->failed);
  g_free (self->doubted);
  g_free (self->doubt);
  g_free (self->note);
  g_free (self->next);
  g_free (self->summary);
  g_free (self->failures);
}

void
gloss_test_intake_wait (GlossTestIntake *self)
{
  GLOSS_TEST_WAIT_FOR (!gloss_intake_is_busy (self->intake));
}

char *
gloss_test_intake_dup_uri (GlossTestIntake *self, const char *path)
{
  return g_strconcat (gloss_test_server_get_uri (self->server), path, NULL);
}

void
gloss_test_intake_serve_with (GlossTestIntake *self, const char *path, const char *title, const char *head)
{
  g_autoptr (GString) html = g_string_new (NULL);

  g_string_printf (html, "<!DOCTYPE html><title>%s</title>%s<article><h1>%s</h1>", title, head, title);
  for (guint i = 0; i < 20; i++)
    g_string_append_printf (html,
                            "<p>Paragraph %u of %s says that the missiles have a range of about %u miles, "
                            "which is more than anybody had said before.</p>",
                            i, title, i + 100);
  gloss_test_server_add_page (self->server, path, html->str);
}

void
gloss_test_intake_serve (GlossTestIntake *self, const char *path, const char *title)
{
  gloss_test_intake_serve_with (self, path, title, "");
}

GFile *
gloss_test_intake_add_file (GlossTestIntake *self, const char *name, const char *content, gsize length)
{
  g_autofree char *folder = g_path_get_dirname (self->library.path);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  GFile *file = g_file_new_for_path (path);

  g_file_set_contents (path, content, (gssize) length, &error);
  g_assert_no_error (error);
  gloss_intake_add_file (self->intake, file);
  return file;
}
