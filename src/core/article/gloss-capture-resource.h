/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * GlossCaptureResource:
 *
 * What a captured page shows besides its words, such as an image: an address, a media type, bytes and their
 * hash. Immutable, atomically counted, readable from any thread.
 */
typedef struct _GlossCaptureResource GlossCaptureResource;

#define GLOSS_TYPE_CAPTURE_RESOURCE (gloss_capture_resource_get_type ())
GType gloss_capture_resource_get_type (void) G_GNUC_CONST;

/* media_type nullable. */
GlossCaptureResource *gloss_capture_resource_new (const char *uri, const char *media_type, GBytes *bytes);
GlossCaptureResource *gloss_capture_resource_ref (GlossCaptureResource *self);
void gloss_capture_resource_unref (GlossCaptureResource *self);

const char *gloss_capture_resource_get_uri (GlossCaptureResource *self);
const char *gloss_capture_resource_get_media_type (GlossCaptureResource *self);
GBytes *gloss_capture_resource_get_bytes (GlossCaptureResource *self);
/* Lower-case hex. */
const char *gloss_capture_resource_get_sha256 (GlossCaptureResource *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossCaptureResource, gloss_capture_resource_unref)

G_END_DECLS
