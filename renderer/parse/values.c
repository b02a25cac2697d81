#include "parse/values.h"

#include "base/translate.h"
#include "base/units.h"
#include "base/words.h"
#include "model/box.h"
#include "model/ink.h"
#include "model/path_data.h"
#include "parse/forms.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PARTS_MAX = 4 };

static bool anchor_add(Anchor *anchor, const char *word) {
    static const struct {
        const char *word;
        int x, y;
    } words[] = {{"left", -1, 0},  {"right", 1, 0},  {"top", 0, -1},
                 {"bottom", 0, 1}, {"center", 0, 0}, {"middle", 0, 0}};

    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        if (strcmp(words[i].word, word) == 0) {
            anchor->x += words[i].x;
            anchor->y += words[i].y;
            return true;
        }
    }
    return false;
}

static bool anchor_parse(const char *text, Anchor *anchor) {
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    guint count = g_strv_length(words);

    *anchor = (Anchor){.is_set = true};
    if (count < 1 || count > 2)
        return false;
    for (guint i = 0; i < count; i++) {
        if (!anchor_add(anchor, words[i]))
            return false;
    }
    /* "left right" and "top top" say nothing. */
    return abs(anchor->x) <= 1 && abs(anchor->y) <= 1 &&
           (count == 1 || strcmp(words[0], words[1]) != 0) &&
           !(count == 2 && anchor->x == 0 && anchor->y == 0 &&
             strcmp(words[0], "center") != 0 && strcmp(words[0], "middle") != 0);
}

static void G_GNUC_PRINTF(4, 5) complain(const Node *node, Diagnostics *diagnostics,
                                         const char *id, const char *format, ...) {
    g_autofree char *message = NULL;
    va_list arguments;

    va_start(arguments, format);
    message = g_strdup_vprintf(_(format), arguments);
    va_end(arguments);
    diagnostics_add(diagnostics, SEVERITY_ERROR, id, &node->origin, "%s", message);
}

static bool check_range(const Node *node, const Key *key, double number,
                        const char *unit, Diagnostics *diagnostics) {
    g_autofree char *minimum = NULL;
    g_autofree char *maximum = NULL;

    if ((key->minimum == 0 && key->maximum == 0) ||
        (number >= key->minimum && number <= key->maximum))
        return true;
    minimum = number_to_text(key->minimum, 3);
    maximum = number_to_text(key->maximum, 3);
    complain(node, diagnostics, "motif/out-of-range",
             "\"%s\" is out of range for \"%s\": from %s%s to %s%s", node->text,
             key->name, minimum, unit, maximum, unit);
    return false;
}

static bool check_length(const Node *node, const Key *key, const char *text,
                         Diagnostics *diagnostics) {
    Length length = {0};

    switch (length_parse(text, &length)) {
    case LENGTH_NO_NUMBER:
        complain(node, diagnostics, "motif/bad-length",
                 "expected a length such as 3mm, 5u or 50%%, found \"%s\"", text);
        return false;
    case LENGTH_NO_UNIT:
        complain(node, diagnostics, "motif/unit-missing",
                 "expected a unit after \"%s\": mm, cm, in, pt, px, u or %%", text);
        return false;
    case LENGTH_BAD_UNIT:
        complain(node, diagnostics, "motif/unit-unknown",
                 "unknown unit in \"%s\"; the units are mm, cm, in, pt, px, u and %%",
                 text);
        return false;
    case LENGTH_FINE:
        break;
    }
    return check_range(node, key, length.value, "", diagnostics);
}

/* Splits at blanks, and at the x of "297mm x 420mm". */
static guint split_lengths(const char *text, char *parts[PARTS_MAX + 1]) {
    g_auto(GStrv) words = g_strsplit_set(text, " ", -1);
    guint count = 0;

    for (char **word = words; *word != NULL; word++) {
        if (**word == '\0' || strcmp(*word, "x") == 0)
            continue;
        if (count < PARTS_MAX)
            parts[count] = g_strdup(*word);
        count++;
    }
    parts[MIN(count, PARTS_MAX)] = NULL;
    return count;
}

static void free_parts(char *parts[PARTS_MAX + 1]) {
    for (guint i = 0; parts[i] != NULL; i++)
        g_free(parts[i]);
}

static bool check_lengths(const Node *node, const Key *key, guint most,
                          Diagnostics *diagnostics) {
    char *parts[PARTS_MAX + 1] = {NULL};
    guint count = split_lengths(node->text, parts);
    bool fine = true;

    if (count < 1 || count > most) {
        static const char *const expected[] = {NULL, N_("one length"),
                                               N_("one or two lengths"), NULL,
                                               N_("one to four lengths")};

        complain(node, diagnostics, "motif/bad-length",
                 "expected %s for \"%s\", found %u", _(expected[most]), key->name,
                 count);
        fine = false;
    }
    for (guint i = 0; fine && i < count; i++)
        fine = check_length(node, key, parts[i], diagnostics);
    free_parts(parts);
    return fine;
}

static bool check_simple(const Node *node, bool is_fine, const char *id,
                         const char *expected, Diagnostics *diagnostics) {
    if (!is_fine)
        complain(node, diagnostics, id, "expected %s, found \"%s\"", _(expected),
                 node->text);
    return is_fine;
}

/* Numbers without units: "90 0". */
static bool read_numbers(const char *text, double *numbers, guint count) {
    g_auto(GStrv) words = g_strsplit(text, " ", -1);

    if (g_strv_length(words) != count)
        return false;
    for (guint i = 0; i < count; i++) {
        if (!number_parse(words[i], &numbers[i]))
            return false;
    }
    return true;
}

static bool check_numbers(const Node *node, const Key *key, guint count,
                          const char *expected, Diagnostics *diagnostics) {
    double numbers[4];

    if (!check_simple(node, read_numbers(node->text, numbers, count),
                      "motif/bad-number", expected, diagnostics))
        return false;
    for (guint i = 0; i < count; i++) {
        if (!check_range(node, key, numbers[i], "", diagnostics))
            return false;
    }
    return true;
}

/* The place of a byte of a text, if it stands in the file as it is. */
static Origin place_in(const Node *node, size_t byte) {
    Origin origin = origin_find(node->origin, node->text);

    if (origin.length != strlen(node->text))
        return node->origin;
    origin.offset += byte;
    origin.length = byte < origin.length ? 1 : 0;
    return origin;
}

static bool check_path(const Node *node, Diagnostics *diagnostics) {
    size_t mistake = 0;
    g_autoptr(Outline) outline = path_data_parse(node->text, &mistake);
    Origin origin;

    if (outline != NULL)
        return true;
    origin = place_in(node, mistake);
    diagnostics_add(diagnostics, SEVERITY_ERROR, "motif/bad-path", &origin,
                    "this is no path from here on; write it as SVG does, such as "
                    "\"M0 0H10V10z\", with at most %d steps",
                    PATH_STEPS_MAX);
    return false;
}

static bool check_number(const Node *node, const Key *key, Diagnostics *diagnostics) {
    g_autofree char *bare = g_strdup(node->text);
    double number;
    bool is_percent = key->type == VALUE_PERCENT;

    if (is_percent && g_str_has_suffix(bare, "%"))
        bare[strlen(bare) - 1] = '\0';
    else if (is_percent)
        *bare = '\0';
    if (!number_parse(bare, &number)) {
        complain(node, diagnostics, "motif/bad-number",
                 is_percent ? N_("expected a percentage such as 60%%, found \"%s\"")
                            : N_("expected a number without a unit, found \"%s\""),
                 node->text);
        return false;
    }
    if (key->type == VALUE_INTEGER && number != floor(number)) {
        complain(node, diagnostics, "motif/bad-number",
                 "expected a whole number, found \"%s\"", node->text);
        return false;
    }
    return check_range(node, key, number, is_percent ? "%" : "", diagnostics);
}

/* "40% 30%" */
static bool read_shares(const char *text, double shares[2]) {
    g_auto(GStrv) parts = g_strsplit(text, "%", -1);

    return g_strv_length(parts) == 3 && *parts[1] == ' ' && *parts[2] == '\0' &&
           number_parse(parts[0], &shares[0]) &&
           number_parse(g_strstrip(parts[1]), &shares[1]);
}

static bool check_shares(const Node *node, const Key *key, Diagnostics *diagnostics) {
    double shares[2];

    return check_simple(node, read_shares(node->text, shares), "motif/bad-number",
                        "two percentages such as 40% 30%", diagnostics) &&
           check_range(node, key, shares[0], "%", diagnostics) &&
           check_range(node, key, shares[1], "%", diagnostics);
}

static bool check_word(const Node *node, const Key *key, Diagnostics *diagnostics) {
    g_autoptr(GPtrArray) words = NULL;
    g_autofree char *suggestion = NULL;
    g_auto(GStrv) split = NULL;

    if (key_word_index(key, node->text) >= 0)
        return true;
    split = g_strsplit_set(key->of, " =", -1);
    words = g_ptr_array_new();
    for (char **word = split; *word != NULL; word++)
        g_ptr_array_add(words, *word);
    suggestion = word_suggestion(node->text, words);
    complain(node, diagnostics, "motif/unknown-word",
             "\"%s\" is not one of the words for \"%s\" (%s)%s", node->text, key->name,
             key->of, suggestion);
    return false;
}

/* Words that nobody sees are a slip; control characters would reach files and screens.
 */
static bool check_text(const Node *node, Diagnostics *diagnostics) {
    bool is_empty = true;

    for (const char *at = node->text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);

        if (g_unichar_iscntrl(character) && character != '\n' && character != '\r' &&
            character != 0x85) {
            complain(node, diagnostics, "motif/control-character",
                     "a control character (U+%04X) in a text; take it out", character);
            return false;
        }
        is_empty &= g_unichar_isspace(character);
    }
    return check_simple(node, !is_empty, "motif/empty-text",
                        "some words (to leave a box out, hide it)", diagnostics);
}

/* Parts in braces are words of the key; text between them is free. */
static bool check_file_name(const Node *node, const Key *key,
                            Diagnostics *diagnostics) {
    g_auto(GStrv) pieces = g_strsplit(node->text, "{", -1);
    size_t at = strlen(pieces[0]);
    bool is_fine = strchr(pieces[0], '}') == NULL;

    for (char **piece = pieces + 1; is_fine && *piece != NULL; piece++) {
        char *end = strchr(*piece, '}');

        is_fine = end != NULL && strchr(end + 1, '}') == NULL;
        if (is_fine) {
            Node part = {NODE_TEXT, place_in(node, at + 1), *piece, NULL, NULL};

            at += strlen(*piece) + 1;
            *end = '\0';
            if (part.origin.length == 1)
                part.origin.length = strlen(*piece);
            if (!check_word(&part, key, diagnostics))
                return false;
        }
    }
    return check_simple(node, is_fine, "motif/bad-file-name",
                        "a file's name with parts such as {motif} in braces",
                        diagnostics);
}

bool value_check(const Node *node, const Key *key, Diagnostics *diagnostics) {
    Anchor anchor;

    switch (key->type) {
    case VALUE_TEXT:
    case VALUE_TEXTS:
        return check_text(node, diagnostics);
    case VALUE_NAME:
    case VALUE_NAMES:
    case VALUE_NAME_PAIR:
        return check_simple(node, value_is_name(node->text), "motif/bad-name",
                            "a name of letters, digits, - and _", diagnostics);
    case VALUE_ROW_NAME:
        return check_simple(
            node, value_is_name(node->text) || value_is_row_name(node->text),
            "motif/bad-name", "a name of letters, digits, - and _, or {row.column}",
            diagnostics);
    case VALUE_FEATURES:
        return check_simple(node, value_is_feature(node->text), "motif/bad-feature",
                            "an OpenType feature such as ss01 or kern=0", diagnostics);
    case VALUE_DATE:
        return check_simple(node, value_is_date(node->text), "motif/bad-date",
                            "a date such as 2026-11-22", diagnostics);
    case VALUE_FILE:
        return check_simple(node, value_is_file(node->text), "motif/bad-file",
                            "a file's path, from the folder of this file", diagnostics);
    case VALUE_COLOUR:
        return check_simple(node, value_is_colour(node->text), "motif/bad-colour",
                            "a colour such as \"#0061ad\" (in quotes)", diagnostics);
    case VALUE_PLATE:
        return check_simple(
            node, value_is_plate(node->text), "motif/bad-plate",
            "a plate's name of at most 60 characters, not that of a process ink",
            diagnostics);
    case VALUE_FILE_NAME:
        return check_text(node, diagnostics) && check_file_name(node, key, diagnostics);
    case VALUE_YES_NO:
        return check_simple(
            node, strcmp(node->text, "yes") == 0 || strcmp(node->text, "no") == 0,
            "motif/unknown-word", "yes or no", diagnostics);
    case VALUE_ANCHOR:
        return check_simple(
            node, anchor_parse(node->text, &anchor), "motif/unknown-word",
            "one or two of top, bottom, left, right and center", diagnostics);
    case VALUE_TRACKS:
        return check_simple(node, value_is_tracks(node->text), "motif/bad-columns",
                            "a number of columns or their widths such as 2fr 1fr 20u",
                            diagnostics);
    case VALUE_WORD:
        return check_word(node, key, diagnostics);
    case VALUE_NUMBER:
    case VALUE_NUMBERS:
    case VALUE_INTEGER:
    case VALUE_PERCENT:
        return check_number(node, key, diagnostics);
    case VALUE_SHARES:
        return check_shares(node, key, diagnostics);
    case VALUE_POINT:
        return check_numbers(node, key, 2, "two numbers such as 90 0", diagnostics);
    case VALUE_VIEW:
        return check_numbers(node, key, 4, "four numbers such as 0 0 100 100",
                             diagnostics);
    case VALUE_PATH:
        return check_path(node, diagnostics);
    case VALUE_LENGTH:
        return check_lengths(node, key, 1, diagnostics);
    case VALUE_PAIR:
        return check_lengths(node, key, 2, diagnostics);
    case VALUE_SIDES:
        return check_lengths(node, key, 4, diagnostics);
    default:
        return true;
    }
}

static Rgb read_colour(const char *text) {
    unsigned long value = strtoul(text + 1, NULL, 16);

    return (Rgb){(double)(value >> 16 & 0xff) / 255, (double)(value >> 8 & 0xff) / 255,
                 (double)(value & 0xff) / 255};
}

/* One to four lengths onto four, as CSS does; one onto two. */
static void read_lengths(const char *text, Length *lengths, guint count) {
    static const guint from[5][4] = {
        {0, 0, 0, 0}, {0, 0, 0, 0}, {0, 1, 0, 1}, {0, 1, 2, 1}, {0, 1, 2, 3}};
    char *parts[PARTS_MAX + 1] = {NULL};
    guint given = split_lengths(text, parts);

    given = MIN(given, PARTS_MAX);
    for (guint i = 0; given > 0 && i < count; i++)
        length_parse(parts[from[given][i]], &lengths[i]);
    free_parts(parts);
}

static GPtrArray *read_texts(const Node *node) {
    GPtrArray *texts = g_ptr_array_new();

    for (guint i = 0; i < node_list_count(node); i++)
        g_ptr_array_add(texts, node_list_item(node, i)->text);
    return texts;
}

static void read_pair(const Node *node, const char *texts[2]) {
    for (guint i = 0; i < 2; i++)
        texts[i] = node_item(node, i)->text;
}

static void fill_field(char *field, const char *text, const Key *key) {
    double number = 0;

    switch (key->type) {
    case VALUE_COLOUR:
        *(Rgb *)(void *)field = read_colour(text);
        break;
    case VALUE_YES_NO:
        *(bool *)field = strcmp(text, "yes") == 0;
        break;
    case VALUE_WORD:
        *(int *)(void *)field = key_word_index(key, text);
        break;
    case VALUE_ANCHOR:
        anchor_parse(text, (Anchor *)(void *)field);
        break;
    case VALUE_NUMBER:
    case VALUE_PERCENT:
        number = g_ascii_strtod(text, NULL);
        *(double *)(void *)field = key->type == VALUE_PERCENT ? number / 100 : number;
        break;
    case VALUE_INTEGER:
        *(int *)(void *)field = (int)g_ascii_strtod(text, NULL);
        break;
    case VALUE_POINT:
        read_numbers(text, (double *)(void *)field, 2);
        break;
    case VALUE_SHARES:
        read_shares(text, (double *)(void *)field);
        for (int i = 0; i < 2; i++)
            ((double *)(void *)field)[i] /= 100;
        break;
    case VALUE_VIEW:
        read_numbers(text, (double *)(void *)field, 4);
        break;
    case VALUE_LENGTH:
        length_parse(text, (Length *)(void *)field);
        break;
    case VALUE_PAIR:
        read_lengths(text, (Length *)(void *)field, 2);
        break;
    case VALUE_SIDES:
        read_lengths(text, (Length *)(void *)field, 4);
        break;
    default:
        *(const char **)(void *)field = text;
        break;
    }
}

typedef struct {
    char *target;
    const Node *map;
} Fill;

static void fill_key(const Key *key, void *data) {
    Fill *fill = data;
    const Node *node = node_find(fill->map, key->name);
    const char *text = node == NULL ? key->fallback : node->text;
    bool is_list = key->type == VALUE_TEXTS || key->type == VALUE_FEATURES ||
                   key->type == VALUE_NAMES;
    char *field;

    if (key->offset < 0)
        return;
    field = fill->target + key->offset;
    if (is_list && node != NULL)
        *(GPtrArray **)(void *)field = read_texts(node);
    else if (key->type == VALUE_NAME_PAIR && node != NULL)
        read_pair(node, (const char **)(void *)field);
    else if (!is_list && text != NULL)
        fill_field(field, text, key);
}

int value_state(const Node *map, const char *section) {
    const Key *key = key_find(section_find(section), "state");
    const char *text = node_find_text(map, "state");

    return key_word_index(key, text != NULL ? text : key->fallback);
}

void value_fill(void *target, const Node *map, const Section *section) {
    Fill fill = {target, map};

    section_visit(section, fill_key, &fill);
}
