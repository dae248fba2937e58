/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/annotation/gloss-undo-stack.h"
#include "core/article/gloss-article.h"
#include "core/store/gloss-store.h"

G_BEGIN_DECLS

/**
 * GlossArticleDialog:
 *
 * Edits the title, byline, date and address of an article. Save makes one change of it, puts it on the undo
 * stack and submits it; Cancel and Escape leave everything as it was. It reads the article once, when it is
 * made.
 */
#define GLOSS_TYPE_ARTICLE_DIALOG (gloss_article_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GlossArticleDialog, gloss_article_dialog, GLOSS, ARTICLE_DIALOG, AdwWindow)

/* Present it with gtk_window_present(). */
GtkWidget *
gloss_article_dialog_new (GtkWindow *parent, GlossStore *store, GlossUndoStack *undo, GlossArticle *article);

G_END_DECLS
