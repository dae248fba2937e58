/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/annotation/gloss-undo-stack.h"
#include "core/store/gloss-store.h"

G_BEGIN_DECLS

/**
 * GlossCaptureDialog:
 *
 * What makes one version of an article provable: where and when it was captured, what was answered, its
 * hashes, and the link to a copy in a public archive, which can be entered and taken away here.
 *
 * Signal: `open` (char *uri): the user wants to see an address in the browser. It asks nothing for anything
 * itself.
 */
#define GLOSS_TYPE_CAPTURE_DIALOG (gloss_capture_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GlossCaptureDialog, gloss_capture_dialog, GLOSS, CAPTURE_DIALOG, AdwWindow)

GtkWidget *
gloss_capture_dialog_new (GtkWindow *parent, GlossStore *store, GlossUndoStack *undo, const char *capture);

G_END_DECLS
