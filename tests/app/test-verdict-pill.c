/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The colours of the pills as the program's style sheet has them: every label stands out from its ground
 * by 4.5 to 1 at least, which is what WCAG asks of text. They are the same in light and dark, so this holds
 * for both. And those of a diff, whose grounds are translucent, in both. */

#include "config.h"

#include <adwaita.h>
#include <math.h>

#include "app/annotations/gloss-anchor-words.h"
#include "app/annotations/gloss-verdict-pill.h"
#include "app/gloss-app-resources.h"

#define LEAST 4.5
/* Of words that went and words that came. */
#define LEAST_OF_DIFF 7.0

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

/* A colour over one that hides what is behind it. */
static GdkRGBA
blend (const GdkRGBA *over, const GdkRGBA *under)
{
  return (GdkRGBA){ over->red * over->alpha + under->red * (1 - over->alpha),
                    over->green * over->alpha + under->green * (1 - over->alpha),
                    over->blue * over->alpha + under->blue * (1 - over->alpha), 1 };
}

static GdkRGBA
look_up (GtkWidget *widget, const char *name)
{
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  GdkRGBA colour;

  g_assert_true (gtk_style_context_lookup_color (style, name, &colour));
  return colour;
}

/* Each ground that a diff gives its words, as strong as the strongest of them. */
static GPtrArray *
list_grounds (void)
{
  g_autofree char *markup = gloss_anchor_words_dup_diff ("forty", "sixty", TRUE);
  g_autoptr (PangoAttrList) attributes = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *grounds = g_ptr_array_new_with_free_func ((GDestroyNotify) gdk_rgba_free);
  float alpha = 0;
  GSList *all;

  pango_parse_markup (markup, -1, 0, &attributes, NULL, NULL, &error);
  g_assert_no_error (error);
  all = pango_attr_list_get_attributes (attributes);
  for (GSList *l = all; l != NULL; l = l->next)
    {
      PangoAttrColor *colour = pango_attribute_as_color (l->data);
      PangoAttrInt *number = pango_attribute_as_int (l->data);

      if (colour != NULL)
        g_ptr_array_add (grounds, gdk_rgba_copy (&(GdkRGBA){ (float) colour->color.red / 65535,
                                                             (float) colour->color.green / 65535,
                                                             (float) colour->color.blue / 65535, 1 }));
      else if (number != NULL && number->attr.klass->type == PANGO_ATTR_BACKGROUND_ALPHA)
        alpha = MAX (alpha, (float) number->value / 65535);
    }
  g_slist_free_full (all, (GDestroyNotify) pango_attribute_destroy);

  g_assert_cmpfloat (alpha, >, 0);
  for (guint i = 0; i < grounds->len; i++)
    ((GdkRGBA *) g_ptr_array_index (grounds, i))->alpha = alpha;
  return grounds;
}

/* Words that went and words that came are read as well as any other, in light and in dark. */
static void
test_diff_contrast (void)
{
  static const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK };
  g_autoptr (GPtrArray) grounds = list_grounds ();
  GtkWidget *widget = g_object_ref_sink (gtk_label_new (NULL));

  g_assert_cmpuint (grounds->len, ==, 2);
  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      GdkRGBA window, card, text;

      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[i]);
      window = look_up (widget, "window_bg_color");
      card = look_up (widget, "card_bg_color");
      card = blend (&card, &window);
      for (guint j = 0; j < grounds->len; j++)
        {
          GdkRGBA ground = blend (g_ptr_array_index (grounds, j), &card);

          text = look_up (widget, "card_fg_color");
          text = blend (&text, &ground);
          g_test_message ("%.2f", contrast (&text, &ground));
          g_assert_cmpfloat (contrast (&text, &ground), >=, LEAST_OF_DIFF);
        }
    }
  g_assert_finalize_object (widget);
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
  adw_init ();
  g_resources_register (gloss_app_get_resource ());
  g_test_add_func ("/verdict-pill/contrast", test_contrast);
  g_test_add_func ("/verdict-pill/diff-contrast", test_diff_contrast);
  g_test_add_func ("/verdict-pill/verdicts", test_verdicts);
  return g_test_run ();
}
