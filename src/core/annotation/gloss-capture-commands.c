/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a user may say of a capture, which is immutable but for where a public archive has the page, and that
 * it is the copy of a source. Pure; any thread. */

#include "config.h"

#include "core/annotation/gloss-capture-commands.h"

#include <glib/gi18n-lib.h>

#include "core/annotation/gloss-commands.h"

/**
 * gloss_command_set_archive:
 * @capture: a row of table capture, with all of its columns
 * @archive: (nullable): the address of a copy in a public archive; %NULL or empty: there is none
 *
 * Returns: (transfer full) (nullable): the change; %NULL where nothing differs
 */
GlossChange *
gloss_command_set_archive (GlossRecord *capture, const char *archive)
{
  g_autoptr (GlossRecord) edited = NULL;
  gboolean is_empty = archive == NULL || *archive == '\0';
  GlossChange *change;

  g_return_val_if_fail (capture != NULL, NULL);

  edited = gloss_record_with_string (capture, "archive", is_empty ? NULL : archive);
  if (gloss_record_equal (capture, edited))
    return NULL;

  change = gloss_change_new (is_empty ? _ ("Remove archive link") : _ ("Edit archive link"),
                             gloss_record_get_string (capture, "article"));
  gloss_change_add (change, capture, edited);
  return change;
}

/**
 * gloss_command_use_copy:
 * @annotation: an annotation
 * @source: one of its sources
 * @capture: a row of table capture: what the library has of the source's page
 *
 * Makes a capture that is there already the copy of a source. When the source was accessed stays what its
 * user says.
 *
 * Returns: (transfer full) (nullable): the change; %NULL where nothing differs or the source is gone
 */
GlossChange *
gloss_command_use_copy (GlossAnnotation *annotation, GlossRecord *source, GlossRecord *capture)
{
  g_autoptr (GlossRecord) linked = NULL;
  g_autoptr (GlossRecord) edited = NULL;
  g_autoptr (GlossChange) change = NULL;

  g_return_val_if_fail (GLOSS_IS_ANNOTATION (annotation), NULL);
  g_return_val_if_fail (source != NULL && capture != NULL, NULL);

  linked = gloss_record_with_string (source, "capture", gloss_record_get_uuid (capture));
  edited = gloss_record_with_string (linked, "hash", gloss_record_get_string (capture, "sha256"));
  change = gloss_command_edit_source (annotation, edited);
  return change != NULL ? gloss_change_relabel (change, _ ("Use a kept copy")) : NULL;
}
