/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages that are hostile by their size. */

#include "config.h"

#include "gloss-hostile-made.h"

#include <string.h>

#define WORDS "<p>Words that stay.</p>"

/* head once, each n times, tail once. */
typedef struct
{
  const char *name;
  const char *head;
  const char *each;
  guint n;
  const char *tail;
} Recipe;

static const Recipe recipes[] = {
  { "made/nested-blocks", WORDS, "<div>", 20000, "Deep words." },
  { "made/nested-inline", WORDS, "<b>", 20000, "Deep words." },
  { "made/nested-lists", WORDS, "<ul><li>", 5000, "Deep words." },
  { "made/nested-tables", WORDS, "<table><tr><td>", 400, "Deep words." },
  { "made/nested-quotations", WORDS, "<blockquote><p>a", 500, "" },
  { "made/nested-svg", WORDS, "<svg><foreignObject>", 3000, "Deep words." },
  { "made/nested-templates", WORDS, "<template>", 3000, "Deep words." },
  { "made/nested-forms", WORDS, "<form><select><button>", 2000, "" },
  { "made/misnested", WORDS, "<b><i><u><a href=#><p></b>", 300, "" },
  { "made/unclosed", WORDS, "<i><a href='https://other.example/'>", 3000, "" },
  { "made/many-images", WORDS, "<img src='@LEAK@'>", 10000, "" },
  { "made/many-frames", WORDS, "<iframe src='@LEAK@'></iframe>", 1000, "" },
  { "made/many-links", WORDS, "<link rel=stylesheet href='@LEAK@'>", 2000, "" },
  { "made/many-scripts", WORDS, "<script>@RUN@</script>", 5000, "" },
  { "made/many-styles", WORDS, "<style>p{color:red}::highlight(gloss-0-0){color:red}</style>", 2000, "" },
  { "made/many-attributes", WORDS "<p ", "onclick=@RUN@ ", 20000, ">Words." },
  { "made/many-ids", WORDS, "<a id=gloss-text name=body>x</a>", 10000, "" },
  { "made/many-metas", WORDS, "<meta name=author content=A>", 10000, "" },
  { "made/many-rows", WORDS "<table>", "<tr><td>1<td>2<td>3<td>4", 2000, "" },
  { "made/many-columns", WORDS "<table><tr>", "<td colspan=999 rowspan=999>1", 2000, "" },
  { "made/many-linked-data", WORDS "<script type='application/ld+json'>[0", ",{\"@type\":\"Article\"}", 20000,
    "]</script>" },
  { "made/long-attribute", WORDS "<p title='", "0123456789abcdef", 65536, "'>Words." },
  { "made/long-address", WORDS "<a href='https://other.example/", "0123456789abcdef", 65536, "'>Words.</a>" },
  { "made/long-alt", WORDS "<img src=x alt='", "0123456789 ", 65536, "'>" },
  { "made/long-word", WORDS "<p>", "abcdefgh", 8192, "</p>" },
  { "made/long-comment", WORDS "<!--", "-- ", 300000, "-->" },
  { "made/long-title", "<title>", "Title ", 100000, "</title>" WORDS },
  { "made/long-set", WORDS "<img srcset='", "@LEAK@ 1x,", 20000, "'>" },
  { "made/entities", WORDS "<p>", "&CounterClockwiseContourIntegral;&#x0;&amp", 20000, "" },
  { "made/brackets", WORDS "<p>", "<", 50000, "" },
  { "made/combining", WORDS "<p>a", "\xcc\x81", 5000, "</p>" },
  { "made/overrides", WORDS "<p>", "\xe2\x80\xae\xe2\x81\xa6x", 20000, "</p>" },
};

GBytes *
gloss_hostile_make (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (recipes); i++)
    if (g_str_equal (recipes[i].name, name))
      {
        GString *page = g_string_new (recipes[i].head);

        for (guint j = 0; j < recipes[i].n; j++)
          g_string_append (page, recipes[i].each);
        g_string_append (page, recipes[i].tail);
        return g_string_free_to_bytes (page);
      }
  g_error ("Nothing makes the page %s of the hostile corpus.", name);
}
