/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossNotices owns an info bar for each notice. Main thread. It keeps no log: a notice that was closed is
 * gone.
 */
#include "config.h"

#include "app/window/gloss-notices.h"

#include "app/window/gloss-notice-line.h"

/* More are scrolled: of fifty addresses that lead nowhere each has something said, and the article is below.
 */
#define MAX_HEIGHT 300

struct _GlossNotices
{
  GtkWidget parent_instance;

  char *article; /* the one that is shown, or NULL */
  GtkWidget *scroller;
  GtkWidget *box;
};

enum
{
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GlossNotices, gloss_notices, GTK_TYPE_WIDGET)

/* A scroller takes room even if there is nothing in it, and a scrollbar is higher than a line. */
static void
update (GlossNotices *self)
{
  guint n_visible = 0;

  for (GtkWidget *bar = gtk_widget_get_first_child (self->box); bar != NULL;
       bar = gtk_widget_get_next_sibling (bar))
    n_visible += gtk_widget_get_visible (bar) ? 1 : 0;
  gtk_widget_set_visible (GTK_WIDGET (self), n_visible > 0);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  n_visible > 1 ? GTK_POLICY_AUTOMATIC : GTK_POLICY_EXTERNAL);
}

/* One that is tied to another article waits until that is shown again. */
static void
show_if_meant (GlossNotices *self, GtkWidget *bar)
{
  const char *article = g_object_get_data (G_OBJECT (bar), "article");

  gtk_widget_set_visible (bar, article == NULL || g_strcmp0 (article, self->article) == 0);
}

static void
response_cb (GlossNotices *self, int response, GtkInfoBar *bar)
{
  g_autofree char *action = g_strdup (g_object_get_data (G_OBJECT (bar), "action"));
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (bar), "id"));
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  gtk_box_remove (GTK_BOX (self->box), GTK_WIDGET (bar));
  update (self);
  if (response != GTK_RESPONSE_ACCEPT)
    g_signal_emit (self, signals[CLOSED], 0, id);
  else if (action != NULL && g_action_parse_detailed_name (action, &name, &target, NULL))
    gtk_widget_activate_action_variant (GTK_WIDGET (self), name, target);
}

static void
accept_cb (GtkInfoBar *bar)
{
  gtk_info_bar_response (bar, GTK_RESPONSE_ACCEPT);
}

static void
gloss_notices_dispose (GObject *object)
{
  g_clear_pointer (&GLOSS_NOTICES (object)->scroller, gtk_widget_unparent);
  g_clear_pointer (&GLOSS_NOTICES (object)->article, g_free);

  G_OBJECT_CLASS (gloss_notices_parent_class)->dispose (object);
}

static GtkSizeRequestMode
gloss_notices_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* A scroller does not know that what is in it wraps. */
static void
gloss_notices_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  GlossNotices *self = GLOSS_NOTICES (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      gtk_widget_measure (self->scroller, orientation, -1, minimum, natural, NULL, NULL);
      return;
    }
  gtk_widget_measure (self->box, orientation, for_size, NULL, natural, NULL, NULL);
  *natural = MIN (*natural, MAX_HEIGHT);
  *minimum = *natural;
}

static void
gloss_notices_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (GLOSS_NOTICES (widget)->scroller, width, height, baseline, NULL);
}

static void
gloss_notices_class_init (GlossNoticesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gloss_notices_dispose;
  widget_class->get_request_mode = gloss_notices_get_request_mode;
  widget_class->measure = gloss_notices_measure;
  widget_class->size_allocate = gloss_notices_size_allocate;

  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
gloss_notices_init (GlossNotices *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->box);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  update (self);
}

/**
 * gloss_notices_new:
 *
 * Returns: (transfer floating): a place without notices
 */
GtkWidget *
gloss_notices_new (void)
{
  return g_object_new (GLOSS_TYPE_NOTICES, NULL);
}

static const char *
get_id (GtkWidget *bar)
{
  return g_object_get_data (G_OBJECT (bar), "id");
}

static void
hide (GlossNotices *self, const char *id, gboolean (*is_meant) (const char *of_bar, const char *id))
{
  GtkWidget *child = gtk_widget_get_first_child (self->box);

  while (child != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      if (is_meant (get_id (child), id))
        gtk_box_remove (GTK_BOX (self->box), child);
      child = next;
    }
  update (self);
}

static gboolean
is_same (const char *of_bar, const char *id)
{
  return g_str_equal (of_bar, id);
}

static gboolean
starts_with (const char *of_bar, const char *prefix)
{
  return g_str_has_prefix (of_bar, prefix);
}

/**
 * gloss_notices_show:
 * @self: where to say it
 * @id: what it is about; replaces an earlier notice about it
 * @type: how grave it is
 * @words: what to say, translated; one or two sentences
 * @label: (nullable): the button's label, with a mnemonic
 * @action: (nullable): the button's action, with its target if it has one
 *
 * Says something that stays until it is closed or hidden.
 */
void
gloss_notices_show (GlossNotices *self,
                    const char *id,
                    GtkMessageType type,
                    const char *words,
                    const char *label,
                    const char *action)
{
  GtkWidget *bar;
  GtkWidget *text;
  GtkWidget *button;
  GtkWidget *line;

  g_return_if_fail (GLOSS_IS_NOTICES (self));
  g_return_if_fail (id != NULL && words != NULL);

  gloss_notices_hide (self, id);

  text = gtk_label_new (words);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  button = label != NULL ? gtk_button_new_with_mnemonic (label) : NULL;
  line = gloss_notice_line_new (text, button);
  gtk_widget_set_hexpand (line, TRUE);

  bar = gtk_info_bar_new ();
  gtk_info_bar_set_message_type (GTK_INFO_BAR (bar), type);
  gtk_info_bar_set_show_close_button (GTK_INFO_BAR (bar), TRUE);
  gtk_info_bar_add_child (GTK_INFO_BAR (bar), line);
  if (button != NULL)
    g_signal_connect_object (button, "clicked", G_CALLBACK (accept_cb), bar, G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (bar), "id", g_strdup (id), g_free);
  g_object_set_data_full (G_OBJECT (bar), "action", g_strdup (action), g_free);
  g_signal_connect_object (bar, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  /* Where it is seen, however many there are. */
  gtk_box_prepend (GTK_BOX (self->box), bar);
  update (self);
}

/**
 * gloss_notices_tie:
 * @self: where it was said
 * @id: what it is about
 * @article: (nullable): the uuid of an article; %NULL: none
 *
 * Lets a notice be seen above one article alone, for as long as it is not closed.
 */
void
gloss_notices_tie (GlossNotices *self, const char *id, const char *article)
{
  g_return_if_fail (GLOSS_IS_NOTICES (self));
  g_return_if_fail (id != NULL);

  for (GtkWidget *bar = gtk_widget_get_first_child (self->box); bar != NULL;
       bar = gtk_widget_get_next_sibling (bar))
    if (g_str_equal (get_id (bar), id))
      {
        g_object_set_data_full (G_OBJECT (bar), "article", g_strdup (article), g_free);
        show_if_meant (self, bar);
      }
  update (self);
}

/**
 * gloss_notices_set_article:
 * @self: notices
 * @article: (nullable): the uuid of the article that is shown
 *
 * Shows what is tied to it, and nothing that is tied to another.
 */
void
gloss_notices_set_article (GlossNotices *self, const char *article)
{
  g_return_if_fail (GLOSS_IS_NOTICES (self));

  g_free (self->article);
  self->article = g_strdup (article);
  for (GtkWidget *bar = gtk_widget_get_first_child (self->box); bar != NULL;
       bar = gtk_widget_get_next_sibling (bar))
    show_if_meant (self, bar);
  update (self);
}

/**
 * gloss_notices_hide:
 * @self: where it was said
 * @id: what it was about
 *
 * Takes back one notice, if it is there: one about `page:https://example.org/` says nothing of those about
 * the pages below it.
 */
void
gloss_notices_hide (GlossNotices *self, const char *id)
{
  g_return_if_fail (GLOSS_IS_NOTICES (self));
  g_return_if_fail (id != NULL);

  hide (self, id, is_same);
}

/**
 * gloss_notices_hide_all:
 * @self: where they were said
 * @prefix: what their ids have in front
 *
 * Takes back all notices of a kind.
 */
void
gloss_notices_hide_all (GlossNotices *self, const char *prefix)
{
  g_return_if_fail (GLOSS_IS_NOTICES (self));
  g_return_if_fail (prefix != NULL);

  hide (self, prefix, starts_with);
}
