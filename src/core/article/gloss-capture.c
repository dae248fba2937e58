/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An article as it was at one time. It owns copies of its strings and references to its bytes and text;
 * nothing changes after gloss_capture_new(), so that any thread may read it. It never reads a file and never
 * makes a text or document itself: whoever captured did. Making one costs a copy of the document and, where
 * no hash is given, one pass over the bytes.
 */

#include "config.h"

#include "core/article/gloss-capture.h"

#include "core/base/gloss-hash.h"
#include "core/base/gloss-time.h"

struct _GlossCapture
{
  GlossCaptureFields fields;
};

G_DEFINE_BOXED_TYPE (GlossCapture, gloss_capture, gloss_capture_ref, gloss_capture_unref)

/* The strings of the fields: copied and freed alike. */
static const gsize string_members[] = {
  G_STRUCT_OFFSET (GlossCaptureFields, uuid),          G_STRUCT_OFFSET (GlossCaptureFields, article),
  G_STRUCT_OFFSET (GlossCaptureFields, uri),           G_STRUCT_OFFSET (GlossCaptureFields, sha256),
  G_STRUCT_OFFSET (GlossCaptureFields, captured),      G_STRUCT_OFFSET (GlossCaptureFields, media_type),
  G_STRUCT_OFFSET (GlossCaptureFields, html),          G_STRUCT_OFFSET (GlossCaptureFields, title),
  G_STRUCT_OFFSET (GlossCaptureFields, byline),        G_STRUCT_OFFSET (GlossCaptureFields, site),
  G_STRUCT_OFFSET (GlossCaptureFields, published),     G_STRUCT_OFFSET (GlossCaptureFields, language),
  G_STRUCT_OFFSET (GlossCaptureFields, canonical_uri), G_STRUCT_OFFSET (GlossCaptureFields, headers),
  G_STRUCT_OFFSET (GlossCaptureFields, mhtml_sha256),  G_STRUCT_OFFSET (GlossCaptureFields, archive),
  G_STRUCT_OFFSET (GlossCaptureFields, finding),       G_STRUCT_OFFSET (GlossCaptureFields, source),
};

static void
free_members (gpointer data)
{
  GlossCaptureFields *fields = &((GlossCapture *) data)->fields;

  for (gsize i = 0; i < G_N_ELEMENTS (string_members); i++)
    g_free (G_STRUCT_MEMBER (char *, fields, string_members[i]));
  g_clear_pointer (&fields->bytes, g_bytes_unref);
  g_clear_pointer (&fields->text, gloss_text_unref);
  g_clear_pointer (&fields->mhtml, g_bytes_unref);
  g_clear_pointer (&fields->resources, g_ptr_array_unref);
}

/* An array of one's own: the caller's may change. */
static GPtrArray *
copy_resources (GPtrArray *resources)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_capture_resource_unref);

  for (guint i = 0; i < resources->len; i++)
    g_ptr_array_add (copy, gloss_capture_resource_ref (g_ptr_array_index (resources, i)));

  return copy;
}

/**
 * gloss_capture_new:
 * @fields: what it is made of, copied; @uri, @media_type, @html and @text must be there, and @sha256 or
 * @bytes
 *
 * Returns: (transfer full): the capture; @sha256, @mhtml_sha256 and @captured are filled in where they were
 * %NULL
 */
GlossCapture *
gloss_capture_new (const GlossCaptureFields *fields)
{
  GlossCapture *self;

  g_return_val_if_fail (fields != NULL, NULL);
  g_return_val_if_fail (fields->uri != NULL && fields->media_type != NULL, NULL);
  g_return_val_if_fail (fields->html != NULL && fields->text != NULL, NULL);
  g_return_val_if_fail (fields->sha256 != NULL || fields->bytes != NULL, NULL);

  self = g_atomic_rc_box_new0 (GlossCapture);
  for (gsize i = 0; i < G_N_ELEMENTS (string_members); i++)
    G_STRUCT_MEMBER (char *, &self->fields, string_members[i]) =
      g_strdup (G_STRUCT_MEMBER (const char *, fields, string_members[i]));
  self->fields.bytes = fields->bytes != NULL ? g_bytes_ref (fields->bytes) : NULL;
  self->fields.text = gloss_text_ref (fields->text);
  self->fields.status = fields->status;
  self->fields.extent = fields->extent;
  self->fields.is_asked_whole = fields->is_asked_whole;
  self->fields.mhtml = fields->mhtml != NULL ? g_bytes_ref (fields->mhtml) : NULL;
  self->fields.resources = fields->resources != NULL ? copy_resources (fields->resources) : NULL;

  if (fields->sha256 == NULL)
    self->fields.sha256 = gloss_hash_bytes (fields->bytes);
  if (fields->mhtml_sha256 == NULL && fields->mhtml != NULL)
    self->fields.mhtml_sha256 = gloss_hash_bytes (fields->mhtml);
  if (fields->captured == NULL)
    self->fields.captured = gloss_time_dup_now ();

  return self;
}

GlossCapture *
gloss_capture_ref (GlossCapture *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

void
gloss_capture_unref (GlossCapture *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, free_members);
}

/**
 * gloss_capture_get_fields:
 *
 * Returns: (transfer none): all fields, valid as long as the capture
 */
const GlossCaptureFields *
gloss_capture_get_fields (GlossCapture *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->fields;
}
