/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reader's pages look like. Owns nothing; the reader owns the struct. Pure functions of it. */

#include "config.h"

#include "web/gloss-reader-look.h"

#include "web/gloss-web-resources.h"

GlossPaletteTheme
gloss_reader_look_get_theme (const GlossReaderLook *self)
{
  switch (self->theme)
    {
    case GLOSS_PAGE_THEME_LIGHT:
      return GLOSS_PALETTE_LIGHT;
    case GLOSS_PAGE_THEME_SEPIA:
      return GLOSS_PALETTE_SEPIA;
    case GLOSS_PAGE_THEME_DARK:
      return GLOSS_PALETTE_DARK;
    case GLOSS_PAGE_THEME_SYSTEM:
    default:
      return self->dark ? GLOSS_PALETTE_DARK : GLOSS_PALETTE_LIGHT;
    }
}

/* The colour behind the text. */
GdkRGBA
gloss_reader_look_get_page (const GlossReaderLook *self)
{
  GlossColour page = gloss_palette_get_page (gloss_reader_look_get_theme (self));

  return (GdkRGBA){ page.red / 255.0f, page.green / 255.0f, page.blue / 255.0f, 1.0f };
}

char *
gloss_reader_look_dup_css (const GlossReaderLook *self, GlossCatalog *catalog)
{
  g_autofree char *colours = gloss_palette_make_css (catalog, self->underline);
  g_autofree char *page = gloss_web_resources_dup ("reader.css");

  return g_strconcat (colours, page, NULL);
}
