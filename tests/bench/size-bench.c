/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * size-bench [FILE.mhtml...]
 *
 * What a captured page takes in a library, against its MHTML as gzip -9 packs it: made-up pages of text alone
 * and with images, each kind in a library of its own, what an empty library takes left out. Then which of
 * what is kept weighs what, in bytes of content and of rows; the rest is SQLite's pages. With files, those
 * are captured instead, with their main part as bytes and document.
 *
 * Measured: 1.03 x with 20 images, 1.06 x with 3, 1.15 x for 100 KB of text alone, 1.27 x for 60 KB, 1.6 x
 * for 30 KB (13 KB packed). The page itself takes 0.92 x; what a capture costs beside it is the same for any,
 * some 8 KB: 1.5 KB for the other versions of its words, 2.5 KB of history, 1.5 KB of rows, as much of hashes
 * and indexes, the rest unused in SQLite's pages. Smaller or larger pages of the file, or compressing longer,
 * gain a tenth at most and lose as much elsewhere.
 */

#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdio.h>

#include "core/article/gloss-mhtml.h"
#include "support/gloss-test-library.h"
#include "support/gloss-test-web-page.h"

#define N_PAGES 40

typedef struct
{
  const char *name;
  gsize n_bytes; /* of prose */
  guint n_images;
  gsize image_size;
} Kind;

static const Kind kinds[] = {
  { "5 KB of text", 5000, 0, 0 },
  { "30 KB of text", 30000, 0, 0 },
  { "60 KB of text", 60000, 0, 0 },
  { "100 KB of text", 100000, 0, 0 },
  { "10 KB of text, 3 images", 10000, 3, 40000 },
  { "30 KB of text, 20 images", 30000, 20, 30000 },
};

typedef struct
{
  const char *name;
  const char *sql;
} Part;

#define CONTENT(column)                                                                                      \
  "SELECT sum (length (bytes)) FROM content WHERE sha256 IN (SELECT " column " FROM capture)"

#define N_PAGE_PARTS 2

/* The first N_PAGE_PARTS are the page itself. */
static const Part parts[] = {
  { "page (its main part)",
    "SELECT sum (length (bytes)) FROM content WHERE sha256 IN (SELECT sha256 FROM capture_resource WHERE "
    "media_type = 'text/html')" },
  { "images", "SELECT sum (length (bytes)) FROM content WHERE sha256 IN (SELECT sha256 FROM capture_resource "
              "WHERE media_type <> 'text/html')" },
  { "skeleton", CONTENT ("mhtml_skeleton") },
  { "bytes as received", CONTENT ("sha256") },
  { "reader document", CONTENT ("html_sha256") },
  { "text", CONTENT ("text_sha256") },
  { "history", "SELECT sum (length (record) + length (coalesce (after, '')) + 330) FROM history" },
  { "rows of resources", "SELECT sum (length (uri) + 330) FROM capture_resource" },
};

static gsize
gzip_size (GBytes *bytes)
{
  g_autoptr (GConverter) gzip = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) out = g_converter_output_stream_new (memory, gzip);

  g_output_stream_write_all (out, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, NULL, NULL);
  g_output_stream_close (out, NULL, NULL);
  return g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory));
}

static gsize
file_size (const char *path)
{
  GStatBuf info;

  return g_stat (path, &info) == 0 ? (gsize) info.st_size : 0;
}

static void
weigh_parts (const char *path, double *weights)
{
  sqlite3 *handle;

  sqlite3_open (path, &handle);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      sqlite3_stmt *statement;

      sqlite3_prepare_v2 (handle, parts[i].sql, -1, &statement, NULL);
      sqlite3_step (statement);
      weights[i] = (double) sqlite3_column_int64 (statement, 0);
      sqlite3_finalize (statement);
    }
  sqlite3_close (handle);
}

static void
print_sizes (const char *name, const char *path, guint n_pages, double grown, double zipped)
{
  double weights[G_N_ELEMENTS (parts)], beside = grown;

  weigh_parts (path, weights);
  for (gsize i = 0; i < N_PAGE_PARTS; i++)
    beside -= weights[i];
  printf ("%s: %.0f bytes, MHTML gzip -9 %.0f, %.2f x; beside page and images %.0f\n", name, grown / n_pages,
          zipped / n_pages, grown / zipped, beside / n_pages);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    printf ("  %-28s %10.0f\n", parts[i].name, weights[i] / n_pages);
}

/* What adding the captures makes of the library. */
static void
measure (const char *name, GPtrArray *captures)
{
  g_autofree char *folder = g_dir_make_tmp ("size-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  GlossDatabase *database = gloss_test_open (path);
  gint64 start, time;
  gsize empty, zipped = 0;

  gloss_database_close (database);
  empty = file_size (path);
  database = gloss_test_open (path);
  start = g_get_monotonic_time ();
  for (guint i = 0; i < captures->len; i++)
    if (!gloss_database_add_capture (database, g_ptr_array_index (captures, i), GLOSS_TEST_WHO, NULL, NULL,
                                     NULL, NULL))
      g_error ("a capture failed");
  time = g_get_monotonic_time () - start;
  gloss_database_close (database);

  for (guint i = 0; i < captures->len; i++)
    zipped += gzip_size (gloss_capture_get_fields (g_ptr_array_index (captures, i))->mhtml);
  print_sizes (name, path, captures->len, (double) (file_size (path) - empty), (double) zipped);
  printf ("  %-28s %10.1f ms\n", "to add", (double) time / 1e3 / captures->len);

  g_unlink (path);
  g_rmdir (folder);
}

static GPtrArray *
make_captures (const Kind *kind)
{
  GPtrArray *captures = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_capture_unref);

  for (guint i = 0; i < N_PAGES; i++)
    {
      g_autofree char *uri = g_strdup_printf ("https://example.org/2026/11/22/an-article-%u", i);
      g_autoptr (GlossTestWebPage) page =
        gloss_test_web_page_new (uri, kind->n_bytes, kind->n_images, kind->image_size);

      g_ptr_array_add (captures, gloss_test_web_page_capture (page));
    }

  return captures;
}

static GlossCapture *
read_capture (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *data;
  gsize length;
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GlossMhtml) mhtml = NULL;
  g_autoptr (GlossText) text = gloss_text_new ("", -1, NULL);
  g_autofree char *html = NULL;
  const GlossMhtmlPart *root;

  if (!g_file_get_contents (path, &data, &length, &error))
    g_error ("%s", error->message);
  file = g_bytes_new_take (data, length);
  mhtml = gloss_mhtml_new (file, &error);
  if (mhtml == NULL)
    g_error ("%s", error->message);

  root = gloss_mhtml_get_root (mhtml);
  html = g_utf8_make_valid (g_bytes_get_data (root->bytes, NULL), (gssize) g_bytes_get_size (root->bytes));
  return gloss_capture_new (&(GlossCaptureFields){ .uri = root->location != NULL ? root->location : path,
                                                   .media_type = "text/html",
                                                   .bytes = root->bytes,
                                                   .html = html,
                                                   .text = text,
                                                   .mhtml = file });
}

int
main (int argc, char **argv)
{
  g_autofree char *seed = g_strdup ("--seed=R02S00000000000000000000000020261122");
  char *arguments[] = { argv[0], seed, NULL };
  char **list = arguments;
  int n_arguments = 2;

  g_test_init (&n_arguments, &list, NULL);
  for (gsize i = 0; argc < 2 && i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GPtrArray) captures = make_captures (&kinds[i]);

      measure (kinds[i].name, captures);
    }
  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GPtrArray) captures = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_capture_unref);

      g_ptr_array_add (captures, read_capture (argv[i]));
      measure (argv[i], captures);
    }

  return 0;
}
