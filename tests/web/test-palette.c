/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The colours as the style sheet has them: every category, theme and depth keeps the text readable. */

#include "config.h"

#include "web/gloss-palette.h"

static GlossCatalog *
make_catalog (const char *const *colours)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_record_unref);

  for (guint i = 0; colours[i] != NULL; i++)
    {
      g_autofree char *id = g_strdup_printf ("own-%u", i);
      g_autoptr (GlossRecord) empty = gloss_record_new ("category");
      g_autoptr (GlossRecord) named = gloss_record_with_string (empty, "id", id);
      g_autoptr (GlossRecord) labelled = gloss_record_with_string (named, "label", id);

      g_ptr_array_add (records, gloss_record_with_string (labelled, "colour", colours[i]));
    }
  return gloss_catalog_new (records);
}

static GlossCatalog *
make_shipped (void)
{
  g_autoptr (GPtrArray) records = gloss_catalog_make_shipped_records ();

  return gloss_catalog_new (records);
}

static int
get_distance (GlossColour a, GlossColour b)
{
  return ABS (a.red - b.red) + ABS (a.green - b.green) + ABS (a.blue - b.blue);
}

/* The rule that paints this highlight in this theme. */
static char *
dup_rule (const char *css, GlossPaletteTheme theme, const char *category, guint depth, const char *kind)
{
  g_autofree char *head = g_strdup_printf (":root[data-gloss-theme=\"%s\"] ::highlight(gloss-%s-%u%s){",
                                           gloss_palette_get_name (theme), category, depth, kind);
  const char *rule = strstr (css, head);

  g_assert_nonnull (rule);
  rule += strlen (head);
  return g_strndup (rule, strcspn (rule, "}"));
}

/* A colour after the words that name it. */
static GlossColour
read_colour (const char *css, const char *name)
{
  const char *place = strstr (css, name);
  g_autofree char *words = NULL;
  GlossColour colour = { 0 };

  g_assert_nonnull (place);
  words = g_strndup (place + strlen (name), 7);
  g_assert_true (gloss_colour_parse (words, &colour));
  return colour;
}

/* What the rule says that paints this highlight in this theme. */
static GlossColour
read_rule (const char *css, GlossPaletteTheme theme, const char *category, guint depth)
{
  g_autofree char *rule = dup_rule (css, theme, category, depth, "");

  return read_colour (rule, "background-color:");
}

/* An alarm is the same fill with a wave that is seen on it. */
static void
check_alarm (const char *css, GlossPaletteTheme theme, const char *category, guint depth)
{
  g_autofree char *plain = dup_rule (css, theme, category, depth, "");
  g_autofree char *alarm = dup_rule (css, theme, category, depth, "-alarm");

  g_assert_true (g_str_has_prefix (alarm, plain));
  g_assert_null (strstr (plain, "wavy"));
  g_assert_nonnull (strstr (alarm, "text-decoration-line:underline;text-decoration-style:wavy"));
  g_assert_cmpfloat (gloss_colour_get_contrast (read_colour (alarm, "background-color:"),
                                                read_colour (alarm, "text-decoration-color:")),
                     >=, 4.5);
}

static void
check_category (const char *css, GlossPaletteTheme theme, const char *category)
{
  GlossColour page = gloss_palette_get_page (theme), text = gloss_palette_get_text (theme);
  double last = 1.0;

  for (guint depth = 1; depth <= GLOSS_PALETTE_DEPTHS; depth++)
    {
      GlossColour fill = read_rule (css, theme, category, depth);
      double distance = gloss_colour_get_contrast (page, fill);

      g_assert_cmpfloat (gloss_colour_get_contrast (text, fill), >=, 7.0);
      /* Deeper is further from the page, so that overlaps are seen. */
      g_assert_cmpfloat (distance, >, last * 1.02);
      last = distance;
      check_alarm (css, theme, category, depth);
    }
}

/* Any pair or triple of passages is painted in the innermost one's colour at that depth: these are all there
 * are. */
static void
test_contrast (void)
{
  g_autoptr (GlossCatalog) catalog = make_shipped ();
  g_autofree char *css = gloss_palette_make_css (catalog, FALSE);
  guint n = gloss_catalog_get_categories (catalog)->len;

  g_assert_cmpuint (n, ==, 5);
  for (guint theme = 0; theme < GLOSS_PALETTE_N_THEMES; theme++)
    {
      check_category (css, theme, "other");
      for (guint i = 0; i < n; i++)
        {
          g_autofree char *category = g_strdup_printf ("%u", i);

          check_category (css, theme, category);
        }
    }
}

static char *
dup_theme (const char *css, GlossPaletteTheme theme)
{
  g_autofree char *head = g_strdup_printf (":root[data-gloss-theme=\"%s\"]{", gloss_palette_get_name (theme));
  const char *rule = strstr (css, head);

  g_assert_nonnull (rule);
  return g_strndup (rule, strcspn (rule, "}"));
}

/* What a comparison marks is read as well as the rest, and told from the page. */
static void
test_comparison (void)
{
  g_autoptr (GlossCatalog) catalog = make_shipped ();
  g_autofree char *css = gloss_palette_make_css (catalog, FALSE);

  for (guint theme = 0; theme < GLOSS_PALETTE_N_THEMES; theme++)
    {
      g_autofree char *rule = dup_theme (css, theme);
      GlossColour page = gloss_palette_get_page (theme), text = gloss_palette_get_text (theme);
      GlossColour inserted = read_colour (rule, "--gloss-inserted:");
      GlossColour deleted = read_colour (rule, "--gloss-deleted:");

      g_assert_cmpfloat (gloss_colour_get_contrast (text, inserted), >=, 7.0);
      g_assert_cmpfloat (gloss_colour_get_contrast (text, deleted), >=, 7.0);
      g_assert_cmpint (get_distance (page, inserted), >, 24);
      g_assert_cmpint (get_distance (page, deleted), >, 24);
      g_assert_cmpint (get_distance (inserted, deleted), >, 24);
      g_assert_cmpfloat (gloss_colour_get_contrast (read_colour (rule, "--gloss-inserted-line:"), inserted),
                         >=, 3.0);
    }
}

/* Where passages are underlined, an alarm still has its category's colour, as a wave. */
static void
test_underline (void)
{
  g_autoptr (GlossCatalog) catalog = make_shipped ();
  g_autofree char *css = gloss_palette_make_css (catalog, TRUE);

  for (guint theme = 0; theme < GLOSS_PALETTE_N_THEMES; theme++)
    {
      g_autofree char *plain = dup_rule (css, theme, "0", 1, "");
      g_autofree char *alarm = dup_rule (css, theme, "0", 1, "-alarm");
      GlossColour line = read_colour (plain, "text-decoration-color:");

      g_assert_null (strstr (plain, "background"));
      g_assert_nonnull (strstr (plain, "solid"));
      g_assert_nonnull (strstr (alarm, "wavy"));
      g_assert_cmpint (get_distance (line, read_colour (alarm, "text-decoration-color:")), ==, 0);
    }
}

/* No two categories look the same next to each other. */
static void
test_categories_differ (void)
{
  g_autoptr (GlossCatalog) catalog = make_shipped ();
  g_autofree char *css = gloss_palette_make_css (catalog, FALSE);
  guint n = gloss_catalog_get_categories (catalog)->len;

  for (guint theme = 0; theme < GLOSS_PALETTE_N_THEMES; theme++)
    for (guint i = 0; i < n; i++)
      for (guint j = i + 1; j < n; j++)
        {
          g_autofree char *one = g_strdup_printf ("%u", i), *other = g_strdup_printf ("%u", j);
          GlossColour a = read_rule (css, theme, one, 1), b = read_rule (css, theme, other, 1);

          g_assert_cmpint (get_distance (a, b), >, 24);
        }
}

static void
test_any_colour (void)
{
  for (guint i = 0; i < 2000; i++)
    {
      GlossColour colour = { (guint8) g_test_rand_int_range (0, 256), (guint8) g_test_rand_int_range (0, 256),
                             (guint8) g_test_rand_int_range (0, 256) };

      for (guint theme = 0; theme < GLOSS_PALETTE_N_THEMES; theme++)
        for (guint depth = 1; depth <= GLOSS_PALETTE_DEPTHS; depth++)
          {
            GlossColour fill = gloss_palette_get_highlight (theme, colour, depth);

            g_assert_cmpfloat (gloss_colour_get_contrast (fill, gloss_palette_get_text (theme)), >=, 7.0);
            g_assert_cmpint (get_distance (fill, gloss_palette_get_page (theme)), >, 16);
          }
    }
}

static void
test_nothing_is_pasted (void)
{
  const char *const colours[] = {
    "red}*{display:none", "#12345", "#12345g", "url(http://x.example)", "", NULL
  };
  g_autoptr (GlossCatalog) catalog = make_catalog (colours);
  g_autofree char *css = gloss_palette_make_css (catalog, FALSE);

  g_assert_null (strstr (css, "display"));
  g_assert_null (strstr (css, "url"));
  g_assert_null (strstr (css, "own-"));
  check_category (css, GLOSS_PALETTE_LIGHT, "4");
}

static void
test_parse (void)
{
  GlossColour colour = { 1, 2, 3 };

  g_assert_false (gloss_colour_parse (NULL, &colour));
  g_assert_false (gloss_colour_parse ("", &colour));
  g_assert_false (gloss_colour_parse ("#12345", &colour));
  g_assert_false (gloss_colour_parse ("#1234567", &colour));
  g_assert_false (gloss_colour_parse ("1234567", &colour));
  g_assert_false (gloss_colour_parse ("#12 456", &colour));
  g_assert_cmpint (colour.blue, ==, 3);
  g_assert_true (gloss_colour_parse ("#0aFf10", &colour));
  g_assert_cmpint (colour.red, ==, 10);
  g_assert_cmpint (colour.green, ==, 255);
  g_assert_cmpint (colour.blue, ==, 16);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/web/palette/contrast", test_contrast);
  g_test_add_func ("/web/palette/comparison", test_comparison);
  g_test_add_func ("/web/palette/underline", test_underline);
  g_test_add_func ("/web/palette/categories-differ", test_categories_differ);
  g_test_add_func ("/web/palette/any-colour", test_any_colour);
  g_test_add_func ("/web/palette/nothing-is-pasted", test_nothing_is_pasted);
  g_test_add_func ("/web/palette/parse", test_parse);
  return g_test_run ();
}
