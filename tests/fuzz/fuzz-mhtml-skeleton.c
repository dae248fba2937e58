/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as the skeleton of an MHTML file from a library that someone else wrote: a file, or refused. */

#include "config.h"

#include "core/article/gloss-mhtml-skeleton.h"
#include "core/base/gloss-error.h"
#include "tests/fuzz/target.h"

static GBytes *
lookup_cb (const char *sha256, gpointer data, GError **error)
{
  return g_bytes_new_static ("a part = of\r\nsome bytes ", 24);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) skeleton = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = gloss_mhtml_skeleton_rebuild (skeleton, lookup_cb, NULL, &error);

  if (file != NULL)
    g_assert_cmpuint (g_bytes_get_size (file), <=, GLOSS_MHTML_MAX_SIZE);
  else
    g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_CORRUPT);
  return 0;
}
