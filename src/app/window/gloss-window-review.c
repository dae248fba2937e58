/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the user says about annotations whose words changed or went: accepting, keeping, leaving, attaching
 * them again. Main thread; owns nothing: everything is the window's. Each is one change, and offers to undo
 * it.
 */
#include "config.h"

#include "app/window/gloss-window-private.h"
#include "core/annotation/gloss-anchor-commands.h"

#include <glib/gi18n.h>

#define EXCERPT_LENGTH 60

static GlossAnnotation *
find_annotation (GlossWindow *self, GVariant *uuid)
{
  return gloss_annotation_list_find (gloss_document_get_annotations (self->document),
                                     g_variant_get_string (uuid, NULL));
}

/* Who decides about an annotation has not to show its place any more. */
static void
submit (GlossWindow *self, GlossAnnotation *annotation, GlossChange *change, const char *words)
{
  if (change == NULL)
    return;

  if (annotation == NULL || g_strcmp0 (gloss_annotation_get_uuid (annotation), self->attaching) == 0)
    gloss_window_end_attaching (self);
  gloss_document_submit (self->document, change);
  gloss_window_toast (self, words, TRUE);
}

static void
accept_anchor_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  GlossWindow *self = data;
  GlossAnnotation *annotation = find_annotation (self, target);
  GlossText *text = gloss_capture_get_fields (gloss_document_get_capture (self->document))->text;

  if (annotation != NULL)
    submit (self, annotation, gloss_command_accept_anchor (annotation, text), _ ("New words accepted"));
}

static void
accept_reworded_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  GlossWindow *self = data;
  GlossText *text = gloss_capture_get_fields (gloss_document_get_capture (self->document))->text;
  guint n_accepted = 0;
  GlossChange *change =
    gloss_command_accept_anchors (gloss_document_get_annotations (self->document), text, &n_accepted);
  g_autofree char *words =
    g_strdup_printf (ngettext ("%u passage accepted", "%u passages accepted", n_accepted), n_accepted);

  submit (self, NULL, change, words);
}

static void
keep_anchor_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  GlossWindow *self = data;
  GlossAnnotation *annotation = find_annotation (self, target);

  if (annotation != NULL)
    submit (self, annotation, gloss_command_keep_anchor (annotation), _ ("Old words kept"));
}

static void
leave_anchor_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  GlossWindow *self = data;
  GlossAnnotation *annotation = find_annotation (self, target);

  if (annotation != NULL)
    submit (self, annotation, gloss_command_keep_anchor (annotation), _ ("Left as not found"));
}

static void
next_attention_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  GlossWindow *self = data;

  if (!gloss_annotations_pane_next_attention (self->annotations_pane))
    gloss_window_toast (self, _ ("Nothing needs a look"), FALSE);
}

/* Attaching an annotation by hand. */

static void
attach (GlossWindow *self, GlossAnnotation *annotation, GlossAnchor *anchor)
{
  GlossChange *change =
    gloss_command_attach_anchor (annotation,
                                 gloss_capture_get_fields (gloss_document_get_capture (self->document))->uuid,
                                 anchor);

  gloss_reader_pane_dismiss (self->reader_pane);
  submit (self, annotation, change, _ ("Annotation attached"));
}

/* What is deleted, or undone, is attached to nothing. */
static void
annotations_cb (GlossWindow *self)
{
  if (gloss_annotation_list_find (self->attaching_in, self->attaching) == NULL)
    gloss_window_end_attaching (self);
}

/* Enough of a quote to know it by. */
static char *
dup_excerpt (const char *quote)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (quote, -1) <= EXCERPT_LENGTH)
    return g_strdup (quote);
  start = g_utf8_substring (quote, 0, EXCERPT_LENGTH);
  return g_strconcat (g_strchomp (start), "…", NULL);
}

static void
begin_attaching (GlossWindow *self, GlossAnnotation *annotation)
{
  g_autofree char *quote = dup_excerpt (gloss_annotation_get_original_quote (annotation));
  /* Translators: the words of an annotation that are not found any more */
  g_autofree char *words = g_strdup_printf (_ ("Select where “%s” stands now."), quote);

  self->attaching = g_strdup (gloss_annotation_get_uuid (annotation));
  self->attaching_in = g_object_ref (gloss_document_get_annotations (self->document));
  g_signal_connect_object (self->attaching_in, "items-changed", G_CALLBACK (annotations_cb), self,
                           G_CONNECT_SWAPPED);
  gloss_reader_pane_set_attaching (self->reader_pane, TRUE);
  gloss_notices_show (gloss_reader_pane_get_notices (self->reader_pane), "attach", GTK_MESSAGE_QUESTION,
                      words, _ ("_Cancel"), "win.cancel-attach");
  if (adw_flap_get_folded (ADW_FLAP (self->annotations_flap)))
    adw_flap_set_reveal_flap (ADW_FLAP (self->annotations_flap), FALSE);
  gloss_reader_pane_focus (self->reader_pane);
  gloss_window_update_actions (self);
}

/* Words that are selected already are meant, unless they are those of a comparison. */
static void
attach_again_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  GlossWindow *self = data;
  GlossAnnotation *annotation = find_annotation (self, target);
  GlossAnchor *selection = NULL;

  gloss_window_end_attaching (self);
  if (annotation == NULL)
    return;

  if (!gloss_reader_pane_end_comparison (self->reader_pane))
    selection = gloss_reader_pane_get_selection (self->reader_pane);
  if (selection != NULL)
    attach (self, annotation, selection);
  else
    begin_attaching (self, annotation);
}

static void
attach_here_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  GlossWindow *self = data;
  GlossAnchor *selection = gloss_reader_pane_get_selection (self->reader_pane);
  GlossAnnotation *annotation =
    gloss_annotation_list_find (gloss_document_get_annotations (self->document), self->attaching);

  if (selection == NULL || annotation == NULL)
    return;

  attach (self, annotation, selection);
  gloss_annotations_pane_set_selected (self->annotations_pane, gloss_annotation_get_uuid (annotation));
}

static void
cancel_attach_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  gloss_window_end_attaching (data);
}

static void
notice_closed_cb (GlossWindow *self, const char *id)
{
  if (g_str_equal (id, "attach"))
    gloss_window_end_attaching (self);
}

/**
 * gloss_window_end_attaching:
 * @self: a window
 *
 * Lets selecting make annotations again.
 *
 * Returns: whether an annotation was to be attached
 */
gboolean
gloss_window_end_attaching (GlossWindow *self)
{
  if (self->attaching == NULL)
    return FALSE;

  g_clear_pointer (&self->attaching, g_free);
  g_signal_handlers_disconnect_by_func (self->attaching_in, annotations_cb, self);
  g_clear_object (&self->attaching_in);
  gloss_notices_hide (gloss_reader_pane_get_notices (self->reader_pane), "attach");
  gloss_reader_pane_dismiss (self->reader_pane);
  gloss_reader_pane_set_attaching (self->reader_pane, FALSE);
  gloss_window_update_actions (self);
  return TRUE;
}

static const GActionEntry entries[] = {
  { "accept-anchor", accept_anchor_cb, "s" }, { "accept-reworded", accept_reworded_cb },
  { "keep-anchor", keep_anchor_cb, "s" },     { "leave-anchor", leave_anchor_cb, "s" },
  { "attach-again", attach_again_cb, "s" },   { "attach-here", attach_here_cb },
  { "cancel-attach", cancel_attach_cb },      { "next-attention", next_attention_cb },
};

/**
 * gloss_window_add_review_actions:
 * @self: a window whose template is made
 *
 * Gives the window its actions on annotations that are to be reviewed.
 */
void
gloss_window_add_review_actions (GlossWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (gloss_reader_pane_get_notices (self->reader_pane), "closed",
                           G_CALLBACK (notice_closed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * gloss_window_update_review_actions:
 * @self: a window
 *
 * Enables what can be said about annotations now.
 */
void
gloss_window_update_review_actions (GlossWindow *self)
{
  static const char *const reading[] = { "next-attention", NULL };
  static const char *const reviewing[] = { "accept-anchor", "accept-reworded", "keep-anchor",
                                           "leave-anchor",  "attach-again",    NULL };
  static const char *const attaching[] = { "attach-here", "cancel-attach", NULL };
  gboolean has_document = self->document != NULL;

  gloss_window_set_enabled (self, reading, has_document);
  gloss_window_set_enabled (self, reviewing,
                            has_document &&
                              !gloss_store_is_read_only (gloss_workspace_get_store (self->workspace)));
  gloss_window_set_enabled (self, attaching, self->attaching != NULL);
}
