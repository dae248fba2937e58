/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any text as a page with images in it: each is found where it stands, and holds no more than is written. */

#include "config.h"

#include "core/article/gloss-data-images.h"
#include "tests/fuzz/target.h"

#include <string.h>

static gboolean
found_cb (const char *address, GBytes *bytes, gpointer data)
{
  const char **rest = data;

  /* In their order, one behind the other. */
  *rest = strstr (*rest, address);
  g_assert_nonnull (*rest);
  *rest += strlen (address);
  g_assert_true (g_str_has_prefix (address, "data:image/"));
  g_assert_cmpuint (g_bytes_get_size (bytes), >, 0);
  g_assert_cmpuint (g_bytes_get_size (bytes), <, strlen (address));
  return TRUE;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *markup = size > 0 ? g_utf8_make_valid ((const char *) data, (gssize) size) : g_strdup ("");
  const char *rest = markup;

  gloss_data_images_foreach (markup, found_cb, &rest);
  return 0;
}
