/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossCompareBar owns its widgets and a reference to what is compared. Main thread. It compares nothing and
 * shows no page: it scrolls a view that shows the comparison.
 */
#include "config.h"

#include "app/reader/gloss-compare-bar.h"

#include "app/reader/gloss-capture-time.h"
#include "core/base/gloss-record.h"

#include <glib/gi18n.h>

struct _GlossCompareBar
{
  GtkWidget parent_instance;

  GlossReaderView *view;
  GlossComparison *comparison;
  GPtrArray *older; /* element-type GlossRecord */
  char *time;       /* of the one that is compared with */
  guint current;    /* from 1; 0: none was gone to yet */

  GtkWidget *bar;
  GtkWidget *words;
  GtkWidget *choice;
  GtkWidget *spinner;
  GtkWidget *position;
  GtkWidget *steps;
};

G_DEFINE_FINAL_TYPE (GlossCompareBar, gloss_compare_bar, GTK_TYPE_WIDGET)

static void
show_position (GlossCompareBar *self)
{
  g_autofree char *position = NULL;
  guint n_changes = 0;

  if (self->comparison != NULL)
    gloss_comparison_get_changes (self->comparison, &n_changes);
  if (self->current > 0)
    /* Translators: which of how many places found: "3 of 12" */
    position = g_strdup_printf (_ ("%u of %u"), self->current, n_changes);
  gtk_label_set_label (GTK_LABEL (self->position), position != NULL ? position : "");
  gtk_widget_set_visible (self->steps, n_changes > 0);
}

static void
chosen_cb (GlossCompareBar *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->choice));

  if (selected < self->older->len)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.compare", "s",
                                gloss_record_get_uuid (g_ptr_array_index (self->older, selected)));
}

/* Since when, too; where there are several older captures, the list beside it says that. */
static char *
dup_text_words (GlossCompareBar *self)
{
  gboolean is_one = self->older->len == 1;
  guint n_changes = 0;

  if (self->comparison == NULL)
    return is_one ? g_strdup_printf (_ ("Comparing with the capture of %s…"), self->time)
                  : g_strdup (_ ("Comparing…"));

  gloss_comparison_get_changes (self->comparison, &n_changes);
  if (n_changes == 0)
    return is_one ? g_strdup_printf (_ ("The text is the same as in the capture of %s"), self->time)
                  : g_strdup (_ ("The text is the same"));
  if (is_one)
    /* Translators: how many changes, and the time of the older capture */
    return g_strdup_printf (ngettext ("%u change since the capture of %s",
                                      "%u changes since the capture of %s", n_changes),
                            n_changes, self->time);
  return g_strdup_printf (ngettext ("%u change", "%u changes", n_changes), n_changes);
}

/* A page that differs in nothing but its images would look as if it did not differ. */
static char *
dup_words (GlossCompareBar *self)
{
  g_autofree char *text = dup_text_words (self);
  g_autofree char *images = self->comparison != NULL
                              ? gloss_image_changes_dup_words (gloss_comparison_get_images (self->comparison))
                              : NULL;

  /* Translators: what a comparison of texts holds, such as “3 changes”, and how the images differ, such as
   * “2 images have changed” */
  return images != NULL ? g_strdup_printf (_ ("%s; %s. Images are not shown here."), text, images)
                        : g_steal_pointer (&text);
}

static void
show_words (GlossCompareBar *self)
{
  g_autofree char *words = dup_words (self);

  gtk_label_set_label (GTK_LABEL (self->words), words);
  gtk_widget_set_visible (self->spinner, self->comparison == NULL);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), self->comparison == NULL);
  show_position (self);
}

static gboolean
is_same (GPtrArray *one, GPtrArray *other)
{
  if (one == NULL || one->len != other->len)
    return FALSE;
  for (guint i = 0; i < one->len; i++)
    if (g_strcmp0 (gloss_record_get_uuid (g_ptr_array_index (one, i)),
                   gloss_record_get_uuid (g_ptr_array_index (other, i))) != 0)
      return FALSE;
  return TRUE;
}

/* A drop-down list must keep its model while it says what was chosen. */
static void
show_older (GlossCompareBar *self, gboolean is_new, const char *uuid)
{
  g_autoptr (GtkStringList) times = gtk_string_list_new (NULL);
  guint selected = 0;

  for (guint i = 0; i < self->older->len; i++)
    {
      GlossRecord *capture = g_ptr_array_index (self->older, i);

      g_autofree char *time = gloss_capture_time_dup_among (capture, self->older);

      /* Translators: the time of an older capture, in a list; what changed since then is told beside it */
      gtk_string_list_take (times, g_strdup_printf (_ ("Since %s"), time));
      if (g_strcmp0 (gloss_record_get_uuid (capture), uuid) != 0)
        continue;
      selected = i;
      g_free (self->time);
      self->time = g_steal_pointer (&time);
    }

  g_signal_handlers_block_by_func (self->choice, chosen_cb, self);
  if (is_new)
    gtk_drop_down_set_model (GTK_DROP_DOWN (self->choice), G_LIST_MODEL (times));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->choice), selected);
  g_signal_handlers_unblock_by_func (self->choice, chosen_cb, self);
  gtk_widget_set_visible (self->choice, self->older->len > 1);
}

/* The first step goes on from where the page is read. */
static guint
find_next (GlossCompareBar *self, const GlossComparisonChange *changes, guint n_changes)
{
  gsize place = gloss_reader_view_get_place (self->view);

  for (guint i = 0; i < n_changes; i++)
    if (changes[i].start >= place)
      return i + 1;
  return 1;
}

static void
gloss_compare_bar_dispose (GObject *object)
{
  GlossCompareBar *self = GLOSS_COMPARE_BAR (object);

  g_clear_pointer (&self->bar, gtk_widget_unparent);
  g_clear_object (&self->view);
  g_clear_pointer (&self->comparison, gloss_comparison_unref);
  g_clear_pointer (&self->older, g_ptr_array_unref);
  g_clear_pointer (&self->time, g_free);

  G_OBJECT_CLASS (gloss_compare_bar_parent_class)->dispose (object);
}

static void
gloss_compare_bar_class_init (GlossCompareBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gloss_compare_bar_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/glossator/reader/gloss-compare-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossCompareBar, bar);
  gtk_widget_class_bind_template_child (widget_class, GlossCompareBar, words);
  gtk_widget_class_bind_template_child (widget_class, GlossCompareBar, choice);
  gtk_widget_class_bind_template_child (widget_class, GlossCompareBar, spinner);
  gtk_widget_class_bind_template_child (widget_class, GlossCompareBar, position);
  gtk_widget_class_bind_template_child (widget_class, GlossCompareBar, steps);
}

static void
gloss_compare_bar_init (GlossCompareBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->choice, "notify::selected", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
}

/**
 * gloss_compare_bar_new:
 *
 * Returns: (transfer floating): a closed bar
 */
GtkWidget *
gloss_compare_bar_new (void)
{
  return g_object_new (GLOSS_TYPE_COMPARE_BAR, NULL);
}

/**
 * gloss_compare_bar_set_view:
 * @self: a bar
 * @view: what shows the comparison; once
 *
 * Scrolls a view.
 */
void
gloss_compare_bar_set_view (GlossCompareBar *self, GlossReaderView *view)
{
  g_return_if_fail (GLOSS_IS_COMPARE_BAR (self));
  g_return_if_fail (self->view == NULL);

  self->view = g_object_ref (view);
}

/**
 * gloss_compare_bar_open:
 * @self: a bar
 * @older: (element-type GlossRecord): captures that can be compared with, newest first; not empty
 * @uuid: the one of them that is compared with
 *
 * Opens the bar on a comparison that is being made.
 */
void
gloss_compare_bar_open (GlossCompareBar *self, GPtrArray *older, const char *uuid)
{
  gboolean is_new;

  g_return_if_fail (GLOSS_IS_COMPARE_BAR (self));
  g_return_if_fail (older != NULL && older->len > 0);

  is_new = !is_same (self->older, older);
  g_clear_pointer (&self->older, g_ptr_array_unref);
  self->older = g_ptr_array_ref (older);
  show_older (self, is_new, uuid);
  gloss_compare_bar_set_comparison (self, NULL);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->bar), TRUE);
}

/**
 * gloss_compare_bar_set_comparison:
 * @self: an open bar
 * @comparison: (nullable): what the view shows; %NULL: it is being made
 *
 * Says what the comparison holds.
 */
void
gloss_compare_bar_set_comparison (GlossCompareBar *self, GlossComparison *comparison)
{
  g_return_if_fail (GLOSS_IS_COMPARE_BAR (self));

  g_clear_pointer (&self->comparison, gloss_comparison_unref);
  self->comparison = comparison != NULL ? gloss_comparison_ref (comparison) : NULL;
  self->current = 0;
  show_words (self);
}

/**
 * gloss_compare_bar_close:
 * @self: a bar
 *
 * Hides it and lets the comparison go.
 */
void
gloss_compare_bar_close (GlossCompareBar *self)
{
  g_return_if_fail (GLOSS_IS_COMPARE_BAR (self));

  gtk_revealer_set_reveal_child (GTK_REVEALER (self->bar), FALSE);
  g_clear_pointer (&self->comparison, gloss_comparison_unref);
  self->current = 0;
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), FALSE);
}

/**
 * gloss_compare_bar_step:
 * @self: a bar
 * @step: 1 or -1
 *
 * Goes to the next or previous change, round the ends.
 */
void
gloss_compare_bar_step (GlossCompareBar *self, int step)
{
  const GlossComparisonChange *changes;
  guint n_changes = 0;

  g_return_if_fail (GLOSS_IS_COMPARE_BAR (self));

  if (self->comparison == NULL)
    return;
  changes = gloss_comparison_get_changes (self->comparison, &n_changes);
  if (n_changes == 0)
    return;

  if (self->current == 0)
    self->current = step > 0 ? find_next (self, changes, n_changes) : n_changes;
  else
    self->current = (self->current - 1 + n_changes + step) % n_changes + 1;
  gloss_reader_view_reveal_range (self->view, changes[self->current - 1].start,
                                  changes[self->current - 1].end);
  show_position (self);
}
