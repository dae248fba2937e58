/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/article/gloss-capture-resource.h"

G_BEGIN_DECLS

/* One MHTML file of a page and of what it shows (element-type GlossCaptureResource), in their order. The same
 * bytes for the same input. Errors: TOO_LARGE, where gloss_mhtml_new() would not read it again. */
GBytes *gloss_mhtml_writer_write (GlossCaptureResource *page, GPtrArray *resources, GError **error);

G_END_DECLS
