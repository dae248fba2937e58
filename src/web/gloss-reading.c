/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was read out of a page. Owns copies of its strings and a reference to its text; nothing changes after
 * gloss_reading_new(), so that any thread may read it. Making one costs a copy of the document. */

#include "config.h"

#include "web/gloss-reading.h"

struct _GlossReading
{
  GlossReadingFields fields;
};

G_DEFINE_BOXED_TYPE (GlossReading, gloss_reading, gloss_reading_ref, gloss_reading_unref)

/* The strings of the fields: copied and freed alike. */
static const gsize string_members[] = {
  G_STRUCT_OFFSET (GlossReadingFields, html),          G_STRUCT_OFFSET (GlossReadingFields, title),
  G_STRUCT_OFFSET (GlossReadingFields, byline),        G_STRUCT_OFFSET (GlossReadingFields, site),
  G_STRUCT_OFFSET (GlossReadingFields, published),     G_STRUCT_OFFSET (GlossReadingFields, language),
  G_STRUCT_OFFSET (GlossReadingFields, direction),     G_STRUCT_OFFSET (GlossReadingFields, next_uri),
  G_STRUCT_OFFSET (GlossReadingFields, canonical_uri),
};

static void
free_members (gpointer data)
{
  GlossReadingFields *fields = &((GlossReading *) data)->fields;

  for (gsize i = 0; i < G_N_ELEMENTS (string_members); i++)
    g_free (G_STRUCT_MEMBER (char *, fields, string_members[i]));
  g_strfreev ((char **) fields->images);
  gloss_text_unref (fields->text);
}

/**
 * gloss_reading_new:
 * @fields: what it is made of, copied; @html and @text must be there; @images may be %NULL for none
 *
 * Returns: (transfer full): the reading
 */
GlossReading *
gloss_reading_new (const GlossReadingFields *fields)
{
  GlossReading *self;

  g_return_val_if_fail (fields != NULL, NULL);
  g_return_val_if_fail (fields->html != NULL && fields->text != NULL, NULL);

  self = g_atomic_rc_box_new0 (GlossReading);
  self->fields = *fields;
  for (gsize i = 0; i < G_N_ELEMENTS (string_members); i++)
    G_STRUCT_MEMBER (char *, &self->fields, string_members[i]) =
      g_strdup (G_STRUCT_MEMBER (const char *, fields, string_members[i]));
  self->fields.text = gloss_text_ref (fields->text);
  self->fields.images = (const char *const *) (fields->images != NULL ? g_strdupv ((char **) fields->images)
                                                                      : g_new0 (char *, 1));
  return self;
}

GlossReading *
gloss_reading_ref (GlossReading *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

void
gloss_reading_unref (GlossReading *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, free_members);
}

/**
 * gloss_reading_get_fields:
 *
 * Returns: (transfer none): all fields, valid as long as the reading
 */
const GlossReadingFields *
gloss_reading_get_fields (GlossReading *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->fields;
}

GlossExtent
gloss_reading_get_taken (GlossReading *self)
{
  g_return_val_if_fail (self != NULL, GLOSS_EXTENT_UNKNOWN);

  return gloss_reading_get_fields (self)->extent == GLOSS_READING_WHOLE ? GLOSS_EXTENT_WHOLE
                                                                        : GLOSS_EXTENT_ARTICLE;
}

const char *
gloss_reading_get_finding_id (GlossReading *self)
{
  static const char *const ids[] = {
    [GLOSS_READING_AS_ASKED] = NULL,   [GLOSS_READING_NO_ARTICLE] = "nothing",
    [GLOSS_READING_LIST] = "list",     [GLOSS_READING_LITTLE] = "little",
    [GLOSS_READING_LOCKED] = "locked", [GLOSS_READING_EMPTY] = "empty",
  };

  g_return_val_if_fail (self != NULL, NULL);

  return ids[gloss_reading_get_fields (self)->finding];
}

/**
 * gloss_reading_extent_for:
 * @extent: how much a capture holds
 *
 * Returns: how to read the page again so that as much is taken: of a part what it was selected in; where
 * nobody knows, the article if it can be trusted
 */
GlossReadingExtent
gloss_reading_extent_for (GlossExtent extent)
{
  switch (gloss_extent_get_base (extent))
    {
    case GLOSS_EXTENT_WHOLE:
      return GLOSS_READING_WHOLE;
    case GLOSS_EXTENT_ARTICLE:
      return GLOSS_READING_ARTICLE_ALONE;
    default:
      return GLOSS_READING_ARTICLE;
    }
}
