/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The colours of the page and of the highlights, in each theme. Pure functions, any thread.
 *
 * A highlight is the category's colour mixed into the page's. How much of it is the most that leaves the text
 * a contrast of 7:1 (WCAG 2, level AAA) where three passages overlap; fewer overlaps take a share of that.
 * Nothing that a library says is pasted into the style sheet: a category's colour is read as three numbers
 * and written from them. */

#include "config.h"

#include "web/gloss-palette.h"

#include <math.h>

#define MIN_CONTRAST 7.05

/* What a comparison has put in and taken out, as cards have it. */
static const GlossColour INSERTED = { 0x26, 0xa2, 0x69 };
static const GlossColour DELETED = { 0xe0, 0x1b, 0x24 };

/* What a category gets that the library doesn't have, or whose colour can't be read. */
static const GlossColour NEUTRAL = { 0xc0, 0xbf, 0xbc };

typedef struct
{
  const char *name;
  GlossColour page;
  GlossColour text;
  GlossColour dim;       /* the line under the title, underlines of links */
  GlossColour line;      /* rules and borders */
  GlossColour shade;     /* behind code */
  GlossColour selection; /* behind what is selected */
  GlossColour accent;    /* around what has the focus, behind what was found */
  GlossColour found;     /* behind what was searched for */
} Theme;

static const Theme THEMES[GLOSS_PALETTE_N_THEMES] = {
  { "light",
    { 0xfa, 0xfa, 0xfa },
    { 0x2c, 0x2c, 0x2e },
    { 0x6a, 0x6a, 0x6e },
    { 0xd8, 0xd8, 0xd8 },
    { 0xf0, 0xf0, 0xf0 },
    { 0xb0, 0xcf, 0xf7 },
    { 0x1c, 0x71, 0xd8 },
    { 0xff, 0xc9, 0x8a } },
  { "sepia",
    { 0xf6, 0xee, 0xdd },
    { 0x33, 0x29, 0x1e },
    { 0x6f, 0x60, 0x4d },
    { 0xdd, 0xd0, 0xb8 },
    { 0xed, 0xe3, 0xcd },
    { 0xb9, 0xcd, 0xe4 },
    { 0x1a, 0x5f, 0xb4 },
    { 0xff, 0xc0, 0x80 } },
  { "dark",
    { 0x1e, 0x1e, 0x1e },
    { 0xee, 0xee, 0xec },
    { 0xa2, 0xa2, 0xa2 },
    { 0x42, 0x42, 0x42 },
    { 0x2a, 0x2a, 0x2a },
    { 0x2b, 0x4a, 0x73 },
    { 0x78, 0xae, 0xed },
    { 0x73, 0x43, 0x16 } },
};

/* How much of the deepest mix one, two and three passages get. On a dark page the deepest is still dark. */
static const double SHARES[GLOSS_PALETTE_DEPTHS] = { 0.5, 0.76, 1.0 };
static const double DARK_SHARES[GLOSS_PALETTE_DEPTHS] = { 0.66, 0.84, 1.0 };

/**
 * gloss_colour_parse:
 * @words: (nullable): a colour as rows have it, `#rrggbb`
 * @colour: (out): the colour; untouched where @words is none
 *
 * Returns: whether @words is a colour and nothing else
 */
gboolean
gloss_colour_parse (const char *words, GlossColour *colour)
{
  guint8 bytes[3];

  if (words == NULL || words[0] != '#' || strlen (words) != 7)
    return FALSE;
  for (int i = 0; i < 3; i++)
    {
      int high = g_ascii_xdigit_value (words[1 + 2 * i]);
      int low = g_ascii_xdigit_value (words[2 + 2 * i]);

      if (high < 0 || low < 0)
        return FALSE;
      bytes[i] = (guint8) (high * 16 + low);
    }
  *colour = (GlossColour){ bytes[0], bytes[1], bytes[2] };
  return TRUE;
}

static double
linearise (guint8 channel)
{
  double value = channel / 255.0;

  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

/**
 * gloss_colour_get_luminance:
 *
 * Returns: the relative luminance of WCAG 2, 0 for black to 1 for white
 */
double
gloss_colour_get_luminance (GlossColour colour)
{
  return 0.2126 * linearise (colour.red) + 0.7152 * linearise (colour.green) +
         0.0722 * linearise (colour.blue);
}

/**
 * gloss_colour_get_contrast:
 *
 * Returns: the contrast ratio of WCAG 2, 1 to 21, whichever is the lighter one
 */
double
gloss_colour_get_contrast (GlossColour one, GlossColour other)
{
  double a = gloss_colour_get_luminance (one), b = gloss_colour_get_luminance (other);

  return (MAX (a, b) + 0.05) / (MIN (a, b) + 0.05);
}

const char *
gloss_palette_get_name (GlossPaletteTheme theme)
{
  g_return_val_if_fail (theme < GLOSS_PALETTE_N_THEMES, NULL);

  return THEMES[theme].name;
}

GlossColour
gloss_palette_get_page (GlossPaletteTheme theme)
{
  g_return_val_if_fail (theme < GLOSS_PALETTE_N_THEMES, NEUTRAL);

  return THEMES[theme].page;
}

GlossColour
gloss_palette_get_text (GlossPaletteTheme theme)
{
  g_return_val_if_fail (theme < GLOSS_PALETTE_N_THEMES, NEUTRAL);

  return THEMES[theme].text;
}

static guint8
mix_channel (guint8 page, guint8 ink, double weight)
{
  return (guint8) lround (page + (ink - page) * weight);
}

static GlossColour
mix (GlossColour page, GlossColour ink, double weight)
{
  return (GlossColour){ mix_channel (page.red, ink.red, weight), mix_channel (page.green, ink.green, weight),
                        mix_channel (page.blue, ink.blue, weight) };
}

static int
get_distance (GlossColour a, GlossColour b)
{
  return ABS (a.red - b.red) + ABS (a.green - b.green) + ABS (a.blue - b.blue);
}

/* Pastels, greys and the page's own tint would vanish: the ink keeps the hue with less grey in it and a
 * lightness that the page hasn't. What has hardly a hue differs by lightness alone. */
static GlossColour
make_ink (GlossPaletteTheme theme, GlossColour category)
{
  gboolean is_dark = theme == GLOSS_PALETTE_DARK;
  double channels[3] = { category.red, category.green, category.blue };
  double high = MAX (MAX (channels[0], channels[1]), MAX (channels[2], 1.0));
  double low = MIN (MIN (channels[0], channels[1]), channels[2]);
  gboolean is_grey = (high - low) / high < 0.1;
  double grey = is_grey ? 0.0 : low * (is_dark ? 0.6 : 0.35);
  double level = is_grey ? (is_dark ? 200.0 : 150.0) : (is_dark ? 235.0 : 245.0);
  GlossColour ink;

  do
    {
      double scale = level / MAX (high - grey, 1.0);

      ink = (GlossColour){ (guint8) (MAX (channels[0] - grey, 0.0) * scale),
                           (guint8) (MAX (channels[1] - grey, 0.0) * scale),
                           (guint8) (MAX (channels[2] - grey, 0.0) * scale) };
      level *= 0.95;
    }
  while (!is_dark && get_distance (ink, THEMES[theme].page) < 120);
  return ink;
}

/**
 * gloss_palette_get_highlight:
 * @category: the category's colour
 * @depth: how many passages lie over each other, 1 to %GLOSS_PALETTE_DEPTHS
 *
 * Returns: what is painted behind the text, which keeps a contrast of at least 7:1
 */
GlossColour
gloss_palette_get_highlight (GlossPaletteTheme theme, GlossColour category, guint depth)
{
  double weight = 0.8;
  GlossColour ink, page, text;

  g_return_val_if_fail (theme < GLOSS_PALETTE_N_THEMES, NEUTRAL);
  g_return_val_if_fail (depth >= 1 && depth <= GLOSS_PALETTE_DEPTHS, NEUTRAL);

  ink = make_ink (theme, category);
  page = THEMES[theme].page;
  text = THEMES[theme].text;
  while (weight > 0.02 && gloss_colour_get_contrast (mix (page, ink, weight), text) < MIN_CONTRAST)
    weight -= 0.01;
  return mix (page, ink, weight * (theme == GLOSS_PALETTE_DARK ? DARK_SHARES : SHARES)[depth - 1]);
}

static void
append_variable (GString *css, const char *name, GlossColour colour)
{
  g_string_append_printf (css, "--gloss-%s:#%02x%02x%02x;", name, colour.red, colour.green, colour.blue);
}

static void
append_fill (GString *css, GlossColour fill)
{
  g_string_append_printf (css, "background-color:#%02x%02x%02x", fill.red, fill.green, fill.blue);
}

/* The long forms: the short one is not read in the rules of highlights. */
static void
append_line (GString *css, const char *style, GlossColour line, guint thickness)
{
  g_string_append_printf (css,
                          "text-decoration-line:underline;text-decoration-style:%s;"
                          "text-decoration-color:#%02x%02x%02x;text-decoration-thickness:%upx",
                          style, line.red, line.green, line.blue, thickness);
}

static void
begin_rule (GString *css, GlossPaletteTheme theme, const char *highlight)
{
  g_string_append_printf (css, ":root[data-gloss-theme=\"%s\"] ::highlight(gloss-%s){", THEMES[theme].name,
                          highlight);
}

/* An underline has to be seen against the page, which a fill must not be too much: it is nearer to the text.
 * What is an alarm has a wave under it, in the colour of the text where there is a fill: colour means
 * category or verdict and nothing else. */
static void
append_passage (GString *css,
                GlossPaletteTheme theme,
                GlossColour category,
                guint depth,
                gboolean underline,
                gboolean is_alarm)
{
  const char *style = is_alarm ? "wavy" : "solid";

  if (underline)
    {
      append_line (css, style, mix (category, THEMES[theme].text, 0.3), depth + 1);
      return;
    }

  append_fill (css, gloss_palette_get_highlight (theme, category, depth));
  if (is_alarm)
    {
      g_string_append_c (css, ';');
      append_line (css, style, THEMES[theme].text, 2);
    }
}

static void
append_category (
  GString *css, GlossPaletteTheme theme, const char *id, GlossColour category, gboolean underline)
{
  for (guint depth = 1; depth <= GLOSS_PALETTE_DEPTHS; depth++)
    for (int is_alarm = FALSE; is_alarm <= TRUE; is_alarm++)
      {
        g_autofree char *highlight = g_strdup_printf ("%s-%u%s", id, depth, is_alarm ? "-alarm" : "");

        begin_rule (css, theme, highlight);
        append_passage (css, theme, category, depth, underline, is_alarm);
        g_string_append (css, "}\n");
      }
}

/* What is painted over the categories: the current passage, what was searched for, a flash. */
static void
append_marks (GString *css, GlossPaletteTheme theme)
{
  begin_rule (css, theme, "selected");
  append_line (css, "solid", THEMES[theme].accent, 3);
  g_string_append (css, "}\n");
  begin_rule (css, theme, "find");
  append_fill (css, THEMES[theme].found);
  g_string_append (css, "}\n");
  begin_rule (css, theme, "find-current");
  append_fill (css, THEMES[theme].found);
  g_string_append_c (css, ';');
  append_line (css, "solid", THEMES[theme].text, 2);
  g_string_append (css, "}\n");
  begin_rule (css, theme, "flash");
  append_fill (css, THEMES[theme].selection);
  g_string_append (css, "}\n");
}

static void
append_highlights (GString *css, GlossPaletteTheme theme, GPtrArray *categories, gboolean underline)
{
  append_category (css, theme, "other", NEUTRAL, underline);
  for (guint i = 0; i < categories->len; i++)
    {
      const GlossCategory *category = g_ptr_array_index (categories, i);
      GlossColour colour = NEUTRAL;
      char id[12];

      gloss_colour_parse (category->colour, &colour);
      g_snprintf (id, sizeof id, "%u", i);
      append_category (css, theme, id, colour, underline);
    }

  append_marks (css, theme);
}

static void
append_theme (GString *css, GlossPaletteTheme theme, GPtrArray *categories, gboolean underline)
{
  const Theme *colours = &THEMES[theme];

  g_string_append_printf (css, ":root[data-gloss-theme=\"%s\"]{color-scheme:%s;", colours->name,
                          theme == GLOSS_PALETTE_DARK ? "dark" : "light");
  append_variable (css, "page", colours->page);
  append_variable (css, "text", colours->text);
  append_variable (css, "dim", colours->dim);
  append_variable (css, "line", colours->line);
  append_variable (css, "shade", colours->shade);
  append_variable (css, "selection", colours->selection);
  append_variable (css, "accent", colours->accent);
  append_variable (css, "inserted", mix (colours->page, INSERTED, 0.24));
  append_variable (css, "inserted-line", mix (INSERTED, colours->text, 0.4));
  append_variable (css, "deleted", mix (colours->page, DELETED, 0.2));
  g_string_append (css, "}\n");
  append_highlights (css, theme, categories, underline);
}

/**
 * gloss_palette_make_css:
 * @catalog: the categories; `gloss-N-D` is the highlight of the N-th of them, D passages deep,
 * `gloss-other-D` that of one that it hasn't, each with `-alarm` where one of the passages is one
 * @underline: draw passages as underlines, not as fills
 *
 * Returns: (transfer full): the rules of every theme, for a user style sheet
 */
char *
gloss_palette_make_css (GlossCatalog *catalog, gboolean underline)
{
  GPtrArray *categories;
  GString *css;

  g_return_val_if_fail (catalog != NULL, NULL);

  categories = gloss_catalog_get_categories (catalog);
  css = g_string_new (NULL);
  for (guint theme = 0; theme < GLOSS_PALETTE_N_THEMES; theme++)
    append_theme (css, theme, categories, underline);
  return g_string_free (css, FALSE);
}

/* Over pages in any colours, what is filled brings the colour of its text along. */
static void
append_text_colour (GString *css, const char *highlight)
{
  GlossColour text = THEMES[GLOSS_PALETTE_LIGHT].text;

  begin_rule (css, GLOSS_PALETTE_LIGHT, highlight);
  g_string_append_printf (css, "color:#%02x%02x%02x}\n", text.red, text.green, text.blue);
}

static void
append_text_colours (GString *css, const char *id)
{
  for (guint depth = 1; depth <= GLOSS_PALETTE_DEPTHS; depth++)
    for (int is_alarm = FALSE; is_alarm <= TRUE; is_alarm++)
      {
        g_autofree char *highlight = g_strdup_printf ("%s-%u%s", id, depth, is_alarm ? "-alarm" : "");

        append_text_colour (css, highlight);
      }
}

/**
 * gloss_palette_make_page_css:
 * @catalog: the categories, as in gloss_palette_make_css()
 * @underline: draw passages as underlines, not as fills
 *
 * Returns: (transfer full): the rules of highlights alone, in the light theme, for a page that has a style of
 * its own, which cannot overrule them
 */
char *
gloss_palette_make_page_css (GlossCatalog *catalog, gboolean underline)
{
  GPtrArray *categories;
  GString *css;

  g_return_val_if_fail (catalog != NULL, NULL);

  categories = gloss_catalog_get_categories (catalog);
  css = g_string_new (NULL);
  append_highlights (css, GLOSS_PALETTE_LIGHT, categories, underline);
  append_text_colour (css, "flash");
  if (!underline)
    {
      append_text_colours (css, "other");
      for (guint i = 0; i < categories->len; i++)
        {
          char id[12];

          g_snprintf (id, sizeof id, "%u", i);
          append_text_colours (css, id);
        }
    }
  g_string_replace (css, ";", " !important;", 0);
  g_string_replace (css, "}", " !important}", 0);
  return g_string_free (css, FALSE);
}
