/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Counts what becomes of files that are opened at once, and says it. It reads nothing. Main thread.
 */
#include "config.h"

#include "app/window/gloss-file-batch.h"

#include <glib/gi18n.h>
#include <string.h>

struct _GlossFileBatch
{
  guint n_files;
  guint n_over;
  guint n_added;
  guint n_captured;
  guint n_known;
  guint n_doubted;
  guint n_cancelled;
  GPtrArray *failures; /* of char */
};

GlossFileBatch *
gloss_file_batch_new (void)
{
  GlossFileBatch *self = g_new0 (GlossFileBatch, 1);

  self->failures = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
gloss_file_batch_free (GlossFileBatch *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->failures);
  g_free (self);
}

char *
gloss_file_batch_dup_name (GFile *file)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  name = g_file_get_basename (file);
  return name != NULL ? g_filename_display_name (name) : g_file_get_uri (file);
}

char *
gloss_file_batch_dup_name_for_uri (const char *uri)
{
  g_autoptr (GFile) file = NULL;

  g_return_val_if_fail (uri != NULL, NULL);

  file = g_str_has_prefix (uri, "file:") ? g_file_new_for_uri (uri) : NULL;
  return file != NULL ? gloss_file_batch_dup_name (file) : NULL;
}

void
gloss_file_batch_begin (GlossFileBatch *self)
{
  g_return_if_fail (self != NULL);

  self->n_files++;
}

void
gloss_file_batch_end_added (GlossFileBatch *self, GlossAdded added)
{
  g_return_if_fail (self != NULL);

  self->n_over++;
  switch (added)
    {
    case GLOSS_ADDED_ARTICLE:
      self->n_added++;
      break;
    case GLOSS_ADDED_CAPTURE:
      self->n_captured++;
      break;
    case GLOSS_ADDED_ALIAS:
    case GLOSS_ADDED_NOTHING:
      self->n_known++;
      break;
    default:
      g_assert_not_reached ();
    }
}

void
gloss_file_batch_end_doubted (GlossFileBatch *self)
{
  g_return_if_fail (self != NULL);

  self->n_over++;
  self->n_doubted++;
}

/**
 * gloss_file_batch_end_failed:
 * @name: what the file is called
 * @error: why it is not in the library
 *
 * Most messages name their file; to others it is added.
 */
void
gloss_file_batch_end_failed (GlossFileBatch *self, const char *name, const GError *error)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL && error != NULL);

  self->n_over++;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    self->n_cancelled++;
  else if (strstr (error->message, name) != NULL)
    g_ptr_array_add (self->failures, g_strdup (error->message));
  else
    /* Translators: the name of a file, and what is wrong with it, a sentence. */
    g_ptr_array_add (self->failures, g_strdup_printf (_ ("“%s”: %s"), name, error->message));
}

gboolean
gloss_file_batch_is_several (GlossFileBatch *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->n_files > 1;
}

gboolean
gloss_file_batch_is_over (GlossFileBatch *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->n_over == self->n_files;
}

double
gloss_file_batch_get_progress (GlossFileBatch *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_files > 0 ? (double) self->n_over / self->n_files : 0;
}

/**
 * gloss_file_batch_dup_status:
 * @name: what the file that is being read is called
 *
 * Returns: (transfer full): how far it is, a phrase
 */
char *
gloss_file_batch_dup_status (GlossFileBatch *self, const char *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  /* Translators: which file of how many is being opened, and its name: “File 3 of 50: report.mhtml”. */
  return g_strdup_printf (_ ("File %u of %u: %s"), MIN (self->n_over + 1, self->n_files), self->n_files,
                          name);
}

static void
append (GString *words, guint n, char *clause)
{
  g_autofree char *owned = clause;

  if (n == 0)
    return;
  if (words->len > 0)
    g_string_append_c (words, ' ');
  g_string_append (words, owned);
}

/**
 * gloss_file_batch_dup_summary:
 *
 * Returns: (transfer full): what became of the files: a short sentence for each way it went
 */
char *
gloss_file_batch_dup_summary (GlossFileBatch *self)
{
  GString *words = g_string_new (NULL);
  guint n_failed;

  g_return_val_if_fail (self != NULL, NULL);

  n_failed = self->failures->len;
  append (words, self->n_added,
          g_strdup_printf (ngettext ("%u file was added.", "%u files were added.", self->n_added),
                           self->n_added));
  append (words, self->n_captured,
          g_strdup_printf (ngettext ("%u was captured again.", "%u were captured again.", self->n_captured),
                           self->n_captured));
  append (words, self->n_known,
          g_strdup_printf (ngettext ("%u was in the library already.", "%u were in the library already.",
                                     self->n_known),
                           self->n_known));
  append (words, self->n_doubted,
          g_strdup_printf (ngettext ("%u waits for your answer.", "%u wait for your answer.",
                                     self->n_doubted),
                           self->n_doubted));
  append (words, n_failed,
          g_strdup_printf (ngettext ("%u could not be added.", "%u could not be added.", n_failed),
                           n_failed));
  append (words, self->n_cancelled,
          g_strdup_printf (ngettext ("%u was not opened, as you stopped it.",
                                     "%u were not opened, as you stopped it.", self->n_cancelled),
                           self->n_cancelled));
  return g_string_free (words, FALSE);
}

/* Returns: (transfer none) (element-type utf8): a line for each file that failed, in their order */
GPtrArray *
gloss_file_batch_get_failures (GlossFileBatch *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->failures;
}
