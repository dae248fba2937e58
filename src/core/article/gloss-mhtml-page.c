/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What an MHTML file says of the page in it: its markup, its address, when it was saved. Pure functions of a
 * value, any thread; the file is a stranger's, so that an address is checked like any other and a time is one
 * or none. Pages in the page (frames) are counted and not read: which of them is the article, if any, no file
 * says.
 */

#include "config.h"

#include "core/article/gloss-mhtml-page.h"

#include "core/article/gloss-address.h"
#include "core/article/gloss-decoder.h"
#include "core/base/gloss-error.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
is_page (const GlossMhtmlPart *part)
{
  return g_str_equal (part->media_type, "text/html") ||
         g_str_equal (part->media_type, "application/xhtml+xml");
}

/**
 * gloss_mhtml_dup_markup:
 * @mhtml: a file that was taken apart
 * @name: what it is called in messages
 * @error: return location
 *
 * Decodes the page: by its byte order mark, else by what its part says of its encoding, else by what it
 * declares itself.
 *
 * Returns: (transfer full): the markup in the form of gloss_text_normalize(), or %NULL with
 * %GLOSS_ERROR_INVALID where the file holds no page, %GLOSS_ERROR_NOT_TEXT
 */
char *
gloss_mhtml_dup_markup (GlossMhtml *mhtml, const char *name, GError **error)
{
  const GlossMhtmlPart *root;

  g_return_val_if_fail (mhtml != NULL && name != NULL, NULL);

  root = gloss_mhtml_get_root (mhtml);
  if (is_page (root))
    return gloss_decoder_decode_page (root->bytes, root->charset, name, error);

  g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_INVALID,
               _ ("“%s” holds no web page: it may be a mail, or damaged. Nothing was added; save the page "
                  "again."),
               name);
  return NULL;
}

/**
 * gloss_mhtml_dup_base:
 * @mhtml: a file that was taken apart
 *
 * Finds what the page's addresses are relative to: the place of its part, else that of the whole.
 *
 * Returns: (transfer full) (nullable): an absolute URI of any scheme, not checked further
 */
char *
gloss_mhtml_dup_base (GlossMhtml *mhtml)
{
  const char *candidates[2];

  g_return_val_if_fail (mhtml != NULL, NULL);

  candidates[0] = gloss_mhtml_get_root (mhtml)->location;
  candidates[1] = gloss_mhtml_get_location (mhtml);
  for (gsize i = 0; i < G_N_ELEMENTS (candidates); i++)
    if (candidates[i] != NULL && g_uri_is_valid (candidates[i], G_URI_FLAGS_PARSE_RELAXED, NULL))
      return g_strdup (candidates[i]);

  return NULL;
}

/**
 * gloss_mhtml_dup_address:
 * @mhtml: a file that was taken apart
 *
 * Finds where the page stood when it was saved.
 *
 * Returns: (transfer full) (nullable): an address of the web as gloss_address_dup_from_text() gives it
 */
char *
gloss_mhtml_dup_address (GlossMhtml *mhtml)
{
  const char *candidates[2];
  char *address = NULL;

  g_return_val_if_fail (mhtml != NULL, NULL);

  candidates[0] = gloss_mhtml_get_location (mhtml);
  candidates[1] = gloss_mhtml_get_root (mhtml)->location;
  for (gsize i = 0; address == NULL && i < G_N_ELEMENTS (candidates); i++)
    {
      g_autofree char *scheme = candidates[i] != NULL ? g_uri_parse_scheme (candidates[i]) : NULL;

      /* Words without a scheme are no address here, whatever they would be in an entry. */
      if (scheme != NULL && (g_str_equal (scheme, "http") || g_str_equal (scheme, "https")))
        address = gloss_address_dup_from_text (candidates[i], NULL);
    }

  return address;
}

/* "+0100" and the like, and the names that mail knows; NULL: not known. */
static GTimeZone *
read_zone (const char *zone)
{
  static const struct
  {
    const char *name;
    const char *offset;
  } names[] = { { "EST", "-05" }, { "EDT", "-04" }, { "CST", "-06" }, { "CDT", "-05" },
                { "MST", "-07" }, { "MDT", "-06" }, { "PST", "-08" }, { "PDT", "-07" } };

  if (zone == NULL || g_str_equal (zone, "GMT") || g_str_equal (zone, "UT") || g_str_equal (zone, "UTC") ||
      g_str_equal (zone, "Z"))
    return g_time_zone_new_utc ();
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (zone, names[i].name))
      return g_time_zone_new_identifier (names[i].offset);

  return g_time_zone_new_identifier (zone);
}

/**
 * gloss_mhtml_dup_saved:
 * @mhtml: a file that was taken apart
 *
 * Reads the file's Date (RFC 5322). It is what the file says, not what is known.
 *
 * Returns: (transfer full) (nullable): the time in RFC 3339, UTC
 */
char *
gloss_mhtml_dup_saved (GlossMhtml *mhtml)
{
  static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  g_autoptr (GRegex) pattern = g_regex_new ("^(?:[A-Za-z]{3},\\s*)?(\\d{1,2})\\s+([A-Z][a-z]{2})\\s+((?:19|"
                                            "20)\\d\\d)\\s+(\\d\\d):(\\d\\d)(?::(\\d\\d))?"
                                            "(?:\\s+([A-Z]{1,3}|[+-]\\d{4}))?",
                                            0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GDateTime) local = NULL;
  g_autoptr (GDateTime) utc = NULL;
  g_auto (GStrv) words = NULL;
  const char *month;

  g_return_val_if_fail (mhtml != NULL, NULL);

  if (gloss_mhtml_get_date (mhtml) == NULL ||
      !g_regex_match (pattern, gloss_mhtml_get_date (mhtml), 0, &match))
    return NULL;

  words = g_match_info_fetch_all (match);
  month = strstr (months, words[2]);
  if (month == NULL || (month - months) % 3 != 0)
    return NULL;
  zone = read_zone (g_strv_length (words) > 7 ? words[7] : NULL);
  if (zone == NULL)
    return NULL;
  local = g_date_time_new (zone, atoi (words[3]), (int) (month - months) / 3 + 1, atoi (words[1]),
                           atoi (words[4]), atoi (words[5]), g_strv_length (words) > 6 ? atoi (words[6]) : 0);
  utc = local != NULL ? g_date_time_to_utc (local) : NULL;
  return utc != NULL ? g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ") : NULL;
}

/**
 * gloss_mhtml_count_frames:
 * @mhtml: a file that was taken apart
 *
 * Returns: how many of its parts are pages besides the page itself
 */
guint
gloss_mhtml_count_frames (GlossMhtml *mhtml)
{
  guint n = 0;

  g_return_val_if_fail (mhtml != NULL, 0);

  for (guint i = 0; i < gloss_mhtml_get_n_parts (mhtml); i++)
    {
      const GlossMhtmlPart *part = gloss_mhtml_get_part (mhtml, i);

      if (part != gloss_mhtml_get_root (mhtml) && is_page (part))
        n++;
    }

  return n;
}
