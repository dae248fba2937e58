/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line that names where a quote stands, for the clipboard. Pure; any thread that may read the article. */

#include "config.h"

#include "app/annotations/gloss-citation.h"

#include <glib/gi18n.h>
#include <string.h>

/* As the desktop writes days; what is no whole date (a year, a month) stays as it is. */
static char *
format_day (const char *published)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *whole = NULL;

  if (strlen (published) == strlen ("2026-11-22"))
    whole = g_strconcat (published, "T00:00:00Z", NULL);
  time = g_date_time_new_from_iso8601 (whole != NULL ? whole : published, zone);

  /* Translators: a day in a citation, in the notation of g_date_time_format(). */
  return time != NULL ? g_date_time_format (time, _ ("%-d %B %Y")) : g_strdup (published);
}

static void
add_part (GString *line, const char *separator, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  g_string_append (line, separator);
  g_string_append (line, part);
}

char *
gloss_citation_make (const char *quote, GlossArticle *article, const char *archive)
{
  const char *published, *uri, *title;
  GString *line;

  g_return_val_if_fail (quote != NULL, NULL);
  g_return_val_if_fail (GLOSS_IS_ARTICLE (article), NULL);

  published = gloss_article_get_published (article);
  uri = gloss_article_get_uri (article);
  title = gloss_article_get_title (article);

  line = g_string_new (NULL);
  /* Translators: quotation marks around the quoted words. */
  g_string_append_printf (line, _ ("“%s”"), quote);
  add_part (line, " — ", title);
  add_part (line, ", ", gloss_article_get_site (article));
  if (published != NULL && *published != '\0')
    {
      g_autofree char *day = format_day (published);

      add_part (line, ", ", day);
    }
  if (uri != NULL && (g_str_has_prefix (uri, "http:") || g_str_has_prefix (uri, "https:")))
    add_part (line, ", ", uri);
  if (archive != NULL && *archive != '\0')
    {
      /* Translators: in a citation, the address of a copy in a public archive. */
      g_autofree char *archived = g_strdup_printf (_ ("archived at %s"), archive);

      add_part (line, ", ", archived);
    }
  g_strdelimit (line->str, "\n", ' ');

  return g_string_free (line, FALSE);
}
