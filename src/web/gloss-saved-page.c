/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page out of its MHTML. Owns all it gives; nothing changes after it is made. All of it comes from a
 * stranger: what is an image says its bytes, what is an address is checked, nothing is followed. */

#include "config.h"

#include "web/gloss-saved-page.h"

#include "core/article/gloss-data-images.h"
#include "core/article/gloss-mhtml-page.h"
#include "core/base/gloss-error.h"

#include <glib/gi18n-lib.h>

/* For a page that says nothing of where it stood (RFC 2557, 5); images of its parts are found by it. */
#define NOWHERE "thismessage:/"

struct _GlossSavedPage
{
  GlossSavedPageFields fields;
  char *uri;
  char *address;
  char *saved;
  char *markup;
  GlossPageImages *images;
};

G_DEFINE_BOXED_TYPE (GlossSavedPage, gloss_saved_page, gloss_saved_page_ref, gloss_saved_page_unref)

static void
free_members (gpointer data)
{
  GlossSavedPage *self = data;

  g_free (self->uri);
  g_free (self->address);
  g_free (self->saved);
  g_free (self->markup);
  g_clear_pointer (&self->images, gloss_page_images_unref);
}

static gboolean
add_image_cb (const char *address, GBytes *bytes, gpointer images)
{
  gsize n;

  gloss_page_images_add (images, address, bytes);
  gloss_page_images_get (images, &n);
  return n < GLOSS_PAGE_IMAGES_MAX;
}

static char *
dup_base (GlossMhtml *mhtml)
{
  char *base = gloss_mhtml_dup_base (mhtml);

  return base != NULL ? base : g_strdup (NOWHERE);
}

/* Of several files the message says which. */
static GlossMhtml *
take_apart (GBytes *file, const char *name, GError **error)
{
  GError *reason = NULL;
  GlossMhtml *mhtml = gloss_mhtml_new (file, &reason);

  if (g_error_matches (reason, GLOSS_ERROR, GLOSS_ERROR_INVALID))
    {
      g_clear_error (&reason);
      g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_INVALID,
                   _ (
                     "“%s” is no web page saved as MHTML, or a damaged one. Nothing was added; save the page "
                     "again."),
                   name);
    }
  else if (reason != NULL)
    g_propagate_error (error, reason);

  return mhtml;
}

/**
 * gloss_saved_page_new:
 * @mhtml: an MHTML file, from anyone
 * @name: what it is called in messages
 * @error: return location
 *
 * Takes a saved page apart. A file that was cut off gives what is there.
 *
 * Returns: (transfer full): the page, or %NULL with %GLOSS_ERROR_INVALID, %GLOSS_ERROR_TOO_LARGE or
 * %GLOSS_ERROR_NOT_TEXT
 */
GlossSavedPage *
gloss_saved_page_new (GBytes *mhtml, const char *name, GError **error)
{
  g_autoptr (GlossMhtml) parts = NULL;
  g_autofree char *markup = NULL;
  GlossSavedPage *self;

  g_return_val_if_fail (mhtml != NULL && name != NULL, NULL);

  parts = take_apart (mhtml, name, error);
  markup = parts != NULL ? gloss_mhtml_dup_markup (parts, name, error) : NULL;
  if (markup == NULL)
    return NULL;

  self = g_atomic_rc_box_new0 (GlossSavedPage);
  self->uri = dup_base (parts);
  self->address = gloss_mhtml_dup_address (parts);
  self->saved = gloss_mhtml_dup_saved (parts);
  self->images = gloss_page_images_new_for_mhtml (parts);
  gloss_data_images_foreach (markup, add_image_cb, self->images);
  self->markup = g_steal_pointer (&markup);
  self->fields = (GlossSavedPageFields){
    .uri = self->uri,
    .address = self->address,
    .saved = self->saved,
    .markup = self->markup,
    .images = self->images,
    .n_frames = gloss_mhtml_count_frames (parts),
    .is_cut = gloss_mhtml_is_cut (parts),
  };
  return self;
}

GlossSavedPage *
gloss_saved_page_ref (GlossSavedPage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

void
gloss_saved_page_unref (GlossSavedPage *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, free_members);
}

/**
 * gloss_saved_page_get_fields:
 *
 * Returns: (transfer none): what it gives
 */
const GlossSavedPageFields *
gloss_saved_page_get_fields (GlossSavedPage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->fields;
}
