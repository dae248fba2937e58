/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Why a page was not loaded, as a GlossError with a sentence. */
GError *gloss_load_failure_new (const char *uri, const GError *error);
GError *gloss_load_failure_new_for_certificate (const char *uri, GTlsCertificateFlags flags);
GError *gloss_load_failure_new_for_nothing (const char *uri);
GError *gloss_load_failure_new_for_break (gboolean has_begun);
GError *gloss_load_failure_new_for_end (gboolean has_begun);
GError *gloss_load_failure_new_for_leaving (void);
GError *gloss_load_failure_new_for_time (guint seconds);
GError *gloss_load_failure_new_for_size (guint64 bytes);

G_END_DECLS
