/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reader documents held to their texts by a parser that is none of ours. */

#include "config.h"

#include "support/gloss-test-text-content.h"

#include <gio/gio.h>
#include <string.h>

void
gloss_test_check_text_content (GPtrArray *captures, const char *script)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) python =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "python3",
                      script, NULL);
  g_autoptr (GByteArray) documents = g_byte_array_new ();
  g_autoptr (GByteArray) texts = g_byte_array_new ();
  g_autoptr (GBytes) in = NULL;
  g_autoptr (GBytes) out = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (captures->len, >, 0);
  for (guint i = 0; i < captures->len; i++)
    {
      const GlossCaptureFields *fields = gloss_capture_get_fields (g_ptr_array_index (captures, i));
      const char *text = gloss_text_get_utf8 (fields->text);

      g_byte_array_append (documents, (const guint8 *) fields->html, strlen (fields->html) + 1);
      g_byte_array_append (texts, (const guint8 *) text, strlen (text) + 1);
    }
  g_byte_array_set_size (documents, documents->len - 1);
  g_byte_array_set_size (texts, texts->len - 1);

  in = g_byte_array_free_to_bytes (g_steal_pointer (&documents));
  g_assert_true (g_subprocess_communicate (python, in, NULL, &out, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (python));
  g_assert_cmpmem (g_bytes_get_data (out, NULL), g_bytes_get_size (out), texts->data, texts->len);
}
