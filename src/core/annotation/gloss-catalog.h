/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/gloss-record.h"

G_BEGIN_DECLS

/**
 * GlossCategory:
 * @id: stable, such as `claim`
 * @label: translated
 * @colour: `#rrggbb`, of the Adwaita palette
 * @icon: symbolic icon name, shipped by the program or by Adwaita
 */
typedef struct
{
  char *id;
  char *label;
  char *colour;
  char *icon;
} GlossCategory;

/**
 * GlossVerdict:
 * @scale, @id: together the verdict's identity, such as `truth-5` `mostly-true`
 * @label: translated
 * @family: what it means for colour: `true`, `mostly-true`, `mixed`, `mostly-false`, `false`, `open`
 * @definition: goes into every report
 */
typedef struct
{
  char *scale;
  char *id;
  char *label;
  char *family;
  char *definition;
  gboolean has_number;
  double number;
} GlossVerdict;

typedef struct
{
  char *id;
  char *label;
  char *definition;
  GPtrArray *verdicts; /* element-type GlossVerdict */
} GlossScale;

/**
 * GlossCatalog:
 *
 * The categories and verdict scales of a library, in order: what is shipped and what the user added.
 * Immutable, atomically counted. The `colour` column of a verdict row holds its family.
 */
typedef struct _GlossCatalog GlossCatalog;

#define GLOSS_TYPE_CATALOG (gloss_catalog_get_type ())
GType gloss_catalog_get_type (void) G_GNUC_CONST;

#define GLOSS_CATALOG_DEFAULT_SCALE "truth-5"

/* What a new library holds, from the compiled-in data: records of category, scale and verdict with stable
 * uuids (derived from their ids, so that libraries merge). Element-type GlossRecord. */
GPtrArray *gloss_catalog_make_shipped_records (void);

GlossCatalog *gloss_catalog_new (GPtrArray *records);
GlossCatalog *gloss_catalog_ref (GlossCatalog *self);
void gloss_catalog_unref (GlossCatalog *self);

GPtrArray *gloss_catalog_get_categories (GlossCatalog *self);
GPtrArray *gloss_catalog_get_scales (GlossCatalog *self);
/* NULL where it is unknown: a record from elsewhere may name what this library doesn't have; show its id
 * then. */
const GlossCategory *gloss_catalog_find_category (GlossCatalog *self, const char *id);
const GlossScale *gloss_catalog_find_scale (GlossCatalog *self, const char *id);
const GlossVerdict *gloss_catalog_find_verdict (GlossCatalog *self, const char *scale, const char *id);
/* `[SCALE/]ID` as typed by a user; scale defaults to `truth-5`. Errors: NOT_FOUND, naming what there is. */
const GlossVerdict *gloss_catalog_parse_verdict (GlossCatalog *self, const char *words, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossCatalog, gloss_catalog_unref)

G_END_DECLS
