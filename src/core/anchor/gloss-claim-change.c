/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tells which of the words that differ between two versions of a claim alter what it says. Both are cut into
 * words and numbers; tables put each in a class, and a class whose words are not the same ones on both sides
 * is named. The tables are of English and the commonest words of German, French and Spanish; a digit is a
 * digit in any script. Pure functions, any thread; the tables are hashed once.
 */

#include "config.h"

#include "core/anchor/gloss-claim-change.h"

#include "core/text/gloss-words.h"

#include <string.h>

#include "core/base/gloss-json.h"

static const char number_words[] =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
  "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds "
  "dozen dozens score scores half third thirds quarter quarters fifth tenth twice thrice double doubled "
  "triple tripled both first second once couple handful several few many most all null eins zwei drei "
  "vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig sechzig siebzig "
  "achtzig neunzig hundert dutzend halb drittel viertel doppelt deux trois quatre cinq sept huit neuf "
  "dix onze douze vingt trente quarante cinquante soixante cent douzaine moitié dos tres cuatro cinco "
  "seis siete ocho nueve diez once doce veinte treinta cuarenta cincuenta sesenta setenta ochenta "
  "noventa cien ciento docena mitad";

static const char units[] =
  "% ‰ € $ £ ¥ ° percent percentage points point pct thousand thousands million millions billion "
  "billions trillion trillions mn bn tn lakh crore mm cm m km metre metres meter meters kilometre "
  "kilometres kilometer kilometers mile miles mi foot feet ft inch inches yard yards knot knots mph kph "
  "kmh nm hectare hectares acre acres g kg gram grams kilogram kilograms pound pounds lb lbs ounce "
  "ounces oz ton tons tonne tonnes kiloton kilotons megaton megatons l litre litres liter liters gallon "
  "gallons barrel barrels w kw mw gw watt watts kilowatt kilowatts megawatt megawatts gigawatt gigawatts "
  "kwh mwh second seconds minute minutes hour hours day days week weeks month months year years decade "
  "decades century centuries celsius fahrenheit kelvin dollar dollars cent cents euro euros pound "
  "sterling yen yuan rouble roubles ruble rubles hryvnia usd eur gbp prozent tausend millionen milliarde "
  "milliarden billionen meter stunde stunden tag tage woche wochen monat monate jahr jahre tonnen pour "
  "mille milliards jour jours semaine semaines mois an ans année années heures por mil millón millones "
  "día días semana semanas mes meses año años horas";

static const char negations[] =
  "not no never none nobody nothing nowhere neither nor without cannot t n't hardly scarcely barely "
  "unlikely deny denies denied refuse refused fail failed fails except unless lack lacks lacked nicht "
  "kein keine keinen keinem keiner nie niemals niemand nichts ohne kaum ne pas jamais aucun aucune sans "
  "ni non nunca nadie nada ningún ninguno ninguna sin tampoco";

typedef struct
{
  GlossClaimChange change;
  const char *words; /* parted by spaces */
} Table;

static const Table tables[] = {
  { GLOSS_CLAIM_CHANGE_NUMBER_WORD, number_words },
  { GLOSS_CLAIM_CHANGE_UNIT, units },
  { GLOSS_CLAIM_CHANGE_NEGATION, negations },
};

/* What may open a sentence with a capital without being a name. */
static const char openers[] =
  "the a an this that these those it its he she they we you i his her their our in on at by for from to "
  "of with as and but or if when while after before since there here what who how why where all some "
  "many most der die das ein eine dieser diese dieses er sie es wir im in am auf bei mit nach von zu und "
  "aber oder wenn le la les un une ce cette il elle nous en dans et mais si el los las una este esta y "
  "pero en";

static const GlossClaimChange classes[] = {
  GLOSS_CLAIM_CHANGE_NUMBER,   GLOSS_CLAIM_CHANGE_NUMBER_WORD, GLOSS_CLAIM_CHANGE_UNIT,
  GLOSS_CLAIM_CHANGE_NEGATION, GLOSS_CLAIM_CHANGE_NAME,
};

/* As rows and exports write the classes. */
static const char *const names[] = { "number", "number-word", "unit", "negation", "name" };
G_STATIC_ASSERT (G_N_ELEMENTS (names) == G_N_ELEMENTS (classes));

/* A word of a claim that says something of a class. */
typedef struct
{
  GlossClaimChange change;
  char *word;
} Mention;

#define OPENER (1 << 15)

static void
add_words (GHashTable *known, const char *words, guint class)
{
  g_auto (GStrv) list = g_strsplit (words, " ", -1);

  for (char **word = list; *word != NULL; word++)
    {
      char *folded = g_utf8_casefold (*word, -1);

      g_hash_table_insert (known, folded,
                           GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (known, folded)) | class));
    }
}

/* The classes of a word, case folded. */
static guint
look_up (const char *word)
{
  static gsize known;

  if (g_once_init_enter (&known))
    {
      GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
        add_words (table, tables[i].words, tables[i].change);
      add_words (table, openers, OPENER);
      g_once_init_leave (&known, (gsize) table);
    }

  return GPOINTER_TO_UINT (g_hash_table_lookup ((GHashTable *) known, word));
}

static void
take (GArray *mentions, GlossClaimChange change, const char *word)
{
  Mention mention = { change, g_strdup (word) };

  g_array_append_val (mentions, mention);
}

static gboolean
is_word_point (gunichar c)
{
  return c < 0x80 ? g_ascii_isalpha (c) : g_unichar_isalpha (c) || g_unichar_ismark (c);
}

/* Digits of any script, fractions and superscripts. */
static gboolean
is_digit (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_DECIMAL_NUMBER:
    case G_UNICODE_LETTER_NUMBER:
    case G_UNICODE_OTHER_NUMBER:
      return TRUE;
    default:
      return FALSE;
    }
}

/* A sign belongs to the number that it stands before, unless it stands after something: 5-10, B-52. */
static gboolean
is_sign (const char *text, const char *p)
{
  gunichar c = g_utf8_get_char (p);

  return (c == '-' || c == '+' || c == 0x2212 || c == 0xb1) &&
         is_digit (g_utf8_get_char (g_utf8_next_char (p))) &&
         (p == text || g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (p))));
}

static const char *
skip_number (const char *p)
{
  do
    {
      const char *next = g_utf8_next_char (p);

      if (!is_digit (g_utf8_get_char (p)) &&
          !(gloss_words_is_digit_joint (g_utf8_get_char (p)) && is_digit (g_utf8_get_char (next))))
        break;
      p = next;
    }
  while (*p != '\0');

  return p;
}

static const char *
skip_word (const char *p)
{
  gboolean is_word = is_word_point (g_utf8_get_char (p));

  do
    p = g_utf8_next_char (p);
  while (is_word && is_word_point (g_utf8_get_char (p)));

  return p;
}

static void
take_number (GArray *mentions, const char *start, const char *end)
{
  g_autofree char *raw = g_strndup (start, end - start);
  g_autofree char *number = g_utf8_normalize (raw, -1, G_NORMALIZE_ALL);

  take (mentions, GLOSS_CLAIM_CHANGE_NUMBER, number != NULL ? number : raw);
}

static void
take_word (GArray *mentions, const char *start, const char *end, gboolean opens_sentence)
{
  gunichar c = g_utf8_get_char (start);
  g_autofree char *folded = NULL;
  guint found;

  /* Most marks say nothing. */
  if (end - start == 1 && !g_ascii_isalpha (*start) && strchr ("%$", *start) == NULL)
    return;
  folded = g_utf8_casefold (start, end - start);
  found = look_up (folded);
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if ((found & classes[i]) != 0)
      take (mentions, classes[i], folded);
  if (g_unichar_isupper (c) && !(opens_sentence && (found & OPENER) != 0))
    take (mentions, GLOSS_CLAIM_CHANGE_NAME, folded);
}

static void
mention_clear (gpointer data)
{
  g_free (((Mention *) data)->word);
}

static GArray *
list_mentions (const char *text)
{
  GArray *mentions = g_array_new (FALSE, FALSE, sizeof (Mention));
  gboolean opens_sentence = TRUE;

  g_array_set_clear_func (mentions, mention_clear);
  for (const char *p = text; *p != '\0';)
    {
      const char *start = p;

      if (is_digit (g_utf8_get_char (p)) || is_sign (text, p))
        {
          p = skip_number (is_digit (g_utf8_get_char (p)) ? p : g_utf8_next_char (p));
          take_number (mentions, start, p);
          opens_sentence = FALSE;
          continue;
        }

      p = skip_word (p);
      take_word (mentions, start, p, opens_sentence);
      if (strchr (".!?:", *start) != NULL)
        opens_sentence = TRUE;
      else if (is_word_point (g_utf8_get_char (start)))
        opens_sentence = FALSE;
    }

  return mentions;
}

/* The next mention of a class, NULL after the last. */
static const char *
take_next (GArray *mentions, GlossClaimChange change, guint *at)
{
  while (*at < mentions->len)
    {
      const Mention *mention = &g_array_index (mentions, Mention, (*at)++);

      if (mention->change == change)
        return mention->word;
    }

  return NULL;
}

/* In order: "from 5 to 8" is not "from 8 to 5". */
static gboolean
is_same (GArray *before, GArray *after, GlossClaimChange change)
{
  guint i = 0, j = 0;
  const char *old, *new;

  do
    {
      old = take_next (before, change, &i);
      new = take_next (after, change, &j);
      if (g_strcmp0 (old, new) != 0)
        return FALSE;
    }
  while (old != NULL);

  return TRUE;
}

/**
 * gloss_claim_change_find:
 * @quote: the claim as it was marked
 * @found: the words that stand in its place now
 *
 * Compares what both mention, in its order. Linear in their length.
 *
 * Returns: what differs, %GLOSS_CLAIM_CHANGE_NONE where nothing of these does
 */
GlossClaimChange
gloss_claim_change_find (const char *quote, const char *found)
{
  GlossClaimChange change = GLOSS_CLAIM_CHANGE_NONE;
  g_autoptr (GArray) before = NULL;
  g_autoptr (GArray) after = NULL;

  g_return_val_if_fail (quote != NULL && found != NULL, GLOSS_CLAIM_CHANGE_NONE);

  if (strcmp (quote, found) == 0)
    return change;

  before = list_mentions (quote);
  after = list_mentions (found);
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (!is_same (before, after, classes[i]))
      change |= classes[i];

  return change;
}

/**
 * gloss_claim_change_to_strv:
 * @change: any of the flags
 *
 * Returns: (transfer full): their names as exports write them, in one order
 */
char **
gloss_claim_change_to_strv (GlossClaimChange change)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if ((change & classes[i]) != 0)
      g_strv_builder_add (builder, names[i]);

  return g_strv_builder_end (builder);
}

/**
 * gloss_claim_change_from_json:
 * @json: (nullable): a JSON list of names, as rows hold it
 *
 * Reads what gloss_claim_change_to_strv() names. What is no list, and what in it is no name of these, counts
 * for nothing: rows come from other programs, and from later versions.
 *
 * Returns: the flags
 */
GlossClaimChange
gloss_claim_change_from_json (const char *json)
{
  GlossClaimChange change = GLOSS_CLAIM_CHANGE_NONE;
  g_autofree char *wrapped = NULL;
  g_autoptr (JsonObject) object = NULL;
  JsonArray *list;

  if (json == NULL || strcmp (json, "[]") == 0)
    return change;

  /* The one parser that bounds what it takes reads objects. */
  wrapped = g_strdup_printf ("{\"flags\":%s}", json);
  object = gloss_json_parse_object (wrapped, -1, NULL);
  list = object != NULL ? gloss_json_get_array (object, "flags") : NULL;
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);

      for (guint j = 0; j < G_N_ELEMENTS (names); j++)
        if (JSON_NODE_HOLDS_VALUE (node) && g_strcmp0 (json_node_get_string (node), names[j]) == 0)
          change |= classes[j];
    }

  return change;
}
