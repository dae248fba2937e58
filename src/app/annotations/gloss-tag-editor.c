/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tags of one annotation as chips. Owns a copy of the names that it shows; the truth is the annotation's.
 * Main thread. */

#include "config.h"

#include "app/annotations/gloss-tag-editor.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/annotations/gloss-suggest-entry.h"
#include "app/annotations/gloss-wrap-box.h"

struct _GlossTagEditor
{
  AdwBin parent_instance;

  GStrv tags;
  GlossWrapBox *box;
  GtkWidget *entry;
};

G_DEFINE_FINAL_TYPE (GlossTagEditor, gloss_tag_editor, ADW_TYPE_BIN)

enum
{
  TYPED,
  TAGS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
remove_cb (GlossTagEditor *self, GtkWidget *button)
{
  g_autoptr (GStrvBuilder) left = g_strv_builder_new ();
  g_auto (GStrv) tags = NULL;
  const char *gone = g_object_get_data (G_OBJECT (button), "tag");

  for (guint i = 0; self->tags[i] != NULL; i++)
    {
      if (strcmp (self->tags[i], gone) != 0)
        g_strv_builder_add (left, self->tags[i]);
    }
  tags = g_strv_builder_end (left);
  /* The chip goes, and the focus with it: stay in the field. */
  gtk_widget_grab_focus (self->entry);
  g_signal_emit (self, signals[TAGS], 0, tags);
}

static GtkWidget *
make_chip (GlossTagEditor *self, const char *tag)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *label = gtk_label_new (tag);
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  /* Translators: takes away the tag that is named. */
  g_autofree char *words = g_strdup_printf (_ ("Remove tag %s"), tag);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data_full (G_OBJECT (button), "tag", g_strdup (tag), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);

  gtk_widget_add_css_class (chip, "tag-chip");
  gtk_widget_add_css_class (chip, "removable");
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (chip), label);
  gtk_box_append (GTK_BOX (chip), button);

  return chip;
}

/* Commas part tags, and a tag that is there already is not added again. */
static void
add_tags (GlossTagEditor *self, const char *typed)
{
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (GStrv) words = g_strsplit (typed, ",", -1);
  g_auto (GStrv) tags = NULL;
  gboolean added = FALSE;

  for (guint i = 0; self->tags[i] != NULL; i++)
    {
      g_strv_builder_add (all, self->tags[i]);
      g_hash_table_add (seen, self->tags[i]);
    }
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*g_strstrip (words[i]) != '\0' && g_hash_table_add (seen, words[i]))
        {
          g_strv_builder_add (all, words[i]);
          added = TRUE;
        }
    }

  tags = g_strv_builder_end (all);
  /* What is typed is given up once the tags have it, and whoever takes them up shows it until then: the field
   * is emptied last. */
  if (added)
    g_signal_emit (self, signals[TAGS], 0, tags);
  g_signal_emit (self, signals[TYPED], 0, "");
  gloss_suggest_entry_set_text (GLOSS_SUGGEST_ENTRY (self->entry), "");
}

static void
typed_cb (GlossTagEditor *self)
{
  g_autofree char *typed = g_strdup (gloss_suggest_entry_get_text (GLOSS_SUGGEST_ENTRY (self->entry)));

  if (strchr (typed, ',') != NULL)
    add_tags (self, typed);
  else
    g_signal_emit (self, signals[TYPED], 0, typed);
}

static gboolean
grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GLOSS_TAG_EDITOR (widget)->entry);
}

static void
finalize (GObject *object)
{
  g_strfreev (GLOSS_TAG_EDITOR (object)->tags);
  G_OBJECT_CLASS (gloss_tag_editor_parent_class)->finalize (object);
}

static void
gloss_tag_editor_class_init (GlossTagEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = grab_focus;

  signals[TYPED] = g_signal_new ("typed", GLOSS_TYPE_TAG_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[TAGS] = g_signal_new ("tags", GLOSS_TYPE_TAG_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRV);
}

static void
gloss_tag_editor_init (GlossTagEditor *self)
{
  self->tags = g_new0 (char *, 1);
  self->box = GLOSS_WRAP_BOX (gloss_wrap_box_new ());
  self->entry = gloss_suggest_entry_new ();
  g_object_set (self->entry, "placeholder", _ ("Add a tag"), NULL);
  gtk_widget_add_css_class (self->entry, "compact");
  g_signal_connect_object (self->entry, "accepted", G_CALLBACK (add_tags), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "typed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "left", G_CALLBACK (gloss_tag_editor_commit), self,
                           G_CONNECT_SWAPPED);
  gloss_wrap_box_insert_before (self->box, self->entry, NULL);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

GtkWidget *
gloss_tag_editor_new (void)
{
  return g_object_new (GLOSS_TYPE_TAG_EDITOR, NULL);
}

/**
 * gloss_tag_editor_set_tags:
 * @self: an editor
 * @tags: the tags to show; copied
 */
void
gloss_tag_editor_set_tags (GlossTagEditor *self, const char *const *tags)
{
  GtkWidget *child;

  g_return_if_fail (GLOSS_IS_TAG_EDITOR (self));

  if (g_strv_equal ((const char *const *) self->tags, tags))
    return;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != self->entry)
    gloss_wrap_box_remove (self->box, child);

  g_strfreev (self->tags);
  self->tags = g_strdupv ((char **) tags);
  for (guint i = 0; self->tags[i] != NULL; i++)
    gloss_wrap_box_insert_before (self->box, make_chip (self, self->tags[i]), self->entry);
}

/**
 * gloss_tag_editor_set_text:
 * @self: an editor
 * @text: what the entry shall hold
 */
void
gloss_tag_editor_set_text (GlossTagEditor *self, const char *text)
{
  g_return_if_fail (GLOSS_IS_TAG_EDITOR (self));

  gloss_suggest_entry_set_text (GLOSS_SUGGEST_ENTRY (self->entry), text);
}

/**
 * gloss_tag_editor_set_known:
 * @self: an editor
 * @tags: what completion offers; copied
 */
void
gloss_tag_editor_set_known (GlossTagEditor *self, const char *const *tags)
{
  g_return_if_fail (GLOSS_IS_TAG_EDITOR (self));

  gloss_suggest_entry_set_choices (GLOSS_SUGGEST_ENTRY (self->entry), tags);
}

/**
 * gloss_tag_editor_commit:
 * @self: an editor
 *
 * Takes what is typed as a tag.
 */
void
gloss_tag_editor_commit (GlossTagEditor *self)
{
  g_autofree char *typed = NULL;

  g_return_if_fail (GLOSS_IS_TAG_EDITOR (self));

  typed = g_strdup (gloss_suggest_entry_get_text (GLOSS_SUGGEST_ENTRY (self->entry)));
  add_tags (self, typed);
}
