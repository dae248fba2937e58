/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/article/gloss-host.h"

G_BEGIN_DECLS

/**
 * GlossTestHost:
 * @host: as somebody may write it
 * @ascii: as it is written; %NULL: it is no host
 * @scope: whose it is
 *
 * A host in one of the spellings that browsers take.
 */
typedef struct
{
  const char *host;
  const char *ascii;
  GlossHostScope scope;
} GlossTestHost;

extern const GlossTestHost gloss_test_hosts[];
extern const gsize gloss_test_n_hosts;

G_END_DECLS
