#include "parse/manual.h"

#include "base/roff.h"
#include "base/translate.h"
#include "base/units.h"
#include "parse/reference.h"

#include <glib.h>
#include <string.h>

/* What people write for a value; NULL for maps, which the keys themselves explain. */
static const char *value_help(ValueType type) {
    switch (type) {
    case VALUE_TEXT:
        return "Any text. Put it in double quotes when it holds `: ` or ` #`, or begins "
               "with a sign that YAML takes for its own.";
    case VALUE_NAME:
        return "Letters, digits, `-` and `_`, a letter or digit first.";
    case VALUE_DATE:
        return "Year, month and day: `2026-11-22`.";
    case VALUE_FILE:
        return "A path from the folder of the file that names it, such as "
               "`art/dom.svg` or `../art/dom.svg`.";
    case VALUE_COLOUR:
        return "Six hexadecimal digits after `#`, in quotes: `\"#0061ad\"`.";
    case VALUE_PLATE:
        return "What stands on the plate, in up to 60 printable characters: `HKS 14 K`. "
               "Cyan, Magenta, Yellow, Black, All and None are names of others.";
    case VALUE_FILE_NAME:
        return "Text with `{parts}` in braces; it becomes lower case, `ä` becomes `ae`, "
               "and what is no letter, digit, `-` or `_` becomes `-`.";
    case VALUE_YES_NO:
        return "`yes` or `no`.";
    case VALUE_WORD:
        return "One of those listed with the key. Where two are joined by `=`, either "
               "will do.";
    case VALUE_ANCHOR:
        return "`top`, `bottom`, `left`, `right`, `center` or `middle`, one or two of "
               "them: `bottom right`.";
    case VALUE_NUMBER:
        return "A number without a unit; decimals have a point.";
    case VALUE_INTEGER:
        return "A number without decimals.";
    case VALUE_PERCENT:
        return "A number and `%`: `60%`.";
    case VALUE_LENGTH:
        return "A number and a unit without a space between. `mm`, `cm`, `in` and `pt` "
               "are lengths at final size; `u` is a hundredth of the trim's shorter "
               "side, `px` a pixel of this size, `%` a share of the room the box is "
               "offered. `0` needs no unit.";
    case VALUE_PAIR:
        return "`3mm 2u` or `297mm x 420mm`; one length stands for both.";
    case VALUE_SHARES:
        return "Two percentages, across and down: `40% 30%`.";
    case VALUE_POINT:
        return "Two numbers without units: `90 0`.";
    case VALUE_ROW_NAME:
        return "A name, or `{row.column}`: what the data row has there.";
    case VALUE_VIEW:
        return "Left, top, width and height without units: `0 0 100 80`.";
    case VALUE_PATH:
        return "Lines and curves as in the `d` of an SVG path.";
    case VALUE_SIDES:
        return "As in CSS: top, right, bottom, left.";
    case VALUE_NUMBERS:
        return "A list such as `[0, 100, 100, 0]`.";
    case VALUE_NAME_PAIR:
        return "A list of two: `[nacht, sonne]`.";
    case VALUE_NAMES:
        return "One name, or several as a list: `[a3, a2]`.";
    case VALUE_TEXTS:
        return "One text, or several as a list.";
    case VALUE_FEATURES:
        return "OpenType features by their tags, one or a list: `ss01`, `kern=0`.";
    case VALUE_TRACKS:
        return "A number of equal columns, or a list of their widths: lengths, or "
               "shares of what is left over, such as `2fr 1fr 20u`.";
    case VALUE_SECTION:
    case VALUE_SECTIONS:
    case VALUE_BOXES:
        return NULL;
    }
    return NULL;
}

/* What stands for the keys of an open section. */
static const char *name_placeholder(NameKind kind) {
    switch (kind) {
    case NAMES_ANY:
        return "NAME";
    case NAMES_LANGUAGE:
        return "LANGUAGE";
    case NAMES_SCRIPT:
        return "SCRIPT";
    case NAMES_AXIS:
        return "AXIS";
    }
    return NULL;
}

static void append_files(GString *page) {
    roff_append_section(page, _("FILES"));
    for (const char *const *kind = key_file_kinds; *kind != NULL; kind++) {
        g_autofree char *tag = g_strdup_printf("%s:", *kind);

        roff_append_tag(page);
        roff_append_bold(page, tag);
        g_string_append_c(page, '\n');
        roff_append_text(page, _(section_find(*kind)->help));
    }
    roff_append_paragraph(page);
    roff_append_text(
        page,
        _("A motif belongs to the `campaign.yaml` in its own folder, else to the nearest "
          "one above. Sizes and layouts of the folders above stay in use; a nearer "
          "`sizes.yaml` or `layouts/` adds to them or replaces those of the same name. A "
          "file may have 1 MiB."));
}

static void append_values(GString *page) {
    roff_append_section(page, _("VALUES"));
    for (ValueType type = VALUE_TEXT; type < VALUE_SECTION; type++) {
        roff_append_tag(page);
        roff_append_bold(page, _(value_type_name(type)));
        g_string_append_c(page, '\n');
        roff_append_text(page, _(value_help(type)));
    }
}

/* ": length, 0.01 to 14400; default 6pt" after the key. */
static void append_value(GString *page, const Key *key) {
    g_autofree char *type = key_type_for_people(key);

    roff_append_plain(page, ": ");
    roff_append_plain(page, type);
    if (key->minimum != 0 || key->maximum != 0) {
        g_autofree char *minimum = number_to_text(key->minimum, 5);
        g_autofree char *maximum = number_to_text(key->maximum, 5);
        g_autofree char *range = g_strdup_printf(_(", %s to %s"), minimum, maximum);

        roff_append_plain(page, range);
    }
    if (key->required)
        roff_append_plain(page, _("; needed"));
    if (key->fallback != NULL) {
        roff_append_plain(page, _("; default "));
        roff_append_bold(page, key->fallback);
    }
    g_string_append_c(page, '\n');
}

static void append_key(GString *page, const Section *section, const Key *key) {
    roff_append_tag(page);
    if (strcmp(key->name, "*") == 0)
        roff_append_italic(page, _(name_placeholder(section->names)));
    else
        roff_append_bold(page, key->name);
    append_value(page, key);
    roff_append_text(page, _(key->help));
}

static void append_section(GString *page, const Section *section) {
    g_autoptr(GString) text = g_string_new(_(section->help));

    g_string_append_c(text, '.');
    if (section->brief != NULL)
        g_string_append_printf(text, _(" A value that is no map stands for `%s`."),
                               section->brief);
    if (section->extends != NULL)
        g_string_append_printf(text, _(" It also takes the keys of: `%s`."),
                               section->extends);
    if (section->one_of)
        g_string_append(text, _(" Exactly one key."));
    roff_append_subsection(page, section->name);
    roff_append_text(page, text->str);
    for (const Key *key = key_table; key->section != NULL; key++) {
        if (strcmp(key->section, section->name) == 0)
            append_key(page, section, key);
    }
}

static const char example[] = "motif: platz\n"
                              "title: Setz dich dazu\n"
                              "layout: bank\n"
                              "inks: {ground: rhein, words: papier}\n"
                              "\n"
                              "art:\n"
                              "  figures: art/platz.svg\n"
                              "\n"
                              "words:\n"
                              "  headline:\n"
                              "    de: Setz dich dazu.\n"
                              "    tr: {text: \"Gel, sen de otur.\", state: reviewed}\n"
                              "\n"
                              "when:\n"
                              "  - shape: [landscape, wide]\n"
                              "    items: {headline: {lines: 2}}";

char *keys_to_manual(void) {
    GString *page = g_string_new(NULL);

    roff_append_title(page, "plakat-motif", 5);
    roff_append_section(page, _("NAME"));
    roff_append_name(page, "plakat-motif",
                     _("text files from which plakat makes posters"));
    roff_append_section(page, _("DESCRIPTION"));
    roff_append_text(
        page,
        _("Motifs, and what they share, are text files in a strict subset of YAML: block "
          "or flow style, quoted or plain text. There are no tags, anchors, merge keys "
          "or tabs, and nothing is guessed: `no` is a text where a text is expected. "
          "Unknown keys and keys said twice are errors. The first key names the kind of "
          "file. `plakat check` says what is wrong, and where."));
    append_files(page);
    append_values(page);
    roff_append_section(page, _("KEYS"));
    roff_append_text(page,
                     _("Of each kind of file, then of the maps and boxes in them."));
    for (const Section *section = key_sections; section->name != NULL; section++)
        append_section(page, section);
    roff_append_section(page, _("EXAMPLES"));
    roff_append_example(page, example);
    roff_append_section(page, _("SEE ALSO"));
    roff_append_reference(page, "plakat", 1);
    return g_string_free(page, FALSE);
}
