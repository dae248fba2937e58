/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The bytes of a library: originals, documents, texts, images, parts, each once, by its hash. They are
 * compressed with Zstandard where that makes them smaller. The page, the bytes it came as, its reader
 * document and its text say the same in four ways: the first of them is the base of the others, which hold
 * only where they differ. What is a base has none, so that reading never takes more than two rows. Sizes and
 * hashes are of the plain bytes; nothing leaves here that does not have its hash, and what a hostile row says
 * of its size is bounded before room is made. It owns nothing and runs on the thread of its connection.
 * Storing costs one compression (some 20 MB a second), or one loading of what is there already; loading costs
 * one decompression (some 500) and one hash of bytes and base.
 */

#include "config.h"

#include "core/store/gloss-content.h"

#include <glib/gi18n-lib.h>
#include <zstd.h>

#include "core/base/gloss-error.h"
#include "core/base/gloss-hash.h"

#define LEVEL 12
/* From here on speed counts: the library is locked meanwhile, and others wait five seconds. */
#define LARGE ((gsize) 4 << 20)
#define LEVEL_OF_LARGE 3
/* What is larger is kept as it is: it will hardly be text. */
#define MAX_COMPRESSED ((gsize) 256 << 20)
/* Bytes and base together: a window that any decoder takes. */
#define MAX_WITH_BASE ((gsize) 64 << 20)

typedef ZSTD_CCtx Compressor;
typedef ZSTD_DCtx Decompressor;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Compressor, ZSTD_freeCCtx)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Decompressor, ZSTD_freeDCtx)

void
gloss_content_base_clear (GlossContentBase *base)
{
  g_clear_pointer (&base->sha256, g_free);
  g_clear_pointer (&base->bytes, g_bytes_unref);
}

static gboolean
set_corrupt_error (const char *sha256, GError **error)
{
  g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_CORRUPT,
               _ ("The file kept as %s is not the file that was received: it was damaged or changed outside "
                  "Glossator. It was left as it is; restore a backup of the library."),
               sha256);
  return FALSE;
}

/* NULL where it does not help. */
static GBytes *
compress (GBytes *bytes, GBytes *base)
{
  gsize length, n_base = 0, bound, n;
  gconstpointer data = g_bytes_get_data (bytes, &length);
  gconstpointer base_data = base != NULL ? g_bytes_get_data (base, &n_base) : NULL;
  g_autoptr (Compressor) compressor = NULL;
  g_autofree char *out = NULL;

  if (length == 0 || length > MAX_COMPRESSED)
    return NULL;

  compressor = ZSTD_createCCtx ();
  ZSTD_CCtx_setParameter (compressor, ZSTD_c_compressionLevel,
                          length + n_base < LARGE ? LEVEL : LEVEL_OF_LARGE);
  if (n_base > 0)
    {
      ZSTD_CCtx_setParameter (compressor, ZSTD_c_windowLog,
                              CLAMP ((int) g_bit_storage (length + n_base), 10, 26));
      /* A low level alone forgets most of a long base. */
      ZSTD_CCtx_setParameter (compressor, ZSTD_c_enableLongDistanceMatching, length + n_base >= LARGE);
      ZSTD_CCtx_refPrefix (compressor, base_data, n_base);
    }
  bound = ZSTD_compressBound (length);
  out = g_malloc (bound);
  n = ZSTD_compress2 (compressor, out, bound, data, length);
  if (ZSTD_isError (n) || n >= length)
    return NULL;

  return g_bytes_new (out, n);
}

/* NULL where the frame is not what the row says. */
static GBytes *
decompress (gconstpointer data, gsize length, gint64 size, GBytes *base)
{
  g_autoptr (Decompressor) decompressor = ZSTD_createDCtx ();
  g_autofree char *out = NULL;
  gsize n_base = 0;
  gconstpointer base_data = base != NULL ? g_bytes_get_data (base, &n_base) : NULL;
  gsize n;

  if (size <= 0 || (guint64) size > MAX_COMPRESSED ||
      ZSTD_getFrameContentSize (data, length) != (unsigned long long) size)
    return NULL;

  out = g_try_malloc ((gsize) size);
  if (out == NULL)
    return NULL;
  if (n_base > 0)
    ZSTD_DCtx_refPrefix (decompressor, base_data, n_base);
  n = ZSTD_decompressDCtx (decompressor, out, (gsize) size, data, length);
  if (ZSTD_isError (n) || n != (gsize) size)
    return NULL;

  return g_bytes_new_take (g_steal_pointer (&out), (gsize) size);
}

/* The plain bytes of a row {size, encoding, base, bytes}, base already loaded. */
static GBytes *
read_row (sqlite3_stmt *statement, GBytes *base)
{
  const char *encoding = (const char *) sqlite3_column_text (statement, 1);
  gsize length = (gsize) sqlite3_column_bytes (statement, 3);
  gconstpointer data = sqlite3_column_blob (statement, 3);
  gint64 size = sqlite3_column_int64 (statement, 0);

  if (data == NULL)
    return size == 0 && encoding == NULL ? g_bytes_new (NULL, 0) : NULL;
  if (encoding != NULL)
    return g_str_equal (encoding, "zstd") ? decompress (data, length, size, base) : NULL;

  return size == (gint64) length ? g_bytes_new (data, length) : NULL;
}

#define SELECT_CONTENT "SELECT size, encoding, base, bytes FROM content WHERE sha256 = "

/* found: NULL where it is not there. may_have_base: FALSE for what is one. */
static gboolean
load (GlossConnection *connection, const char *sha256, gboolean may_have_base, GBytes **found, GError **error)
{
  /* A statement of its own for either: the one waits while the other runs. */
  sqlite3_stmt *statement =
    gloss_connection_prepare (connection, may_have_base ? SELECT_CONTENT "?1" : SELECT_CONTENT "?1 -- base",
                              error);
  g_autoptr (GBytes) base = NULL;
  g_autofree char *hash = NULL;
  const char *base_hash;
  gboolean has_row;

  *found = NULL;
  if (statement == NULL)
    return FALSE;
  gloss_connection_bind_text (statement, 1, sha256);
  if (!gloss_connection_step (connection, statement, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;

  base_hash = (const char *) sqlite3_column_text (statement, 2);
  if (base_hash != NULL && may_have_base && !load (connection, base_hash, FALSE, &base, error))
    {
      sqlite3_reset (statement);
      return FALSE;
    }
  if (base_hash == NULL || base != NULL)
    *found = read_row (statement, base);
  sqlite3_reset (statement);

  hash = *found != NULL ? gloss_hash_bytes (*found) : NULL;
  if (g_strcmp0 (hash, sha256) == 0)
    return TRUE;

  g_clear_pointer (found, g_bytes_unref);
  return set_corrupt_error (sha256, error);
}

GBytes *
gloss_content_load (GlossConnection *connection, const char *sha256, GError **error)
{
  GBytes *bytes;

  if (!load (connection, sha256, TRUE, &bytes, error))
    return NULL;
  if (bytes == NULL)
    g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND,
                 _ ("The library does not hold the file %s. Nothing else is missing because of that; "
                    "add the article again."),
                 sha256);
  return bytes;
}

/* exists, whole: what is damaged is never taken for what is to be kept. And what it was compressed with, if
 * anything. */
static gboolean
look_up (GlossConnection *connection, const char *sha256, gboolean *exists, char **base, GError **error)
{
  g_autoptr (GBytes) kept = NULL;
  sqlite3_stmt *statement =
    gloss_connection_prepare (connection, "SELECT base FROM content WHERE sha256 = ?1", error);

  *base = NULL;
  if (statement == NULL)
    return FALSE;
  gloss_connection_bind_text (statement, 1, sha256);
  if (!gloss_connection_step (connection, statement, exists, error))
    return FALSE;
  if (*exists)
    *base = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_reset (statement);

  return !*exists || load (connection, sha256, TRUE, &kept, error);
}

static gboolean
insert (GlossConnection *connection,
        const char *sha256,
        GBytes *bytes,
        GBytes *compressed,
        const char *base,
        GError **error)
{
  GBytes *written = compressed != NULL ? compressed : bytes;
  sqlite3_stmt *statement = gloss_connection_prepare (
    connection, "INSERT INTO content (sha256, size, bytes, encoding, base) VALUES (?1, ?2, ?3, ?4, ?5)",
    error);
  gsize n;
  gconstpointer data = g_bytes_get_data (written, &n);
  gboolean is_done;

  if (statement == NULL)
    return FALSE;
  gloss_connection_bind_text (statement, 1, sha256);
  sqlite3_bind_int64 (statement, 2, (gint64) g_bytes_get_size (bytes));
  /* SQLite takes a NULL pointer for NULL, not for no bytes. */
  sqlite3_bind_blob64 (statement, 3, n > 0 ? data : "", n, SQLITE_STATIC);
  gloss_connection_bind_text (statement, 4, compressed != NULL ? "zstd" : NULL);
  gloss_connection_bind_text (statement, 5, compressed != NULL ? base : NULL);
  is_done = gloss_connection_run (connection, statement, error);
  sqlite3_clear_bindings (statement);
  return is_done;
}

/* What is there already is a base through its own, where it has one. */
static gboolean
take_base (GlossConnection *connection,
           GlossContentBase *base,
           const char *sha256,
           GBytes *bytes,
           const char *base_of_it,
           GError **error)
{
  if (base == NULL || base->sha256 != NULL || g_bytes_get_size (bytes) == 0)
    return TRUE;

  base->sha256 = g_strdup (base_of_it != NULL ? base_of_it : sha256);
  base->bytes = base_of_it == NULL ? g_bytes_ref (bytes) : gloss_content_load (connection, base_of_it, error);
  return base->bytes != NULL;
}

gboolean
gloss_content_store (
  GlossConnection *connection, const char *sha256, GBytes *bytes, GlossContentBase *base, GError **error)
{
  g_autofree char *base_of_it = NULL;
  g_autoptr (GBytes) compressed = NULL;
  gboolean exists, is_based;

  if (!look_up (connection, sha256, &exists, &base_of_it, error))
    return FALSE;
  if (exists)
    return take_base (connection, base, sha256, bytes, base_of_it, error);

  is_based = base != NULL && base->sha256 != NULL &&
             g_bytes_get_size (base->bytes) + g_bytes_get_size (bytes) <= MAX_WITH_BASE;
  compressed = compress (bytes, is_based ? base->bytes : NULL);
  return insert (connection, sha256, bytes, compressed, is_based ? base->sha256 : NULL, error) &&
         take_base (connection, base, sha256, bytes, NULL, error);
}
