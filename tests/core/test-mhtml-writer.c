/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is written is read again, part for part, and is the same each time. */

#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "core/article/gloss-mhtml-writer.h"
#include "core/article/gloss-mhtml.h"
#include "core/base/gloss-error.h"

static GlossCaptureResource *
make (const char *uri, const char *media_type, const char *data, gsize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);

  return gloss_capture_resource_new (uri, media_type, bytes);
}

static GlossCaptureResource *
make_random (guint i)
{
  g_autofree char *uri = g_strdup_printf ("https://news.example/%u?a=%%20\xc3\xa9", i);
  gsize length = (gsize) g_test_rand_int_range (0, 500);
  g_autofree char *data = g_malloc (length + 1);

  for (gsize at = 0; at < length; at++)
    data[at] = (char) g_test_rand_int_range (0, 256);

  return make (uri, i % 2 == 0 ? "image/png" : NULL, data, length);
}

static GPtrArray *
make_list (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_capture_resource_unref);
}

static GBytes *
write_file (GlossCaptureResource *page, GPtrArray *resources)
{
  g_autoptr (GError) error = NULL;
  GBytes *file = gloss_mhtml_writer_write (page, resources, &error);

  g_assert_no_error (error);
  return file;
}

static void
assert_part (const GlossMhtmlPart *part, GlossCaptureResource *resource)
{
  g_assert_cmpstr (part->sha256, ==, gloss_capture_resource_get_sha256 (resource));
  g_assert_true (g_bytes_equal (part->bytes, gloss_capture_resource_get_bytes (resource)));
}

static void
test_round_trip (void)
{
  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (GlossCaptureResource) page =
        make ("thismessage:/", "text/html; charset=utf-8", "<p>caf\303\251\r\n--\r\n", 14);
      g_autoptr (GPtrArray) resources = make_list ();
      g_autoptr (GBytes) file = NULL;
      g_autoptr (GBytes) again = NULL;
      g_autoptr (GlossMhtml) mhtml = NULL;
      g_autoptr (GError) error = NULL;

      for (guint n = 0; n < i; n++)
        g_ptr_array_add (resources, make_random (n));
      file = write_file (page, resources);
      again = write_file (page, resources);
      g_assert_true (g_bytes_equal (file, again));

      mhtml = gloss_mhtml_new (file, &error);
      g_assert_no_error (error);
      g_assert_true (gloss_mhtml_sniff (g_bytes_get_data (file, NULL), g_bytes_get_size (file)));
      g_assert_false (gloss_mhtml_is_cut (mhtml));
      g_assert_cmpuint (gloss_mhtml_get_n_parts (mhtml), ==, i + 1);
      assert_part (gloss_mhtml_get_root (mhtml), page);
      g_assert_cmpstr (gloss_mhtml_get_root (mhtml)->media_type, ==, "text/html");
      g_assert_cmpstr (gloss_mhtml_get_root (mhtml)->charset, ==, "utf-8");
      g_assert_cmpstr (gloss_mhtml_get_root (mhtml)->location, ==, "thismessage:/");
      for (guint n = 0; n < i; n++)
        assert_part (gloss_mhtml_get_part (mhtml, n + 1), g_ptr_array_index (resources, n));
    }
}

/* What would end a line, or begin a part. */
static void
test_hostile (void)
{
  g_autoptr (GlossCaptureResource) page =
    make ("https://a.example/\r\n\r\n--b\r\nX: y", "text/html\r\nX: y", "------=_Glossator_\r\n", 20);
  g_autoptr (GPtrArray) resources = make_list ();
  g_autoptr (GBytes) file = write_file (page, resources);
  g_autoptr (GlossMhtml) mhtml = gloss_mhtml_new (file, NULL);

  g_assert_cmpuint (gloss_mhtml_get_n_parts (mhtml), ==, 1);
  assert_part (gloss_mhtml_get_root (mhtml), page);
  g_assert_cmpstr (gloss_mhtml_get_root (mhtml)->location, ==, "https://a.example/%0D%0A%0D%0A--b%0D%0AX:y");
}

static void
test_too_many (void)
{
  g_autoptr (GlossCaptureResource) page = make ("https://a.example/", "text/html", "a", 1);
  g_autoptr (GPtrArray) resources = make_list ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < GLOSS_MHTML_MAX_PARTS; i++)
    g_ptr_array_add (resources, gloss_capture_resource_ref (page));
  g_assert_null (gloss_mhtml_writer_write (page, resources, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_TOO_LARGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mhtml-writer/round-trip", test_round_trip);
  g_test_add_func ("/mhtml-writer/hostile", test_hostile);
  g_test_add_func ("/mhtml-writer/too-many", test_too_many);

  return g_test_run ();
}
