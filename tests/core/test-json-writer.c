/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the writer writes reads back as what was given to it, and a stream that fails is told of. */

#include "config.h"

#include "core/exchange/gloss-json-writer.h"

static char *
take_text (GOutputStream *out)
{
  GMemoryOutputStream *memory = G_MEMORY_OUTPUT_STREAM (out);

  g_assert_true (g_output_stream_write_all (out, "", 1, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (out, NULL, NULL));
  return g_memory_output_stream_steal_data (memory);
}

static void
test_layout (void)
{
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GlossJsonWriter) writer = gloss_json_writer_new (out, NULL);
  g_autoptr (JsonNode) node = json_from_string ("{\"b\": [1, 2.50], \"a\": null}", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  gloss_json_writer_begin_object (writer, NULL);
  gloss_json_writer_add_string (writer, "words", "\"a\\\n\x01 é \360\237\230\200");
  gloss_json_writer_add_string (writer, "nothing", NULL);
  gloss_json_writer_add_int (writer, "number", -42);
  gloss_json_writer_add_boolean (writer, "yes", TRUE);
  gloss_json_writer_begin_array (writer, "none");
  gloss_json_writer_end_array (writer);
  gloss_json_writer_begin_array (writer, "list");
  gloss_json_writer_begin_object (writer, NULL);
  gloss_json_writer_end_object (writer);
  gloss_json_writer_add_null (writer, NULL);
  gloss_json_writer_end_array (writer);
  gloss_json_writer_add_node (writer, "node", node);
  gloss_json_writer_end_object (writer);
  g_assert_true (gloss_json_writer_finish (writer, &error));
  g_assert_no_error (error);
  text = take_text (out);
  g_assert_cmpstr (text, ==,
                   "{\n"
                   "  \"words\": \"\\\"a\\\\\\n\\u0001 é \360\237\230\200\",\n"
                   "  \"nothing\": null,\n"
                   "  \"number\": -42,\n"
                   "  \"yes\": true,\n"
                   "  \"none\": [],\n"
                   "  \"list\": [\n"
                   "    {},\n"
                   "    null\n"
                   "  ],\n"
                   "  \"node\": {\"a\":null,\"b\":[1,2.5]}\n"
                   "}\n");
}

/* Bytes that are no UTF-8 must not make the whole document unreadable. */
static void
test_damaged_string (void)
{
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GlossJsonWriter) writer = gloss_json_writer_new (out, NULL);
  g_autofree char *text = NULL;

  gloss_json_writer_add_string (writer, NULL, "a\xff");
  g_assert_true (gloss_json_writer_finish (writer, NULL));
  text = take_text (out);
  g_assert_cmpstr (text, ==, "\"a\357\277\275\"\n");
}

static char *
make_random_string (void)
{
  GString *string = g_string_new (NULL);
  int length = g_test_rand_int_range (0, 200);

  while (length-- > 0)
    {
      gunichar c = g_test_rand_int_range (1, g_test_rand_bit () ? 0x80 : 0x30000);

      if (g_unichar_validate (c))
        g_string_append_unichar (string, c);
    }
  return g_string_free (string, FALSE);
}

/* json-glib reads back every string; enough of them to pass the buffer several times. */
static void
test_reads_back (void)
{
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GlossJsonWriter) writer = gloss_json_writer_new (out, NULL);
  g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;
  guint i;

  gloss_json_writer_begin_array (writer, NULL);
  for (i = 0; i < 2000; i++)
    {
      g_ptr_array_add (strings, make_random_string ());
      gloss_json_writer_add_string (writer, NULL, g_ptr_array_index (strings, i));
    }
  gloss_json_writer_end_array (writer);
  g_assert_true (gloss_json_writer_finish (writer, NULL));
  text = take_text (out);
  node = json_from_string (text, &error);
  g_assert_no_error (error);
  for (i = 0; i < strings->len; i++)
    g_assert_cmpstr (json_array_get_string_element (json_node_get_array (node), i), ==,
                     g_ptr_array_index (strings, i));
}

static void
test_failing_stream (void)
{
  char place[16];
  g_autoptr (GOutputStream) out = g_memory_output_stream_new (place, sizeof place, NULL, NULL);
  g_autoptr (GlossJsonWriter) writer = gloss_json_writer_new (out, NULL);
  g_autoptr (GError) error = NULL;
  guint i;

  gloss_json_writer_begin_array (writer, NULL);
  for (i = 0; i < 100000; i++)
    gloss_json_writer_add_string (writer, NULL, "words");
  g_assert_true (gloss_json_writer_has_failed (writer));
  g_assert_false (gloss_json_writer_finish (writer, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-writer/layout", test_layout);
  g_test_add_func ("/json-writer/damaged-string", test_damaged_string);
  g_test_add_func ("/json-writer/reads-back", test_reads_back);
  g_test_add_func ("/json-writer/failing-stream", test_failing_stream);
  return g_test_run ();
}
