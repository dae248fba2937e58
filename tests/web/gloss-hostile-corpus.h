/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HostilePage:
 * @name: its file's in the corpus, or what it is made by
 * @never: what must not happen, as a phrase
 * @fires: what it does in a view that protects nobody; empty: nothing that can be seen
 * @says: what must be read in it
 * @hides: what must not
 * @clicks: whether it waits for somebody to click its `#lure`
 * @is_heavy: whether it is meant to be too much, so that it may be refused
 *
 * A page of the hostile corpus, as its manifest has it.
 */
typedef struct
{
  char *name;
  char *never;
  GStrv fires;
  GStrv says;
  GStrv hides;
  gboolean clicks;
  gboolean is_heavy;
  GBytes *source;
} HostilePage;

/* Element-type HostilePage. Fails where the manifest and the files do not agree. */
GPtrArray *gloss_hostile_corpus_load (void);
/* With the port of a server, the address of a file, and what shows that a script ran put in. */
GBytes *gloss_hostile_page_fill_in (HostilePage *page, guint16 port, const char *file_uri);
/* The folder of the server in which this page's requests end, such as "/leak/script/element/". */
char *gloss_hostile_page_dup_folder (HostilePage *page);
char *gloss_hostile_page_dup_test_path (HostilePage *page, const char *prefix);

G_END_DECLS
