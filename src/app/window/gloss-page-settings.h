/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "web/gloss-page-loader.h"

G_BEGIN_DECLS

void gloss_page_settings_read (GSettings *settings, GlossPageLimits *limits);

G_END_DECLS
