/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The colours of the pills as the program's style sheet has them: every label stands out from its ground
 * by 4.5 to 1 at least, which is what WCAG asks of text. They are the same in light and dark, so this holds
 * for both. */

#include "config.h"

#include <gtk/gtk.h>
#include <math.h>

#include "app/annotations/gloss-verdict-pill.h"
#include "app/gloss-app-resources.h"

#define LEAST 4.5

static double
linear (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
luminance (const GdkRGBA *colour)
{
  return 0.2126 * linear (colour->red) + 0.7152 * linear (colour->green) + 0.0722 * linear (colour->blue);
}

static double
contrast (const GdkRGBA *a, const GdkRGBA *b)
{
  double one = luminance (a), other = luminance (b);

  return (MAX (one, other) + 0.05) / (MIN (one, other) + 0.05);
}

/* The value of a property in the rule of a family. */
static void
get_colour (const char *css, const char *family, const char *property, GdkRGBA *colour)
{
  g_autofree char *pattern =
    g_strdup_printf ("\\.verdict-pill\\.%s\\s*\\{[^}]*(?<![-a-z])%s:\\s*([^;]+);", family, property);
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *value = NULL;

  g_assert_nonnull (regex);
  if (!g_regex_match (regex, css, 0, &match))
    g_error ("No %s for %s", property, family);
  value = g_match_info_fetch (match, 1);
  g_assert_true (gdk_rgba_parse (colour, value));
}

static void
test_contrast (void)
{
  static const char *const families[] = { "true", "mostly-true", "mixed",    "mostly-false", "false",
                                          "open", "changed",     "reworded", "lost" };
  g_autoptr (GBytes) css = g_resources_lookup_data ("/glossator/annotations/annotations.css", 0, NULL);
  g_autofree char *text = NULL;

  g_assert_nonnull (css);
  text = g_strndup (g_bytes_get_data (css, NULL), g_bytes_get_size (css));
  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    {
      GdkRGBA ground, label;

      get_colour (text, families[i], "background-color", &ground);
      get_colour (text, families[i], "color", &label);
      g_test_message ("%s: %.2f", families[i], contrast (&ground, &label));
      g_assert_cmpfloat (contrast (&ground, &label), >=, LEAST);
    }
}

/* Every family that the catalog may give has a rule, and a verdict that it doesn't know is shown by its id.
 */
static void
test_verdicts (void)
{
  g_autoptr (GPtrArray) records = gloss_catalog_make_shipped_records ();
  g_autoptr (GlossCatalog) catalog = gloss_catalog_new (records);
  GPtrArray *scales = gloss_catalog_get_scales (catalog);
  GtkWidget *pill = g_object_ref_sink (gloss_verdict_pill_new ());

  for (guint i = 0; i < scales->len; i++)
    {
      const GlossScale *scale = g_ptr_array_index (scales, i);

      for (guint j = 0; j < scale->verdicts->len; j++)
        {
          const GlossVerdict *verdict = g_ptr_array_index (scale->verdicts, j);

          gloss_verdict_pill_set_verdict (pill, catalog, scale->id, verdict->id);
          g_assert_true (gtk_widget_has_css_class (pill, verdict->family));
          g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (pill)), ==, verdict->label);
          g_assert_true (gtk_widget_get_visible (pill));
        }
    }

  gloss_verdict_pill_set_verdict (pill, catalog, "theirs", "pants-on-fire");
  g_assert_true (gtk_widget_has_css_class (pill, "open"));
  g_assert_false (gtk_widget_has_css_class (pill, "true"));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (pill)), ==, "pants-on-fire");

  gloss_verdict_pill_set_verdict (pill, catalog, NULL, NULL);
  g_assert_false (gtk_widget_get_visible (pill));
  g_assert_finalize_object (pill);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  g_resources_register (gloss_app_get_resource ());
  g_test_add_func ("/verdict-pill/contrast", test_contrast);
  g_test_add_func ("/verdict-pill/verdicts", test_verdicts);
  return g_test_run ();
}
