#include "headlines.h"

#include <string.h>

/* Lists have spaces between; "-" is nothing. */
typedef struct {
    const char *tag;
    const char *onsets, *nuclei, *codas;
    const char *bound; /* words of one letter that no line ends with */
    const char *lone;  /* words of one letter that a line may end with */
    const char *unit;  /* of a number */
    const char *open, *close;
} Tongue;

#define GERMAN                                                                     \
    "b d f g h k l m n r s sch st t w z br gr kl pfl", "a e i o u ä ö ü au ei ie", \
        "- n r l t s ch ng nd rt ß", "", "", "Uhr", "„", "“"
#define ARABIC(letters, unit)                                                    \
    "ب ت ث ج ح خ د ر ز س ش ص ض ط ع غ ف ق ك ل م ن ه و ي " letters, "ا و ي َ ُ ِ ّ -", \
        "- ة ى ن م", "", "", unit, "«", "»"

static const Tongue tongues[] = {
    {"de", GERMAN},
    {"ksh", "b d f g h j k l m n r s sch st t v w z", "a e i o u ä ö ü oo ee öö",
     "- n r l t ch ng", "", "", "Uhr", "„", "“"},
    {"de-simple", GERMAN},
    {"en", "b c d f g h l m n p r s sh st t th w br tr", "a e i o u ea oo ai",
     "- n r ll t s ck ng nd y", "", "a I", "km", "“", "”"},
    {"tr", "b c ç d f g ğ h k l m n p r s ş t v y z", "a e ı i o ö u ü",
     "- k n r l m z", "", "o", "km", "“", "”"},
    {"it", "b c d f g gl gn l m n p r s t v z ch", "a e i o u à è ì ò ù", "- - - n", "",
     "e è o", "km", "«", "»"},
    {"pl", "b c cz d dz f g j k l ł m n p r rz s sz ś t w z ż ź", "a ą e ę i o ó u y",
     "- k ł m ń ć ść w", "a i o u w z", "", "km", "„", "”"},
    {"uk", "б в г ґ д ж з к л м н п р с т х ц ч ш щ", "а е є и і ї о у ю я",
     "- в й к м н сть ць", "а в з і й о у", "", "км", "«", "»"},
    {"ru", "б в г д ж з к л м н п р с т ф х ц ч ш щ", "а е ё и о у ы э ю я",
     "- в й к л м н сть", "а в и к о с у я", "", "км", "«", "»"},
    {"bg", "б в г д ж з к л м н п р с т ф х ц ч ш щ", "а е и о у ъ ю я", "- в й м н т",
     "а в и о с у", "", "км", "„", "“"},
    {"ro", "b c d f g h j l m n p r s ș t ț v z", "a ă â e i î o u", "- l n r s t ș ț",
     "", "a e o", "km", "„", "”"},
    {"hr", "b c č ć d dž đ f g h k l lj m n nj p r s š t v z ž", "a e i o u",
     "- k m n r st š", "a i k o s u", "", "km", "„", "”"},
    {"el", "β γ δ ζ θ κ λ μ ν ξ π ρ σ τ φ χ ψ μπ ντ",
     "α ε η ι ο υ ω ά έ ή ί ό ύ ώ ου αι", "- ς ν ς", "", "ή ο η", "χλμ", "«", "»"},
    {"ar", ARABIC("أ", "كم")},
    {"fa", ARABIC("پ چ ژ گ ک ی", "متر")},
    {"kmr", "b c ç d f g h j k l m n p q r s ş t v w x y z", "a e ê i î o u û",
     "- n r k t ş m", "", "û", "km", "“", "”"},
};

/* What is being written. */
typedef struct {
    const Tongue *tongue;
    GRand *random;
    Headline *headline;
    guint wanted; /* pieces */
} Writer;

const char *headline_language(guint index) {
    return tongues[index].tag;
}

guint headline_languages(void) {
    return G_N_ELEMENTS(tongues);
}

/* --- words ------------------------------------------------------------------- */

static const char soft_hyphen[] = "\u00AD";

static bool dice(Writer *self, int percent) {
    return g_rand_int_range(self->random, 0, 100) < percent;
}

static int between(Writer *self, int least, int most) {
    return g_rand_int_range(self->random, least, most + 1);
}

static void add_one_of(Writer *self, GString *word, const char *list) {
    g_auto(GStrv) parts = g_strsplit(list, " ", -1);
    const char *part = parts[between(self, 0, (int)g_strv_length(parts) - 1)];

    if (strcmp(part, "-") != 0)
        g_string_append(word, part);
}

/* Most words are short, some as long as there are. */
static int letters_of_a_word(Writer *self, int least) {
    int most = dice(self, 70) ? 8 : dice(self, 70) ? 16 : LETTERS_MAX;

    return between(self, least, most);
}

/* A word is never divided in a headline, wherever it says it might. */
static void add_soft_hyphen(Writer *self, GString *word) {
    if (!self->headline->is_mirrored && word->len > 12 && dice(self, 30))
        g_string_append(word, soft_hyphen);
}

static char *cut_to(const char *word, int letters) {
    return g_utf8_substring(word, 0, MIN(letters, (int)g_utf8_strlen(word, -1)));
}

static char *invent_word(Writer *self, int least) {
    int letters = letters_of_a_word(self, least);
    g_autoptr(GString) word = g_string_new(NULL);
    g_autofree char *cut = NULL;

    while (g_utf8_strlen(word->str, -1) < letters) {
        add_one_of(self, word, self->tongue->onsets);
        add_one_of(self, word, self->tongue->nuclei);
        add_soft_hyphen(self, word);
    }
    cut = cut_to(word->str, letters);
    g_string_assign(word, cut);
    add_one_of(self, word, self->tongue->codas);
    return cut_to(word->str, LETTERS_MAX);
}

static void add_capital(GString *text, const char *word) {
    g_string_append_unichar(text, g_unichar_totitle(g_utf8_get_char(word)));
    g_string_append(text, g_utf8_next_char(word));
}

/* --- pieces ------------------------------------------------------------------ */

static guint left(const Writer *self) {
    return self->wanted - self->headline->count;
}

static Part *last_piece(const Writer *self) {
    return self->headline->count == 0
               ? NULL
               : &self->headline->pieces[self->headline->count - 1];
}

static void add_piece(Writer *self, char *text, const char *gap, bool may_end) {
    self->headline->pieces[self->headline->count++] = (Part){text, gap, may_end};
}

static void add_word(Writer *self, int least, bool may_end) {
    static const char *const marks[] = {",", ":", ".", ";", "!"};
    g_autofree char *word = invent_word(self, least);
    g_autoptr(GString) text = g_string_new(NULL);

    if (self->headline->count == 0 || dice(self, 30))
        add_capital(text, word);
    else
        g_string_append(text, word);
    if (left(self) > 1 && dice(self, 12))
        g_string_append(text, marks[between(self, 0, G_N_ELEMENTS(marks) - 1)]);
    add_piece(self, g_strdup(text->str), " ", may_end);
}

/* 18 Uhr; or 321 Geschichten, which may be parted. */
static void add_number(Writer *self) {
    bool has_unit = dice(self, 60);

    add_piece(self, g_strdup_printf("%d", between(self, 2, 2100)), " ", !has_unit);
    if (!has_unit)
        add_word(self, 6, true);
    else
        add_piece(self, g_strdup(dice(self, 50) ? "%" : self->tongue->unit), " ", true);
}

/* A line may begin behind a dash, never before it. */
static void add_dash(Writer *self) {
    last_piece(self)->may_end = false;
    add_piece(self, g_strdup("–"), " ", true);
    add_word(self, 2, true);
}

static void add_compound(Writer *self) {
    g_autofree char *first = invent_word(self, 2);

    add_piece(self, g_strconcat(first, dice(self, 80) ? "-" : "/", NULL), "", true);
    add_word(self, 2, true);
}

static void add_held_words(Writer *self) {
    add_word(self, 2, false);
    last_piece(self)->gap = "\u00A0";
    add_word(self, 2, true);
}

static void add_letter(Writer *self, const char *letters, bool may_end) {
    g_autoptr(GString) letter = g_string_new(NULL);

    add_one_of(self, letter, letters);
    add_piece(self, g_strdup(letter->str), " ", may_end);
    add_word(self, 2, true);
}

/* A name that reads the other way, of one to three words. */
static void add_name(Writer *self) {
    static const char *const names[] = {"Integrationsagentur", "Jugend", "Köln"};

    for (guint i = (guint)between(self, 0, 2); i < 3 && left(self) > 0; i++)
        add_piece(self, g_strdup(names[i]), " ", true);
}

static bool may_add_number(const Writer *self) {
    const Part *last = last_piece(self);

    return last == NULL || !g_str_has_suffix(last->text, ".");
}

static bool may_add_dash(const Writer *self) {
    const Part *last = last_piece(self);

    return last != NULL && last->may_end && strcmp(last->gap, " ") == 0 &&
           g_utf8_strlen(last->text, -1) > 1;
}

/* Two pieces that say something about where lines end; false: none came up. */
static bool add_pair(Writer *self) {
    const Tongue *tongue = self->tongue;
    int chance = between(self, 0, 99);

    if (left(self) < 2)
        return false;
    if (chance < 7 && may_add_number(self))
        add_number(self);
    else if (chance >= 7 && chance < 12 && may_add_dash(self))
        add_dash(self);
    else if (chance >= 12 && chance < 18 && !self->headline->is_mirrored)
        add_compound(self);
    else if (chance >= 18 && chance < 23)
        add_held_words(self);
    else if (chance >= 23 && chance < 31 && *tongue->bound != '\0')
        add_letter(self, tongue->bound, false);
    else if (chance >= 23 && chance < 28 && *tongue->lone != '\0')
        add_letter(self, tongue->lone, true);
    else if (chance >= 31 && chance < 37 && self->headline->is_mirrored)
        add_name(self);
    else
        return false;
    return true;
}

static void append_to(Part *piece, const char *before, const char *behind) {
    char *text = g_strconcat(before, piece->text, behind, NULL);

    g_free(piece->text);
    piece->text = text;
}

/* How the whole begins and ends. */
static void finish(Writer *self) {
    Part *first = &self->headline->pieces[0], *last = last_piece(self);
    static const char *const marks[] = {"", "", ".", ".", "!", "?"};

    append_to(last, "", marks[between(self, 0, G_N_ELEMENTS(marks) - 1)]);
    if (dice(self, 20) && g_utf8_strlen(first->text, -1) > 1 &&
        !g_ascii_isdigit(first->text[0])) {
        append_to(first, self->tongue->open, "");
        append_to(last, "", self->tongue->close);
    }
    last->gap = "";
    last->may_end = true;
}

/* --- headlines --------------------------------------------------------------- */

static bool has_letters(const Headline *self, GUnicodeScript script) {
    for (guint i = 0; i < self->count; i++) {
        for (const char *at = self->pieces[i].text; *at != '\0';
             at = g_utf8_next_char(at)) {
            if (g_unichar_get_script(g_utf8_get_char(at)) == script)
                return true;
        }
    }
    return false;
}

Headline *headline_new(guint number) {
    const Tongue *tongue = &tongues[number % G_N_ELEMENTS(tongues)];
    g_autoptr(GRand) random = g_rand_new_with_seed(20261122 + number);
    Headline *self = g_new0(Headline, 1);
    Writer writer = {tongue, random, self,
                     1 + (number + number / headline_languages()) % PIECES_MAX};

    self->language = tongue->tag;
    self->is_mirrored =
        strcmp(tongue->tag, "ar") == 0 || strcmp(tongue->tag, "fa") == 0;
    while (left(&writer) > 0) {
        if (!add_pair(&writer))
            add_word(&writer, 2, true);
    }
    finish(&writer);
    self->right_to_left =
        self->is_mirrored && (has_letters(self, G_UNICODE_SCRIPT_ARABIC) ||
                              !has_letters(self, G_UNICODE_SCRIPT_LATIN));
    return self;
}

void headline_free(Headline *self) {
    if (self == NULL)
        return;
    for (guint i = 0; i < self->count; i++)
        g_free(self->pieces[i].text);
    g_free(self);
}

char *headline_line(const Headline *self, guint first, guint last) {
    GString *line = g_string_new(NULL);

    for (guint i = first; i <= last; i++)
        g_string_append_printf(line, "%s%s", self->pieces[i].text,
                               i < last ? self->pieces[i].gap : "");
    return g_string_free(line, FALSE);
}

bool headline_has_soft_hyphen(const Headline *self) {
    for (guint i = 0; i < self->count; i++) {
        if (strstr(self->pieces[i].text, soft_hyphen) != NULL)
            return true;
    }
    return false;
}
