/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/article/gloss-article.h"
#include "core/text/gloss-text.h"

G_BEGIN_DECLS

guint gloss_page_meta_get_minutes (GlossText *text);
const char *gloss_page_meta_get_direction (GlossText *text);
char *gloss_page_meta_dup_answer (int status);
GStrv gloss_page_meta_make (GlossArticle *article, GlossText *text, int status);

G_END_DECLS
