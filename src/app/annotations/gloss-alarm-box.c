/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The box above the cards that says what changed. Owns its widgets and nothing else: what it says is counted
 * anew at every update. Main thread. It changes nothing: its buttons activate actions. */

#include "config.h"

#include "app/annotations/gloss-alarm-box.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/annotations/gloss-anchor-words.h"
#include "app/annotations/gloss-wrap-box.h"
#include "core/annotation/gloss-anchor-commands.h"

/* As many as one would rather not look at one by one. */
#define MANY 2

struct _GlossAlarmBox
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *title;
  GtkLabel *diff;
  GtkLabel *rest;
  GtkWidget *compare;
  GtkWidget *next;
  GtkWidget *accept;
};

G_DEFINE_FINAL_TYPE (GlossAlarmBox, gloss_alarm_box, GTK_TYPE_WIDGET)

typedef struct
{
  guint n_alarms;
  guint n_reworded;
  guint n_lost;
  guint n_acceptable;     /* of the reworded; counted up to MANY */
  GlossAnnotation *first; /* the alarm to show: a number's, if there is one */
  /* The captures in which what is told first last had its words, as places in the list of captures. */
  guint newest;
  guint oldest;
} Attention;

static gboolean
is_number (GlossAnnotation *annotation)
{
  return (gloss_annotation_get_claim_change (annotation) &
          (GLOSS_CLAIM_CHANGE_NUMBER | GLOSS_CLAIM_CHANGE_NUMBER_WORD)) != 0;
}

static void
count_annotation (Attention *attention, GlossAnnotation *annotation)
{
  if (strcmp (gloss_annotation_get_anchor_state (annotation), "lost") == 0)
    {
      attention->n_lost++;
    }
  else if (gloss_annotation_get_claim_change (annotation) == GLOSS_CLAIM_CHANGE_NONE)
    {
      attention->n_reworded++;
      if (attention->n_acceptable < MANY && gloss_anchor_is_only_reworded (annotation))
        attention->n_acceptable++;
    }
  else
    {
      attention->n_alarms++;
      if (attention->first == NULL || (is_number (annotation) && !is_number (attention->first)))
        attention->first = annotation;
    }
}

/* Alarms are told first, and since when they are. */
static void
date_annotation (Attention *attention, GlossAnnotation *annotation, GPtrArray *captures)
{
  guint last;

  if (attention->n_alarms > 0 && gloss_annotation_get_claim_change (annotation) == GLOSS_CLAIM_CHANGE_NONE)
    return;

  last = gloss_standing_find_last (annotation, captures);
  attention->newest = MIN (attention->newest, last);
  attention->oldest = MAX (attention->oldest, last);
}

static void
count (Attention *attention, GlossDocument *document)
{
  GListModel *list = G_LIST_MODEL (gloss_document_get_annotations (document));
  GPtrArray *captures = gloss_document_get_captures (document);
  guint n = g_list_model_get_n_items (list);
  g_autoptr (GPtrArray) unreviewed = g_ptr_array_new_with_free_func (g_object_unref);

  *attention = (Attention){ .newest = G_MAXUINT };
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GlossAnnotation) annotation = g_list_model_get_item (list, i);

      if (!gloss_annotation_needs_review (annotation))
        continue;
      count_annotation (attention, annotation);
      g_ptr_array_add (unreviewed, g_steal_pointer (&annotation));
    }
  for (guint i = 0; captures != NULL && i < unreviewed->len; i++)
    date_annotation (attention, g_ptr_array_index (unreviewed, i), captures);
}

/* "5 reworded, 2 not found" */
static char *
dup_rest (const Attention *attention)
{
  g_autofree char *reworded =
    g_strdup_printf (ngettext ("%u reworded", "%u reworded", attention->n_reworded), attention->n_reworded);
  g_autofree char *lost =
    g_strdup_printf (ngettext ("%u not found", "%u not found", attention->n_lost), attention->n_lost);

  if (attention->n_lost == 0)
    return attention->n_reworded > 0 ? g_steal_pointer (&reworded) : g_strdup ("");
  /* Translators: how many claims were reworded, and how many are not found. */
  return attention->n_reworded > 0 ? g_strdup_printf (_ ("%s, %s"), reworded, lost) : g_steal_pointer (&lost);
}

/* The capture (uuid) to compare with: what is told first had all of its words in it, or since. "": the one
 * before. */
static const char *
find_base (const Attention *attention, GlossDocument *document)
{
  GPtrArray *captures = gloss_document_get_captures (document);

  return captures != NULL && attention->oldest > 0 && attention->oldest < captures->len
           ? gloss_record_get_uuid (g_ptr_array_index (captures, attention->oldest))
           : "";
}

/* Of what last had its words in different captures, no day is true of all. */
static char *
dup_title (const Attention *attention, GlossDocument *document, const char *rest)
{
  GPtrArray *captures = gloss_document_get_captures (document);
  g_autofree char *what = NULL, *day = NULL;

  what = attention->n_alarms > 0
           ? g_strdup_printf (ngettext ("<b>%u claim changed</b>", "<b>%u claims changed</b>",
                                        attention->n_alarms),
                              attention->n_alarms)
           : g_strdup (rest);
  if (captures == NULL || attention->newest != attention->oldest || attention->oldest >= captures->len)
    return g_steal_pointer (&what);

  day = gloss_anchor_words_dup_day_among (captures, attention->oldest);
  if (*day == '\0')
    return g_steal_pointer (&what);
  /* Translators: what became of the claims, and the day or hour of the capture in which they last stood as
   * they were, such as "1 claim changed since the capture of 21 Nov". */
  return g_strdup_printf (_ ("%s since the capture of %s"), what, day);
}

static char *
dup_diff (const Attention *attention)
{
  const char *found = attention->first != NULL ? gloss_annotation_get_found (attention->first) : NULL;

  if (found == NULL)
    return g_strdup ("");
  return gloss_anchor_words_dup_arrow (gloss_anchor_get_quote (
                                         gloss_annotation_get_anchor (attention->first)),
                                       found);
}

/* Assistive technologies read out an alert that comes, or that is called otherwise. Struck out and bold are
 * no words: what the first alarm is about is said. */
static void
tell (GlossAlarmBox *self, const Attention *attention)
{
  g_autofree char *spoken =
    attention->first != NULL ? gloss_anchor_words_dup_spoken (attention->first, NULL) : g_strdup ("");
  GString *words = g_string_new (gtk_label_get_text (self->title));

  if (*spoken != '\0')
    g_string_append_printf (words, "\n%s", spoken);
  if (gtk_widget_get_visible (GTK_WIDGET (self->rest)))
    g_string_append_printf (words, "\n%s", gtk_label_get_text (self->rest));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words->str, -1);
  g_string_free (words, TRUE);
}

static void
set_label (GtkLabel *label, const char *markup)
{
  if (strcmp (gtk_label_get_label (label), markup) != 0)
    gtk_label_set_label (label, markup);
}

static void
dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GLOSS_TYPE_ALARM_BOX);

  G_OBJECT_CLASS (gloss_alarm_box_parent_class)->dispose (object);
}

static void
gloss_alarm_box_class_init (GlossAlarmBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;

  g_type_ensure (GLOSS_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/glossator/annotations/gloss-alarm-box.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossAlarmBox, box);
  gtk_widget_class_bind_template_child (widget_class, GlossAlarmBox, title);
  gtk_widget_class_bind_template_child (widget_class, GlossAlarmBox, diff);
  gtk_widget_class_bind_template_child (widget_class, GlossAlarmBox, compare);
  gtk_widget_class_bind_template_child (widget_class, GlossAlarmBox, next);
  gtk_widget_class_bind_template_child (widget_class, GlossAlarmBox, rest);
  gtk_widget_class_bind_template_child (widget_class, GlossAlarmBox, accept);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "alarmbox");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
gloss_alarm_box_init (GlossAlarmBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gloss_alarm_box_new:
 *
 * Returns: (transfer floating): a box that is hidden yet
 */
GtkWidget *
gloss_alarm_box_new (void)
{
  return g_object_new (GLOSS_TYPE_ALARM_BOX, NULL);
}

/**
 * gloss_alarm_box_update:
 * @self: a box
 * @document: (nullable): whose annotations to speak about
 *
 * Says how it stands now.
 */
void
gloss_alarm_box_update (GlossAlarmBox *self, GlossDocument *document)
{
  g_autofree char *rest = NULL, *title = NULL, *diff = NULL;
  Attention attention = { 0 };
  guint n;

  g_return_if_fail (GLOSS_IS_ALARM_BOX (self));

  if (document != NULL)
    count (&attention, document);
  n = attention.n_alarms + attention.n_reworded + attention.n_lost;
  if (n > 0)
    {
      rest = dup_rest (&attention);
      title = dup_title (&attention, document, rest);
      diff = dup_diff (&attention);
      set_label (self->title, title);
      set_label (self->diff, diff);
      set_label (self->rest, rest);
      gtk_widget_set_visible (GTK_WIDGET (self->diff), *diff != '\0');
      gtk_widget_set_visible (GTK_WIDGET (self->rest), attention.n_alarms > 0 && *rest != '\0');
      gtk_actionable_set_action_target (GTK_ACTIONABLE (self->compare), "s",
                                        find_base (&attention, document));
      gtk_widget_set_visible (self->accept,
                              attention.n_acceptable >= MANY && !gloss_document_is_read_only (document));
      gtk_button_set_label (GTK_BUTTON (self->next), n > 1 ? _ ("Next") : _ ("Show"));
      if (attention.n_alarms > 0)
        gtk_widget_add_css_class (GTK_WIDGET (self), "alarm");
      else
        gtk_widget_remove_css_class (GTK_WIDGET (self), "alarm");
      tell (self, &attention);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}
