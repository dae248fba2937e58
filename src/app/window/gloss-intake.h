/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/gloss-file-batch.h"
#include "app/window/gloss-held-captures.h"
#include "web/gloss-page-capturer.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GlossIntake:
 *
 * Whatever is on its way into the library: files, pasted text and pages of the web, several at once, until
 * they are stored or cancelled. It shows nothing. Main thread; reading runs in the opener's threads and in
 * web processes.
 *
 * Properties: `busy` (gboolean: something is on its way); of several files, which are read one after the
 * other, or else of the page that is being loaded, `progress` (double: 0 to 1) and `status` (char *: a phrase
 * for the user, or %NULL); `waiting` (guint: how many pages are to be loaded besides). Signals:
 * - `added` (char *article, GlossAdded, GlossChange *, gboolean together): an article is stored, or was there
 *   already; the change is %NULL where there is nothing to undo; together: it is one of several files, of
 *   which files-done tells
 * - `failed` (GError *, char *article): something that is no page could not be read or stored; never because
 *   it was cancelled, and not of several files; the article is the one that was looked at again, else %NULL
 * - `files-done` (GlossFileBatch *): several files are in the library, or are not
 * - `page-failed` (GError *, char *uri, char *article, gboolean loaded): the same of a page; one that was
 *   loaded and could not be stored waits for gloss_intake_keep()
 * - `doubted` (char *uri, char *words, char *article): a page or file is there but may not be the one that is
 * wanted, and why, a sentence; it is stored only by gloss_intake_keep(). The article as with `failed`
 * - `noted` (char *uri, char *words, char *next, char *article): what is to be known of a page or file that
 * was just stored, a sentence or two that do not name it, and the address where its article goes on, or NULL
 */
#define GLOSS_TYPE_INTAKE (gloss_intake_get_type ())
G_DECLARE_FINAL_TYPE (GlossIntake, gloss_intake, GLOSS, INTAKE, GObject)

GlossIntake *gloss_intake_new (GlossStore *store, GSettings *settings);
/* Its widget belongs into the window; what is captured is asked for here. Borrowed. */
GlossPageCapturer *gloss_intake_get_capturer (GlossIntake *self);
gboolean gloss_intake_is_busy (GlossIntake *self);
/* Something is on its way that was not cancelled. */
gboolean gloss_intake_is_wanted (GlossIntake *self);
/* Several files are on their way: files-done tells of them. */
gboolean gloss_intake_has_files (GlossIntake *self);
/* A file whose address is one of the web is loaded as a page. */
void gloss_intake_add_file (GlossIntake *self, GFile *file);
/* The file or page of an article that is in the library. */
void gloss_intake_check_file (GlossIntake *self, GFile *file, const char *article);
void gloss_intake_add_text (GlossIntake *self, const char *text);
/* article: NULL: none that is in the library. */
void gloss_intake_add_address (GlossIntake *self, const char *uri, const char *article);
/* Stores what was doubted or failed to be stored, or lets it go. */
void gloss_intake_keep (GlossIntake *self, const char *uri);
void gloss_intake_forget (GlossIntake *self, const char *uri);
/* What waits for that, by its address. Borrowed. */
GlossHeldCaptures *gloss_intake_get_held (GlossIntake *self);
void gloss_intake_cancel_loading (GlossIntake *self);
void gloss_intake_cancel (GlossIntake *self);

G_END_DECLS
