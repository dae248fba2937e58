/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What can be taken back and what can be made again, as two piles of changes. It owns references to them and
 * applies nothing. Main thread. Everything is O(1) but for forgetting, which looks through both piles.
 */

#include "config.h"

#include "core/annotation/gloss-undo-stack.h"

struct _GlossUndoStack
{
  GObject parent_instance;

  GPtrArray *done;   /* element-type GlossChange, the last one on top */
  GPtrArray *undone; /* the inverses that were submitted, the last one on top */
};

G_DEFINE_FINAL_TYPE (GlossUndoStack, gloss_undo_stack, G_TYPE_OBJECT)

enum
{
  PROP_UNDO_LABEL = 1,
  PROP_REDO_LABEL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const char *
get_top_label (GPtrArray *pile)
{
  return pile->len > 0 ? gloss_change_get_label (g_ptr_array_index (pile, pile->len - 1)) : NULL;
}

static void
notify_labels (GlossUndoStack *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNDO_LABEL]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REDO_LABEL]);
}

/* Takes the top of one pile and puts its inverse on the other, which is returned. */
static GlossChange *
turn_over (GlossUndoStack *self, GPtrArray *from, GPtrArray *to)
{
  g_autoptr (GlossChange) change = NULL;
  GlossChange *inverse;

  if (from->len == 0)
    return NULL;

  change = g_ptr_array_steal_index (from, from->len - 1);
  inverse = gloss_change_invert (change);
  g_ptr_array_add (to, gloss_change_ref (inverse));
  notify_labels (self);

  return inverse;
}

static void
gloss_undo_stack_finalize (GObject *object)
{
  GlossUndoStack *self = GLOSS_UNDO_STACK (object);

  g_ptr_array_unref (self->done);
  g_ptr_array_unref (self->undone);

  G_OBJECT_CLASS (gloss_undo_stack_parent_class)->finalize (object);
}

static void
gloss_undo_stack_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  GlossUndoStack *self = GLOSS_UNDO_STACK (object);

  switch (prop_id)
    {
    case PROP_UNDO_LABEL:
      g_value_set_string (value, gloss_undo_stack_get_undo_label (self));
      break;
    case PROP_REDO_LABEL:
      g_value_set_string (value, gloss_undo_stack_get_redo_label (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gloss_undo_stack_class_init (GlossUndoStackClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = gloss_undo_stack_finalize;
  object_class->get_property = gloss_undo_stack_get_property;

  /**
   * GlossUndoStack:undo-label:
   *
   * What undoing would take back; %NULL where there is nothing.
   */
  properties[PROP_UNDO_LABEL] =
    g_param_spec_string ("undo-label", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * GlossUndoStack:redo-label:
   *
   * What redoing would make again; %NULL where there is nothing.
   */
  properties[PROP_REDO_LABEL] =
    g_param_spec_string ("redo-label", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gloss_undo_stack_init (GlossUndoStack *self)
{
  self->done = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_change_unref);
  self->undone = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_change_unref);
}

/**
 * gloss_undo_stack_new:
 *
 * Makes an empty stack.
 *
 * Returns: (transfer full): the stack
 */
GlossUndoStack *
gloss_undo_stack_new (void)
{
  return g_object_new (GLOSS_TYPE_UNDO_STACK, NULL);
}

/**
 * gloss_undo_stack_push:
 * @self: a stack
 * @change: a change that is being submitted
 *
 * Puts a change on top. What was undone before it cannot be made again any more.
 */
void
gloss_undo_stack_push (GlossUndoStack *self, GlossChange *change)
{
  g_return_if_fail (GLOSS_IS_UNDO_STACK (self));
  g_return_if_fail (change != NULL);

  g_ptr_array_add (self->done, gloss_change_ref (change));
  g_ptr_array_set_size (self->undone, 0);
  notify_labels (self);
}

/**
 * gloss_undo_stack_undo:
 * @self: a stack
 *
 * Takes the last change off the stack.
 *
 * Returns: (transfer full) (nullable): its inverse, to be submitted
 */
GlossChange *
gloss_undo_stack_undo (GlossUndoStack *self)
{
  g_return_val_if_fail (GLOSS_IS_UNDO_STACK (self), NULL);

  return turn_over (self, self->done, self->undone);
}

/**
 * gloss_undo_stack_redo:
 * @self: a stack
 *
 * Takes back the last undoing.
 *
 * Returns: (transfer full) (nullable): the change to be submitted
 */
GlossChange *
gloss_undo_stack_redo (GlossUndoStack *self)
{
  g_return_val_if_fail (GLOSS_IS_UNDO_STACK (self), NULL);

  return turn_over (self, self->undone, self->done);
}

/**
 * gloss_undo_stack_forget:
 * @self: a stack
 * @change: a change that was pushed, undone or redone, and could not be applied
 *
 * Drops a change, so that it is offered neither for undoing nor for redoing. One that is not there is passed
 * over.
 */
void
gloss_undo_stack_forget (GlossUndoStack *self, GlossChange *change)
{
  g_return_if_fail (GLOSS_IS_UNDO_STACK (self));
  g_return_if_fail (change != NULL);

  if (g_ptr_array_remove (self->done, change) || g_ptr_array_remove (self->undone, change))
    notify_labels (self);
}

/**
 * gloss_undo_stack_get_undo_label:
 * @self: a stack
 *
 * Returns: (nullable): what undoing would take back
 */
const char *
gloss_undo_stack_get_undo_label (GlossUndoStack *self)
{
  g_return_val_if_fail (GLOSS_IS_UNDO_STACK (self), NULL);

  return get_top_label (self->done);
}

/**
 * gloss_undo_stack_get_redo_label:
 * @self: a stack
 *
 * Returns: (nullable): what redoing would make again
 */
const char *
gloss_undo_stack_get_redo_label (GlossUndoStack *self)
{
  g_return_val_if_fail (GLOSS_IS_UNDO_STACK (self), NULL);

  return get_top_label (self->undone);
}
