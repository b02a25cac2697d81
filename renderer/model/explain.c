#include "model/explain.h"

#include <stddef.h>
#include <string.h>

/* clang-format off */
const Explanation explanations[] = {
    {"art/unusable", "A drawing cannot be read or is no SVG that we can use. Look at the path (it counts from the folder of the file that names it) and open the drawing in a browser. It needs a viewBox with a width and a height."},
    {"campaign/missing", "A motif belongs to the campaign.yaml in its own folder, else to the nearest one above. Write one, or move the motif; if there is one, mend its findings first."},
    {"campaign/missing-sentence", "A funder asks for its sentence on every poster, so it must be there in every language of the campaign. Add the sentence, or take the language out of `languages`."},
    {"file/unreadable", "A text file is there but cannot be read: look at its permissions, and that it is a plain file under 1 MiB."},
    {"layout/does-not-fit", "The words would have to be set smaller than `min` to fit their box. Shorten them, or give the box more room, more `lines`, or a smaller `min`, for this size if need be."},
    {"layout/duplicate-name", "Within a shape every box has a name of its own, so that motifs can change it: its `name`, else what it says or shows. Give one of the two a `name`."},
    {"layout/endless-seat", "Artwork sits on artwork that in the end sits on the first again, or more than eight sit on one another. One of them must stand by itself."},
    {"layout/nearest-shape", "The layout has no tree for the shape of this size, so the nearest one is used. It may do, but it was not composed for it: look at the poster, and write a tree if it does not."},
    {"layout/no-room", "A panel, a drawing, a code or logos got an area without width or height, so nothing of it would be seen. In a row or column say its width or height, or let it `grow`."},
    {"layout/no-tree", "A layout needs at least one tree of boxes, for example under `portrait`."},
    {"layout/overflow", "The items of a row, column or grid take more room than it has. Make one smaller, let one `grow`, or reduce `gap` and `padding`."},
    {"layout/same-name", "Two files in one folder give layouts of the same name, so that one of them would never be seen. Rename one."},
    {"layout/too-many-lines", "The words ask for more lines (by new lines of their own) than `lines` allows. Take the new lines out, so that the program breaks the lines, or allow more."},
    {"layout/unknown-logos", "`logos` shows the logos of the campaign's funders: write `show: funders`."},
    {"layout/unknown-seat", "`sits-on` names an art box of the same shape that is shown. Look at the name, and that the box is not hidden here."},
    {"motif/bad-colour", "A screen colour has six hexadecimal digits after #, in quotes because # begins a comment: \"#0061ad\"."},
    {"motif/bad-columns", "Grid columns are a number (6) or a list of widths: lengths, or shares of the room left over (2fr 1fr 20u)."},
    {"motif/bad-date", "A date is written year-month-day with two digits each: 2026-11-22."},
    {"motif/bad-file", "A file is named by its path from the folder of the file that names it, with / between folders; not from the root of a machine."},
    {"motif/bad-language", "Languages are BCP 47 tags: de, tr, ksh, de-simple, sr-Latn."},
    {"motif/bad-length", "A length is a number and a unit without a space: 3mm, 1.5cm, 0.25in, 6pt, 16px, 2u, 50%. u is a hundredth of the trim's shorter side."},
    {"motif/bad-name", "Names are letters, digits, - and _, and begin with a letter or digit."},
    {"motif/bad-number", "A number has digits and at most one point, and here no unit other than the one asked for."},
    {"motif/bad-script", "Scripts are ISO 15924 codes of four letters, the first one a capital: Arab, Hebr, Deva, Cyrl, Grek."},
    {"motif/control-character", "A text holds an invisible control character, mostly pasted from elsewhere. Delete it and type the words again."},
    {"motif/empty-text", "A text has no letters. Write the words; to leave a box out of a poster, `hide` it."},
    {"motif/endless-words", "Words may put in other words with {name}, but not themselves, and at most four deep."},
    {"motif/fixed-key", "A motif may change what a box looks like, but neither its name nor the boxes inside it; change those by their own names, or the layout."},
    {"motif/missing-key", "Something this needs is not there; the message says what. \"plakat keys\" lists all keys."},
    {"motif/missing-words", "The layout shows these words, but they are not there in this language. Write them, hide the box for this language, or leave the language out of the run."},
    {"motif/not-in-language", "The campaign speaks this language, but the motif has no words in it, so nothing is rendered in it. Write them; or name the languages you want with --lang to see no such finding."},
    {"motif/not-one-key", "A box is a map with one key, its kind (stack, row, column, grid, group, panel, art, text, qr, logos or space), and everything else below that key."},
    {"motif/other-file-kind", "The first key of a file says what it is, and here another kind is expected: campaign.yaml begins with `campaign:`, sizes.yaml with `sizes:`, files in layouts/ with `layout:`, motifs with `motif:`."},
    {"motif/out-of-range", "The value is understood but not allowed here; the message says the limits."},
    {"motif/unit-missing", "A length needs its unit, without a space: 3mm, not 3."},
    {"motif/unit-unknown", "The units are mm, cm, in, pt (1/72 inch), px (of this size), u (a hundredth of the trim's shorter side) and %."},
    {"motif/unknown-art", "The layout shows artwork of this name, but neither motif nor layout gives it. Add it under `art`."},
    {"motif/unknown-file-kind", "The first key of a text file says what it is: campaign, sizes, layout or motif."},
    {"motif/unknown-ink", "Inks are those of the campaign (\"plakat list inks\") and the roles that the layout or the motif gives under `inks`."},
    {"motif/unknown-item", "A motif changes boxes of its layout by their names: `name`, else what they say or show. No tree of the layout has this one."},
    {"motif/unknown-key", "This key does not exist here; unknown keys are refused because they are mostly slips. \"plakat keys\" lists all."},
    {"motif/unknown-layout", "Layouts are files in layouts/ beside the campaign, named by their key `layout`."},
    {"motif/unknown-language", "The languages are those of campaign.yaml; \"plakat list languages\" shows them."},
    {"motif/unknown-role", "`inks` says which ink plays a role, and the layout's boxes name the roles they are painted in. No box of this layout is painted in this one."},
    {"motif/unknown-shape", "The shapes are tall, portrait, square, landscape, wide and card."},
    {"motif/unknown-size", "Sizes come from sizes.yaml; \"plakat list sizes\" shows them."},
    {"motif/unknown-style", "Type styles are those of campaign.yaml, under `styles`."},
    {"motif/unknown-word", "Only certain words are possible here; the message lists them."},
    {"motif/unknown-words", "No words of this name are written in the campaign or the motif."},
    {"motif/wrong-kind", "A text, a list or a map of keys was expected and something else found; mostly the indentation is off, or a colon is missing or too many."},
    {"plan/same-file", "Two tasks would write one file, because names are made lower case ASCII for file names. Rename one; nothing is made before."},
    {"qr/not-ascii", "Phones read the ASCII form of an address for certain: koelnervielfalt.de, not kölnervielfalt.de."},
    {"qr/too-long", "A QR code holds some 2000 letters, and one that is read from afar under a hundred. Shorten the address."},
    {"size/no-room", "`visible` and `safe` are insets from the trim; together they must leave an area."},
    {"size/out-of-range", "PDF pages have sides of at most 14400 pt (5080 mm), bleed included."},
    {"task/crashed", "The process that made this poster ended before it was done; the others went on. Artwork is the likeliest cause: render the motif without one drawing after the other."},
    {"text/missing-glyph", "No font family of the type style has this character, and no other font is ever taken instead. Add a family to the style (and to fonts/), or use another character."},
    {"text/unknown-family", "A type style names a font family that is not in fonts/. \"plakat list fonts\" shows those there are; a new one is a row in fonts/manifest.tsv."},
    {"yaml/alias", "Aliases (*name) repeat a value from elsewhere in the file; our files do not have them. Write the value out."},
    {"yaml/anchor", "Anchors (&name) mark a value for repeating; our files do not have them. If a text begins with & or *, put it in quotes."},
    {"yaml/control-character", "An invisible character that does nothing here; delete it and type the line again."},
    {"yaml/duplicate-key", "The same key stands twice in one map, so one of the two would be lost. Keep one."},
    {"yaml/key-is-no-text", "A key is a plain word; a list or map stands where a key is expected, mostly because of [ or { at the start of a text. Put the text in quotes."},
    {"yaml/merge-key", "<< merges other maps in some YAML programs; our files do not have it. Write the keys out."},
    {"yaml/no-map", "A text file of ours is a list of \"key: value\" lines."},
    {"yaml/not-utf-8", "The file is saved in another encoding. Save it as UTF-8."},
    {"yaml/second-document", "A line \"---\" begins a second document; our files hold one."},
    {"yaml/syntax", "The file is no YAML at this place. Mostly the indentation is off, a quote or bracket is not closed, or a text with a colon needs quotes."},
    {"yaml/tab", "Tabs look like spaces but are none. Set your editor to insert spaces."},
    {"yaml/tag", "Tags (!name) give values a type in some programs; our files do not have them. If a text begins with !, put it in quotes."},
    {"yaml/text-cut-off", "A space and # begin a comment, so the text ends there. If the # belongs to the text, as in a hashtag, put the whole text in quotes; if it is a comment, put a space behind the #."},
    {"yaml/too-deep", "Maps and lists may be nested 32 levels deep; no poster needs more."},
    {"yaml/too-large", "A file may have 1 MiB, 20000 values, and texts of 16 KiB; no poster needs more."},
    {0},
};
/* clang-format on */

const Explanation *explanation_find(const char *id) {
    for (const Explanation *explanation = explanations; explanation->id != NULL;
         explanation++) {
        if (strcmp(explanation->id, id) == 0)
            return explanation;
    }
    return NULL;
}
