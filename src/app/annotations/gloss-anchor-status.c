/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What became of the words of a card. Owns its widgets. Main thread.
 * It changes nothing: its buttons activate actions. */

#include "config.h"

#include "app/annotations/gloss-anchor-status.h"

#include <glib/gi18n.h>

#include "app/annotations/gloss-anchor-words.h"
#include "app/annotations/gloss-verdict-pill.h"
#include "app/annotations/gloss-wrap-box.h"

#define N_LINKS 2
#define WAS_LINES 2

struct _GlossAnchorStatus
{
  GtkWidget parent_instance;

  GtkWidget *line;
  GtkWidget *pill;
  GtkWidget *deeds; /* the buttons and the dot between them stay in one line */
  GtkWidget *links[N_LINKS];
  GtkWidget *dot;
  GtkWidget *was; /* made when first needed */
};

G_DEFINE_FINAL_TYPE (GlossAnchorStatus, gloss_anchor_status, GTK_TYPE_WIDGET)

typedef struct
{
  const char *action;
  const char *label; /* on a card */
  const char *item;  /* in the menu */
  const char *tooltip;
  guint on_card; /* bits of GlossStanding */
  guint in_menu;
} Deed;

#define CHANGED (1 << GLOSS_STANDING_CHANGED)
#define KEPT (1 << GLOSS_STANDING_KEPT)
#define LOST (1 << GLOSS_STANDING_LOST)
#define LEFT (1 << GLOSS_STANDING_LEFT)
#define ELSEWHERE (1 << GLOSS_STANDING_ELSEWHERE)

static const Deed deeds[] = {
  { "win.accept-anchor", N_ ("Accept"), N_ ("_Accept new words"),
    N_ ("Stand by the words that are there now"), CHANGED, CHANGED | KEPT },
  { "win.keep-anchor", N_ ("Keep old"), N_ ("_Keep old words"), N_ ("Stand by the old words"), CHANGED,
    CHANGED },
  { "win.attach-again", N_ ("Attach again"), N_ ("A_ttach again…"), N_ ("Select the words it belongs to"),
    LOST, CHANGED | KEPT | LOST | LEFT },
  { "win.leave-anchor", N_ ("Leave"), N_ ("_Leave without a place"),
    N_ ("Keep it, without a place in this version"), LOST, LOST },
};

static const char *
find_family (GlossAnnotation *annotation)
{
  switch (gloss_standing_of (annotation))
    {
    case GLOSS_STANDING_CHANGED:
      return gloss_annotation_get_claim_change (annotation) != GLOSS_CLAIM_CHANGE_NONE ? "changed"
                                                                                       : "reworded";
    case GLOSS_STANDING_LOST:
      return "lost";
    case GLOSS_STANDING_PLAIN:
    case GLOSS_STANDING_MOVED:
    case GLOSS_STANDING_KEPT:
    case GLOSS_STANDING_LEFT:
    case GLOSS_STANDING_ELSEWHERE:
    default:
      return "quiet";
    }
}

static void
show_link (GlossAnchorStatus *self,
           guint i,
           const char *label,
           const char *tooltip,
           const char *action,
           const char *target)
{
  gtk_button_set_label (GTK_BUTTON (self->links[i]), label);
  gtk_widget_set_tooltip_text (self->links[i], tooltip);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->links[i]), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->links[i]), action);
  gtk_widget_set_visible (self->links[i], TRUE);
}

static void
show_links (GlossAnchorStatus *self, GlossDocument *document, GlossAnnotation *annotation)
{
  GlossStanding standing = gloss_standing_of (annotation);
  guint n = 0;

  for (guint i = 0; i < N_LINKS; i++)
    gtk_widget_set_visible (self->links[i], FALSE);

  if (standing == GLOSS_STANDING_ELSEWHERE)
    show_link (self, n++, _ ("Show the version it stands in"), NULL, "win.show-capture",
               gloss_standing_find_capture (annotation));
  for (gsize i = 0; i < G_N_ELEMENTS (deeds) && !gloss_document_is_read_only (document); i++)
    {
      if ((deeds[i].on_card & 1 << standing) != 0)
        show_link (self, n++, _ (deeds[i].label), _ (deeds[i].tooltip), deeds[i].action,
                   gloss_annotation_get_uuid (annotation));
    }
  g_assert (n <= N_LINKS);
  gtk_widget_set_visible (self->deeds, n > 0);
  gtk_widget_set_visible (self->dot, n > 1);
}

static GtkWidget *
make_link (void)
{
  GtkWidget *link = gtk_button_new_with_label ("");

  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (link))), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (link, "flat");
  gtk_widget_add_css_class (link, "deed");
  return link;
}

static void
make_line (GlossAnchorStatus *self)
{
  self->pill = gloss_verdict_pill_new ();
  self->deeds = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  for (guint i = 0; i < N_LINKS; i++)
    {
      self->links[i] = make_link ();
      gtk_box_append (GTK_BOX (self->deeds), self->links[i]);
    }
  self->dot = gtk_label_new ("·");
  gtk_widget_add_css_class (self->dot, "dim-label");
  gtk_box_insert_child_after (GTK_BOX (self->deeds), self->dot, self->links[0]);

  self->line = gloss_wrap_box_new ();
  gloss_wrap_box_insert_before (GLOSS_WRAP_BOX (self->line), self->pill, NULL);
  gloss_wrap_box_insert_before (GLOSS_WRAP_BOX (self->line), self->deeds, NULL);
  gtk_widget_set_parent (self->line, GTK_WIDGET (self));
}

/* Words that do not fit. */
static gboolean
query_tooltip_cb (GtkWidget *label, int x, int y, gboolean by_keys, GtkTooltip *tooltip, gpointer data)
{
  gtk_tooltip_set_text (tooltip, gtk_label_get_text (GTK_LABEL (label)));
  return pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label)));
}

static void
show_was (GlossAnchorStatus *self, const char *was)
{
  if (self->was == NULL && *was != '\0')
    {
      self->was = gtk_label_new (NULL);
      gtk_label_set_xalign (GTK_LABEL (self->was), 0);
      gtk_label_set_wrap (GTK_LABEL (self->was), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (self->was), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_lines (GTK_LABEL (self->was), WAS_LINES);
      gtk_label_set_ellipsize (GTK_LABEL (self->was), PANGO_ELLIPSIZE_MIDDLE);
      gtk_widget_set_has_tooltip (self->was, TRUE);
      g_signal_connect (self->was, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
      gtk_widget_add_css_class (self->was, "caption");
      gtk_widget_add_css_class (self->was, "dim-label");
      gtk_widget_set_parent (self->was, GTK_WIDGET (self));
    }
  if (self->was == NULL)
    return;

  gtk_label_set_label (GTK_LABEL (self->was), was);
  gtk_widget_set_visible (self->was, *was != '\0');
}

static void
dispose (GObject *object)
{
  GlossAnchorStatus *self = GLOSS_ANCHOR_STATUS (object);

  g_clear_pointer (&self->line, gtk_widget_unparent);
  g_clear_pointer (&self->was, gtk_widget_unparent);

  G_OBJECT_CLASS (gloss_anchor_status_parent_class)->dispose (object);
}

static void
gloss_anchor_status_class_init (GlossAnchorStatusClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "anchorstatus");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
gloss_anchor_status_init (GlossAnchorStatus *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);

  make_line (self);
}

/**
 * gloss_anchor_status_new:
 *
 * Returns: (transfer floating): a line that says nothing yet
 */
GtkWidget *
gloss_anchor_status_new (void)
{
  return g_object_new (GLOSS_TYPE_ANCHOR_STATUS, NULL);
}

/**
 * gloss_anchor_status_show:
 * @self: a line
 * @document: what the annotation belongs to
 * @annotation: what to speak about
 *
 * Says what became of the words of an annotation. It costs as much as the words it shows.
 */
void
gloss_anchor_status_show (GlossAnchorStatus *self, GlossDocument *document, GlossAnnotation *annotation)
{
  g_autofree char *changes = NULL, *was = NULL, *pill = NULL;

  g_return_if_fail (GLOSS_IS_ANCHOR_STATUS (self));

  pill = gloss_anchor_words_dup_pill (annotation);
  was = gloss_anchor_words_dup_was (annotation, gloss_document_get_captures (document));
  if (gloss_annotation_get_claim_change (annotation) != GLOSS_CLAIM_CHANGE_NONE)
    changes = gloss_anchor_words_dup_changes (annotation);

  gloss_verdict_pill_set (self->pill, find_family (annotation), pill, changes);
  show_links (self, document, annotation);
  show_was (self, was);
  gtk_widget_set_visible (self->line, *pill != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self), *pill != '\0' || *was != '\0');
}

/**
 * gloss_anchor_status_fill_menu:
 * @menu: what to append to
 * @document: what the annotation belongs to
 * @annotation: what the items act on
 *
 * Offers what the buttons do, and what can still be done after a review.
 */
void
gloss_anchor_status_fill_menu (GMenu *menu, GlossDocument *document, GlossAnnotation *annotation)
{
  GlossStanding standing = gloss_standing_of (annotation);
  const char *capture = gloss_standing_find_capture (annotation);

  for (gsize i = 0; i < G_N_ELEMENTS (deeds) && !gloss_document_is_read_only (document); i++)
    {
      g_autoptr (GMenuItem) item = NULL;

      if ((deeds[i].in_menu & 1 << standing) == 0)
        continue;
      item = g_menu_item_new (_ (deeds[i].item), NULL);
      g_menu_item_set_action_and_target (item, deeds[i].action, "s", gloss_annotation_get_uuid (annotation));
      g_menu_append_item (menu, item);
    }
  if (capture != NULL && (LOST | LEFT | ELSEWHERE) & 1 << standing)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ ("_Show the version it stands in"), NULL);

      g_menu_item_set_action_and_target (item, "win.show-capture", "s", capture);
      g_menu_append_item (menu, item);
    }
}
