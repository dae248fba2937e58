/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as an MHTML file: taken apart or refused, and in either case made again byte for byte. */

#include "config.h"

#include "core/article/gloss-address.h"
#include "core/article/gloss-mhtml-page.h"
#include "core/article/gloss-mhtml-skeleton.h"
#include "core/base/gloss-error.h"
#include "tests/fuzz/target.h"

#include <string.h>

static GBytes *
lookup_cb (const char *sha256, gpointer data, GError **error)
{
  GPtrArray *parts = data;

  for (guint i = 0; i < parts->len; i++)
    {
      const GlossMhtmlPart *part = g_ptr_array_index (parts, i);

      if (g_str_equal (part->sha256, sha256))
        return g_bytes_ref (part->bytes);
    }

  g_assert_not_reached ();
}

static void
check_part (const GlossMhtmlPart *part, gsize size)
{
  g_assert_cmpuint (part->offset, <=, size);
  g_assert_cmpuint (part->length, <=, size - part->offset);
  g_assert_cmpuint (g_bytes_get_size (part->bytes), <=, part->length);
  g_assert_true (part->location == NULL || g_utf8_validate (part->location, -1, NULL));
  g_assert_true (part->content_id == NULL || g_utf8_validate (part->content_id, -1, NULL));
  g_assert_true (strchr (part->media_type, '/') != NULL && g_utf8_validate (part->media_type, -1, NULL));
}

static void
check_page (GlossMhtml *mhtml)
{
  g_autofree char *markup = gloss_mhtml_dup_markup (mhtml, "a", NULL);
  g_autofree char *base = gloss_mhtml_dup_base (mhtml);
  g_autofree char *scheme = base != NULL ? g_uri_parse_scheme (base) : NULL;
  g_autofree char *address = gloss_mhtml_dup_address (mhtml);
  g_autofree char *saved = gloss_mhtml_dup_saved (mhtml);

  g_assert_true (markup == NULL || g_utf8_validate (markup, -1, NULL));
  g_assert_true (base == NULL || scheme != NULL);
  g_assert_true (address == NULL || gloss_address_check (address, NULL));
  g_assert_true (saved == NULL || strlen (saved) == strlen ("2026-11-03T15:20:09Z"));
  g_assert_cmpuint (gloss_mhtml_count_frames (mhtml), <, gloss_mhtml_get_n_parts (mhtml) + 1);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) file = g_bytes_new (data, size);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossMhtml) mhtml = gloss_mhtml_new (file, &error);
  g_autoptr (GBytes) skeleton = NULL;
  g_autoptr (GBytes) rebuilt = NULL;

  for (guint i = 0; mhtml != NULL && i < gloss_mhtml_get_n_parts (mhtml); i++)
    check_part (gloss_mhtml_get_part (mhtml, i), size);
  if (mhtml != NULL)
    check_page (mhtml);
  else
    g_assert_true (error->domain == GLOSS_ERROR && strchr (error->message, '\n') == NULL);

  skeleton = gloss_mhtml_skeleton_new (file, mhtml, parts);
  rebuilt = gloss_mhtml_skeleton_rebuild (skeleton, lookup_cb, parts, NULL);
  g_assert_true (rebuilt != NULL && g_bytes_equal (rebuilt, file));
  return 0;
}
