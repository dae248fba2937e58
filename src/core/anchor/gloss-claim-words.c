/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words that alter a claim: tables by class, of English in full and of the commonest words of some other
 * languages. What they can't hold: languages that say not by an ending (Turkish, Japanese, Korean in part) or
 * a prefix (Persian), inflected numbers beyond the forms here, and names where names have no capitals. The
 * tables are hashed once, and never change.
 *
 * In a table words are parted by spaces and words that say the same by bars; ~ stands before a word that
 * counts only behind a number.
 */

#include "config.h"

#include "core/anchor/gloss-claim-words.h"

#include <string.h>
#include <unicode/uchar.h>

static const char number_words[] =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
  "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds dozen "
  "dozens ~score scores half halves third thirds quarter quarters first second fourth fifth sixth seventh "
  "eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth "
  "nineteenth twentieth thirtieth hundredth thousandth fifths sixths sevenths eighths ninths tenths "
  "once twice thrice double doubled doubling triple tripled tripling quadruple quadrupled halve halved both "
  "couple handful several few many most all null single "
  /* German */
  "eins zwei zwo drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig|dreissig vierzig "
  "fünfzig sechzig siebzig achtzig neunzig hundert hunderte dutzend dutzende halb halbe halben hälfte "
  "drittel viertel fünftel zehntel doppelt verdoppelt zweimal dreimal erste ersten zweite zweiten dritte "
  "dritten "
  "beide beiden mehrere wenige viele alle "
  /* French */
  "deux trois quatre cinq sept huit neuf dix onze douze treize quatorze quinze seize vingt vingts trente "
  "quarante cinquante soixante cent cents centaine centaines douzaine dizaine dizaines moitié tiers quart "
  "premier première deuxième troisième "
  /* Spanish, Portuguese, Italian */
  "dos tres cuatro cinco seis siete ocho nueve diez doce trece catorce quince dieciséis diecisiete "
  "dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco treinta cuarenta "
  "cincuenta sesenta setenta ochenta noventa cien ciento doscientos trescientos cuatrocientos quinientos "
  "docena docenas mitad tercio primero segundo tercero dois duas três quatro sete oito nove dez doze vinte "
  "trinta quarenta cinquenta sessenta oitenta noventa cem cento dúzia metade uno tre quattro cinque "
  "sette otto dieci undici ventuno dodici tredici quattordici quindici sedici diciassette diciotto "
  "diciannove venti "
  "trenta quaranta cinquanta sessanta settanta ottanta novanta dozzina metà "
  /* Dutch, Swedish, Danish, Norwegian, Polish */
  "twee drie vijf zes zeven negen tien twaalf twintig dertig veertig vijftig zestig zeventig tachtig "
  "negentig "
  "honderd två fyra fem sju åtta nio tio tjugo trettio hundra seks syv åtte otte tjue hundre hundrede "
  "dwa dwie trzy cztery pięć sześć siedem osiem dziewięć dziesięć dwadzieścia trzydzieści sto połowa "
  /* Russian, Ukrainian */
  "один одна одно одного два две двух двумя три трех|трёх тремя четыре четырех|четырёх пять пяти пятью шесть "
  "шести "
  "семь семи восемь восьми девять девяти десять десяти одиннадцать двенадцать тринадцать четырнадцать "
  "пятнадцать шестнадцать семнадцать восемнадцать девятнадцать двадцать двадцати тридцать тридцати сорок "
  "сорока пятьдесят пятидесяти шестьдесят семьдесят восемьдесят девяносто сто ста двести триста четыреста "
  "пятьсот шестьсот семьсот восемьсот девятьсот половина треть четверть вдвое втрое десяток десятки сотни "
  "оба обе дві чотири п'ять шість сім вісім дев'ять десять двадцять тридцять п'ятдесят двісті половина "
  /* Arabic, Hebrew, Chinese and Japanese */
  "واحد اثنان اثنين ثلاثة ثلاث أربعة أربع خمسة خمس ستة ست سبعة سبع ثمانية ثماني تسعة تسع عشرة عشر عشرون "
  "عشرين "
  "ثلاثون ثلاثين أربعون أربعين خمسون خمسين ستون ستين سبعون سبعين ثمانون ثمانين تسعون تسعين مئة|مائة مئتان "
  "مئتين نصف "
  "ثلث ربع عشرات مئات אחד אחת שניים שני שתיים שתי שלושה שלוש ארבעה ארבע חמישה חמש שישה שש שבעה שבע שמונה "
  "תשעה תשע "
  "עשרה עשר עשרים שלושים ארבעים חמישים מאה מאתיים חצי "
  "〇|零 一|壹 二|贰|貳 两|兩 三|叁 四|肆 五|伍 六|陆|陸 七|柒 八|捌 九|玖 十|拾 百 半 倍";

static const char units[] =
  "%|percent|pct|prozent|procent|proc percentage ~points|~point ‰ €|eur|euro|euros $|dollar|dollars usd "
  "£|gbp ¥|yen yuan|rmb|~元 cent ~cents "
  "₽|rouble|roubles|ruble|rubles|рубль|рубля|рублей|rubel "
  "₴|hryvnia|hryvnias|uah|гривень ₹|rupee|rupees|inr ₩|~won ₪|shekel|shekels ₺|lira "
  "₿|bitcoin "
  "franc|francs|chf sterling złotych|pln "
  "thousand|thousands|~k|tausend|tausende|mille|mila|mil|тысяча|тысячи|тысяч|тис|тыс|duizend|tusen|tusind|"
  "tysiąc|tysiące|tysięcy|ألف|آلاف|אלף|אלפים|千 "
  "million|millions|~m|~mn|~mln|~mio|millionen|millón|millones|milione|milioni|milhão|milhões|miljoen|"
  "miljon|miljoner|миллион|миллиона|миллионов|мільйон|мільйонів|млн|milion|milionów|مليون|ملايين|מיליון "
  "billion|billions|~bn|~b|milliarde|milliarden|~mrd|milliard|milliards|miliardo|miliardi|miljard|"
  "miljarder|миллиард|миллиарда|миллиардов|мільярд|мільярдів|млрд|miliard|miliardów|مليار|مليارات|מיליארד "
  "trillion|trillions|~tn|billionen|триллион|триллионов|تريليون 万|萬 亿|億 兆 lakh|lakhs crore|crores "
  "~mm|millimetre|millimetres|millimeter|millimeters ~cm|centimetre|centimetres|centimeter|centimeters "
  "metre|metres|meter|meters|mètre|mètres|метр|метра|метров|~米 "
  "km|kilometre|kilometres|kilometer|kilometers|kilomètre|kilomètres|kilómetro|kilómetros|chilometri|"
  "километр|километра|километров|км|كيلومتر|كيلومترا|~公 "
  "mile|miles|~mi|meile|meilen|milles|millas|миля|мили|миль ميل|أميال|~英 ~foot|~feet|~ft ~inch|inches "
  "~yard|yards|~yd ~knot|knots|~kn mph kph|kmh nautical nmi square cubic ~里 hectare|hectares|~ha|hektar "
  "acre|acres ~亩|~畝 ~g|gram|grams|gramme|grammes|gramm "
  "kg|kilogram|kilograms|kilo|kilos|kilogramm|килограмм|килограммов|кг|~斤 mg ~pound|pounds|lb|lbs|pfund "
  "~ounce|ounces|oz ton|tons|tonne|tonnes|tonnen|tonelada|toneladas|тонна|тонны|тонн|طن|~吨|~噸 "
  "kiloton|kilotons megaton|megatons ~stone ~l|litre|litres|liter|liters|litro|litros|литр|литров|~升 "
  "gallon|gallons barrel|barrels ~w|watt|watts kw|kilowatt|kilowatts mw|megawatt|megawatts "
  "gw|gigawatt|gigawatts kwh mwh gwh twh byte|bytes ~bit|~bits kb|kilobyte|kilobytes "
  "mb|megabyte|megabytes gb|gigabyte|gigabytes tb|terabyte|terabytes kib mib gib tib hz khz mhz ghz "
  "~ms|millisecond|milliseconds ~dpi ~px "
  "~s|~sec|~second|seconds|sekunde|sekunden|secondes|segundos|секунд|~秒 "
  "~min|minute|minutes|minuten|minuto|minutos|минут|минуты|~分 "
  "~h|~hr|~hrs|hour|hours|stunde|stunden|heure|heures|hora|horas|час|часа|часов|ساعة|ساعات|~时|~時 "
  "day|days|~tag|tage|tagen|jour|jours|día|días|giorno|giorni|dag|dagen|dagar|день|дня|дней|يوم|أيام|~天|~日 "
  "week|weeks|woche|wochen|semaine|semaines|semana|semanas|settimana|settimane|неделя|недели|недель|أسبوع|"
  "أسابيع|~周|~週 "
  "month|months|monat|monate|monaten|mois|meses|mese|mesi|maand|maanden|месяц|месяца|месяцев|شهر|أشهر|~月 "
  "year|years|~yr|~yrs|jahr|jahre|jahren|année|années|ans|año|años|anno|anni|ano|anos|jaar|år|год|года|лет|"
  "років|سنة|سنوات|عام|~年|~岁|~歲 "
  "decade|decades|jahrzehnt|jahrzehnte "
  "century|centuries|jahrhundert|jahrhunderte|siècle|siècles|siglo|siglos fortnight ~am ~pm ~ad ~bc "
  "~bce ° °c|celsius °f|fahrenheit kelvin degree|degrees|grad ~度";

static const char negations[] =
  "not|cannot no never none nobody nothing nowhere neither nor without hardly scarcely barely unlikely "
  "deny denies denied denying refuse refuses refused refusing fail fails failed failing except unless lack "
  "lacks lacked lacking "
  "minus "
  /* German, French, Spanish, Portuguese, Italian, Dutch, Swedish, Danish, Norwegian, Polish */
  "nicht kein|keine|keinen|keinem|keiner|keines nie|niemals niemand nichts nirgends ohne kaum weder "
  "ne pas jamais aucun|aucune sans rien ni non nunca nadie nada ningún|ninguno|ninguna sin tampoco "
  "não nem sem ninguém nenhum|nenhuma jamás senza nessuno|nessuna nulla né niet geen nooit niemand niets "
  "zonder "
  "inte ej aldrig ingen|inget|inga ikke aldri uten uden nikt nigdy bez żaden "
  /* Russian, Ukrainian, Greek, Arabic, Persian, Hebrew, Hindi, Turkish */
  "не нет ни никогда никто ничего ничто нельзя без нету ніколи ніхто нічого немає ні δεν|δε μην|μη όχι χωρίς "
  "ποτέ "
  "لا لم لن ليس ليست ليسوا غير بدون دون نیست نه لم לא אין בלי ללא מעולם नहीं न मत बिना değil yok hiç asla "
  /* Chinese, Japanese, Korean, where each character stands alone */
  "不 没|沒 无|無 未 非 않 없 못";

static const char openers[] =
  "the a an this that these those it its he she they we you i his her their our my your in on at by for from "
  "to of "
  "with as and but or if when while after before since there here what who how why where all some many most "
  "although though because so then yet also however meanwhile once until during about over under more "
  "do does did is are was were be has have had can could will would should may might must not no "
  "der die das den dem ein eine einen dieser diese dieses er sie es wir ich ihr im in am auf bei mit nach "
  "von zu "
  "und aber oder wenn als auch für le la les un une des ce cet cette ces il elle ils elles nous vous on en "
  "dans et mais si par sur pour el los las una este esta esto y pero en por con que se lo o os as um uma "
  "não em il gli i di un het een de en van и в на но он она они мы вы я это что как";

typedef struct
{
  GlossClaimChange change; /* 0: an opener */
  const char *words;
} Table;

static const Table tables[] = {
  { GLOSS_CLAIM_CHANGE_NUMBER_WORD, number_words },
  { GLOSS_CLAIM_CHANGE_UNIT, units },
  { GLOSS_CLAIM_CHANGE_NEGATION, negations },
  { GLOSS_CLAIM_CHANGE_NONE, openers },
};

/* The parts of numbers that are written as one word: einundzwanzig, eenentwintig, ventuno. */
static const char *const german[] = { "ein",  "eins",  "zwei", "zwo",     "drei",    "vier",
                                      "fünf", "sechs", "sech", "sieben",  "sieb",    "acht",
                                      "neun", "zehn",  "elf",  "zwölf",   "und",     "zwanzig",
                                      "zig",  "ßig",   "ssig", "hundert", "tausend", NULL };
static const char *const dutch[] = { "een",     "twee",  "drie",    "vier",    "vijf",    "zes",     "zeven",
                                     "acht",    "negen", "tien",    "en",      "ën",      "twintig", "dertig",
                                     "veertig", "tig",   "tachtig", "honderd", "duizend", NULL };
static const char *const italian[] = { "uno",      "un",       "due",      "tre",      "tré",     "quattro",
                                       "cinque",   "sei",      "sette",    "otto",     "nove",    "venti",
                                       "vent",     "trenta",   "trent",    "quaranta", "quarant", "cinquanta",
                                       "cinquant", "sessanta", "settanta", "ottanta",  "novanta", "cento",
                                       "mila",     "mille",    NULL };
static const char *const *const languages[] = { german, dutch, italian };

/* The bytes of a number in one word that no table holds. */
#define MIN_COMPOUND 8
#define MAX_COMPOUND 80

/* Whether a character may be written in another way, by marks that follow it or in a form for other type. */
static gboolean
is_composite (gunichar c)
{
  return g_unichar_ismark (c) || (c >= 0x2100 && c < 0x2190) || (c >= 0x3200 && c < 0x3400) ||
         (c >= 0xfb00 && c < 0xfb50) || (c >= 0xff00 && c < 0xfff0) || c >= 0x1d400;
}

void
gloss_claim_words_fold (GString *folded, const char *word, gsize n_bytes)
{
  gsize start = folded->len;
  gboolean is_to_compose = FALSE;

  for (const char *p = word; p < word + n_bytes; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x80)
        g_string_append_c (folded, c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
      else if (u_charType (c) != U_FORMAT_CHAR)
        {
          g_string_append_unichar (folded, u_foldCase (c, U_FOLD_CASE_DEFAULT));
          is_to_compose |= is_composite (c);
        }
    }
  if (is_to_compose)
    {
      g_autofree char *composed = g_utf8_normalize (folded->str + start, -1, G_NORMALIZE_ALL_COMPOSE);

      g_string_truncate (folded, start);
      for (const char *p = composed; *p != '\0'; p = g_utf8_next_char (p))
        g_string_append_unichar (folded, u_foldCase (g_utf8_get_char (p), U_FOLD_CASE_DEFAULT));
    }
}

static void
add_word (GHashTable *known, const char *word, const char *sense, GlossClaimChange change)
{
  gboolean needs_number = *word == '~';
  g_autoptr (GString) folded = g_string_new (NULL);
  GlossClaimWord *entry;

  gloss_claim_words_fold (folded, word + needs_number, strlen (word + needs_number));
  entry = g_hash_table_lookup (known, folded->str);
  if (entry == NULL)
    {
      entry = g_new0 (GlossClaimWord, 1);
      entry->sense = sense;
      entry->needs_number = needs_number;
      g_hash_table_insert (known, g_strdup (folded->str), entry);
    }
  entry->changes |= change;
  entry->is_opener |= change == GLOSS_CLAIM_CHANGE_NONE;
}

static void
add_table (GHashTable *known, const Table *table)
{
  g_auto (GStrv) groups = g_strsplit (table->words, " ", -1);

  for (char **group = groups; *group != NULL; group++)
    {
      g_auto (GStrv) words = g_strsplit (*group, "|", -1);
      const char *sense = words[0] != NULL ? g_intern_string (words[0]) : NULL;

      for (char **word = words; *word != NULL; word++)
        if (**word != '\0')
          add_word (known, *word, sense, table->change);
    }
}

static GHashTable *
get_known (void)
{
  static gsize known;

  if (g_once_init_enter (&known))
    {
      GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

      for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
        add_table (table, &tables[i]);
      g_once_init_leave (&known, (gsize) table);
    }

  return (GHashTable *) known;
}

/* Whether a word is made of parts and nothing else. */
static gboolean
is_made_of (const char *word, const char *const *parts)
{
  if (*word == '\0')
    return TRUE;

  for (const char *const *part = parts; *part != NULL; part++)
    if (**part == *word && g_str_has_prefix (word, *part) && is_made_of (word + strlen (*part), parts))
      return TRUE;

  return FALSE;
}

GlossClaimWord
gloss_claim_words_look_up (const char *word)
{
  const GlossClaimWord *known = g_hash_table_lookup (get_known (), word);
  GlossClaimWord found = { GLOSS_CLAIM_CHANGE_NONE, word, FALSE, FALSE };
  gsize n_bytes;

  if (known != NULL)
    return *known;

  n_bytes = strlen (word);
  if (n_bytes >= MIN_COMPOUND && n_bytes <= MAX_COMPOUND)
    for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
      if (is_made_of (word, languages[i]))
        found.changes = GLOSS_CLAIM_CHANGE_NUMBER_WORD;

  return found;
}
