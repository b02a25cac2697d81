#include "parse/keys.h"

#include "model/box.h"
#include "model/campaign.h"
#include "model/ink.h"
#include "model/size.h"
#include "model/supplier.h"

#include <string.h>

#define BOX(field) offsetof(Box, field)
#define SIZE(field) offsetof(Size, field)
#define INK(field) offsetof(Ink, field)
#define STYLE(field) offsetof(TypeStyle, field)
#define SCRIPT(field) offsetof(ScriptStyle, field)
#define LANGUAGE(field) offsetof(Language, field)
#define LIMITS(field) offsetof(Limits, field)
#define CONDITION(field) offsetof(Condition, field)
#define VARIANT(field) offsetof(Variant, field)
#define SUPPLIER(field) offsetof(Supplier, field)
#define FUNDER(field) offsetof(Funder, field)
#define DRAFT(field) offsetof(DraftBand, field)
#define ELSEWHERE -1

/* In the order of the enums they fill: State, SizeKind, Inside, Align, Fit, Caps,
 * FadeKind, Mark, Blend, LineBreaks, Letters, Reads, Digits, Neutrals, Standard, Marks.
 */
#define STATES "placeholder draft reviewed"
#define SIZE_KINDS "print screen"
#define BOXES_OF_PAGE "parent trim bleed visible safe"
#define ALIGNS "stretch start=left=top center=middle end=right=bottom"
#define FITS "contain cover"
#define CAPS "butt round"
#define FADE_KINDS "linear radial"
#define MARKS "dots arches squares stripes waves confetti"
#define BLENDS "normal multiply"
#define LINE_BREAKS "filled balanced"
#define LETTERS "as-written upper"
#define READS "near afar"
#define DIGITS "latn arab arabext"
#define NEUTRALS "black profile"
#define STANDARDS "PDF/X-4 PDF/X-1a PDF/X-3"
#define PRINTER_MARKS "none crop all slug"
/* Binds; Minds. */
#define BINDS "all vectors cmyk"
#define MINDS "ignore warning error"
/* In the order of the numbers that parse/printing knows. */
#define SCALES "1:1 1:2 1:10"
/* What names of files are made of; batch/plan knows what each is. */
#define FILE_NAME_PARTS "motif size language row supplier scale"
#define PARTS "1x2 1x3 2x1 2x2 2x3 3x1 3x2 3x3 4x1 4x2 4x3 6x3"
#define KEEPS "auto yes no"
#define SHAPES "tall portrait square landscape wide card"
/* As XJDF has them: MediaType and Coating. */
#define PAPER_KINDS "Paper SelfAdhesive Synthetic Textile Vinyl"
#define COATINGS "None Matte Satin Glossy HighGloss"

const char *const key_file_kinds[] = {"campaign", "sizes", "printing", "layout",
                                      "motif",    "order", NULL};

/* clang-format off */
const Section key_sections[] = {
    {"campaign", NULL, NULL, false, NAMES_ANY, "campaign.yaml: what all motifs of its folder share"},
    {"sizes", NULL, NULL, false, NAMES_ANY, "sizes.yaml: print and screen sizes"},
    {"printing", NULL, NULL, false, NAMES_ANY, "printing.yaml: printing conditions, and print shops"},
    {"layout", NULL, NULL, false, NAMES_ANY, "layouts/*.yaml: a tree of boxes for each shape"},
    {"motif", "changes", NULL, false, NAMES_ANY, "one motif: artwork, words, inks and what it changes where"},
    {"changes", NULL, NULL, false, NAMES_ANY, "what a layout gives, a motif changes and its `when` entries change again"},
    {"when", "changes", NULL, false, NAMES_ANY, "changes for some sizes, shapes or languages; later entries win"},
    {"draft", NULL, NULL, false, NAMES_ANY, "the band on posters that show anything not reviewed"},
    {"limits", NULL, NULL, false, NAMES_ANY, "what can be read; a rule without its limit is not checked"},
    {"conditions", NULL, NULL, false, NAMES_ANY, "printing conditions by name"},
    {"condition", NULL, NULL, false, NAMES_ANY, "one printing condition"},
    {"variants", NULL, NULL, false, NAMES_ANY, "variants of the rules for finished files, by name"},
    {"variant", NULL, NULL, false, NAMES_ANY, "what a kind of printing minds in finished files"},
    {"suppliers", NULL, NULL, false, NAMES_ANY, "print shops by name, for `--supplier`"},
    {"supplier", NULL, NULL, false, NAMES_ANY, "how a print shop wants its files"},
    {"languages", NULL, NULL, false, NAMES_LANGUAGE, "the campaign's languages, as BCP 47 tags"},
    {"language", NULL, "name", false, NAMES_ANY, "one language; a plain text is its name"},
    {"inks", NULL, NULL, false, NAMES_ANY, "inks by name"},
    {"ink", NULL, NULL, false, NAMES_ANY, "one ink"},
    {"recipes", NULL, NULL, false, NAMES_ANY, "recipes by printing condition"},
    {"styles", NULL, NULL, false, NAMES_ANY, "type styles by name"},
    {"style", NULL, NULL, false, NAMES_ANY, "one type style"},
    {"axes", NULL, NULL, false, NAMES_AXIS, "axes of a variable font by their tags: wght, wdth, opsz"},
    {"scripts", NULL, NULL, false, NAMES_SCRIPT, "how scripts differ from the style, by ISO 15924 code"},
    {"script", NULL, NULL, false, NAMES_ANY, "one script in a type style"},
    {"words", NULL, NULL, false, NAMES_ANY, "words by name; a layout says which it shows"},
    {"phrase", NULL, "und", false, NAMES_LANGUAGE, "one text in several languages; a plain text holds for all"},
    {"word", NULL, "text", false, NAMES_ANY, "one text in one language; a plain text is a draft"},
    {"funders", NULL, NULL, false, NAMES_ANY, "funders by name"},
    {"funder", NULL, NULL, false, NAMES_ANY, "one funder"},
    {"size-list", NULL, NULL, false, NAMES_ANY, "sizes by id"},
    {"size", NULL, NULL, false, NAMES_ANY, "one size"},
    {"artwork-list", NULL, NULL, false, NAMES_ANY, "drawings and photos by name; a layout says which it shows"},
    {"artwork", NULL, "file", false, NAMES_ANY, "one drawing or photo; a plain text is its file"},
    {"ink-roles", NULL, NULL, false, NAMES_ANY, "which ink plays a role of the layout, such as ground"},
    {"items", NULL, NULL, false, NAMES_ANY, "boxes of the layout by name, with the keys to change"},
    {"item", "box-common holder flow grid-keys group-keys blend-keys ink-keys fade-keys panel-keys shape-keys pattern-keys art-keys photo-keys text-keys qr-keys logos-keys", NULL, false, NAMES_ANY, "keys of one box to change"},
    {"trees", NULL, NULL, false, NAMES_ANY, "trees for single sizes, by size id"},
    {"box", NULL, NULL, true, NAMES_ANY, "one box; its only key says which kind"},
    {"stack", "box-common holder", "items", false, NAMES_ANY, "boxes over one another, the first one at the back"},
    {"row", "box-common holder flow", "items", false, NAMES_ANY, "boxes side by side"},
    {"column", "box-common holder flow", "items", false, NAMES_ANY, "boxes one below the other"},
    {"grid", "box-common holder flow grid-keys", "items", false, NAMES_ANY, "boxes in columns, row after row"},
    {"group", "box-common holder group-keys blend-keys", "items", false, NAMES_ANY, "a stack that is drawn as one picture"},
    {"panel", "box-common ink-keys fade-keys panel-keys blend-keys", "ink", false, NAMES_ANY, "a flat area of one ink: ground, band, rule"},
    {"shape", "box-common ink-keys fade-keys shape-keys blend-keys", "path", false, NAMES_ANY, "a shape of lines and curves"},
    {"pattern", "box-common ink-keys pattern-keys blend-keys", "of", false, NAMES_ANY, "marks in rows, the same each time"},
    {"art", "box-common ink-keys blend-keys art-keys", "show", false, NAMES_ANY, "artwork"},
    {"photo", "box-common photo-keys blend-keys", "show", false, NAMES_ANY, "a photo: JPEG, PNG, WebP or TIFF; never mirrored"},
    {"text", "box-common ink-keys blend-keys text-keys", "say", false, NAMES_ANY, "words; the box reaches from the first line's cap height to the last baseline"},
    {"qr", "box-common ink-keys blend-keys qr-keys", "say", false, NAMES_ANY, "a QR code; its box holds the modules, the quiet zone lies around it"},
    {"logos", "box-common ink-keys blend-keys logos-keys", "show", false, NAMES_ANY, "the logos of the funders in a row"},
    {"space", "box-common", "grow", false, NAMES_ANY, "room that stays empty"},
    {"box-common", NULL, NULL, false, NAMES_ANY, "keys of every box"},
    {"holder", NULL, NULL, false, NAMES_ANY, "keys of boxes that hold others"},
    {"flow", NULL, NULL, false, NAMES_ANY, "keys of rows, columns and grids"},
    {"grid-keys", NULL, NULL, false, NAMES_ANY, "keys of a grid"},
    {"group-keys", NULL, NULL, false, NAMES_ANY, "keys of a group"},
    {"ink-keys", NULL, NULL, false, NAMES_ANY, "keys of boxes that are painted"},
    {"blend-keys", NULL, NULL, false, NAMES_ANY, "how a box mixes with what lies behind"},
    {"fade-keys", NULL, NULL, false, NAMES_ANY, "how an ink runs into another"},
    {"fade", NULL, "to", false, NAMES_ANY, "the ink at the other end"},
    {"panel-keys", NULL, NULL, false, NAMES_ANY, "keys of a panel"},
    {"shape-keys", NULL, NULL, false, NAMES_ANY, "keys of a shape"},
    {"pattern-keys", NULL, NULL, false, NAMES_ANY, "keys of a pattern"},
    {"art-keys", NULL, NULL, false, NAMES_ANY, "keys of artwork"},
    {"photo-keys", NULL, NULL, false, NAMES_ANY, "keys of a photo"},
    {"text-keys", NULL, NULL, false, NAMES_ANY, "keys of a text"},
    {"qr-keys", NULL, NULL, false, NAMES_ANY, "keys of a QR code"},
    {"logos-keys", NULL, NULL, false, NAMES_ANY, "keys of logos"},
    {"order", NULL, NULL, false, NAMES_ANY, "orders/*.yaml: what a print shop is to print, and where it goes"},
    {"customer", NULL, NULL, false, NAMES_ANY, "who orders"},
    {"printer", NULL, NULL, false, NAMES_ANY, "who prints, for the imprint; known only now"},
    {"checks", NULL, NULL, false, NAMES_ANY, "what somebody has looked at before anything is printed"},
    {"confirmation", NULL, NULL, false, NAMES_ANY, "who looked, and when"},
    {"addresses", NULL, NULL, false, NAMES_ANY, "where copies go, by name"},
    {"delivery-address", NULL, "address", false, NAMES_ANY, "one address; a plain text is the address alone"},
    {"order-line", NULL, NULL, false, NAMES_ANY, "one motif in one size: a poster in each language, of each row"},
    {"paper", NULL, "name", false, NAMES_ANY, "what is printed on; a plain text is its name"},
    {"deliveries", NULL, NULL, false, NAMES_ANY, "copies of each poster by the address that they go to"},
    {0},
};

const Key key_table[] = {
    {"campaign", "campaign", VALUE_NAME, NULL, true, 0, 0, NULL, ELSEWHERE, "the campaign's short name"},
    {"campaign", "title", VALUE_TEXT, NULL, true, 0, 0, NULL, ELSEWHERE, "what people call the campaign"},
    {"campaign", "date", VALUE_DATE, NULL, true, 0, 0, NULL, ELSEWHERE, "the date written into every file; SOURCE_DATE_EPOCH overrules it"},
    {"campaign", "languages", VALUE_SECTION, "languages", true, 0, 0, NULL, ELSEWHERE, "the languages of `--lang all`, each with its own name"},
    {"campaign", "standard-sizes", VALUE_NAMES, NULL, true, 0, 0, NULL, ELSEWHERE, "the sizes rendered when none is asked for"},
    {"campaign", "inks", VALUE_SECTION, "inks", true, 0, 0, NULL, ELSEWHERE, "the campaign's inks"},
    {"campaign", "styles", VALUE_SECTION, "styles", true, 0, 0, NULL, ELSEWHERE, "the campaign's type styles"},
    {"campaign", "words", VALUE_SECTION, "words", false, 0, 0, NULL, ELSEWHERE, "words of every motif: claim, hashtag, address, sender, imprint"},
    {"campaign", "funders", VALUE_SECTION, "funders", false, 0, 0, NULL, ELSEWHERE, "who pays, in the order shown; `say: funders` shows the sentences, `show: funders` the logos"},
    {"campaign", "source-language", VALUE_NAME, NULL, false, 0, 0, NULL, ELSEWHERE, "the language that words are translated from; else the first"},
    {"campaign", "condition", VALUE_NAME, NULL, false, 0, 0, NULL, ELSEWHERE, "the printing condition that print sizes are judged for; without it by screen colours"},
    {"campaign", "carries", VALUE_NAMES, NULL, false, 0, 0, NULL, ELSEWHERE, "words that every printed poster shows (on cards a note only), and `alt`, which every motif has"},
    {"campaign", "limits", VALUE_SECTION, "limits", false, 0, 0, NULL, ELSEWHERE, "what can be read"},
    {"campaign", "draft", VALUE_SECTION, "draft", true, 0, 0, NULL, ELSEWHERE, "how the band on posters looks that show anything not reviewed"},
    {"draft", "style", VALUE_NAME, NULL, true, 0, 0, NULL, DRAFT(style), "its type style"},
    {"draft", "ink", VALUE_NAME, NULL, true, 0, 0, NULL, DRAFT(ink), "the ink of its words"},
    {"draft", "ground", VALUE_NAME, NULL, true, 0, 0, NULL, DRAFT(ground), "the ink behind them"},

    {"limits", "x-height-angle", VALUE_NUMBER, NULL, false, 1, 60, NULL, LIMITS(x_height_angle), "minutes of arc that small letters need (DIN 1450)"},
    {"limits", "near", VALUE_NUMBER, NULL, false, 0.1, 10, NULL, LIMITS(near), "metres from which texts that read near are read, or the size's distance when that is less"},
    {"limits", "contrast", VALUE_NUMBER, NULL, false, 1, 21, NULL, LIMITS(contrast), "of words and codes to what lies behind them, as WCAG counts it"},
    {"limits", "contrast-simple", VALUE_NUMBER, NULL, false, 1, 21, NULL, LIMITS(contrast_simple), "the same in Leichte Sprache"},
    {"limits", "michelson", VALUE_NUMBER, NULL, false, 0, 1, NULL, LIMITS(michelson), "the same on paper, as DIN 32975 counts it"},
    {"limits", "colour-distance", VALUE_NUMBER, NULL, false, 1, 100, NULL, LIMITS(colour_distance), "dE*76 that colours keep for people who see two of three primary colours"},
    {"limits", "unrest", VALUE_NUMBER, NULL, false, 0.01, 10, NULL, LIMITS(unrest), "how much a picture behind words may vary from stroke to stroke, as a share of the words' contrast in lightness"},
    {"limits", "code-share", VALUE_NUMBER, NULL, false, 1, 100, NULL, LIMITS(code_share), "how many times as far away as it is wide a code can be scanned"},
    {"limits", "code-module", VALUE_LENGTH, NULL, false, 0.01, 100, NULL, LIMITS(code_module), "the smallest module of a code"},
    {"limits", "code-quiet", VALUE_NUMBER, NULL, false, 0, 20, NULL, LIMITS(code_quiet), "modules that stay empty around a code"},
    {"limits", "sentence-words", VALUE_INTEGER, NULL, false, 3, 100, NULL, LIMITS(sentence_words), "of a sentence in Leichte Sprache (a hint)"},
    {"limits", "word-letters", VALUE_INTEGER, NULL, false, 5, 100, NULL, LIMITS(word_letters), "of a word without hyphen in Leichte Sprache (a hint)"},

    {"printing", "printing", VALUE_TEXT, NULL, true, 0, 0, NULL, ELSEWHERE, "what people call this collection"},
    {"printing", "conditions", VALUE_SECTION, "conditions", false, 0, 0, NULL, ELSEWHERE, "printing conditions"},
    {"printing", "variants", VALUE_SECTION, "variants", false, 0, 0, NULL, ELSEWHERE, "rules for finished files"},
    {"printing", "suppliers", VALUE_SECTION, "suppliers", false, 0, 0, NULL, ELSEWHERE, "print shops"},
    {"conditions", "*", VALUE_SECTION, "condition", false, 0, 0, NULL, ELSEWHERE, "a printing condition"},
    {"condition", "title", VALUE_TEXT, NULL, true, 0, 0, NULL, CONDITION(title), "what people call it"},
    {"condition", "note", VALUE_TEXT, NULL, false, 0, 0, NULL, CONDITION(note), "what to know before choosing it"},
    {"condition", "registered", VALUE_TEXT, NULL, false, 0, 0, NULL, CONDITION(registered), "its name in the ICC's registry of characterisation data"},
    {"condition", "profile", VALUE_FILE, NULL, true, 0, 0, NULL, CONDITION(profile), "its ICC profile, in fonts/ or from the folder of this file"},
    {"condition", "profile-licence", VALUE_TEXT, NULL, false, 0, 0, NULL, CONDITION(profile_licence), "the licence (SPDX) under which the profile may be handed on: packages for print shops hold it then, and only then"},
    {"condition", "ink-limit", VALUE_PERCENT, NULL, true, 100, 400, NULL, CONDITION(ink_limit), "the most ink in one place, all plates together"},
    {"condition", "type-min", VALUE_LENGTH, NULL, false, 0.1, 100, NULL, CONDITION(type_min), "the smallest type"},
    {"condition", "reversed-type-min", VALUE_LENGTH, NULL, false, 0.1, 100, NULL, CONDITION(reversed_type_min), "the smallest type that is left out of ink"},
    {"condition", "mixed-type-min", VALUE_LENGTH, NULL, false, 0.1, 100, NULL, CONDITION(mixed_type_min), "the smallest type in more than one ink of the press"},
    {"condition", "line-min", VALUE_LENGTH, NULL, false, 0.01, 10, NULL, CONDITION(line_min), "the thinnest line in one ink of the press"},
    {"condition", "mixed-line-min", VALUE_LENGTH, NULL, false, 0.01, 10, NULL, CONDITION(mixed_line_min), "the thinnest line in more, or left out of ink"},
    {"condition", "picture-ppi", VALUE_NUMBER, NULL, false, 1, 1200, NULL, CONDITION(picture_ppi), "the lowest resolution of pictures seen from a metre; at two metres half of it"},
    {"condition", "flat-ppi", VALUE_NUMBER, NULL, false, 72, 1200, "400", CONDITION(flat_ppi), "pixels per inch of what is flattened for PDF/X-1a and PDF/X-3, where `effects-ppi` is 300; elsewhere in proportion"},
    {"condition", "neutrals", VALUE_WORD, NEUTRALS, false, 0, 0, "black", CONDITION(neutrals), "how greys of drawings that are no ink are printed: in black alone, or in four inks as the profile has them"},
    {"condition", "black-type-under", VALUE_LENGTH, NULL, false, 0, 1000, NULL, CONDITION(black_type_under), "smaller type in black alone overprints; without it none does"},
    {"condition", "black-lines-under", VALUE_LENGTH, NULL, false, 0, 1000, NULL, CONDITION(black_lines_under), "thinner lines in black alone overprint; without it none do"},
    {"condition", "variant", VALUE_NAME, NULL, false, 0, 0, NULL, CONDITION(variant_name), "the rules that finished files are judged by; without it GWG 2022 for sheet-fed printing in four inks"},
    {"condition", "rich-black", VALUE_NUMBERS, NULL, false, 0, 100, NULL, ELSEWHERE, "C, M, Y and K in percent that larger solid black on one plate takes; without it, it stays as it is and knocks out"},

    {"variants", "*", VALUE_SECTION, "variant", false, 0, 0, NULL, ELSEWHERE, "a variant of the rules"},
    {"variant", "title", VALUE_TEXT, NULL, true, 0, 0, NULL, VARIANT(title), "what people call it"},
    {"variant", "picture-ppi", VALUE_NUMBER, NULL, false, 0, 2400, "0", VARIANT(picture_ppi), "pictures need more pixels per inch; less is an error"},
    {"variant", "picture-ppi-good", VALUE_NUMBER, NULL, false, 0, 2400, "0", VARIANT(picture_ppi_good), "pictures should have more; less is a warning"},
    {"variant", "bitmap-ppi", VALUE_NUMBER, NULL, false, 0, 4800, "0", VARIANT(bitmap_ppi), "pictures of one bit a pixel need more; less is an error"},
    {"variant", "bitmap-ppi-good", VALUE_NUMBER, NULL, false, 0, 4800, "0", VARIANT(bitmap_ppi_good), "they should have more; less is a warning"},
    {"variant", "distance", VALUE_NUMBER, NULL, false, 0, 1000, "0", VARIANT(distance), "metres from where it is seen, where no size says it; resolutions are for one metre and lessen with it"},
    {"variant", "type-min", VALUE_LENGTH, NULL, false, 0, 100, "0pt", VARIANT(type_min), "the smallest type that is white or in more than one ink of the press"},
    {"variant", "line-min", VALUE_LENGTH, NULL, false, 0, 10, "0pt", VARIANT(line_min), "the thinnest line, likewise"},
    {"variant", "black-type-under", VALUE_LENGTH, NULL, false, 0, 1000, "0pt", VARIANT(black_type_under), "smaller type in black alone must overprint"},
    {"variant", "black-lines-under", VALUE_LENGTH, NULL, false, 0, 1000, "0pt", VARIANT(black_lines_under), "thinner lines in black alone must overprint"},
    {"variant", "binds", VALUE_WORD, BINDS, false, 0, 0, "all", VARIANT(binds), "which colours are bound to the press: all, vectors (pictures may be RGB with a profile), or cmyk (all may be)"},
    {"variant", "spots", VALUE_WORD, MINDS, false, 0, 0, "ignore", VARIANT(spots), "how much it minds a spot ink"},
    {"variant", "black-type", VALUE_WORD, MINDS, false, 0, 0, "ignore", VARIANT(black_type), "how much it minds small type in black alone that does not overprint"},
    {"variant", "black-lines", VALUE_WORD, MINDS, false, 0, 0, "ignore", VARIANT(black_lines), "how much it minds thin lines in black alone that do not overprint"},
    {"variant", "grey-type", VALUE_WORD, MINDS, false, 0, 0, "ignore", VARIANT(grey_type), "how much it minds small black type in DeviceGray, which many a press cannot overprint"},
    {"variant", "grey-lines", VALUE_WORD, MINDS, false, 0, 0, "ignore", VARIANT(grey_lines), "how much it minds thin black lines in DeviceGray"},
    {"variant", "grey-overprint", VALUE_WORD, MINDS, false, 0, 0, "ignore", VARIANT(grey_overprint), "how much it minds DeviceGray that is said to overprint"},
    {"variant", "white-type", VALUE_WORD, MINDS, false, 0, 0, "ignore", VARIANT(white_type), "how much it minds white type that overprints and so vanishes"},
    {"variant", "white-paths", VALUE_WORD, MINDS, false, 0, 0, "ignore", VARIANT(white_paths), "how much it minds white shapes that overprint"},
    {"variant", "rich-black-type", VALUE_WORD, MINDS, false, 0, 0, "ignore", VARIANT(rich_black_type), "how much it minds type in rich black: K from 85 %, all inks over 280 %"},
    {"variant", "small-type", VALUE_WORD, MINDS, false, 0, 0, "ignore", VARIANT(small_type), "how much it minds type under `type-min`"},
    {"variant", "thin-lines", VALUE_WORD, MINDS, false, 0, 0, "ignore", VARIANT(thin_lines), "how much it minds lines under `line-min`"},
    {"variant", "all-plates", VALUE_WORD, MINDS, false, 0, 0, "ignore", VARIANT(all_plates), "how much it minds the colorant All inside the trim"},
    {"variant", "user-unit", VALUE_WORD, MINDS, false, 0, 0, "ignore", VARIANT(user_unit), "how much it minds pages that are scaled (UserUnit)"},
    {"variant", "crop-box", VALUE_WORD, MINDS, false, 0, 0, "ignore", VARIANT(crop_box), "how much it minds a CropBox that is not the MediaBox"},
    {"variant", "page-sizes", VALUE_WORD, MINDS, false, 0, 0, "ignore", VARIANT(page_sizes), "how much it minds pages of different sizes or rotations"},
    {"variant", "empty-pages", VALUE_WORD, MINDS, false, 0, 0, "ignore", VARIANT(empty_pages), "how much it minds a page without anything on it"},
    {"variant", "blend-space", VALUE_WORD, MINDS, false, 0, 0, "ignore", VARIANT(blend_space), "how much it minds transparency that is mixed in another space than DeviceCMYK"},
    {"variant", "intent", VALUE_WORD, MINDS, false, 0, 0, "ignore", VARIANT(intent), "how much it minds an output intent that is not CMYK"},
    {"variant", "hidden-layers", VALUE_WORD, MINDS, false, 0, 0, "ignore", VARIANT(hidden_layers), "how much it minds layers that are off"},
    {"variant", "courier", VALUE_WORD, MINDS, false, 0, 0, "ignore", VARIANT(courier), "how much it minds a font called Courier: mostly another one is missing"},

    {"suppliers", "*", VALUE_SECTION, "supplier", false, 0, 0, NULL, ELSEWHERE, "a print shop"},
    {"supplier", "title", VALUE_TEXT, NULL, true, 0, 0, NULL, SUPPLIER(title), "what people call it"},
    {"supplier", "condition", VALUE_NAME, NULL, true, 0, 0, NULL, SUPPLIER(condition_name), "the printing condition it works under"},
    {"supplier", "standard", VALUE_WORD, STANDARDS, false, 0, 0, "PDF/X-4", SUPPLIER(standard), "the standard its PDFs follow; under PDF/X-1a and PDF/X-3 what is seen through becomes one picture"},
    {"supplier", "variant", VALUE_NAME, NULL, false, 0, 0, NULL, SUPPLIER(variant_name), "the rules that finished files are judged by, where they are not those of its condition"},
    {"supplier", "bleed", VALUE_LENGTH, NULL, false, 0, 200, "0mm", SUPPLIER(bleed), "print sizes get at least so much"},
    {"supplier", "marks", VALUE_WORD, PRINTER_MARKS, false, 0, 0, "none", SUPPLIER(marks), "printer's marks outside the bleed: none, where to cut, all, or only the line that says what the sheet is"},
    {"supplier", "outlines", VALUE_YES_NO, NULL, false, 0, 0, "no", SUPPLIER(outlines), "text is drawn as outlines, so that no fonts are in the file"},
    {"supplier", "overprint", VALUE_YES_NO, NULL, false, 0, 0, "yes", SUPPLIER(overprint), "small black type and thin black lines overprint, as the condition says"},
    {"supplier", "scale", VALUE_WORD, SCALES, false, 0, 0, "1:1", SUPPLIER(scale), "the scale of its PDFs: at 1:10 everything is a tenth as large"},
    {"supplier", "largest", VALUE_PAIR, NULL, false, 1, 50000, NULL, SUPPLIER(largest), "the largest size that it prints in one piece, with its bleed, upright or lying: its sheet, or its roll; else any"},
    {"supplier", "file-name", VALUE_FILE_NAME, FILE_NAME_PARTS, false, 0, 0, NULL, SUPPLIER(file_name), "the names of its PDFs without .pdf, made of {motif}, {size}, {language}, {row}, {supplier} and {scale}"},

    {"languages", "*", VALUE_SECTION, "language", false, 0, 0, NULL, ELSEWHERE, "a language"},
    {"language", "name", VALUE_TEXT, NULL, true, 0, 0, NULL, LANGUAGE(name), "its name in its own words"},
    {"language", "digits", VALUE_WORD, DIGITS, false, 0, 0, "latn", LANGUAGE(digits), "the digits that numbers from data rows get: 123, ١٢٣ or ۱۲۳"},
    {"inks", "*", VALUE_SECTION, "ink", false, 0, 0, NULL, ELSEWHERE, "an ink"},
    {"ink", "screen", VALUE_COLOUR, NULL, false, 0, 0, NULL, INK(screen), "its colour on screens, #rrggbb; else the recipe seen through the campaign's printing condition"},
    {"ink", "recipe", VALUE_SECTION, "recipes", true, 0, 0, NULL, ELSEWHERE, "what the press prints, by printing condition"},
    {"ink", "spot", VALUE_PLATE, NULL, false, 0, 0, NULL, INK(spot), "prints on a plate of its own with this name; the recipe is what stands in for it"},
    {"ink", "state", VALUE_WORD, STATES, false, 0, 0, "draft", INK(state), "how far people have agreed to it"},
    {"ink", "by", VALUE_TEXT, NULL, false, 0, 0, NULL, ELSEWHERE, "who said so, as a role"},
    {"ink", "on", VALUE_DATE, NULL, false, 0, 0, NULL, ELSEWHERE, "when"},
    {"recipes", "*", VALUE_NUMBERS, NULL, false, 0, 100, NULL, ELSEWHERE, "C, M, Y and K in percent under this printing condition"},

    {"styles", "*", VALUE_SECTION, "style", false, 0, 0, NULL, ELSEWHERE, "a type style"},
    {"style", "families", VALUE_TEXTS, NULL, true, 0, 0, NULL, STYLE(families), "font families in order of preference; only these, and only from fonts/"},
    {"style", "weight", VALUE_INTEGER, NULL, false, 100, 900, "400", STYLE(weight), "100 (thin) to 900 (black)"},
    {"style", "leading", VALUE_PERCENT, NULL, false, 50, 300, "120%", STYLE(leading), "from baseline to baseline, in percent of the font size"},
    {"style", "tracking", VALUE_PERCENT, NULL, false, -20, 100, "0%", STYLE(tracking), "room added between letters, in percent of the font size"},
    {"style", "breaks", VALUE_WORD, LINE_BREAKS, false, 0, 0, "filled", STYLE(breaks), "lines filled one after the other, or balanced: as equally long as can be"},
    {"style", "min", VALUE_LENGTH, NULL, false, 0.01, 14400, "6pt", STYLE(min), "the smallest font size of texts that say none themselves"},
    {"style", "max", VALUE_LENGTH, NULL, false, 0.01, 14400, NULL, STYLE(max), "the largest font size of texts that say none themselves; without it their room decides"},
    {"style", "case", VALUE_WORD, LETTERS, false, 0, 0, "as-written", STYLE(letters), "upper sets capitals, by the rules of the language"},
    {"style", "hyphenate", VALUE_YES_NO, NULL, false, 0, 0, "no", STYLE(hyphenate), "whether words are divided where that saves a line; never in balanced lines nor in Leichte Sprache"},
    {"style", "hang", VALUE_YES_NO, NULL, false, 0, 0, "no", STYLE(hang), "whether quotes and points hang out on the side that lines are set against"},
    {"style", "tied", VALUE_YES_NO, NULL, false, 0, 0, "no", STYLE(tied), "whether all texts of this style on a poster have one font size, that of the one with the least room"},
    {"style", "reads", VALUE_WORD, READS, false, 0, 0, "near", STYLE(reads), "from where it must be read: afar is the size's viewing distance, near is arm's length"},
    {"style", "features", VALUE_FEATURES, NULL, false, 0, 0, NULL, STYLE(features), "OpenType features: ss01, tnum, or kern=0 to leave one out"},
    {"style", "axes", VALUE_SECTION, "axes", false, 0, 0, NULL, ELSEWHERE, "axes of variable fonts"},
    {"style", "scripts", VALUE_SECTION, "scripts", false, 0, 0, NULL, ELSEWHERE, "what is different in some scripts"},
    {"axes", "*", VALUE_NUMBER, NULL, false, -100000, 100000, NULL, ELSEWHERE, "where on this axis the font stands, such as wdth: 85"},
    {"scripts", "*", VALUE_SECTION, "script", false, 0, 0, NULL, ELSEWHERE, "one script, such as Arab"},
    {"script", "families", VALUE_TEXTS, NULL, false, 0, 0, NULL, SCRIPT(families), "font families that come before the style's own"},
    {"script", "size", VALUE_PERCENT, NULL, false, 50, 200, "100%", SCRIPT(size), "font size beside the style's own, so that scripts look equally large"},
    {"script", "leading", VALUE_PERCENT, NULL, false, 50, 300, NULL, SCRIPT(leading), "from baseline to baseline, in percent of the style's font size"},
    {"script", "tracking", VALUE_PERCENT, NULL, false, -20, 100, NULL, SCRIPT(tracking), "room added between letters; joined scripts take only 0%"},
    {"script", "word-space", VALUE_PERCENT, NULL, false, 20, 300, "100%", SCRIPT(word_space), "width of a word space, in percent of the font's own"},

    {"words", "*", VALUE_SECTION, "phrase", false, 0, 0, NULL, ELSEWHERE, "a text in several languages"},
    {"phrase", "*", VALUE_SECTION, "word", false, 0, 0, NULL, ELSEWHERE, "the text in this language; `{claim}` stands for other words, `{row.name}` for what a data row has, `{{` for a brace"},
    {"word", "text", VALUE_TEXT, NULL, true, 0, 0, NULL, ELSEWHERE, "the text"},
    {"word", "version", VALUE_INTEGER, NULL, false, 1, 10000, "1", ELSEWHERE, "of the source text: raise it when its meaning changes"},
    {"word", "of", VALUE_INTEGER, NULL, false, 1, 10000, "1", ELSEWHERE, "of a translation: the version of the source text that it was made from"},
    {"word", "state", VALUE_WORD, STATES, false, 0, 0, "draft", ELSEWHERE, "reviewed once somebody who speaks the language has read it; anything else marks the poster as a draft"},
    {"word", "by", VALUE_TEXT, NULL, false, 0, 0, NULL, ELSEWHERE, "who said so, as a role"},
    {"word", "on", VALUE_DATE, NULL, false, 0, 0, NULL, ELSEWHERE, "when"},

    {"funders", "*", VALUE_SECTION, "funder", false, 0, 0, NULL, ELSEWHERE, "a funder"},
    {"funder", "name", VALUE_TEXT, NULL, true, 0, 0, NULL, ELSEWHERE, "what people call them"},
    {"funder", "sentence", VALUE_SECTION, "phrase", false, 0, 0, NULL, ELSEWHERE, "the sentence they ask for, in each language"},
    {"funder", "logo", VALUE_FILE, NULL, false, 0, 0, NULL, ELSEWHERE, "their logo, an SVG"},
    {"funder", "min-width", VALUE_LENGTH, NULL, false, 0.1, 1000, NULL, FUNDER(min_width), "the smallest width that they allow for the logo on paper"},
    {"funder", "clear-space", VALUE_PERCENT, NULL, false, 0, 200, "0%", FUNDER(clear_space), "what stays empty around the logo, of its height"},
    {"funder", "state", VALUE_WORD, STATES, false, 0, 0, "draft", ELSEWHERE, "state of the logo; a placeholder shows the name in its frame"},
    {"funder", "by", VALUE_TEXT, NULL, false, 0, 0, NULL, ELSEWHERE, "who said so, as a role"},
    {"funder", "on", VALUE_DATE, NULL, false, 0, 0, NULL, ELSEWHERE, "when"},

    {"sizes", "sizes", VALUE_SECTION, "size-list", true, 0, 0, NULL, ELSEWHERE, "the sizes"},
    {"size-list", "*", VALUE_SECTION, "size", false, 0, 0, NULL, ELSEWHERE, "a size"},
    {"size", "title", VALUE_TEXT, NULL, true, 0, 0, NULL, SIZE(title), "what people call it"},
    {"size", "kind", VALUE_WORD, SIZE_KINDS, true, 0, 0, NULL, SIZE(kind), "print or screen"},
    {"size", "trim", VALUE_PAIR, NULL, true, 0, 14400, NULL, SIZE(trim), "width x height of the finished poster"},
    {"size", "bleed", VALUE_LENGTH, NULL, false, 0, 200, "0mm", SIZE(bleed), "what is printed beyond the trim and cut away"},
    {"size", "visible", VALUE_SIDES, NULL, false, 0, 1000, "0mm", SIZE(visible), "what a frame or case hides, from the trim inwards"},
    {"size", "safe", VALUE_SIDES, NULL, false, 0, 1000, "0mm", SIZE(safe), "what words keep off, from the trim inwards"},
    {"size", "ppi", VALUE_NUMBER, NULL, true, 1, 1200, NULL, SIZE(ppi), "pixels per inch of the PNG; a screen's own pitch"},
    {"size", "effects-ppi", VALUE_NUMBER, NULL, false, 10, 1200, "300", SIZE(effects_ppi), "resolution of what cannot stay vector, at final size"},
    {"size", "back", VALUE_YES_NO, NULL, false, 0, 0, "no", SIZE(back), "lit from behind and printed on its back, too: `--to back` makes that, mirrored"},
    {"size", "distance", VALUE_NUMBER, NULL, true, 0.1, 500, NULL, SIZE(distance), "metres a reader stands away"},
    {"size", "parts", VALUE_NAMES, PARTS, false, 0, 0, NULL, SIZE(parts), "how it may be split for pasting, columns x rows, one or a list; what must stay whole keeps off the joints"},
    {"size", "overlap", VALUE_LENGTH, NULL, false, 0, 100, "15mm", SIZE(overlap), "how far parts overlap"},
    {"size", "scan", VALUE_NUMBER, NULL, false, 0.05, 50, NULL, SIZE(scan), "metres from which its codes are scanned; else not checked"},

    {"layout", "layout", VALUE_NAME, NULL, true, 0, 0, NULL, ELSEWHERE, "the layout's name"},
    {"layout", "inks", VALUE_SECTION, "ink-roles", false, 0, 0, NULL, ELSEWHERE, "inks of its roles, unless a motif says otherwise"},
    {"layout", "art", VALUE_SECTION, "artwork-list", false, 0, 0, NULL, ELSEWHERE, "drawings and photos that every motif gets, unless it says otherwise"},
    {"layout", "tall", VALUE_SECTION, "box", false, 0, 0, NULL, ELSEWHERE, "width / height under 0.6"},
    {"layout", "portrait", VALUE_SECTION, "box", false, 0, 0, NULL, ELSEWHERE, "width / height from 0.6 to under 0.9"},
    {"layout", "square", VALUE_SECTION, "box", false, 0, 0, NULL, ELSEWHERE, "width / height from 0.9 to 1.1"},
    {"layout", "landscape", VALUE_SECTION, "box", false, 0, 0, NULL, ELSEWHERE, "width / height over 1.1 to under 1.7"},
    {"layout", "wide", VALUE_SECTION, "box", false, 0, 0, NULL, ELSEWHERE, "width / height from 1.7"},
    {"layout", "card", VALUE_SECTION, "box", false, 0, 0, NULL, ELSEWHERE, "sizes with a short side under 110 mm"},
    {"layout", "sizes", VALUE_SECTION, "trees", false, 0, 0, NULL, ELSEWHERE, "trees for single sizes, before those of their shape"},
    {"layout", "when", VALUE_SECTIONS, "when", false, 0, 0, NULL, ELSEWHERE, "changes for some sizes, shapes or languages, before those of the motif"},
    {"trees", "*", VALUE_SECTION, "box", false, 0, 0, NULL, ELSEWHERE, "the tree for this size"},

    {"motif", "motif", VALUE_NAME, NULL, true, 0, 0, NULL, ELSEWHERE, "the motif's name; its folder in out/"},
    {"motif", "title", VALUE_TEXT, NULL, true, 0, 0, NULL, ELSEWHERE, "what people call it; the title of its files"},
    {"motif", "layout", VALUE_NAME, NULL, true, 0, 0, NULL, ELSEWHERE, "the layout it uses"},
    {"motif", "rows", VALUE_FILE, NULL, false, 0, 0, NULL, ELSEWHERE, "a table (CSV): one poster is made of each row; `{row.name}` stands for what it has in the column `name`"},
    {"motif", "when", VALUE_SECTIONS, "when", false, 0, 0, NULL, ELSEWHERE, "changes for some sizes, shapes or languages; later entries win"},
    {"changes", "inks", VALUE_SECTION, "ink-roles", false, 0, 0, NULL, ELSEWHERE, "which inks play the layout's roles"},
    {"changes", "art", VALUE_SECTION, "artwork-list", false, 0, 0, NULL, ELSEWHERE, "drawings and photos by name"},
    {"changes", "alt", VALUE_SECTION, "phrase", false, 0, 0, NULL, ELSEWHERE, "what the picture shows, for people who do not see it"},
    {"changes", "words", VALUE_SECTION, "words", false, 0, 0, NULL, ELSEWHERE, "words by name"},
    {"changes", "items", VALUE_SECTION, "items", false, 0, 0, NULL, ELSEWHERE, "boxes of the layout to change"},
    {"changes", "hide", VALUE_NAMES, NULL, false, 0, 0, NULL, ELSEWHERE, "boxes of the layout to leave out"},
    {"when", "size", VALUE_NAMES, NULL, false, 0, 0, NULL, ELSEWHERE, "for these sizes"},
    {"when", "shape", VALUE_NAMES, SHAPES, false, 0, 0, NULL, ELSEWHERE, "for these shapes: tall portrait square landscape wide card"},
    {"when", "language", VALUE_NAMES, NULL, false, 0, 0, NULL, ELSEWHERE, "for these languages; words are plain text then"},
    {"when", "row", VALUE_TEXTS, NULL, false, 0, 0, NULL, ELSEWHERE, "for these data rows, by id"},
    {"ink-roles", "*", VALUE_ROW_NAME, NULL, false, 0, 0, NULL, ELSEWHERE, "an ink of the campaign, or `{row.ink}`"},
    {"artwork-list", "*", VALUE_SECTION, "artwork", false, 0, 0, NULL, ELSEWHERE, "a drawing or a photo"},
    {"artwork", "file", VALUE_FILE, NULL, true, 0, 0, NULL, ELSEWHERE, "an SVG or a photo, from the folder of the file that names it; may hold `{row.id}`"},
    {"artwork", "state", VALUE_WORD, STATES, false, 0, 0, "draft", ELSEWHERE, "how far people have agreed to it"},
    {"artwork", "by", VALUE_TEXT, NULL, false, 0, 0, NULL, ELSEWHERE, "who said so, as a role"},
    {"artwork", "on", VALUE_DATE, NULL, false, 0, 0, NULL, ELSEWHERE, "when"},
    {"items", "*", VALUE_SECTION, "item", false, 0, 0, NULL, ELSEWHERE, "keys of the box of that name"},

    {"box", "stack", VALUE_SECTION, "stack", false, 0, 0, NULL, ELSEWHERE, "boxes over one another, the first one at the back"},
    {"box", "row", VALUE_SECTION, "row", false, 0, 0, NULL, ELSEWHERE, "boxes side by side"},
    {"box", "column", VALUE_SECTION, "column", false, 0, 0, NULL, ELSEWHERE, "boxes one below the other"},
    {"box", "grid", VALUE_SECTION, "grid", false, 0, 0, NULL, ELSEWHERE, "boxes in columns, row after row"},
    {"box", "group", VALUE_SECTION, "group", false, 0, 0, NULL, ELSEWHERE, "a stack that is drawn as one picture"},
    {"box", "panel", VALUE_SECTION, "panel", false, 0, 0, NULL, ELSEWHERE, "a flat area of one ink"},
    {"box", "shape", VALUE_SECTION, "shape", false, 0, 0, NULL, ELSEWHERE, "a shape of lines and curves"},
    {"box", "pattern", VALUE_SECTION, "pattern", false, 0, 0, NULL, ELSEWHERE, "marks in rows"},
    {"box", "art", VALUE_SECTION, "art", false, 0, 0, NULL, ELSEWHERE, "artwork"},
    {"box", "photo", VALUE_SECTION, "photo", false, 0, 0, NULL, ELSEWHERE, "a photo"},
    {"box", "text", VALUE_SECTION, "text", false, 0, 0, NULL, ELSEWHERE, "words"},
    {"box", "qr", VALUE_SECTION, "qr", false, 0, 0, NULL, ELSEWHERE, "a QR code"},
    {"box", "logos", VALUE_SECTION, "logos", false, 0, 0, NULL, ELSEWHERE, "the logos of the funders"},
    {"box", "space", VALUE_SECTION, "space", false, 0, 0, NULL, ELSEWHERE, "room that stays empty"},

    {"box-common", "name", VALUE_NAME, NULL, false, 0, 0, NULL, ELSEWHERE, "for overrides; else what it says or shows; unique within a shape"},
    {"box-common", "inside", VALUE_WORD, BOXES_OF_PAGE, false, 0, 0, "parent", BOX(inside), "the area it lives in: the box around it, or a box of the page"},
    {"box-common", "width", VALUE_LENGTH, NULL, false, 0, 14400, NULL, BOX(width), "its width; else what its content needs or there is room for"},
    {"box-common", "height", VALUE_LENGTH, NULL, false, 0, 14400, NULL, BOX(height), "its height, likewise"},
    {"box-common", "aspect", VALUE_NUMBER, NULL, false, 0.01, 100, NULL, BOX(aspect), "width / height, to get one from the other"},
    {"box-common", "padding", VALUE_SIDES, NULL, false, 0, 14400, "0mm", BOX(padding), "room kept free inside, on one to four sides: top right bottom left"},
    {"box-common", "grow", VALUE_NUMBER, NULL, false, 0, 1000, "0", BOX(grow), "its share of the room left over in a row or column"},
    {"box-common", "anchor", VALUE_ANCHOR, NULL, false, 0, 0, NULL, BOX(anchor), "where it stands in its room: top bottom left right center, one or two of them"},
    {"box-common", "shift", VALUE_PAIR, NULL, false, -14400, 14400, "0mm", BOX(shift), "moved to the right and down from where it would stand"},
    {"box-common", "span", VALUE_INTEGER, NULL, false, 1, 24, "1", BOX(span), "how many columns of a grid it takes"},
    {"box-common", "column", VALUE_INTEGER, NULL, false, 0, 24, "0", BOX(column), "the grid column it starts in; 0: the next free one"},
    {"box-common", "rotate", VALUE_NUMBER, NULL, false, -360, 360, "0", BOX(rotate), "turned by so many degrees, clockwise, about its middle; mirrored in right-to-left languages"},
    {"box-common", "only", VALUE_NAMES, NULL, false, 0, 0, NULL, ELSEWHERE, "the shapes and sizes it is shown on; else on all"},
    {"box-common", "except", VALUE_NAMES, NULL, false, 0, 0, NULL, ELSEWHERE, "the shapes and sizes it is left out on"},
    {"box-common", "hide", VALUE_YES_NO, NULL, false, 0, 0, "no", BOX(hide), "left out, and takes no room"},
    {"box-common", "keep-whole", VALUE_WORD, KEEPS, false, 0, 0, "auto", BOX(keep_whole), "whether joints of parts must keep off it; by itself, off each word of `headline`"},
    {"box-common", "mirror", VALUE_YES_NO, NULL, false, 0, 0, "yes", BOX(mirror), "whether its drawing is mirrored in right-to-left languages; its place always is, a photo never"},

    {"holder", "items", VALUE_BOXES, "box", false, 0, 0, NULL, ELSEWHERE, "the boxes inside, back to front"},
    {"flow", "gap", VALUE_PAIR, NULL, false, 0, 14400, "0mm", BOX(gap), "room between rows, and between columns"},
    {"flow", "align", VALUE_WORD, ALIGNS, false, 0, 0, "stretch", BOX(align), "how items stand across the flow"},
    {"grid-keys", "columns", VALUE_TRACKS, NULL, false, 0, 0, "1", BOX(columns), "a number of equal columns, or their widths: 2fr 1fr 20u"},
    {"group-keys", "isolate", VALUE_YES_NO, NULL, false, 0, 0, "yes", BOX(isolate), "members blend among themselves, not with what lies behind"},

    {"ink-keys", "ink", VALUE_NAME, NULL, false, 0, 0, NULL, BOX(ink), "a role or an ink of the campaign; of artwork: its currentColor. Texts, codes and logos take `words` if nothing is said"},
    {"ink-keys", "tint", VALUE_PERCENT, NULL, false, 0, 100, "100%", BOX(tint), "how much of the ink"},
    {"blend-keys", "blend", VALUE_WORD, BLENDS, false, 0, 0, "normal", BOX(blend), "how it mixes with what lies behind"},
    {"blend-keys", "opacity", VALUE_PERCENT, NULL, false, 0, 100, "100%", BOX(opacity), "how much of it covers what lies behind"},
    {"fade-keys", "fade", VALUE_SECTION, "fade", false, 0, 0, NULL, ELSEWHERE, "the ink that `ink` runs into"},
    {"fade", "to", VALUE_NAME, NULL, true, 0, 0, NULL, BOX(fade.to), "a role or an ink"},
    {"fade", "tint", VALUE_PERCENT, NULL, false, 0, 100, "100%", BOX(fade.tint), "how much of it"},
    {"fade", "angle", VALUE_NUMBER, NULL, false, -360, 360, "90", BOX(fade.angle), "where to: 0 is to the right, 90 downwards"},
    {"fade", "kind", VALUE_WORD, FADE_KINDS, false, 0, 0, "linear", BOX(fade.kind), "along a line, or from the middle outwards"},
    {"panel-keys", "radius", VALUE_SIDES, NULL, false, 0, 14400, "0mm", BOX(radius), "of its corners: top left, top right, bottom right, bottom left; in % of its shorter side, 50% makes a circle"},
    {"shape-keys", "path", VALUE_PATH, NULL, false, 0, 0, NULL, BOX(path), "its outline, as SVG writes paths: M0 0H10V10z"},
    {"shape-keys", "view", VALUE_VIEW, NULL, false, -100000, 100000, NULL, BOX(view), "the box of the path that is fitted into its room: x y width height; else the path's own"},
    {"shape-keys", "fit", VALUE_WORD, FITS, false, 0, 0, "contain", BOX(fit), "whole in its room, or covering it"},
    {"shape-keys", "stretch", VALUE_YES_NO, NULL, false, 0, 0, "no", BOX(stretch), "drawn out to the width and the height of its room"},
    {"shape-keys", "stroke", VALUE_LENGTH, NULL, false, 0.01, 1000, NULL, BOX(stroke), "the width of its line; without it the shape is filled"},
    {"shape-keys", "caps", VALUE_WORD, CAPS, false, 0, 0, "butt", BOX(caps), "how a line ends and turns"},
    {"pattern-keys", "of", VALUE_WORD, MARKS, false, 0, 0, "dots", BOX(pattern.of), "what it is made of"},
    {"pattern-keys", "step", VALUE_LENGTH, NULL, false, 0.1, 14400, "4u", BOX(pattern.step), "from one mark to the next"},
    {"pattern-keys", "size", VALUE_PERCENT, NULL, false, 1, 400, "50%", BOX(pattern.size), "of a mark, of the step"},
    {"pattern-keys", "chance", VALUE_PERCENT, NULL, false, 0, 100, "100%", BOX(pattern.chance), "of a mark being there"},
    {"pattern-keys", "jitter", VALUE_PERCENT, NULL, false, 0, 200, "0%", BOX(pattern.jitter), "how far marks may stand off their places, of the step"},
    {"pattern-keys", "turn", VALUE_NUMBER, NULL, false, 0, 360, "0", BOX(pattern.turn), "degrees that stripes and waves are turned by, and other marks at most, by chance"},
    {"pattern-keys", "seed", VALUE_INTEGER, NULL, false, 0, 1000000, "1", BOX(pattern.seed), "another number, another chance"},
    {"pattern-keys", "inks", VALUE_NAMES, NULL, false, 0, 0, NULL, BOX(pattern.inks), "inks that marks get by chance; else all get `ink`"},
    {"art-keys", "show", VALUE_NAME, NULL, false, 0, 0, NULL, BOX(show), "artwork by name"},
    {"art-keys", "fit", VALUE_WORD, FITS, false, 0, 0, "contain", BOX(fit), "whole in its room, or covering it"},
    {"art-keys", "sits-on", VALUE_NAME, NULL, false, 0, 0, NULL, BOX(sits_on), "the art box whose scale and origin it shares"},
    {"art-keys", "at", VALUE_POINT, NULL, false, -100000, 100000, "0 0", BOX(at), "where its origin stands on what it sits on, in the units of that drawing"},
    {"art-keys", "unit", VALUE_LENGTH, NULL, false, 0.00001, 14400, NULL, BOX(unit), "the length of one unit of the drawing; else width, height or the room decide"},
    {"art-keys", "origin", VALUE_PAIR, NULL, false, -14400, 14400, NULL, BOX(art_origin), "with `unit`: where the drawing's origin stands, from the left and the top of its room"},
    {"art-keys", "scale", VALUE_PERCENT, NULL, false, 1, 1000, "100%", BOX(scale), "of the size it would have"},
    {"photo-keys", "show", VALUE_NAME, NULL, false, 0, 0, NULL, BOX(show), "a photo by its name in `art`"},
    {"photo-keys", "fit", VALUE_WORD, FITS, false, 0, 0, "cover", BOX(fit), "covering its room, or whole in it"},
    {"photo-keys", "focus", VALUE_SHARES, NULL, false, 0, 100, "50% 50%", BOX(focus), "the point that stays in view, as near to the middle as can be: from the left and the top of the picture"},
    {"photo-keys", "radius", VALUE_SIDES, NULL, false, 0, 14400, "0mm", BOX(radius), "of its corners: top left, top right, bottom right, bottom left; in % of its shorter side"},
    {"photo-keys", "mask", VALUE_PATH, NULL, false, 0, 0, NULL, BOX(mask), "an outline that cuts it out, as SVG writes paths, whole in its room; the photo then fills its view"},
    {"photo-keys", "view", VALUE_VIEW, NULL, false, -100000, 100000, NULL, BOX(view), "the box of the mask that is fitted into its room: x y width height; else the mask's own"},
    {"photo-keys", "stretch", VALUE_YES_NO, NULL, false, 0, 0, "no", BOX(stretch), "the mask drawn out to the width and the height of its room"},
    {"photo-keys", "cut-out", VALUE_NAME, NULL, false, 0, 0, NULL, BOX(cut_out), "a grey picture as wide and high as the photo, by its name in `art`: white shows, black hides"},
    {"photo-keys", "duotone", VALUE_NAME_PAIR, NULL, false, 0, 0, NULL, BOX(duotone), "two roles or inks: its lightness runs from the first, its darkest, to the second"},
    {"text-keys", "say", VALUE_NAME, NULL, false, 0, 0, NULL, BOX(say), "words by name, or `funders`: their sentences"},
    {"text-keys", "style", VALUE_NAME, NULL, false, 0, 0, NULL, BOX(style), "a type style of the campaign"},
    {"text-keys", "min", VALUE_LENGTH, NULL, false, 0.01, 14400, NULL, BOX(min), "the smallest font size; if that does not fit, it is an error; else the style's"},
    {"text-keys", "max", VALUE_LENGTH, NULL, false, 0.01, 14400, NULL, BOX(max), "the largest font size; else the style's"},
    {"text-keys", "lines", VALUE_INTEGER, NULL, false, 0, 200, "0", BOX(lines), "at most this many lines; 0: as many as it takes"},
    {"text-keys", "align", VALUE_WORD, ALIGNS, false, 0, 0, "start", BOX(align), "how lines stand: start is left, or right in right-to-left languages"},
    {"text-keys", "arc", VALUE_NUMBER, NULL, false, -350, 350, "0", BOX(arc), "sets one line on an arc of so many degrees over the width of its box; less than 0: it hangs through"},
    {"text-keys", "along", VALUE_PATH, NULL, false, 0, 0, NULL, BOX(along), "sets one line along a path, as SVG writes it, in hundredths of its box's width and height"},
    {"qr-keys", "say", VALUE_NAME, NULL, false, 0, 0, NULL, BOX(say), "the words it encodes; https:// is put before an address without it"},
    {"logos-keys", "show", VALUE_NAME, NULL, false, 0, 0, NULL, BOX(show), "funders"},
    {"logos-keys", "gap", VALUE_PAIR, NULL, false, 0, 14400, "2u", BOX(gap), "room between logos"},
    {"logos-keys", "style", VALUE_NAME, NULL, false, 0, 0, NULL, BOX(style), "the type style of a placeholder's name; else that of the draft band"},
    {"order", "order", VALUE_NAME, NULL, true, 0, 0, NULL, ELSEWHERE, "the job's number, in tickets and file names"},
    {"order", "title", VALUE_TEXT, NULL, true, 0, 0, NULL, ELSEWHERE, "what people call the job"},
    {"order", "date", VALUE_DATE, NULL, true, 0, 0, NULL, ELSEWHERE, "of the order"},
    {"order", "due", VALUE_DATE, NULL, true, 0, 0, NULL, ELSEWHERE, "when the copies are needed"},
    {"order", "supplier", VALUE_NAME, NULL, true, 0, 0, NULL, ELSEWHERE, "the print shop, by its name in printing.yaml"},
    {"order", "customer", VALUE_SECTION, "customer", true, 0, 0, NULL, ELSEWHERE, "who orders"},
    {"order", "printer", VALUE_SECTION, "printer", false, 0, 0, NULL, ELSEWHERE, "who prints; fills the words `printer` of the imprint"},
    {"order", "checked", VALUE_SECTION, "checks", false, 0, 0, NULL, ELSEWHERE, "what somebody has looked at before anything is printed"},
    {"order", "addresses", VALUE_SECTION, "addresses", false, 0, 0, NULL, ELSEWHERE, "where copies go"},
    {"order", "lines", VALUE_SECTIONS, "order-line", true, 0, 0, NULL, ELSEWHERE, "what is printed"},
    {"customer", "name", VALUE_TEXT, NULL, true, 0, 0, NULL, ELSEWHERE, "the customer's name"},
    {"customer", "office", VALUE_TEXT, NULL, false, 0, 0, NULL, ELSEWHERE, "the office that orders"},
    {"customer", "address", VALUE_TEXT, NULL, true, 0, 0, NULL, ELSEWHERE, "where the invoice goes"},
    {"customer", "contact", VALUE_TEXT, NULL, false, 0, 0, NULL, ELSEWHERE, "who answers questions, as a role"},
    {"customer", "email", VALUE_TEXT, NULL, false, 0, 0, NULL, ELSEWHERE, "where questions go"},
    {"printer", "name", VALUE_TEXT, NULL, true, 0, 0, NULL, ELSEWHERE, "the firm's name, `{printer.name}` in words"},
    {"printer", "address", VALUE_TEXT, NULL, true, 0, 0, NULL, ELSEWHERE, "street and place, `{printer.address}` in words; a web address alone is not enough"},
    {"checks", "address", VALUE_SECTION, "confirmation", false, 0, 0, NULL, ELSEWHERE, "the address that posters and codes show was opened, and is still the city's"},
    {"confirmation", "by", VALUE_TEXT, NULL, true, 0, 0, NULL, ELSEWHERE, "who looked, as a role"},
    {"confirmation", "on", VALUE_DATE, NULL, true, 0, 0, NULL, ELSEWHERE, "when"},
    {"addresses", "*", VALUE_SECTION, "delivery-address", false, 0, 0, NULL, ELSEWHERE, "an address"},
    {"delivery-address", "address", VALUE_TEXT, NULL, true, 0, 0, NULL, ELSEWHERE, "street and place"},
    {"delivery-address", "name", VALUE_TEXT, NULL, false, 0, 0, NULL, ELSEWHERE, "who takes the copies in"},
    {"delivery-address", "area", VALUE_TEXT, NULL, false, 0, 0, NULL, ELSEWHERE, "where they are posted"},
    {"delivery-address", "note", VALUE_TEXT, NULL, false, 0, 0, NULL, ELSEWHERE, "what whoever delivers must know"},
    {"order-line", "motif", VALUE_NAME, NULL, true, 0, 0, NULL, ELSEWHERE, "the motif by its name"},
    {"order-line", "size", VALUE_NAME, NULL, true, 0, 0, NULL, ELSEWHERE, "a size for print, by its id"},
    {"order-line", "languages", VALUE_NAMES, NULL, true, 0, 0, NULL, ELSEWHERE, "a poster in each of these languages"},
    {"order-line", "rows", VALUE_NAMES, NULL, false, 0, 0, NULL, ELSEWHERE, "of a motif with data rows: their ids; else all"},
    {"order-line", "copies", VALUE_INTEGER, NULL, true, 1, 1000000, NULL, ELSEWHERE, "of each poster"},
    {"order-line", "paper", VALUE_SECTION, "paper", true, 0, 0, NULL, ELSEWHERE, "what is printed on"},
    {"order-line", "finishing", VALUE_TEXT, NULL, false, 0, 0, NULL, ELSEWHERE, "what happens after printing: folding, laminating, packing"},
    {"order-line", "deliveries", VALUE_SECTION, "deliveries", false, 0, 0, NULL, ELSEWHERE, "how many copies of each poster go where; needed when there are several addresses"},
    {"paper", "name", VALUE_TEXT, NULL, true, 0, 0, NULL, ELSEWHERE, "as the shop calls it"},
    {"paper", "weight", VALUE_NUMBER, NULL, false, 20, 2000, NULL, ELSEWHERE, "grammes a square metre"},
    {"paper", "kind", VALUE_WORD, PAPER_KINDS, false, 0, 0, "Paper", ELSEWHERE, "what it is, as tickets (XJDF) call it"},
    {"paper", "coating", VALUE_WORD, COATINGS, false, 0, 0, NULL, ELSEWHERE, "its surface, as tickets (XJDF) call it"},
    {"deliveries", "*", VALUE_INTEGER, NULL, false, 1, 1000000, NULL, ELSEWHERE, "copies of each poster; together they are all copies of the line"},
    {0},
};
/* clang-format on */

const Section *section_find(const char *name) {
    for (const Section *section = key_sections; section->name != NULL; section++) {
        if (strcmp(section->name, name) == 0)
            return section;
    }
    return NULL;
}

/* The first rows of sections by name; made once. */
static GHashTable *first_rows(void) {
    static GHashTable *rows;

    if (rows != NULL)
        return rows;
    rows = g_hash_table_new(g_str_hash, g_str_equal);
    for (const Key *key = key_table; key->section != NULL; key++) {
        if (key == key_table || strcmp(key[-1].section, key->section) != 0)
            g_hash_table_insert(rows, (gpointer)key->section, (gpointer)key);
    }
    return rows;
}

/* A section's own rows lie together; NULL: it has none. */
static const Key *first_row(const Section *section) {
    return g_hash_table_lookup(first_rows(), section->name);
}

static const Key *next_row(const Key *key) {
    return key[1].section != NULL && strcmp(key[1].section, key->section) == 0 ? key + 1
                                                                               : NULL;
}

static const Key *find_own(const Section *section, const char *name) {
    for (const Key *key = first_row(section); key != NULL; key = next_row(key)) {
        if (strcmp(key->name, name) == 0 || strcmp(key->name, "*") == 0)
            return key;
    }
    return NULL;
}

const Key *key_find(const Section *section, const char *name) {
    const Key *key = find_own(section, name);
    g_auto(GStrv) bases = NULL;

    if (key != NULL || section->extends == NULL)
        return key;
    bases = g_strsplit(section->extends, " ", -1);
    for (char **base = bases; *base != NULL && key == NULL; base++)
        key = key_find(section_find(*base), name);
    return key;
}

void section_visit(const Section *section, KeyVisit visit, void *data) {
    g_auto(GStrv) bases = NULL;

    for (const Key *key = first_row(section); key != NULL; key = next_row(key))
        visit(key, data);
    if (section->extends == NULL)
        return;
    bases = g_strsplit(section->extends, " ", -1);
    for (char **base = bases; *base != NULL; base++)
        section_visit(section_find(*base), visit, data);
}

static void collect_sections(const Section *section, GPtrArray *reached);

static void collect_from_key(const Key *key, void *data) {
    if (key->type == VALUE_SECTION || key->type == VALUE_SECTIONS ||
        key->type == VALUE_BOXES)
        collect_sections(section_find(key->of), data);
}

static void collect_sections(const Section *section, GPtrArray *reached) {
    g_auto(GStrv) bases = NULL;

    if (g_ptr_array_find(reached, section, NULL))
        return;
    g_ptr_array_add(reached, (gpointer)section);
    section_visit(section, collect_from_key, reached);
    if (section->extends == NULL)
        return;
    bases = g_strsplit(section->extends, " ", -1);
    for (char **base = bases; *base != NULL; base++)
        collect_sections(section_find(*base), reached);
}

GPtrArray *section_collect(const Section *kind) {
    GPtrArray *reached = g_ptr_array_new();

    if (kind != NULL) {
        collect_sections(kind, reached);
        return reached;
    }
    for (const char *const *name = key_file_kinds; *name != NULL; name++)
        collect_sections(section_find(*name), reached);
    return reached;
}

int key_word_index(const Key *key, const char *word) {
    g_auto(GStrv) words = g_strsplit(key->of, " ", -1);

    for (int i = 0; words[i] != NULL; i++) {
        g_auto(GStrv) spellings = g_strsplit(words[i], "=", -1);

        if (g_strv_contains((const char *const *)spellings, word))
            return i;
    }
    return -1;
}
