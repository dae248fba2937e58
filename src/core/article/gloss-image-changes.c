/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How the images of two reader documents differ. Pure functions. An image is known by the hash in its
 * address, so that nothing but the documents is read. Costs O(n) in their length.
 */

#include "config.h"

#include "core/article/gloss-image-changes.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How a reader document begins an image. In its text there is no “<”, in its attributes no quotation mark. */
#define IMAGE "<img src=\"image/"
#define N_HASH 64

/* The hashes, in order, as often as they are shown. */
static GPtrArray *
list_images (const char *html)
{
  GPtrArray *images = g_ptr_array_new_with_free_func (g_free);

  for (const char *p = strstr (html, IMAGE); p != NULL; p = strstr (p, IMAGE))
    {
      p += strlen (IMAGE);
      if (strspn (p, "0123456789abcdef") == N_HASH)
        g_ptr_array_add (images, g_strndup (p, N_HASH));
    }
  return images;
}

static guint
count_displaced (GPtrArray *old, GPtrArray *new)
{
  guint n = 0;

  for (guint i = 0; i < old->len; i++)
    n += !g_str_equal (old->pdata[i], new->pdata[i]);
  return n;
}

/**
 * gloss_image_changes_init:
 * @self: what to fill
 * @old_html: a reader document
 * @new_html: another one of the same article
 *
 * Compares what they show. What went and what came are taken for exchanged, as long as there are both.
 */
void
gloss_image_changes_init (GlossImageChanges *self, const char *old_html, const char *new_html)
{
  g_autoptr (GPtrArray) old = NULL;
  g_autoptr (GPtrArray) new = NULL;
  g_autoptr (GHashTable) left = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_gone, n_new = 0;

  g_return_if_fail (self != NULL);
  g_return_if_fail (old_html != NULL && new_html != NULL);

  old = list_images (old_html);
  new = list_images (new_html);
  n_gone = old->len;
  for (guint i = 0; i < old->len; i++)
    {
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (left, old->pdata[i]));

      g_hash_table_insert (left, old->pdata[i], GUINT_TO_POINTER (n + 1));
    }
  for (guint i = 0; i < new->len; i++)
    {
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (left, new->pdata[i]));

      if (n > 0)
        {
          g_hash_table_insert (left, new->pdata[i], GUINT_TO_POINTER (n - 1));
          n_gone--;
        }
      else
        n_new++;
    }

  self->n_exchanged = n_gone + n_new > 0 ? MIN (n_gone, n_new) : count_displaced (old, new);
  self->n_gone = n_gone - MIN (n_gone, n_new);
  self->n_new = n_new - MIN (n_gone, n_new);
}

gboolean
gloss_image_changes_is_empty (const GlossImageChanges *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->n_exchanged == 0 && self->n_gone == 0 && self->n_new == 0;
}

/* Takes part. */
static void
add_part (GString *words, guint n, char *part)
{
  if (n > 0)
    g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", part);
  g_free (part);
}

/**
 * gloss_image_changes_dup_words:
 * @self: a comparison
 *
 * Returns: (transfer full) (nullable): the words, translated, without a full stop; %NULL where the same is
 * shown
 */
char *
gloss_image_changes_dup_words (const GlossImageChanges *self)
{
  GString *words;

  g_return_val_if_fail (self != NULL, NULL);

  if (gloss_image_changes_is_empty (self))
    return NULL;

  words = g_string_new (NULL);
  add_part (words, self->n_exchanged,
            g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u image has changed", "%u images have changed",
                                          self->n_exchanged),
                             self->n_exchanged));
  add_part (words, self->n_gone,
            g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u image is missing", "%u images are missing",
                                          self->n_gone),
                             self->n_gone));
  add_part (words, self->n_new,
            g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u image is new", "%u images are new",
                                          self->n_new),
                             self->n_new));
  return g_string_free (words, FALSE);
}
