/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/annotations/gloss-annotations-pane.h"
#include "app/library/gloss-library-pane.h"
#include "app/reader/gloss-reader-pane.h"
#include "app/window/gloss-file-watch.h"
#include "app/window/gloss-toaster.h"
#include "app/window/gloss-window.h"
#include "app/window/gloss-workspace.h"

G_BEGIN_DECLS

/* What the first article to be shown is: files that were asked for, or the last one instead of them. */
typedef enum
{
  GLOSS_START_DONE,
  GLOSS_START_FILES,
  GLOSS_START_LAST,
} GlossStart;

/* Shared by gloss-window.c, which owns all of it, and the files beside it, which read it. */
struct _GlossWindow
{
  AdwApplicationWindow parent_instance;

  GSettings *settings;
  GlossWorkspace *workspace;
  char *path;
  GPtrArray *waiting; /* GFile: to open once the library is there */
  GlossDocument *document;
  gboolean closing; /* waits for the store */
  gboolean may_close;
  GtkWidget *question; /* borrowed: the dialog that asks whether to close, until it is answered; or NULL */
  gboolean busy;
  GlossStart start;
  guint saving_id;
  GlossToaster *toaster;
  GtkFileChooserNative *chooser;

  /* captures */
  GlossFileWatch *watch;
  GlossComparing *turning; /* finds the place in the capture that is shown next */
  char *turning_to;
  char *outside_capture; /* came while the article was open, without the user's asking */
  guint n_captures;
  char *compared;                    /* the newer capture of the comparison that is shown */
  char *attaching;                   /* the annotation that is attached to what is selected next */
  GlossAnnotationList *attaching_in; /* the list that it is in */
  char *unchanged;                   /* an article whose file was looked at again, and not told of yet */
  GHashTable *captured;              /* articles that were captured again, and not told of yet */
  GCancellable *retaking;            /* of what is being taken of a page, or NULL */
  GHashTable *extent_news;           /* by article: what to tell of what was taken of its page, or NULL */

  char *failures; /* of the files that were opened last, a line each */
  /* pages of the web */
  char *known;          /* an article that was asked for by its address, and not told of yet */
  char *failed_address; /* the address that failed last */

  /* copies of sources */
  GlossSourceKeeper *keeper;
  char *wanted_copy; /* the capture that is shown once its article is open */

  GtkWidget *toasts;
  GtkWidget *overlay;
  GtkWidget *stack;
  GtkWidget *problem_page;
  GtkWidget *annotations_flap;
  GtkWidget *library_flap;
  GlossLibraryPane *library_pane;
  GlossReaderPane *reader_pane;
  GlossAnnotationsPane *annotations_pane;
  GtkWidget *annotations_title;
  GtkWidget *drop_hint;
};

void gloss_window_toast (GlossWindow *self, const char *words, gboolean undo);
void gloss_window_open_library (GlossWindow *self);

/* gloss-window-captures.c */
void gloss_window_add_capture_actions (GlossWindow *self);
void gloss_window_update_capture_actions (GlossWindow *self);
void gloss_window_follow_captures (GlossWindow *self);
void gloss_window_open_captures (GlossWindow *self);
void gloss_window_close_captures (GlossWindow *self);
void gloss_window_tell_unchanged (GlossWindow *self, const char *article);
void gloss_window_tell_captured (GlossWindow *self, const char *article);

/* gloss-window-review.c */
void gloss_window_add_review_actions (GlossWindow *self);
void gloss_window_update_review_actions (GlossWindow *self);
/* FALSE where nothing was to be attached. */
gboolean gloss_window_end_attaching (GlossWindow *self);

/* gloss-window-pages.c */
void gloss_window_add_page_actions (GlossWindow *self);
void gloss_window_follow_pages (GlossWindow *self);
void gloss_window_leave_pages (GlossWindow *self);
/* Shows an article that is known by the address, or loads the page. */
void gloss_window_open_address (GlossWindow *self, const char *uri);
/* Pasted or dropped: addresses, or the text of an article. */
void gloss_window_add_text (GlossWindow *self, const char *text);
void gloss_window_tell_known (GlossWindow *self);
void gloss_window_forget_doubt (GlossWindow *self, GFile *file);

/* gloss-window-sources.c */
void gloss_window_add_source_actions (GlossWindow *self);
void gloss_window_update_source_actions (GlossWindow *self);
void gloss_window_follow_sources (GlossWindow *self);
void gloss_window_leave_sources (GlossWindow *self);

/* gloss-window-actions.c */
void gloss_window_add_actions (GlossWindow *self);
/* What can be done depends on the library, the document and the undo stack. */
void gloss_window_update_actions (GlossWindow *self);
/* names: NULL-terminated. */
void gloss_window_set_enabled (GlossWindow *self, const char *const *names, gboolean enabled);

G_END_DECLS
