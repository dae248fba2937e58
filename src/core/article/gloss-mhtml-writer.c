/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writes MHTML (RFC 2557) for pages that come in pieces. Nothing of the time or the machine goes in, so that
 * what was opened twice is the same file twice. All parts are base64: their lines hold no hyphen, so that
 * none can be taken for a boundary, and GlossMhtml gives each part back byte for byte. Pure; any thread;
 * costs 4/3 of what it writes.
 */

#include "config.h"

#include "core/article/gloss-mhtml-writer.h"

#include "core/article/gloss-mhtml.h"
#include "core/base/gloss-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LINE 76
#define LINE_BYTES (LINE / 4 * 3)

/* What else would end a field, or begin one. */
static void
append_field (GString *file, const char *name, const char *value)
{
  g_autofree char *escaped = g_uri_escape_string (value, " !\"#$%&'()*+,/:;<=>?@[\\]^`{|}", FALSE);

  g_string_append_printf (file, "%s: %s\r\n", name, escaped);
}

static void
append_base64 (GString *file, GBytes *bytes)
{
  gsize length;
  const guchar *data = g_bytes_get_data (bytes, &length);

  for (gsize at = 0; at < length; at += LINE_BYTES)
    {
      g_autofree char *line = g_base64_encode (data + at, MIN (LINE_BYTES, length - at));

      g_string_append (file, line);
      g_string_append (file, "\r\n");
    }
}

static void
append_part (GString *file, const char *boundary, GlossCaptureResource *resource)
{
  const char *media_type = gloss_capture_resource_get_media_type (resource);

  g_string_append_printf (file, "--%s\r\n", boundary);
  append_field (file, "Content-Type", media_type != NULL ? media_type : "application/octet-stream");
  g_string_append (file, "Content-Transfer-Encoding: base64\r\n");
  append_field (file, "Content-Location", gloss_capture_resource_get_uri (resource));
  g_string_append (file, "\r\n");
  append_base64 (file, gloss_capture_resource_get_bytes (resource));
}

/* Of all that is in the file. */
static char *
dup_boundary (GlossCaptureResource *page, GPtrArray *resources)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  g_checksum_update (checksum, (const guchar *) gloss_capture_resource_get_sha256 (page), -1);
  for (guint i = 0; i < resources->len; i++)
    g_checksum_update (checksum,
                       (const guchar *) gloss_capture_resource_get_sha256 (g_ptr_array_index (resources, i)),
                       -1);

  return g_strdup_printf ("----=_Glossator_%.32s", g_checksum_get_string (checksum));
}

static gsize
measure (GlossCaptureResource *page, GPtrArray *resources)
{
  gsize n = g_bytes_get_size (gloss_capture_resource_get_bytes (page));

  for (guint i = 0; i < resources->len; i++)
    n += g_bytes_get_size (gloss_capture_resource_get_bytes (g_ptr_array_index (resources, i)));

  /* With line ends. */
  return n / 3 * 4 + n / LINE_BYTES * 2 + 4096;
}

/**
 * gloss_mhtml_writer_write:
 * @page: the page, at the address that its relative ones start from; its media type may say its charset
 * @resources: (element-type GlossCaptureResource): what it shows, at absolute addresses
 * @error: return location
 *
 * Puts a page and what it shows into one file. Addresses and media types are written so that each stays on
 * its line, whatever they are.
 *
 * Returns: (transfer full): the file, or %NULL with %GLOSS_ERROR_TOO_LARGE where it would be more than
 * gloss_mhtml_new() takes
 */
GBytes *
gloss_mhtml_writer_write (GlossCaptureResource *page, GPtrArray *resources, GError **error)
{
  g_autofree char *boundary = NULL;
  gsize size;
  GString *file;

  g_return_val_if_fail (page != NULL && resources != NULL, NULL);

  size = measure (page, resources);
  if (size > GLOSS_MHTML_MAX_SIZE || resources->len >= GLOSS_MHTML_MAX_PARTS - 1)
    {
      g_set_error_literal (
        error, GLOSS_ERROR, GLOSS_ERROR_TOO_LARGE,
        _ (
          "The page and what it shows are more than Glossator keeps as one. Nothing was added; save the page "
          "again without its images."));
      return NULL;
    }

  boundary = dup_boundary (page, resources);
  file = g_string_sized_new (size);
  g_string_append (file, "MIME-Version: 1.0\r\n");
  g_string_append_printf (file,
                          "Content-Type: multipart/related; type=\"text/html\"; boundary=\"%s\"\r\n\r\n",
                          boundary);
  append_part (file, boundary, page);
  for (guint i = 0; i < resources->len; i++)
    append_part (file, boundary, g_ptr_array_index (resources, i));
  g_string_append_printf (file, "--%s--\r\n", boundary);

  return g_string_free_to_bytes (file);
}
