/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which capture of an article is shown. It owns the list of captures and the shown one, and decides; it loads
 * nothing and asks no library. Main thread.
 */

#include "config.h"

#include "core/store/gloss-shown-capture.h"

#include <string.h>

static GlossRecord *
find (GPtrArray *captures, const char *uuid, guint *position)
{
  for (guint i = 0; i < captures->len && uuid != NULL; i++)
    if (g_strcmp0 (gloss_record_get_uuid (g_ptr_array_index (captures, i)), uuid) == 0)
      {
        if (position != NULL)
          *position = i;
        return g_ptr_array_index (captures, i);
      }

  return NULL;
}

void
gloss_shown_capture_init (GlossShownCapture *self)
{
  *self =
    (GlossShownCapture){ g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_record_unref), NULL, NULL };
}

void
gloss_shown_capture_clear (GlossShownCapture *self)
{
  g_clear_pointer (&self->captures, g_ptr_array_unref);
  g_clear_pointer (&self->capture, gloss_capture_unref);
  g_clear_pointer (&self->wanted, g_free);
}

gboolean
gloss_shown_capture_has_text (GlossRecord *capture)
{
  return !gloss_record_is_null (capture, "text_sha256");
}

gboolean
gloss_shown_capture_set_list (GlossShownCapture *self, GPtrArray *captures)
{
  gboolean differs = captures->len != self->captures->len;

  for (guint i = 0; i < captures->len && !differs; i++)
    differs = g_strcmp0 (gloss_record_get_uuid (g_ptr_array_index (captures, i)),
                         gloss_record_get_uuid (g_ptr_array_index (self->captures, i))) != 0;

  g_ptr_array_ref (captures);
  g_ptr_array_unref (self->captures);
  self->captures = captures;
  return differs;
}

/* A new array, as who has the former one keeps what it holds. */
static void
copy_list (GlossShownCapture *self)
{
  GPtrArray *copy = g_ptr_array_copy (self->captures, (GCopyFunc) (GCallback) gloss_record_ref, NULL);

  g_ptr_array_set_free_func (copy, (GDestroyNotify) gloss_record_unref);
  g_ptr_array_unref (self->captures);
  self->captures = copy;
}

/* What was never there is the newest. What comes back out of the trash belongs where it was added, which only
 * the library knows for certain: until it is read, the clock is believed. */
static guint
find_place (GPtrArray *captures, GlossRecord *capture, gboolean is_new)
{
  guint position = 0;

  if (is_new)
    return 0;

  while (position < captures->len &&
         g_strcmp0 (gloss_record_get_string (g_ptr_array_index (captures, position), "created"),
                    gloss_record_get_string (capture, "created")) > 0)
    position++;

  return position;
}

gboolean
gloss_shown_capture_apply (GlossShownCapture *self, GlossChange *change, const char *article)
{
  gboolean differs = FALSE;

  for (guint i = 0; i < gloss_change_get_n_edits (change); i++)
    {
      GlossRecord *record = gloss_change_get_after (change, i);
      gboolean is_there;
      guint position = 0;

      if (strcmp (gloss_record_get_table (record), "capture") != 0 ||
          g_strcmp0 (gloss_record_get_string (record, "article"), article) != 0)
        continue;

      is_there = find (self->captures, gloss_record_get_uuid (record), &position) != NULL;
      if (!is_there && gloss_record_is_deleted (record))
        continue;
      if (is_there && !gloss_record_is_deleted (record))
        {
          copy_list (self);
          gloss_record_unref (self->captures->pdata[position]);
          self->captures->pdata[position] = gloss_record_ref (record);
          continue;
        }

      copy_list (self);
      if (is_there)
        g_ptr_array_remove_index (self->captures, position);
      else
        g_ptr_array_insert (self->captures,
                            (int) find_place (self->captures, record,
                                              gloss_change_get_before (change, i) == NULL),
                            gloss_record_ref (record));
      differs = TRUE;
    }

  return differs;
}

void
gloss_shown_capture_want (GlossShownCapture *self, const char *uuid)
{
  char *wanted = g_strdup (uuid);

  g_free (self->wanted);
  self->wanted = wanted;
}

gboolean
gloss_shown_capture_take (GlossShownCapture *self, GlossCapture *capture)
{
  if (g_strcmp0 (gloss_shown_capture_get_uuid (self), gloss_capture_get_fields (capture)->uuid) == 0)
    return FALSE;

  g_clear_pointer (&self->capture, gloss_capture_unref);
  self->capture = gloss_capture_ref (capture);
  return TRUE;
}

const char *
gloss_shown_capture_get_uuid (GlossShownCapture *self)
{
  return self->capture != NULL ? gloss_capture_get_fields (self->capture)->uuid : NULL;
}

GlossRecord *
gloss_shown_capture_find (GlossShownCapture *self, const char *uuid)
{
  return find (self->captures, uuid, NULL);
}

GlossRecord *
gloss_shown_capture_get_newest (GlossShownCapture *self)
{
  return self->captures->len > 0 ? g_ptr_array_index (self->captures, 0) : NULL;
}

const char *
gloss_shown_capture_choose (GPtrArray *captures, const char *wanted, const char *shown)
{
  if (find (captures, wanted, NULL) != NULL)
    return wanted;
  if (find (captures, shown, NULL) != NULL)
    return shown;

  for (guint i = 0; i < captures->len; i++)
    if (gloss_shown_capture_has_text (g_ptr_array_index (captures, i)))
      return gloss_record_get_uuid (g_ptr_array_index (captures, i));

  return captures->len > 0 ? gloss_record_get_uuid (g_ptr_array_index (captures, 0)) : NULL;
}

const char *
gloss_shown_capture_get_target (GlossShownCapture *self)
{
  return gloss_shown_capture_choose (self->captures, self->wanted, gloss_shown_capture_get_uuid (self));
}
