/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The keys that mean something only while no text is being edited: single letters, and those that would
 * otherwise act on the text. Main thread. Keys that always mean the same are accelerators of the application.
 */
#include "config.h"

#include "app/window/gloss-keys.h"

#include "app/library/gloss-library-pane.h"

#define MODIFIERS (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)

static const struct
{
  guint keyval;
  GdkModifierType state;
  const char *action;
} keys[] = {
  { GDK_KEY_1, 0, "win.highlight-nth(1)" },
  { GDK_KEY_2, 0, "win.highlight-nth(2)" },
  { GDK_KEY_3, 0, "win.highlight-nth(3)" },
  { GDK_KEY_4, 0, "win.highlight-nth(4)" },
  { GDK_KEY_5, 0, "win.highlight-nth(5)" },
  { GDK_KEY_6, 0, "win.highlight-nth(6)" },
  { GDK_KEY_7, 0, "win.highlight-nth(7)" },
  { GDK_KEY_8, 0, "win.highlight-nth(8)" },
  { GDK_KEY_9, 0, "win.highlight-nth(9)" },
  { GDK_KEY_h, 0, "win.highlight-last" },
  { GDK_KEY_n, 0, "win.edit::note" },
  { GDK_KEY_e, 0, "win.edit::source" },
  { GDK_KEY_v, 0, "win.edit::verdict" },
  { GDK_KEY_s, 0, "win.edit::status" },
  { GDK_KEY_t, 0, "win.edit::tag" },
  { GDK_KEY_j, 0, "win.step(1)" },
  { GDK_KEY_k, 0, "win.step(-1)" },
  { GDK_KEY_r, 0, "win.next-attention" },
  { GDK_KEY_slash, 0, "win.focus-search" },
  { GDK_KEY_question, 0, "win.show-shortcuts" },
  { GDK_KEY_Escape, 0, "win.dismiss" },
  { GDK_KEY_Delete, 0, "win.delete-annotation" },
  { GDK_KEY_z, GDK_CONTROL_MASK, "win.undo" },
  { GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.redo" },
  { GDK_KEY_v, GDK_CONTROL_MASK, "win.paste-article" },
};

static gboolean
is_editing (GtkWidget *focus)
{
  return GTK_IS_EDITABLE (focus) ||
         (GTK_IS_TEXT_VIEW (focus) && gtk_text_view_get_editable (GTK_TEXT_VIEW (focus)));
}

static guint
normalize (guint keyval)
{
  if (keyval >= GDK_KEY_KP_1 && keyval <= GDK_KEY_KP_9)
    return GDK_KEY_1 + (keyval - GDK_KEY_KP_1);
  if (keyval == GDK_KEY_KP_Delete)
    return GDK_KEY_Delete;
  return gdk_keyval_to_lower (keyval);
}

/* Shift counts with letters alone: on some keyboards digits and signs need it. */
static GdkModifierType
get_modifiers (guint keyval, GdkModifierType state)
{
  return state & (g_ascii_isalpha (keyval) ? MODIFIERS | GDK_SHIFT_MASK : MODIFIERS);
}

/**
 * gloss_keys_activate:
 * @window: the window whose actions are meant
 * @keyval: the key
 * @state: what was held with it
 *
 * Activates the action of a key, unless text is being edited or a menu is open. Delete is left to the library
 * while the focus is there.
 *
 * Returns: whether the key had an action that could be activated
 */
gboolean
gloss_keys_activate (GtkWidget *window, guint keyval, GdkModifierType state)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (window));
  guint key = normalize (keyval);

  if (focus != NULL &&
      (is_editing (focus) || gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL ||
       (key == GDK_KEY_Delete && gtk_widget_get_ancestor (focus, GLOSS_TYPE_LIBRARY_PANE) != NULL)))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *name = NULL;
      g_autoptr (GVariant) target = NULL;

      if (keys[i].keyval != key || keys[i].state != get_modifiers (key, state))
        continue;

      return g_action_parse_detailed_name (keys[i].action, &name, &target, NULL) &&
             gtk_widget_activate_action_variant (window, name, target);
    }
  return FALSE;
}
