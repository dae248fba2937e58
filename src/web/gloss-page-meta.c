/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The line under an article's title: who wrote it, where, when, and how long it takes to read. Pure
 * functions; counting costs one pass over the text. */

#include "config.h"

#include "web/gloss-page-meta.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>

/* Adults reading silently; studies of both kinds of script agree within a tenth. */
#define WORDS_A_MINUTE 230.0
#define CHARACTERS_A_MINUTE 400.0

static gboolean
is_counted_by_character (GUnicodeScript script)
{
  return script == G_UNICODE_SCRIPT_HAN || script == G_UNICODE_SCRIPT_HIRAGANA ||
         script == G_UNICODE_SCRIPT_KATAKANA;
}

/* Words as ICU sees them, but none that begins with a character of a script without spaces. */
static guint64
count_words (GlossText *text)
{
  UErrorCode status = U_ZERO_ERROR;
  UText *utext =
    utext_openUTF8 (NULL, gloss_text_get_utf8 (text), (int64_t) gloss_text_get_n_bytes (text), &status);
  UBreakIterator *words = ubrk_open (UBRK_WORD, "", NULL, 0, &status);
  guint64 n = 0;
  int start = 0;

  ubrk_setUText (words, utext, &status);
  if (U_SUCCESS (status))
    {
      for (int end = ubrk_next (words); end != UBRK_DONE; start = end, end = ubrk_next (words))
        {
          gunichar first = g_utf8_get_char (gloss_text_get_utf8 (text) + start);

          if (ubrk_getRuleStatus (words) >= UBRK_WORD_NUMBER &&
              !is_counted_by_character (g_unichar_get_script (first)))
            n++;
        }
    }
  ubrk_close (words);
  utext_close (utext);
  return n;
}

/**
 * gloss_page_meta_get_minutes:
 *
 * Returns: how many minutes the text takes to read, 1 at least
 */
guint
gloss_page_meta_get_minutes (GlossText *text)
{
  guint64 n_characters = 0;
  double minutes;

  g_return_val_if_fail (text != NULL, 1);

  for (const char *p = gloss_text_get_utf8 (text); *p != '\0'; p = g_utf8_next_char (p))
    if ((guchar) *p >= 0xe2 && is_counted_by_character (g_unichar_get_script (g_utf8_get_char (p))))
      n_characters++;
  minutes = (double) count_words (text) / WORDS_A_MINUTE + (double) n_characters / CHARACTERS_A_MINUTE;
  return (guint) MAX (lround (minutes), 1);
}

static GDateTime *
parse_day (const char *published)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  GDateTime *time = g_date_time_new_from_iso8601 (published, zone);
  g_autofree char *midnight = NULL;

  if (time != NULL)
    return time;
  midnight = g_strconcat (published, "T00:00:00Z", NULL);
  return g_date_time_new_from_iso8601 (midnight, zone);
}

/* A day that can't be read is shown as it is: it may say more than a day. */
static char *
format_day (const char *published)
{
  g_autoptr (GDateTime) time = parse_day (published);

  /* Translators: a date without time in the preferred order, as for g_date_time_format(). */
  return time != NULL ? g_date_time_format (time, _ ("%-d %B %Y")) : g_strdup (published);
}

/**
 * gloss_page_meta_get_direction:
 *
 * Returns: which way the text is read, by its first character that is read one way only (UAX #9, rules P2 and
 * P3): `rtl`, or `ltr`, also where there is none
 */
const char *
gloss_page_meta_get_direction (GlossText *text)
{
  g_return_val_if_fail (text != NULL, "ltr");

  for (const char *p = gloss_text_get_utf8 (text); *p != '\0'; p = g_utf8_next_char (p))
    {
      UCharDirection direction = u_charDirection ((UChar32) g_utf8_get_char (p));

      if (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC)
        return "rtl";
      if (direction == U_LEFT_TO_RIGHT)
        break;
    }
  return "ltr";
}

static void
add_part (GStrvBuilder *parts, const char *part)
{
  if (part != NULL && part[0] != '\0')
    g_strv_builder_add (parts, part);
}

/* The next number in text that begins at *at, or 0; *at is then where it ends. */
static guint64
scan_number (const char **at)
{
  *at += strcspn (*at, "0123456789");
  return **at != '\0' ? g_ascii_strtoull (*at, (char **) at, 10) : 0;
}

/* By its year and its day, as its month has a name in every language. */
static gboolean
names_day (const char *piece, GDateTime *day)
{
  gboolean has_year = FALSE, has_day = FALSE;
  guint64 number;

  for (const char *at = piece; (number = scan_number (&at)) > 0 || *at != '\0';)
    {
      has_year |= number == (guint64) g_date_time_get_year (day);
      has_day |= number == (guint64) g_date_time_get_day_of_month (day);
    }
  return has_year && has_day;
}

/* Many pages have it all in one line: who wrote it, and the day, which is said of its own. */
static char *
dup_byline (const char *byline, const char *published)
{
  g_autoptr (GDateTime) day = published != NULL ? parse_day (published) : NULL;
  g_autoptr (GStrvBuilder) kept = g_strv_builder_new ();
  g_auto (GStrv) pieces = NULL, rest = NULL;

  if (byline == NULL || day == NULL)
    return g_strdup (byline);

  pieces = g_regex_split_simple ("\\s*[·•|\n]\\s*", byline, 0, 0);
  for (guint i = 0; pieces[i] != NULL; i++)
    if (pieces[i][0] != '\0' && !names_day (pieces[i], day))
      g_strv_builder_add (kept, pieces[i]);
  rest = g_strv_builder_end (kept);
  return g_strjoinv (" · ", rest);
}

/**
 * gloss_page_meta_dup_answer:
 * @status: the HTTP status of a capture, or 0
 *
 * Returns: (transfer full) (nullable): that what was captured is what a server says instead of a page, in
 * words; %NULL where it is a page
 */
char *
gloss_page_meta_dup_answer (int status)
{
  /* Translators: the placeholder is an HTTP status, such as 404. */
  return status >= 400 ? g_strdup_printf (_ ("The server answered %d"), status) : NULL;
}

/**
 * gloss_page_meta_make:
 * @article: what was captured
 * @text: its text
 * @status: the HTTP status of the capture, or 0
 *
 * Returns: (transfer full): what to say about the article, part by part
 */
GStrv
gloss_page_meta_make (GlossArticle *article, GlossText *text, int status)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_autofree char *answer = gloss_page_meta_dup_answer (status);
  g_autofree char *minutes = NULL, *day = NULL, *byline = NULL;
  const char *published;
  guint n;

  g_return_val_if_fail (GLOSS_IS_ARTICLE (article), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  published = gloss_article_get_published (article);
  byline = dup_byline (gloss_article_get_byline (article), published);
  add_part (parts, answer);
  add_part (parts, byline);
  add_part (parts, gloss_article_get_site (article));
  if (published != NULL && published[0] != '\0')
    day = format_day (published);
  add_part (parts, day);

  n = gloss_page_meta_get_minutes (text);
  /* Translators: how long an article takes to read. */
  minutes = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u min", "%u min", n), n);
  add_part (parts, minutes);
  return g_strv_builder_end (parts);
}
