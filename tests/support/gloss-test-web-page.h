/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/article/gloss-capture.h"

G_BEGIN_DECLS

/* A made-up page of the web, prose with images in the usual trappings, as it would be captured: the bytes
 * with scripts as received, the MHTML without them as WebKit writes it, the reader document, its text. */
typedef struct _GlossTestWebPage GlossTestWebPage;

GlossTestWebPage *gloss_test_web_page_new (const char *uri, gsize n_bytes, guint n_images, gsize image_size);
void gloss_test_web_page_free (GlossTestWebPage *self);
/* One more paragraph. */
void gloss_test_web_page_edit (GlossTestWebPage *self);
/* Each time with another boundary. */
GlossCapture *gloss_test_web_page_capture (GlossTestWebPage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossTestWebPage, gloss_test_web_page_free)

G_END_DECLS
