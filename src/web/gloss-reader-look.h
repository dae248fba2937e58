/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/annotation/gloss-catalog.h"
#include "web/gloss-palette.h"

G_BEGIN_DECLS

typedef enum
{
  GLOSS_PAGE_THEME_SYSTEM, /* light, or dark where the desktop's theme is */
  GLOSS_PAGE_THEME_LIGHT,
  GLOSS_PAGE_THEME_SEPIA,
  GLOSS_PAGE_THEME_DARK
} GlossPageTheme;

/* How a reader shows its pages: what the user chose, and what follows for a page from it. A plain struct, of one
 * reader. */
typedef struct
{
  GlossPageTheme theme;
  gboolean dark; /* the desktop's theme */
  gboolean underline;
  char *face;
} GlossReaderLook;

GlossPaletteTheme gloss_reader_look_get_theme (const GlossReaderLook *self);
GdkRGBA gloss_reader_look_get_page (const GlossReaderLook *self);
/* All rules of a page that shows an article. */
char *gloss_reader_look_dup_css (const GlossReaderLook *self, GlossCatalog *catalog);

G_END_DECLS
