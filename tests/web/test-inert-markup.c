/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which pages are believed to stay as they are. */

#include "config.h"

#include "web/gloss-inert-markup.h"

#include <string.h>

static void
test_inert (void)
{
  static const char *const pages[] = {
    "",
    "<!DOCTYPE html><title>A</title><p>Words on paper: two = 2<img src=a.png loading=lazy>",
    "<script type=\"application/ld+json\">{\"a\": 1}</script><p>Words",
    "<SCRIPT type=application/json>{}</SCRIPT><p>Words",
    "<p>a prescription, an objection, a framework",
    "<meta http-equiv=content-type content='text/html; charset=koi8-r'>\xd0\xd2\xc9 \xff\xfe",
    "<style>p { content: 'x' }</style><svg><path d='M0 0'/></svg>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    if (!gloss_markup_is_inert (pages[i], strlen (pages[i])))
      g_error ("not inert: %s", pages[i]);
}

static void
test_active (void)
{
  static const char *const pages[] = {
    "<script>1</script>",
    "<ScRiPt src=a.js>",
    "<script type=application/ld+json src=a>",
    "<script type='application/ld+json' type=module>1</script>",
    "<script data-x=application/json>1</script>",
    "<script/type=application/json>1</script>",
    "<svg:script>1</svg:script>",
    "<my-svg:script xmlns:my-svg='http://www.w3.org/2000/svg'>1</my-svg:script>",
    "<\xc3\xa9:script xmlns:\xc3\xa9='http://www.w3.org/1999/xhtml'>1</\xc3\xa9:script>",
    "<!DOCTYPE html [<!ENTITY s '&#60;script>1&#60;/script>'>]>&s;",
    "<!DOCTYPE html [<!ATTLIST body onload CDATA 'go()'>]>",
    "<meta http-equiv='&#114;efresh' content=0>",
    "<p onclick=go()>",
    "<img src=a\nONLOAD = go()>",
    "<img/onerror=go()>",
    "<img src='a'onerror=go()>",
    "<iframe srcdoc=x>",
    "<frameset><frame src=a>",
    "<object data=a>",
    "<embed src=a>",
    "<meta http-equiv=refresh content=0>",
    "<META HTTP-EQUIV = ' Refresh' content=0>",
    "<?xml-stylesheet href=a.xsl?>",
    "\x1b$B<",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    if (gloss_markup_is_inert (pages[i], strlen (pages[i])))
      g_error ("inert: %s", pages[i]);
  g_assert_false (gloss_markup_is_inert ("<\0s\0c\0r\0", 8));
}

/* Linear, whatever it is made of. */
static void
test_long (void)
{
  static const char *const parts[] = { "<script type=", "<a:", " on", "\"on ", "<a", "http-equiv = ", "<" };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GString) page = g_string_new (NULL);

      while (page->len < 4 * 1024 * 1024)
        g_string_append (page, parts[i]);
      g_assert_cmpint (gloss_markup_is_inert (page->str, page->len), ==, i != 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/web/inert-markup/inert", test_inert);
  g_test_add_func ("/web/inert-markup/active", test_active);
  g_test_add_func ("/web/inert-markup/long", test_long);
  return g_test_run ();
}
