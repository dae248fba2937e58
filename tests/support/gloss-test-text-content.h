/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/article/gloss-capture.h"

G_BEGIN_DECLS

/* Asserts that another parser than ours reads from the documents of captures (element-type GlossCapture) the
 * texts stored with them. script: the path of tests/support/text-content.py. */
void gloss_test_check_text_content (GPtrArray *captures, const char *script);

G_END_DECLS
