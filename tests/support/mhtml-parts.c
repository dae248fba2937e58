/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What GlossMhtml takes an MHTML file apart into, a line for each part: address, media type, hash. For tests
 * that hold it to another reader of such files. */

#include "config.h"

#include "core/article/gloss-mhtml.h"

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GlossMhtml) mhtml = NULL;
  char *data;
  gsize length;

  g_return_val_if_fail (argc == 2, 2);

  if (g_file_get_contents (argv[1], &data, &length, &error))
    {
      bytes = g_bytes_new_take (data, length);
      mhtml = gloss_mhtml_new (bytes, &error);
    }
  if (mhtml == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  for (guint i = 0; i < gloss_mhtml_get_n_parts (mhtml); i++)
    {
      const GlossMhtmlPart *part = gloss_mhtml_get_part (mhtml, i);

      g_print ("%s %s %s\n", part->location != NULL ? part->location : "-", part->media_type, part->sha256);
    }
  return 0;
}
