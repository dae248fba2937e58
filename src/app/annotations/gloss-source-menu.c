/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The menu of one source. Pure: what cannot be done with it is left out; that an archive cannot have its page
 * is said, for it is looked for. */

#include "config.h"

#include "app/annotations/gloss-source-menu.h"

#include <glib/gi18n.h>

#include "app/annotations/gloss-markdown.h"
#include "core/article/gloss-archive.h"

/* No window has it: GTK shows what activates it as not possible. */
#define NO_ACTION "win.not-possible"

static void
add (GMenu *menu, const char *label, const char *action, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

static GMenu *
make_link_section (const char *uri)
{
  GMenu *section = g_menu_new ();

  if (gloss_link_is_safe (uri))
    {
      add (section, _ ("_Open"), "win.open-link", uri);
      add (section, _ ("Copy _link"), "win.copy-link", uri);
    }
  return section;
}

static GMenu *
make_copy_section (GlossRecord *source, const char *uri)
{
  const char *capture = gloss_record_get_string (source, "capture");
  const char *hash = gloss_record_get_string (source, "hash");
  GMenu *section = g_menu_new ();

  if (uri != NULL && *uri != '\0')
    add (section, capture != NULL ? _ ("_Keep a new copy") : _ ("_Keep a copy"), "win.keep-source",
         gloss_record_get_uuid (source));
  if (capture != NULL)
    {
      add (section, _ ("Open the _copy"), "win.open-source-copy", capture);
      add (section, _ ("_Details of the copy"), "win.show-details", capture);
    }
  if (hash != NULL)
    add (section, _ ("Copy _SHA-256"), "win.copy-hash", hash);
  return section;
}

static GMenu *
make_archive_section (const char *archive, const char *uri)
{
  gboolean has_address = uri != NULL && *uri != '\0';
  GMenu *section = g_menu_new ();

  if (gloss_link_is_safe (archive))
    {
      add (section, _ ("Open archive link"), "win.open-link", archive);
      add (section, _ ("Copy _archive link"), "win.copy-archive-link", archive);
    }
  if (has_address && gloss_archive_can_have (uri, NULL))
    {
      add (section, _ ("Save in the _Wayback Machine"), "win.save-in-archive", uri);
      add (section, _ ("Look in the Wayback Machine"), "win.look-in-archive", uri);
    }
  else if (has_address)
    {
      add (section, _ ("No public archive can reach this address"), NO_ACTION, uri);
    }
  return section;
}

GMenuModel *
gloss_source_menu_new (GlossRecord *source)
{
  const char *uri = gloss_record_get_string (source, "uri");
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) link = make_link_section (uri);
  g_autoptr (GMenu) copy = make_copy_section (source, uri);
  g_autoptr (GMenu) archive = make_archive_section (gloss_record_get_string (source, "archive"), uri);

  g_menu_append_section (menu, NULL, G_MENU_MODEL (link));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (copy));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (archive));
  return G_MENU_MODEL (menu);
}
