/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/base/gloss-record.h"

G_BEGIN_DECLS

/* What can be done with a source, by the window's actions. source: a record of table source. Transfer full.
 */
GMenuModel *gloss_source_menu_new (GlossRecord *source);

G_END_DECLS
