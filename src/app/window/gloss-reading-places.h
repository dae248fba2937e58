/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/library/gloss-library-list.h"

G_BEGIN_DECLS

/**
 * GlossReadingPlaces:
 *
 * When each article was opened in this window, and how far it was read. They are written at the end, not as
 * they change: a row that changed meanwhile could not be undone to what it was. Main thread.
 */
#define GLOSS_TYPE_READING_PLACES (gloss_reading_places_get_type ())
G_DECLARE_FINAL_TYPE (GlossReadingPlaces, gloss_reading_places, GLOSS, READING_PLACES, GObject)

GlossReadingPlaces *gloss_reading_places_new (void);
void gloss_reading_places_open (GlossReadingPlaces *self, GlossArticle *article);
void gloss_reading_places_set_progress (GlossReadingPlaces *self, const char *uuid, double progress);
/* Forgets them too. */
void gloss_reading_places_write (GlossReadingPlaces *self, GlossStore *store, GlossLibraryList *articles);

G_END_DECLS
