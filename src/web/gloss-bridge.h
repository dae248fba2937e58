/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "web/gloss-safe-view.h"

G_BEGIN_DECLS

/**
 * GlossBridge:
 *
 * Between the reader page's scripts and the program. What comes from the web process is untrusted: messages of another
 * load, of wrong type or out of range are dropped. Offsets are UTF-16 units of the canonical text; rectangles are in
 * the view's coordinates. Main thread.
 *
 * Signals:
 * - `parsed` (): a stored page waits for gloss_bridge_build_original()
 * - `ready` (char *text): the page was parsed; the text it shows, which the caller compares with the capture's
 * - `selection` (guint start, guint end, char *exact, GdkRectangle *), `no-selection` ()
 * - `selection-moved` (GdkRectangle *): the selection stands elsewhere now
 * - `click` (guint offset, GdkRectangle *): one character was clicked, nothing was selected
 * - `painted` (): the page has painted what gloss_bridge_start() or _update() sent last; never said while the view is
 *   hidden
 * - `scrolled` (double progress), `resized` ()
 * - `covers` (guint n): how many parts of a stored page stand over it
 * - `rested` (guint offset): it is not being scrolled any more; the text that is seen begins there
 * - `stuck` (): the page owes an answer for longer than it may, or could not do what it was told: it has to be loaded
 *   again
 */
#define GLOSS_TYPE_BRIDGE (gloss_bridge_get_type ())
G_DECLARE_FINAL_TYPE (GlossBridge, gloss_bridge, GLOSS, BRIDGE, GObject)

/**
 * GlossLook:
 * @theme: `light`, `sepia`, `dark`
 * @face: `serif`, `sans`, `mono`
 */
typedef struct
{
  const char *theme;
  const char *face;
} GlossLook;

/**
 * GlossPageHead:
 * @meta: what to say about the article under its title, in order
 * @uri: (nullable): the original's address, for a link after it
 * @direction: `ltr` or `rtl`, for a document that says nothing of it
 */
typedef struct
{
  const char *const *meta;
  const char *uri;
  const char *direction;
} GlossPageHead;

/* value: what the page answered. Not called where the call failed, where it is another page by then, or once the bridge
 * is gone: data may be whoever owns the bridge. */
typedef void (*GlossBridgeReply) (gpointer data, JSCValue *value);

typedef enum
{
  GLOSS_BRIDGE_READER,  /* the reader document of a capture */
  GLOSS_BRIDGE_ORIGINAL /* its page as it was */
} GlossBridgeKind;

GlossBridge *gloss_bridge_new (GlossSafeView *view, GlossBridgeKind kind);
void gloss_bridge_set_css (GlossBridge *self, const char *css);
void gloss_bridge_expect (GlossBridge *self, guint load, gsize length);
void gloss_bridge_load (GlossBridge *self, const char *html, gsize length);
void gloss_bridge_load_nothing (GlossBridge *self);

void gloss_bridge_start (GlossBridge *self, const GlossLook *look, const GlossPageHead *head, const char *segments,
                         double progress, gint64 place);
void gloss_bridge_build_original (GlossBridge *self, const char *address, const char *parts, const char *sheets);
void gloss_bridge_start_original (GlossBridge *self, gsize length, const char *segments, gboolean hide_covers);
void gloss_bridge_hide_covers (GlossBridge *self, gboolean hide);
void gloss_bridge_set_look (GlossBridge *self, const GlossLook *look);
void gloss_bridge_refresh (GlossBridge *self);
void gloss_bridge_update (GlossBridge *self, const char *removed, const char *added);
void gloss_bridge_mark_selected (GlossBridge *self, guint start, guint end);
void gloss_bridge_reveal (GlossBridge *self, guint start, guint end, gboolean animate);
void gloss_bridge_place_caret (GlossBridge *self);
void gloss_bridge_clear_selection (GlossBridge *self);
void gloss_bridge_select (GlossBridge *self, guint start, guint end);
void gloss_bridge_show_found (GlossBridge *self, const char *spans, guint start, guint end);
void gloss_bridge_measure (GlossBridge *self, const char *starts, GlossBridgeReply reply, gpointer data);

G_END_DECLS
