/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words on a card. Pure functions over an annotation; main thread, like the annotation. Each costs no
 * more than the length of what it returns. */

#include "config.h"

#include "app/annotations/gloss-annotation-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/annotations/gloss-anchor-words.h"
#include "app/annotations/gloss-markdown.h"

/* Keeps the stance with the last word of the title. */
#define DASH "\302\240—\302\240"
#define N_CIRCLED 20
#define CIRCLED_ONE 0x2460

typedef struct
{
  const char *id;
  const char *label;
} Word;

static const Word statuses[] = {
  { "to-check", N_ ("To check") },
  { "in-work", N_ ("In work") },
  { "checked", N_ ("Checked") },
  { "needs-attention", N_ ("Needs attention") },
};
static const Word stances[] = {
  { "supports", N_ ("supports") },
  { "refutes", N_ ("refutes") },
  { "context", N_ ("context") },
};
static const Word kinds[] = {
  { "primary", N_ ("primary") },
  { "secondary", N_ ("secondary") },
};
static const char *
find_word (const Word *words, gsize n_words, const char *id)
{
  for (gsize i = 0; i < n_words; i++)
    {
      if (g_strcmp0 (words[i].id, id) == 0)
        return _ (words[i].label);
    }
  return id != NULL ? id : "";
}

const char *
gloss_words_status (const char *id)
{
  return find_word (statuses, G_N_ELEMENTS (statuses), id);
}

const char *
gloss_words_stance (const char *id)
{
  return find_word (stances, G_N_ELEMENTS (stances), id);
}

const char *
gloss_words_kind (const char *id)
{
  return find_word (kinds, G_N_ELEMENTS (kinds), id);
}

const char *
gloss_words_category (GlossCatalog *catalog, const char *id)
{
  const GlossCategory *category = gloss_catalog_find_category (catalog, id);

  return category != NULL ? category->label : id;
}

const char *
gloss_words_verdict (GlossCatalog *catalog, const char *scale, const char *id)
{
  const GlossVerdict *verdict = id != NULL ? gloss_catalog_find_verdict (catalog, scale, id) : NULL;

  if (verdict != NULL)
    return verdict->label;
  return id != NULL ? id : "";
}

char *
gloss_words_dup_number (guint number)
{
  char utf8[7] = { 0 };

  if (number == 0 || number > N_CIRCLED)
    return g_strdup_printf ("(%u)", number);

  g_unichar_to_utf8 (CIRCLED_ONE + number - 1, utf8);
  return g_strdup (utf8);
}

char *
gloss_words_dup_host (const char *uri)
{
  g_autoptr (GUri) parsed = uri != NULL ? g_uri_parse (uri, G_URI_FLAGS_PARSE_RELAXED, NULL) : NULL;
  const char *host = parsed != NULL ? g_uri_get_host (parsed) : NULL;

  if (host == NULL)
    return g_strdup ("");
  return g_strdup (g_str_has_prefix (host, "www.") ? host + strlen ("www.") : host);
}

static void
add_part (GString *line, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (line->len > 0)
    g_string_append (line, " · ");
  g_string_append (line, part);
}

char *
gloss_words_dup_facts (GlossAnnotation *annotation)
{
  GString *line = g_string_new (NULL);

  if (g_strcmp0 (gloss_annotation_get_status (annotation), "checked") != 0)
    add_part (line, gloss_words_status (gloss_annotation_get_status (annotation)));
  add_part (line, gloss_annotation_get_claimant (annotation));
  add_part (line, gloss_annotation_get_claim_date (annotation));

  return g_string_free (line, FALSE);
}

char *
gloss_words_dup_source_title (GlossRecord *source)
{
  const char *uri = gloss_record_get_string (source, "uri");
  const char *title = gloss_record_get_string (source, "title");
  g_autofree char *words = NULL, *stance = NULL;

  if (title == NULL || *title == '\0')
    title = uri != NULL && *uri != '\0' ? uri : _ ("Source without a title");
  words = g_markup_escape_text (title, -1);
  stance = g_markup_escape_text (gloss_words_stance (gloss_record_get_string (source, "stance")), -1);

  if (gloss_link_is_safe (uri))
    {
      g_autofree char *address = g_markup_escape_text (uri, -1);

      return g_strdup_printf ("<a href=\"%s\"><b>%s</b></a>" DASH "%s", address, words, stance);
    }
  return g_strdup_printf ("<b>%s</b>" DASH "%s", words, stance);
}

char *
gloss_words_dup_source_facts (GlossRecord *source, GlossRecord *copy)
{
  const char *publisher = gloss_record_get_string (source, "publisher");
  const char *accessed = gloss_record_get_string (source, "accessed");
  const char *capture = gloss_record_get_string (source, "capture");
  const char *hash = gloss_record_get_string (source, "hash");
  g_autofree char *host = gloss_words_dup_host (gloss_record_get_string (source, "uri"));
  GString *line = g_string_new (NULL);

  add_part (line, publisher != NULL && *publisher != '\0' ? publisher : host);
  add_part (line, gloss_words_kind (gloss_record_get_string (source, "kind")));
  add_part (line, gloss_record_get_string (source, "at"));
  if (accessed != NULL && *accessed != '\0')
    {
      /* Translators: the day a source was looked at, such as "accessed 2026-11-22". */
      g_autofree char *day = g_strdup_printf (_ ("accessed %s"), accessed);

      add_part (line, day);
    }
  if (capture != NULL && hash != NULL)
    {
      g_autofree char *day =
        gloss_anchor_words_dup_day (copy != NULL ? gloss_record_get_string (copy, "captured") : NULL);
      /* Translators: the day when the page of a source was kept, and the beginning of a SHA-256 */
      g_autofree char *kept = *day != '\0' ? g_strdup_printf (_ ("copy kept %s, SHA-256 %.8s…"), day, hash)
                                           : g_strdup_printf (_ ("copy kept, SHA-256 %.8s…"), hash);

      add_part (line, kept);
    }

  return g_string_free (line, FALSE);
}

char *
gloss_words_dup_further_notes (GlossAnnotation *annotation)
{
  GPtrArray *notes = gloss_annotation_get_notes (annotation);
  GString *markup = g_string_new (NULL);

  for (guint i = 0; i < notes->len; i++)
    {
      GlossRecord *note = g_ptr_array_index (notes, i);
      const char *author = gloss_record_get_string (note, "author");
      g_autofree char *text = NULL;
      g_autofree char *escaped = NULL;

      if (i == 0 && gloss_record_get_int (note, "position") == 0)
        continue;
      text = gloss_markdown_to_pango (gloss_record_get_string (note, "text"), 0);
      escaped = author != NULL ? g_markup_escape_text (author, -1) : NULL;
      g_string_append_printf (markup, "%s%s", markup->len > 0 ? "\n\n" : "", text);
      if (escaped != NULL)
        g_string_append_printf (markup, "\n<span size=\"smaller\" alpha=\"70%%\">%s</span>", escaped);
    }

  return g_string_free (markup, FALSE);
}

/* word has come out of a format, so that its order can be translated; taken. */
static void
add_sentence (GString *text, char *word)
{
  if (word != NULL)
    g_string_append_printf (text, ", %s", word);
  g_free (word);
}

static gboolean
is_set (const char *word)
{
  return word != NULL && *word != '\0';
}

char *
gloss_words_dup_summary (GlossAnnotation *annotation, GlossCatalog *catalog, GPtrArray *captures)
{
  const char *verdict = gloss_words_verdict (catalog, gloss_annotation_get_scale (annotation),
                                             gloss_annotation_get_verdict (annotation));
  const char *status = gloss_words_status (gloss_annotation_get_status (annotation));
  const char *claimant = gloss_annotation_get_claimant (annotation);
  const char *note = gloss_annotation_get_note (annotation);
  guint n_sources = gloss_annotation_get_sources (annotation)->len;
  g_autofree char *standing = gloss_anchor_words_dup_spoken (annotation, captures);
  g_autofree char *tags = g_strjoinv (" ", (char **) gloss_annotation_get_tags (annotation));
  GString *text = g_string_new (NULL);

  /* Translators: a category and the words it was given to, such as "Claim: about 190 miles away". */
  g_string_append_printf (text, _ ("%s: %s"),
                          gloss_words_category (catalog, gloss_annotation_get_category (annotation)),
                          gloss_anchor_get_quote (gloss_annotation_get_anchor (annotation)));
  add_sentence (text, is_set (standing) ? g_strdup (standing) : NULL);
  /* Translators: these follow the quoted words, such as "…, verdict Mostly true, status Checked". */
  add_sentence (text, is_set (verdict) ? g_strdup_printf (_ ("verdict %s"), verdict) : NULL);
  add_sentence (text, g_strdup_printf (_ ("status %s"), status));
  add_sentence (text, is_set (claimant) ? g_strdup_printf (_ ("claimant %s"), claimant) : NULL);
  add_sentence (text, is_set (note) ? g_strdup_printf (_ ("note: %s"), note) : NULL);
  if (n_sources > 0)
    add_sentence (text, g_strdup_printf (ngettext ("%u source", "%u sources", n_sources), n_sources));
  add_sentence (text, is_set (tags) ? g_strdup_printf (_ ("tags %s"), tags) : NULL);

  return g_string_free (text, FALSE);
}
