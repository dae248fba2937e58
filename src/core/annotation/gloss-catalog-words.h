/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *gloss_catalog_words_translate (const char *word);
const char *const *gloss_catalog_words_get_all (guint *n_words);

G_END_DECLS
