/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/annotation/gloss-catalog.h"

G_BEGIN_DECLS

/* Passages that overlap deeper than this look like this deep. */
#define GLOSS_PALETTE_DEPTHS 3

typedef enum
{
  GLOSS_PALETTE_LIGHT,
  GLOSS_PALETTE_SEPIA,
  GLOSS_PALETTE_DARK
} GlossPaletteTheme;

#define GLOSS_PALETTE_N_THEMES 3

typedef struct
{
  guint8 red;
  guint8 green;
  guint8 blue;
} GlossColour;

gboolean gloss_colour_parse (const char *words, GlossColour *colour);
double gloss_colour_get_luminance (GlossColour colour);
double gloss_colour_get_contrast (GlossColour one, GlossColour other);

/* `light`, `sepia`, `dark`: what the style sheet calls it. */
const char *gloss_palette_get_name (GlossPaletteTheme theme);
GlossColour gloss_palette_get_page (GlossPaletteTheme theme);
GlossColour gloss_palette_get_text (GlossPaletteTheme theme);
GlossColour gloss_palette_get_highlight (GlossPaletteTheme theme, GlossColour category, guint depth);

char *gloss_palette_make_css (GlossCatalog *catalog, gboolean underline);
char *gloss_palette_make_page_css (GlossCatalog *catalog, gboolean underline);

G_END_DECLS
