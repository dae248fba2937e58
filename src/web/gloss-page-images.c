/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The images of a page. Owns a list of addresses and, for each content, a resource with a reference to its
 * bytes. Not bound to a thread. It trusts neither names nor types of what it is given: what is no image by
 * its bytes is passed over, and so is what a page says of its size. Adding costs a hash over the bytes. */

#include "config.h"

#include "web/gloss-page-images.h"

#include "core/article/gloss-capture-resource.h"
#include "core/article/gloss-image-type.h"

#include <string.h>

struct _GlossPageImages
{
  GArray *images;        /* of GlossPageImage; strings borrowed from the tables */
  GHashTable *addresses; /* of those listed; owns them */
  GHashTable *resources; /* by hash */
  gsize n_bytes;
};

G_DEFINE_BOXED_TYPE (GlossPageImages, gloss_page_images, gloss_page_images_ref, gloss_page_images_unref)

static void
free_members (gpointer data)
{
  GlossPageImages *self = data;

  g_array_unref (self->images);
  g_hash_table_unref (self->addresses);
  g_hash_table_unref (self->resources);
}

/* Returns: (transfer full): an empty list */
GlossPageImages *
gloss_page_images_new (void)
{
  GlossPageImages *self = g_atomic_rc_box_new0 (GlossPageImages);

  self->images = g_array_new (FALSE, FALSE, sizeof (GlossPageImage));
  self->addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->resources =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) gloss_capture_resource_unref);
  return self;
}

/* WebKit saves its sign for a broken image in the place of one that did not arrive. */
static gboolean
is_broken (GBytes *bytes)
{
  static const char *const signs[] = { "missingImage", "missingImage@2x", "missingImage@3x" };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      g_autofree char *path = g_strconcat ("/org/webkitgtk/resources/images/", signs[i], NULL);
      g_autoptr (GBytes) sign = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

      if (sign != NULL && g_bytes_equal (sign, bytes))
        return TRUE;
    }
  return FALSE;
}

/**
 * gloss_page_images_new_for_mhtml:
 * @mhtml: a saved page
 *
 * Lists what is an image of its parts: under its address, and under `cid:` and its Content-ID. What WebKit
 * saved for an image that it could not have is none.
 *
 * Returns: (transfer full): the list, which may be empty
 */
GlossPageImages *
gloss_page_images_new_for_mhtml (GlossMhtml *mhtml)
{
  GlossPageImages *self = gloss_page_images_new ();

  g_return_val_if_fail (mhtml != NULL, self);

  for (guint i = 0; i < gloss_mhtml_get_n_parts (mhtml); i++)
    {
      const GlossMhtmlPart *part = gloss_mhtml_get_part (mhtml, i);
      g_autofree char *cid = part->content_id != NULL ? g_strconcat ("cid:", part->content_id, NULL) : NULL;

      if (is_broken (part->bytes))
        continue;
      if (part->location != NULL)
        gloss_page_images_add (self, part->location, part->bytes);
      if (cid != NULL)
        gloss_page_images_add (self, cid, part->bytes);
    }
  return self;
}

GlossPageImages *
gloss_page_images_ref (GlossPageImages *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

void
gloss_page_images_unref (GlossPageImages *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, free_members);
}

/* An address that holds the image itself would be kept twice, and in the history. */
static GlossCaptureResource *
make_resource (const char *address, const GlossImageType *type, GBytes *bytes)
{
  g_autofree char *beginning =
    g_str_has_prefix (address, "data:") ? g_strndup (address, strcspn (address, ",")) : NULL;

  return gloss_capture_resource_new (beginning != NULL ? beginning : address, type->media_type, bytes);
}

/**
 * gloss_page_images_add:
 * @address: as the page has it, UTF-8; of several images at one address the first counts
 * @bytes: what is there; referenced
 *
 * Adds an image, if it is one: PNG, JPEG, GIF, WebP, AVIF, BMP or SVG, as gloss_image_type_sniff() says.
 *
 * Returns: whether it was added
 */
gboolean
gloss_page_images_add (GlossPageImages *self, const char *address, GBytes *bytes)
{
  g_autoptr (GlossCaptureResource) resource = NULL;
  GlossCaptureResource *known;
  GlossImageType type;
  char *kept;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (address != NULL && bytes != NULL, FALSE);

  if (self->images->len >= GLOSS_PAGE_IMAGES_MAX || !g_utf8_validate (address, -1, NULL) ||
      g_hash_table_contains (self->addresses, address) || !gloss_image_type_sniff (&type, bytes))
    return FALSE;
  resource = make_resource (address, &type, bytes);
  known = g_hash_table_lookup (self->resources, gloss_capture_resource_get_sha256 (resource));
  if (known == NULL)
    {
      if (g_bytes_get_size (bytes) > GLOSS_PAGE_IMAGES_MAX_BYTES - self->n_bytes)
        return FALSE;
      self->n_bytes += g_bytes_get_size (bytes);
      known = g_steal_pointer (&resource);
      g_hash_table_insert (self->resources, (gpointer) gloss_capture_resource_get_sha256 (known), known);
    }
  kept = g_strdup (address);
  g_hash_table_add (self->addresses, kept);
  g_array_append_val (self->images, ((GlossPageImage){ kept, gloss_capture_resource_get_sha256 (known),
                                                       type.media_type, type.width, type.height }));
  return TRUE;
}

/**
 * gloss_page_images_get:
 * @n: (out): how many there are
 *
 * Returns: (transfer none) (array length=n): the images, in the order in which they were added; valid until
 * one is added
 */
const GlossPageImage *
gloss_page_images_get (GlossPageImages *self, gsize *n)
{
  g_return_val_if_fail (self != NULL && n != NULL, NULL);

  *n = self->images->len;
  return (const GlossPageImage *) self->images->data;
}

/**
 * gloss_page_images_dup_resources:
 * @hashes: (nullable) (array zero-terminated=1): of the images that a reader document names
 *
 * Gives what has to be kept with the document. Costs nothing that grows with the bytes.
 *
 * Returns: (transfer full) (nullable) (element-type GlossCaptureResource): those that are here, in the order
 * of
 * @hashes, each once; %NULL where that is none
 */
GPtrArray *
gloss_page_images_dup_resources (GlossPageImages *self, const char *const *hashes)
{
  g_autoptr (GPtrArray) resources =
    g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_capture_resource_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_direct_hash, g_direct_equal);

  g_return_val_if_fail (self != NULL, NULL);

  for (gsize i = 0; hashes != NULL && hashes[i] != NULL; i++)
    {
      GlossCaptureResource *resource = g_hash_table_lookup (self->resources, hashes[i]);

      if (resource != NULL && g_hash_table_add (seen, resource))
        g_ptr_array_add (resources, gloss_capture_resource_ref (resource));
    }
  return resources->len > 0 ? g_steal_pointer (&resources) : NULL;
}
