/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells pages apart that no script runs in. A pure function. It looks at bytes, not at a document, because a
 * script may have removed itself from that: what reads like a script somewhere in a text counts as one. */

#include "config.h"

#include "web/gloss-inert-markup.h"

/* Data in script elements is none. NUL and ESC say that letters may be written otherwise than in ASCII; a
 * document's own entities and attributes say anything. */
#define ACTIVE                                                                                               \
  "<(?:[^\\s<>/:]+:)?(?:i?frame|object|embed|applet|portal|fencedframe)"                                     \
  "|<(?:[^\\s<>/:]+:)?script(?!\\s+type\\s*=\\s*[\"']?application/(?:ld\\+)?json[\"']?\\s*>)"                \
  "|[\\s/\"']on[a-z]+\\s*="                                                                                  \
  "|http-equiv\\s*=\\s*[\"']?\\s*(?:refresh|&)"                                                              \
  "|<!(?:entity|attlist)"                                                                                    \
  "|<\\?xml-stylesheet"                                                                                      \
  "|[\\x00\\x1b]"

/**
 * gloss_markup_is_inert:
 * @bytes: (array length=n_bytes): markup as received, in any encoding
 *
 * Returns: whether no script can run in it. %FALSE where that is not certain
 */
gboolean
gloss_markup_is_inert (const char *bytes, gsize n_bytes)
{
  static GRegex *active;
  g_autoptr (GError) error = NULL;
  gboolean is_active;

  g_return_val_if_fail (bytes != NULL || n_bytes == 0, FALSE);

  if (g_once_init_enter (&active))
    g_once_init_leave (&active,
                       g_regex_new (ACTIVE, G_REGEX_RAW | G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL));
  is_active = g_regex_match_full (active, bytes, (gssize) n_bytes, 0, 0, NULL, &error);
  return !is_active && error == NULL;
}
