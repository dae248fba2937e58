/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page as it was loaded. Owns copies of its strings and references to its bytes; nothing changes after
 * gloss_page_new(), so that any thread may read it. Making one costs a pass over bytes and MHTML for their
 * hashes, and a copy of the markup: a large page is made on a worker thread. */

#include "config.h"

#include "web/gloss-page.h"

#include "core/base/gloss-hash.h"

struct _GlossPage
{
  GlossPageFields fields;
};

G_DEFINE_BOXED_TYPE (GlossPage, gloss_page, gloss_page_ref, gloss_page_unref)

/* The strings of the fields: copied and freed alike. */
static const gsize string_members[] = {
  G_STRUCT_OFFSET (GlossPageFields, requested_uri), G_STRUCT_OFFSET (GlossPageFields, final_uri),
  G_STRUCT_OFFSET (GlossPageFields, headers),       G_STRUCT_OFFSET (GlossPageFields, media_type),
  G_STRUCT_OFFSET (GlossPageFields, sha256),        G_STRUCT_OFFSET (GlossPageFields, markup),
  G_STRUCT_OFFSET (GlossPageFields, mhtml_sha256),  G_STRUCT_OFFSET (GlossPageFields, captured),
};

static void
free_members (gpointer data)
{
  GlossPageFields *fields = &((GlossPage *) data)->fields;

  for (gsize i = 0; i < G_N_ELEMENTS (string_members); i++)
    g_free (G_STRUCT_MEMBER (char *, fields, string_members[i]));
  g_bytes_unref (fields->bytes);
  g_bytes_unref (fields->mhtml);
}

/**
 * gloss_page_new:
 * @fields: what it is made of, copied
 *
 * Returns: (transfer full): the page; the hashes are filled in where they were %NULL
 */
GlossPage *
gloss_page_new (const GlossPageFields *fields)
{
  GlossPage *self;

  g_return_val_if_fail (fields != NULL, NULL);
  g_return_val_if_fail (fields->requested_uri != NULL && fields->final_uri != NULL, NULL);
  g_return_val_if_fail (fields->headers != NULL && fields->media_type != NULL, NULL);
  g_return_val_if_fail (fields->bytes != NULL && fields->markup != NULL && fields->mhtml != NULL, NULL);
  g_return_val_if_fail (fields->captured != NULL, NULL);

  self = g_atomic_rc_box_new0 (GlossPage);
  self->fields = *fields;
  for (gsize i = 0; i < G_N_ELEMENTS (string_members); i++)
    G_STRUCT_MEMBER (char *, &self->fields, string_members[i]) =
      g_strdup (G_STRUCT_MEMBER (const char *, fields, string_members[i]));
  self->fields.bytes = g_bytes_ref (fields->bytes);
  self->fields.mhtml = g_bytes_ref (fields->mhtml);

  if (fields->sha256 == NULL)
    self->fields.sha256 = gloss_hash_bytes (fields->bytes);
  if (fields->mhtml_sha256 == NULL)
    self->fields.mhtml_sha256 = gloss_hash_bytes (fields->mhtml);
  return self;
}

GlossPage *
gloss_page_ref (GlossPage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

void
gloss_page_unref (GlossPage *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, free_members);
}

/**
 * gloss_page_get_fields:
 *
 * Returns: (transfer none): all fields, valid as long as the page
 */
const GlossPageFields *
gloss_page_get_fields (GlossPage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->fields;
}
