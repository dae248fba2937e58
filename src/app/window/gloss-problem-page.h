/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * GlossProblemPage:
 *
 * What the window shows when the library cannot be opened: why, that nothing was changed, and what can be
 * done. Its buttons activate `win.retry-library`, `win.set-library-aside` and `app.quit`.
 */
#define GLOSS_TYPE_PROBLEM_PAGE (gloss_problem_page_get_type ())
G_DECLARE_FINAL_TYPE (GlossProblemPage, gloss_problem_page, GLOSS, PROBLEM_PAGE, AdwBin)

void gloss_problem_page_set_error (GlossProblemPage *self, const GError *error, const char *path);

G_END_DECLS
