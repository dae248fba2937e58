/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From an HTML file to the MHTML that is kept with its capture: the file's bytes as they are, and what was
 * saved beside it. So that the same page is the same file wherever it lies, its address is the one that it
 * was saved from or none, never its path. An MHTML file is what it is. Blocking: for a worker thread.
 */

#include "config.h"

#include "core/article/gloss-source-page.h"

#include "core/article/gloss-capture-resource.h"
#include "core/article/gloss-html-charset.h"
#include "core/article/gloss-mhtml-writer.h"
#include "core/article/gloss-page-folder.h"
#include "core/article/gloss-saved-mark.h"

/* For a page that says nothing of where it stood (RFC 2557, 5). */
#define NOWHERE "thismessage:/"

/* What the file itself doesn't say, but was found by reading it: other programs would guess something else.
 */
static const char *
get_media_type (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (gloss_html_charset_sniff (data, length) != NULL || !g_utf8_validate_len (data, length, NULL))
    return "text/html";

  return "text/html; charset=utf-8";
}

static GPtrArray *
read_folder (GlossSourceFile *source, const char *base, GCancellable *cancellable, gboolean *is_cut)
{
  g_autofree char *path = g_filename_from_uri (source->uri, NULL, NULL);

  if (path == NULL)
    return g_ptr_array_new ();

  return gloss_page_folder_read (path, source->utf8, base, cancellable, is_cut);
}

static gboolean
compose (GlossSourcePage *self, GlossSourceFile *source, GCancellable *cancellable, GError **error)
{
  g_autofree char *address = gloss_saved_mark_dup_address (source->utf8);
  const char *base = address != NULL ? address : NOWHERE;
  g_autoptr (GPtrArray) resources = read_folder (source, base, cancellable, &self->is_cut);
  g_autoptr (GlossCaptureResource) page =
    gloss_capture_resource_new (base, get_media_type (source->bytes), source->bytes);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  self->is_saved = address != NULL || resources->len > 0;
  self->mhtml = gloss_mhtml_writer_write (page, resources, error);
  return self->mhtml != NULL;
}

/**
 * gloss_source_page_new:
 * @source: an HTML or MHTML file
 * @cancellable: (nullable): looked at between the files beside it
 * @error: return location
 *
 * Makes one file of a page and what was saved with it.
 *
 * Returns: (transfer full): the page, or %NULL with %GLOSS_ERROR_TOO_LARGE or %G_IO_ERROR_CANCELLED
 */
GlossSourcePage *
gloss_source_page_new (GlossSourceFile *source, GCancellable *cancellable, GError **error)
{
  g_autoptr (GlossSourcePage) self = NULL;

  g_return_val_if_fail (source != NULL, NULL);

  self = g_new0 (GlossSourcePage, 1);
  if (source->utf8 == NULL)
    {
      self->mhtml = g_bytes_ref (source->bytes);
      self->is_saved = TRUE;
    }
  else if (!compose (self, source, cancellable, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
gloss_source_page_free (GlossSourcePage *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->mhtml, g_bytes_unref);
  g_free (self);
}
