/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words of data/categories.json and data/scales/, where gettext finds them: it reads no JSON. A test
 * holds both against each other. Only these are translated, so that a word of the user's own never is by
 * accident. Any thread.
 */

#include "config.h"

#include "core/annotation/gloss-catalog-words.h"

#include <glib/gi18n-lib.h>

static const char *const words[] = {
  N_ ("Claim"),
  N_ ("Figure"),
  N_ ("Quotation"),
  N_ ("Question"),
  N_ ("Context"),
  N_ ("Truth in five steps"),
  N_ ("How far the claim agrees with the evidence, in five steps from true to false, and one for what the "
      "evidence leaves open."),
  N_ ("True"),
  N_ ("The claim agrees with the evidence, and nothing of weight is missing from it."),
  N_ ("Mostly true"),
  N_ ("What matters in the claim agrees with the evidence; a detail is wrong or something that would clarify "
      "it is missing."),
  N_ ("Mixed"),
  N_ ("Some of what matters in the claim agrees with the evidence and some does not, or it leaves out what "
      "would change its meaning."),
  N_ ("Mostly false"),
  N_ ("The claim holds something that is true, but as a whole it gives an impression that the evidence "
      "contradicts."),
  N_ ("False"),
  N_ ("The evidence contradicts the claim."),
  N_ ("Unproven"),
  N_ ("The evidence that could be found neither confirms the claim nor contradicts it."),
  N_ ("Accuracy in six steps"),
  N_ ("How accurate the claim is, in six steps from accurate to baseless."),
  N_ ("Accurate"),
  N_ ("The evidence confirms the claim in full."),
  N_ ("Mostly accurate"),
  N_ ("The evidence confirms the claim but for details that do not change its meaning."),
  N_ ("Partly accurate"),
  N_ ("The evidence confirms one part of the claim and contradicts or does not confirm another."),
  N_ ("Mostly inaccurate"),
  N_ ("The evidence confirms little of the claim and contradicts what matters in it."),
  N_ ("Inaccurate"),
  N_ ("The evidence contradicts the claim in full."),
  N_ ("Baseless"),
  N_ ("The evidence contradicts the claim, and nothing was found that it could rest on."),
  N_ ("Pictures, video and sound"),
  N_ ("What was done to a picture, a video or a recording, and whether it shows what it is said to show."),
  N_ ("Original"),
  N_ ("The material is unaltered, and shows what it is said to show."),
  N_ ("Edited or cropped"),
  N_ ("Parts of the material were cut away, rearranged or changed in speed or order, so that it gives "
      "another impression than the whole."),
  N_ ("Out of context"),
  N_ ("The material is unaltered, but shows another time, place, person or event than it is said to show."),
  N_ ("Transformed"),
  N_ ("The content itself was altered or made by software: something was added, removed, replaced or "
      "generated."),
  N_ ("Staged"),
  N_ ("The scene was acted for the recording, and is said to have happened by itself."),
  N_ ("Satire"),
  N_ ("The material was made as satire or parody, and was not meant to be taken for real by its makers."),
  N_ ("Conclusion only"),
  N_ ("The claim is not rated; the conclusion is written in words."),
};

/**
 * gloss_catalog_words_translate:
 * @word: (nullable): a label or definition as it stands in a record
 *
 * Returns: (transfer none) (nullable): its translation if it is a shipped one, else @word
 */
const char *
gloss_catalog_words_translate (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (words[i], word) == 0)
      return g_dgettext (GETTEXT_PACKAGE, word);

  return word;
}

/**
 * gloss_catalog_words_get_all:
 * @n_words: (out): how many
 *
 * Returns: (transfer none) (array length=n_words): the shipped words, untranslated
 */
const char *const *
gloss_catalog_words_get_all (guint *n_words)
{
  g_return_val_if_fail (n_words != NULL, NULL);

  *n_words = G_N_ELEMENTS (words);
  return words;
}
