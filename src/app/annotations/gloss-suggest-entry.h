/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * GlossSuggestEntry:
 *
 * A line of text that offers what was entered before: at most eight words that hold what is typed. Arrow keys
 * choose, Enter takes what is chosen, or what is typed; Escape closes the list, and only then leaves the
 * entry.
 *
 * Property: `placeholder`. Signals: `accepted` (char *text): Enter was pressed or a word chosen; `typed` ();
 * `left` (): the focus went elsewhere.
 */
#define GLOSS_TYPE_SUGGEST_ENTRY (gloss_suggest_entry_get_type ())
G_DECLARE_FINAL_TYPE (GlossSuggestEntry, gloss_suggest_entry, GLOSS, SUGGEST_ENTRY, AdwBin)

GtkWidget *gloss_suggest_entry_new (void);
/* Borrowed, valid until the next change. */
const char *gloss_suggest_entry_get_text (GlossSuggestEntry *self);
/* Emits nothing. */
void gloss_suggest_entry_set_text (GlossSuggestEntry *self, const char *text);
/* Copied. */
void gloss_suggest_entry_set_choices (GlossSuggestEntry *self, const char *const *choices);

G_END_DECLS
