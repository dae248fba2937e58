/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A card. Owns its widgets and references to the annotation it shows and to its document; borrows the editor
 * while it holds it. Main thread. It never writes. A list keeps some two hundred cards whatever it holds, so
 * a card begins as four widgets: the rest is made on demand. Showing an annotation costs the length of its
 * quote, sources and tags, at most NOTE_CHARS of its note, and the diff of its words where they changed. */

#include "config.h"

#include "app/annotations/gloss-annotation-card.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/annotations/gloss-anchor-status.h"
#include "app/annotations/gloss-anchor-words.h"
#include "app/annotations/gloss-annotation-words.h"
#include "app/annotations/gloss-markdown.h"
#include "app/annotations/gloss-source-row.h"
#include "app/annotations/gloss-verdict-pill.h"
#include "app/annotations/gloss-wrap-box.h"

#define EDGE 4
#define QUOTE_CHARS 400
#define QUOTE_LINES 3
#define NOTE_CHARS 600
#define NOTE_LINES 4
#define BREAK "\342\200\250"

struct _GlossAnnotationCard
{
  GtkWidget parent_instance;

  GlossDocument *document;
  GlossAnnotation *annotation;
  GlossCatalog *catalog;
  GlossSourceCopies *copies; /* weak, or NULL */
  GMenuModel *actions;
  GdkRGBA edge;
  gboolean selected;

  GtkWidget *editor; /* borrowed */

  /* Made when first needed. */
  GtkWidget *status;
  GtkWidget *verdict;
  GtkWidget *note;
  GtkWidget *sources;
  GtkWidget *foot;
  GtkWidget *tags;
  GtkWidget *buttons;

  GtkBox *box;
  GtkLabel *quote;
  GtkBox *head;
  GtkImage *category;
  GtkLabel *facts;
};

G_DEFINE_FINAL_TYPE (GlossAnnotationCard, gloss_annotation_card, GTK_TYPE_WIDGET)

static void
hide (GtkWidget *widget)
{
  if (widget != NULL)
    gtk_widget_set_visible (widget, FALSE);
}

static GtkWidget *
make_text (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_use_markup (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, style);
  g_signal_connect (label, "activate-link", G_CALLBACK (gloss_source_row_open_link), NULL);
  return label;
}

static gboolean
is_lost (GlossAnnotationCard *self)
{
  return g_strcmp0 (gloss_annotation_get_anchor_state (self->annotation), "lost") == 0;
}

static char *
dup_quote (GlossAnnotationCard *self)
{
  const char *quote = gloss_anchor_get_quote (gloss_annotation_get_anchor (self->annotation));
  g_auto (GStrv) lines = g_strsplit (quote, "\n", -1);
  g_autofree char *text = g_strjoinv (BREAK, lines);

  if (!self->selected && g_utf8_strlen (text, -1) > QUOTE_CHARS)
    *g_utf8_offset_to_pointer (text, QUOTE_CHARS) = '\0';
  /* Translators: words that stand nowhere in the article any more. */
  return is_lost (self) ? g_strdup_printf (_ ("“%s”"), text) : g_steal_pointer (&text);
}

static void
show_quote (GlossAnnotationCard *self)
{
  const char *found = gloss_annotation_get_found (self->annotation);
  gboolean changed =
    found != NULL && g_strcmp0 (gloss_annotation_get_anchor_state (self->annotation), "changed") == 0;
  g_autofree char *quote = NULL;

  if (changed)
    quote =
      gloss_anchor_words_dup_diff (gloss_anchor_get_quote (gloss_annotation_get_anchor (self->annotation)),
                                   found, self->selected);
  else
    quote = dup_quote (self);

  gtk_label_set_use_markup (self->quote, changed);
  gtk_label_set_label (self->quote, quote);
  gtk_label_set_lines (self->quote, self->selected ? -1 : QUOTE_LINES);
  gtk_label_set_ellipsize (self->quote, self->selected ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
}

/* Most cards have nothing to say about their place. */
static void
show_status (GlossAnnotationCard *self)
{
  if (self->status == NULL && gloss_standing_of (self->annotation) == GLOSS_STANDING_PLAIN &&
      gloss_annotation_get_anchors (self->annotation)->len <= 1)
    return;

  if (self->status == NULL)
    {
      self->status = gloss_anchor_status_new ();
      gtk_box_insert_child_after (self->box, self->status, GTK_WIDGET (self->quote));
    }
  gloss_anchor_status_show (GLOSS_ANCHOR_STATUS (self->status), self->document, self->annotation);
}

static void
show_head (GlossAnnotationCard *self)
{
  const GlossCategory *category =
    gloss_catalog_find_category (self->catalog, gloss_annotation_get_category (self->annotation));
  const char *verdict = gloss_annotation_get_verdict (self->annotation);
  g_autofree char *facts = gloss_words_dup_facts (self->annotation);

  if (category != NULL)
    {
      gtk_image_set_from_icon_name (self->category, category->icon);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->category), category->label);
    }
  else
    {
      gtk_image_clear (self->category);
    }
  if (category == NULL || !gdk_rgba_parse (&self->edge, category->colour))
    self->edge = (GdkRGBA){ 0.5f, 0.5f, 0.5f, 1 };
  if (is_lost (self))
    self->edge = (GdkRGBA){ 0.6f, 0.6f, 0.6f, 1 };

  hide (self->verdict);
  if (verdict != NULL)
    {
      if (self->verdict == NULL)
        {
          self->verdict = gloss_verdict_pill_new ();
          gtk_box_insert_child_after (self->head, self->verdict, GTK_WIDGET (self->category));
        }
      gloss_verdict_pill_set_verdict (self->verdict, self->catalog,
                                      gloss_annotation_get_scale (self->annotation), verdict);
    }
  gtk_label_set_label (self->facts, facts);
}

static char *
dup_notes (GlossAnnotationCard *self)
{
  g_autofree char *first =
    gloss_markdown_to_pango (gloss_annotation_get_note (self->annotation), self->selected ? 0 : NOTE_CHARS);
  g_autofree char *further = gloss_words_dup_further_notes (self->annotation);

  if (*further == '\0')
    return g_steal_pointer (&first);
  return g_strdup_printf ("%s%s%s", first, *first != '\0' ? "\n\n" : "", further);
}

static void
show_note (GlossAnnotationCard *self)
{
  g_autofree char *markup = dup_notes (self);

  hide (self->note);
  if (*markup == '\0')
    return;

  if (self->note == NULL)
    {
      self->note = make_text ("note");
      gtk_box_insert_child_after (self->box, self->note, GTK_WIDGET (self->head));
    }
  gtk_label_set_label (GTK_LABEL (self->note), markup);
  gtk_label_set_lines (GTK_LABEL (self->note), self->selected ? -1 : NOTE_LINES);
  gtk_label_set_ellipsize (GTK_LABEL (self->note),
                           self->selected ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  gtk_widget_set_visible (self->note, TRUE);
}

/* Only for its day: a page that the library has is offered where the source can be edited. */
static GlossRecord *
find_copy (GlossAnnotationCard *self, GlossRecord *source)
{
  return self->copies != NULL && !gloss_record_is_null (source, "capture")
           ? gloss_source_copies_look (self->copies, source)
           : NULL;
}

/* The number stands before the lines, so that they begin one below the other. */
static GtkWidget *
make_source (GlossAnnotationCard *self, GlossRecord *source, guint number)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *digits = gtk_label_new (NULL);
  GtkWidget *title = make_text ("source");
  GtkWidget *facts = make_text ("dim-label");
  g_autofree char *number_words = gloss_words_dup_number (number);
  g_autofree char *title_markup = gloss_words_dup_source_title (source);
  g_autofree char *facts_words = gloss_words_dup_source_facts (source, find_copy (self, source));

  gtk_label_set_label (GTK_LABEL (digits), number_words);
  gtk_widget_set_valign (digits, GTK_ALIGN_START);
  gtk_label_set_label (GTK_LABEL (title), title_markup);
  gtk_widget_add_css_class (facts, "caption");
  gtk_label_set_use_markup (GTK_LABEL (facts), FALSE);
  gtk_label_set_label (GTK_LABEL (facts), facts_words);
  gtk_widget_set_visible (facts, *facts_words != '\0');
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (lines), title);
  gtk_box_append (GTK_BOX (lines), facts);
  gtk_box_append (GTK_BOX (row), digits);
  gtk_box_append (GTK_BOX (row), lines);
  return row;
}

static void
show_sources (GlossAnnotationCard *self)
{
  GPtrArray *sources = gloss_annotation_get_sources (self->annotation);
  GtkWidget *row;

  hide (self->sources);
  if (sources->len == 0)
    return;

  if (self->sources == NULL)
    {
      self->sources = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
      gtk_widget_add_css_class (self->sources, "sources");
      gtk_box_insert_child_after (self->box, self->sources,
                                  self->note != NULL ? self->note : GTK_WIDGET (self->head));
    }
  while ((row = gtk_widget_get_first_child (self->sources)) != NULL)
    gtk_box_remove (GTK_BOX (self->sources), row);
  for (guint i = 0; i < sources->len; i++)
    gtk_box_append (GTK_BOX (self->sources), make_source (self, g_ptr_array_index (sources, i), i + 1));
  gtk_widget_set_visible (self->sources, TRUE);
}

/* Said once for every copy that was read: the rows stay, and take other words where there are any. */
static void
copies_cb (GlossAnnotationCard *self)
{
  GPtrArray *sources;
  GtkWidget *row;

  if (self->annotation == NULL || self->sources == NULL || !gtk_widget_get_visible (self->sources))
    return;

  sources = gloss_annotation_get_sources (self->annotation);
  row = gtk_widget_get_first_child (self->sources);
  for (guint i = 0; i < sources->len && row != NULL; i++, row = gtk_widget_get_next_sibling (row))
    {
      GlossRecord *source = g_ptr_array_index (sources, i);
      GtkWidget *facts = gtk_widget_get_last_child (gtk_widget_get_last_child (row));
      g_autofree char *words = gloss_words_dup_source_facts (source, find_copy (self, source));

      gtk_label_set_label (GTK_LABEL (facts), words);
    }
}

/* Tags at its start, buttons at its end. */
static GtkBox *
get_foot (GlossAnnotationCard *self)
{
  if (self->foot == NULL)
    {
      self->foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      gtk_widget_insert_after (self->foot, GTK_WIDGET (self->box),
                               gtk_widget_get_last_child (GTK_WIDGET (self->box)));
    }
  return GTK_BOX (self->foot);
}

static void
show_tags (GlossAnnotationCard *self)
{
  const char *const *tags = gloss_annotation_get_tags (self->annotation);
  GtkWidget *chip;

  hide (self->tags);
  if (tags[0] == NULL)
    return;

  if (self->tags == NULL)
    {
      self->tags = gloss_wrap_box_new ();
      gtk_widget_set_hexpand (self->tags, TRUE);
      gtk_widget_set_valign (self->tags, GTK_ALIGN_CENTER);
      gtk_box_prepend (get_foot (self), self->tags);
    }
  while ((chip = gtk_widget_get_first_child (self->tags)) != NULL)
    gloss_wrap_box_remove (GLOSS_WRAP_BOX (self->tags), chip);
  for (guint i = 0; tags[i] != NULL; i++)
    {
      chip = gtk_label_new (tags[i]);
      gtk_label_set_ellipsize (GTK_LABEL (chip), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (chip, "tag-chip");
      gloss_wrap_box_insert_before (GLOSS_WRAP_BOX (self->tags), chip, NULL);
    }
  gtk_widget_set_visible (self->tags, TRUE);
}

static void
show_buttons (GlossAnnotationCard *self)
{
  GtkWidget *edit, *menu;

  hide (self->buttons);
  if (!self->selected)
    return;

  if (self->buttons == NULL)
    {
      edit = gtk_button_new_from_icon_name ("document-edit-symbolic");
      gtk_widget_add_css_class (edit, "flat");
      gtk_widget_set_tooltip_text (edit, _ ("Edit annotation"));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (edit), "annotation.edit");

      menu = gtk_menu_button_new ();
      gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (menu), "view-more-horizontal-symbolic");
      gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (menu), self->actions);
      gtk_widget_add_css_class (menu, "flat");
      gtk_widget_set_tooltip_text (menu, _ ("More actions"));

      self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
      gtk_widget_set_halign (self->buttons, GTK_ALIGN_END);
      gtk_widget_set_valign (self->buttons, GTK_ALIGN_END);
      gtk_widget_set_hexpand (self->buttons, TRUE);
      gtk_box_append (GTK_BOX (self->buttons), edit);
      gtk_box_append (GTK_BOX (self->buttons), menu);
      gtk_box_append (get_foot (self), self->buttons);
    }
  gtk_widget_set_visible (self->buttons, TRUE);
}

static void
show_details (GlossAnnotationCard *self)
{
  gboolean reading = self->editor == NULL;

  /* The editor says all that is below the words. */
  gtk_widget_set_visible (GTK_WIDGET (self->head), reading);
  if (!reading)
    {
      hide (self->note);
      hide (self->sources);
      hide (self->foot);
      return;
    }
  show_note (self);
  show_sources (self);
  show_tags (self);
  show_buttons (self);
  /* Without anything in it, it would still be parted from what is above. */
  if (self->foot != NULL)
    gtk_widget_set_visible (self->foot,
                            self->selected || *gloss_annotation_get_tags (self->annotation) != NULL);
}

/* What has the focus inside of widget (nullable), or NULL. */
static GtkWidget *
find_focus (GtkWidget *widget)
{
  GtkRoot *root = widget != NULL ? gtk_widget_get_root (widget) : NULL;
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, widget) ? focus : NULL;
}

static void
show_annotation (GlossAnnotationCard *self)
{
  g_autofree char *summary =
    gloss_words_dup_summary (self->annotation, self->catalog, gloss_document_get_captures (self->document));
  GtkWidget *pressed = find_focus (self->status);

  show_quote (self);
  show_status (self);
  show_head (self);
  show_details (self);
  /* A button goes with what it was for. */
  if (pressed != NULL && !gtk_widget_get_mapped (pressed))
    gtk_widget_grab_focus (GTK_WIDGET (self));
  if (is_lost (self))
    gtk_widget_add_css_class (GTK_WIDGET (self), "lost");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "lost");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, summary, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GlossAnnotationCard *self = GLOSS_ANNOTATION_CARD (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int width = gtk_widget_get_width (widget);

  gtk_snapshot_append_color (snapshot, &self->edge,
                             &GRAPHENE_RECT_INIT (rtl ? width - EDGE : 0, 0, EDGE,
                                                  gtk_widget_get_height (widget)));
  GTK_WIDGET_CLASS (gloss_annotation_card_parent_class)->snapshot (widget, snapshot);
}

static void
dispose (GObject *object)
{
  GlossAnnotationCard *self = GLOSS_ANNOTATION_CARD (object);

  gloss_annotation_card_set_editor (self, NULL);
  gloss_annotation_card_set_annotation (self, NULL, NULL, NULL);
  gloss_annotation_card_set_copies (self, NULL);
  g_clear_object (&self->actions);
  gtk_widget_dispose_template (GTK_WIDGET (self), GLOSS_TYPE_ANNOTATION_CARD);

  G_OBJECT_CLASS (gloss_annotation_card_parent_class)->dispose (object);
}

static void
gloss_annotation_card_class_init (GlossAnnotationCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  widget_class->snapshot = snapshot;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/glossator/annotations/gloss-annotation-card.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossAnnotationCard, box);
  gtk_widget_class_bind_template_child (widget_class, GlossAnnotationCard, quote);
  gtk_widget_class_bind_template_child (widget_class, GlossAnnotationCard, head);
  gtk_widget_class_bind_template_child (widget_class, GlossAnnotationCard, category);
  gtk_widget_class_bind_template_child (widget_class, GlossAnnotationCard, facts);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "annotationcard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
gloss_annotation_card_init (GlossAnnotationCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gloss_annotation_card_new:
 * @menu: what the button with the three dots shows
 *
 * Returns: a card that shows nothing yet
 */
GtkWidget *
gloss_annotation_card_new (GMenuModel *menu)
{
  GlossAnnotationCard *self = g_object_new (GLOSS_TYPE_ANNOTATION_CARD, NULL);

  self->actions = g_object_ref (menu);
  return GTK_WIDGET (self);
}

/**
 * gloss_annotation_card_set_copies:
 * @self: a card
 * @copies: (nullable): knows when the copies of sources were kept; not owned
 *
 * A card that waits to be used again holds no library open.
 */
void
gloss_annotation_card_set_copies (GlossAnnotationCard *self, GlossSourceCopies *copies)
{
  g_return_if_fail (GLOSS_IS_ANNOTATION_CARD (self));

  if (self->copies == copies)
    return;
  if (self->copies != NULL)
    g_signal_handlers_disconnect_by_func (self->copies, copies_cb, self);
  g_set_weak_pointer (&self->copies, copies);
  if (copies == NULL)
    return;
  g_signal_connect_object (copies, "changed", G_CALLBACK (copies_cb), self, G_CONNECT_SWAPPED);
  copies_cb (self);
}

/**
 * gloss_annotation_card_set_annotation:
 * @self: a card
 * @document: (nullable): what the annotation belongs to
 * @annotation: (nullable): what to show
 * @catalog: (nullable): gives the words and colours of categories and verdicts
 */
void
gloss_annotation_card_set_annotation (GlossAnnotationCard *self,
                                      GlossDocument *document,
                                      GlossAnnotation *annotation,
                                      GlossCatalog *catalog)
{
  g_return_if_fail (GLOSS_IS_ANNOTATION_CARD (self));

  if (self->annotation == annotation && self->document == document && self->catalog == catalog)
    return;
  if (self->annotation != NULL)
    g_signal_handlers_disconnect_by_func (self->annotation, show_annotation, self);
  g_set_object (&self->document, document);
  g_set_object (&self->annotation, annotation);
  g_clear_pointer (&self->catalog, gloss_catalog_unref);
  if (annotation == NULL)
    return;

  self->catalog = gloss_catalog_ref (catalog);
  g_signal_connect_swapped (annotation, "changed", G_CALLBACK (show_annotation), self);
  show_annotation (self);
}

/**
 * gloss_annotation_card_get_annotation:
 * @self: a card
 *
 * Returns: (nullable): what it shows, borrowed
 */
GlossAnnotation *
gloss_annotation_card_get_annotation (GlossAnnotationCard *self)
{
  g_return_val_if_fail (GLOSS_IS_ANNOTATION_CARD (self), NULL);

  return self->annotation;
}

/**
 * gloss_annotation_card_set_selected:
 * @self: a card
 * @selected: whether it shows everything, with buttons
 */
void
gloss_annotation_card_set_selected (GlossAnnotationCard *self, gboolean selected)
{
  g_return_if_fail (GLOSS_IS_ANNOTATION_CARD (self));

  if (self->selected == selected)
    return;
  self->selected = selected;
  if (selected)
    gtk_widget_add_css_class (GTK_WIDGET (self), "selected");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "selected");
  if (self->annotation != NULL)
    show_annotation (self);
}

/**
 * gloss_annotation_card_set_editor:
 * @self: a card
 * @editor: (nullable): an editor without a parent, %NULL to give back the one it has
 */
void
gloss_annotation_card_set_editor (GlossAnnotationCard *self, GtkWidget *editor)
{
  g_return_if_fail (GLOSS_IS_ANNOTATION_CARD (self));

  if (self->editor == editor)
    return;
  if (self->editor != NULL)
    gtk_box_remove (self->box, self->editor);
  self->editor = editor;
  if (editor != NULL)
    gtk_box_append (self->box, editor);
  if (self->annotation != NULL)
    show_details (self);
}

/**
 * gloss_annotation_card_get_editor:
 * @self: a card
 *
 * Returns: (nullable): the editor it holds, borrowed
 */
GtkWidget *
gloss_annotation_card_get_editor (GlossAnnotationCard *self)
{
  g_return_val_if_fail (GLOSS_IS_ANNOTATION_CARD (self), NULL);

  return self->editor;
}
