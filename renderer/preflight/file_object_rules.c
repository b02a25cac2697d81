/* Objects, whether or not anything paints them (pdfx: 3, 11 to 18). */
#include "preflight/file_judge.h"

#include "base/translate.h"
#include "preflight/file_checks.h"

#include <string.h>

static bool is_one_of(const FileValue *value, const char *const *names) {
    return value != NULL && value->kind == FILE_NAME &&
           g_strv_contains(names, value->text);
}

static const char *name_or(const FileValue *value, const char *otherwise) {
    return value != NULL && value->kind == FILE_NAME ? value->text : otherwise;
}

static const FileValue *find(const FileJudge *self, const FileValue *dictionary,
                             const char *key) {
    return file_pdf_find(self->pdf, dictionary, key);
}

/* --- streams -------------------------------------------------------------------------
 */

static bool is_filter_allowed(FileLevel level, const char *name) {
    static const char *const always[] = {"FlateDecode",
                                         "DCTDecode",
                                         "ASCIIHexDecode",
                                         "ASCII85Decode",
                                         "RunLengthDecode",
                                         "CCITTFaxDecode",
                                         NULL};
    static const char *const later[] = {"JBIG2Decode", "JPXDecode", NULL};

    return g_strv_contains(always, name) ||
           (level == FILE_LEVEL_X4 && g_strv_contains(later, name));
}

static void check_filter(FileJudge *self, const FileObject *stream) {
    const FileValue *filter = find(self, &stream->value, "Filter");
    guint count = filter == NULL ? 0 : filter->kind == FILE_ARRAY ? filter->count : 1;

    for (guint i = 0; i < count; i++) {
        const FileValue *name =
            filter->kind == FILE_ARRAY ? file_pdf_item(self->pdf, filter, i) : filter;

        if (!is_filter_allowed(self->level, name_or(name, "")))
            file_judge_found(self, N_("a stream has the filter %s"),
                             name_or(name, "?"));
    }
}

static void check_inline_filter(FileJudge *self, FileTrouble trouble,
                                const char *what) {
    if (trouble == FILE_TROUBLE_FILTER && !is_filter_allowed(self->level, what))
        file_judge_found(self, N_("a picture in content has the filter %s"), what);
}

static void check_external(FileJudge *self, const FileObject *stream) {
    static const char *const keys[] = {"F", "FFilter", "FDecodeParms"};

    for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
        if (find(self, &stream->value, keys[i]) == NULL)
            continue;
        file_judge_found(self, N_("the bytes of a stream are in another file"));
        return;
    }
}

static void check_xobject(FileJudge *self, const FileObject *stream) {
    const FileValue *value = &stream->value;
    const FileValue *alternates = find(self, value, "Alternates");

    if (file_value_is_name(find(self, value, "Subtype"), "PS") ||
        file_value_is_name(find(self, value, "Subtype2"), "PS") ||
        find(self, value, "PS") != NULL)
        file_judge_found(self, N_("it holds PostScript"));
    if (find(self, value, "Ref") != NULL)
        file_judge_found(self, N_("a form stands for a page of another file"));
    if (find(self, value, "OPI") != NULL)
        file_judge_found(self, N_("a picture stands for another file (OPI)"));
    for (guint i = 0;
         alternates != NULL && alternates->kind == FILE_ARRAY && i < alternates->count;
         i++) {
        const FileValue *usual =
            find(self, file_pdf_item(self->pdf, alternates, i), "DefaultForPrinting");

        if (usual != NULL && usual->number > 0)
            file_judge_found(self, N_("print takes another picture in place of one"));
    }
}

/* --- dictionaries --------------------------------------------------------------------
 */

static void check_action(FileJudge *self, const FileObject *object,
                         const FileValue *value) {
    static const char *const kinds[] = {
        "JavaScript", "Launch",    "URI",   "SubmitForm", "GoToR",
        "ImportData", "Movie",     "Sound", "Hide",       "Named",
        "ResetForm",  "Rendition", NULL};

    (void)object;
    if (find(self, value, "JS") != NULL)
        file_judge_found(self, N_("it has JavaScript"));
    else if (file_value_is_name(find(self, value, "Type"), "Action") ||
             is_one_of(find(self, value, "S"), kinds))
        file_judge_found(self, N_("it has actions (%s)"),
                         name_or(find(self, value, "S"), "?"));
}

static void check_layer_objects(FileJudge *self, const FileObject *object,
                                const FileValue *value) {
    static const char *const kinds[] = {"OCG", "OCMD", NULL};

    (void)object;
    if (find(self, value, "OC") != NULL || is_one_of(find(self, value, "Type"), kinds))
        file_judge_found(self, N_("something belongs to a layer"));
}

static void check_transfer(FileJudge *self, const FileObject *object,
                           const FileValue *value) {
    const FileValue *second = find(self, value, "TR2");

    (void)object;
    if (find(self, value, "TR") != NULL &&
        !file_value_is_name(find(self, value, "Type"), "Mask") &&
        !file_value_is_name(find(self, value, "S"), "Luminosity") &&
        !file_value_is_name(find(self, value, "S"), "Alpha"))
        file_judge_found(self, N_("it has a transfer function (TR)"));
    if (second != NULL && !file_value_is_name(second, "Default"))
        file_judge_found(self, N_("it has a transfer function (TR2)"));
}

static void check_halftone(FileJudge *self, const FileObject *object,
                           const FileValue *value) {
    const FileValue *kind = find(self, value, "HalftoneType");
    double number = file_value_number(kind, 0);

    (void)object;
    if (find(self, value, "HTP") != NULL)
        file_judge_found(self, N_("it has a halftone origin (HTP)"));
    if (kind != NULL && number != 1 && number != 5)
        file_judge_found(self, N_("it has a halftone of type %g"), number);
    if (kind != NULL && find(self, value, "HalftoneName") != NULL)
        file_judge_found(self, N_("it has a halftone with a name"));
}

static void check_intent(FileJudge *self, const FileObject *object,
                         const FileValue *value) {
    static const char *const intents[] = {"AbsoluteColorimetric",
                                          "RelativeColorimetric", "Saturation",
                                          "Perceptual", NULL};
    const FileValue *state = find(self, value, "RI");
    const FileValue *image =
        object->is_stream && value == &object->value &&
                file_value_is_name(find(self, value, "Subtype"), "Image")
            ? find(self, value, "Intent")
            : NULL;

    if (state != NULL && state->kind == FILE_NAME && !is_one_of(state, intents))
        file_judge_found(self, N_("\"%s\" is no rendering intent"), state->text);
    if (image != NULL && !is_one_of(image, intents))
        file_judge_found(self, N_("\"%s\" is no rendering intent"),
                         name_or(image, "?"));
}

static void check_blend(FileJudge *self, const FileObject *object,
                        const FileValue *value) {
    static const char *const modes[] = {
        "Normal",    "Compatible", "Multiply",   "Screen",    "Overlay",
        "Darken",    "Lighten",    "ColorDodge", "ColorBurn", "HardLight",
        "SoftLight", "Difference", "Exclusion",  "Hue",       "Saturation",
        "Color",     "Luminosity", NULL};
    const FileValue *blend = find(self, value, "BM");
    guint count = blend == NULL ? 0 : blend->kind == FILE_ARRAY ? blend->count : 1;

    (void)object;
    for (guint i = 0; i < count; i++) {
        const FileValue *mode =
            blend->kind == FILE_ARRAY ? file_pdf_item(self->pdf, blend, i) : blend;

        if (!is_one_of(mode, modes))
            file_judge_found(self, N_("\"%s\" is no blend mode"), name_or(mode, "?"));
    }
}

/* X-1a, X-3: all is opaque. */
static void check_transparency(FileJudge *self, const FileObject *object,
                               const FileValue *value) {
    static const char *const opaque[] = {"Normal", "Compatible", NULL};
    const FileValue *blend = find(self, value, "BM");
    const FileValue *mask = find(self, value, "SMask");
    const FileValue *group = find(self, value, "Group");

    (void)object;
    if (mask != NULL && !file_value_is_name(mask, "None"))
        file_judge_found(self, N_("it has transparency: a soft mask"));
    if (file_value_number(find(self, value, "ca"), 1) < 1 ||
        file_value_number(find(self, value, "CA"), 1) < 1)
        file_judge_found(self, N_("it has transparency: opacity"));
    if (blend != NULL && !is_one_of(blend, opaque))
        file_judge_found(self, N_("it has transparency: a blend mode"));
    if (file_value_is_name(find(self, group, "S"), "Transparency"))
        file_judge_found(self, N_("it has transparency: a group"));
}

/* --- colour spaces -------------------------------------------------------------------
 */

static bool is_family(const FileJudge *self, const FileValue *array, const char *name,
                      guint least) {
    return array->kind == FILE_ARRAY && array->count >= least &&
           file_value_is_name(file_pdf_item(self->pdf, array, 0), name);
}

static void check_icc(FileJudge *self, const FileObject *object,
                      const FileValue *value) {
    const FileObject *stream;
    g_autofree char *problem = NULL;

    (void)object;
    if (!is_family(self, value, "ICCBased", 2))
        return;
    stream = file_pdf_stream(self->pdf, &value->items[1]);
    problem = stream == NULL ? g_strdup(_("there is no profile"))
                             : file_profile_space_problem(self, stream);
    if (problem != NULL)
        file_judge_found(self, N_("a colour space with a profile: %s"), problem);
}

static bool is_process(const char *name) {
    static const char *const names[] = {"Cyan",  "Magenta", "Yellow",
                                        "Black", "None",    NULL};

    return g_strv_contains(names, name);
}

static void check_separation(FileJudge *self, const char *name, const char *recipe) {
    if (strcmp(file_judge_ink(self, name, recipe), recipe) != 0)
        file_judge_found(self, N_("the ink \"%s\" stands for two different colours"),
                         name);
}

static void check_device_n(FileJudge *self, const FileObject *object,
                           const FileValue *value) {
    const FileValue *names, *described;

    (void)object;
    if (!is_family(self, value, "DeviceN", 4))
        return;
    names = file_pdf_item(self->pdf, value, 1);
    described = find(self, file_pdf_item(self->pdf, value, 4), "Colorants");
    for (guint i = 0; names != NULL && names->kind == FILE_ARRAY && i < names->count;
         i++) {
        const char *name = name_or(file_pdf_item(self->pdf, names, i), "");

        if (!is_process(name) && find(self, described, name) == NULL)
            file_judge_found(self, N_("a mixture of inks does not say what \"%s\" is"),
                             name);
    }
}

/* A picture or a fade that nothing paints. */
static void check_rgb(FileJudge *self, const FileObject *object,
                      const FileValue *value) {
    const FileValue *space = find(self, value, "ColorSpace");
    const FileSpace *read;

    if (value->kind != FILE_DICTIONARY || space == NULL || self->has_default_rgb ||
        g_hash_table_contains(self->rgb, GUINT_TO_POINTER(object->number)) ||
        (space->kind != FILE_NAME && space->kind != FILE_ARRAY))
        return;
    read = file_spaces_find(self->spaces, space, NULL, false);
    if (file_space_is_rgb(read))
        file_judge_found(self, N_("a picture or a fade that is not painted is in RGB"));
}

/* A JPEG has as many components as its colour space. */
static guint jpeg_components(const guint8 *bytes, gsize length) {
    gsize at = 2;

    while (at + 10 <= length && bytes[at] == 0xFF) {
        guint8 kind = bytes[at + 1];

        if (kind >= 0xC0 && kind <= 0xCF && kind != 0xC4 && kind != 0xC8 &&
            kind != 0xCC)
            return bytes[at + 9];
        at += 2u + (gsize)bytes[at + 2] * 256 + bytes[at + 3];
    }
    return 0;
}

static void check_jpeg(FileJudge *self, const FileObject *stream) {
    const FileValue *filter = find(self, &stream->value, "Filter");
    const FileValue *space = find(self, &stream->value, "ColorSpace");
    g_autoptr(GBytes) raw = NULL;
    const guint8 *bytes;
    gsize length = 0;
    guint found, wanted;

    if (filter != NULL && filter->kind == FILE_ARRAY && filter->count == 1)
        filter = file_pdf_item(self->pdf, filter, 0);
    if (!file_value_is_name(filter, "DCTDecode") || space == NULL)
        return;
    wanted = file_spaces_find(self->spaces, space, NULL, false)->count;
    raw = file_pdf_raw(self->pdf, stream, NULL);
    bytes = raw == NULL ? NULL : g_bytes_get_data(raw, &length);
    found = jpeg_components(bytes, length);
    if (found == 0)
        file_judge_found(self, N_("a JPEG is damaged"));
    else if (wanted != 0 && found != wanted)
        file_judge_found(self, N_("a JPEG has %u components, its colour space %u"),
                         found, wanted);
}

#define ISO(text) .clause = N_(text), .severity = SEVERITY_ERROR

const FileRule file_object_rules[] = {
    {"pdfx/filter", ISO("ISO 15930, compression"), FILE_X, .stream = check_filter},
    {"pdfx/filter", ISO("ISO 15930, compression"), FILE_X,
     .trouble = check_inline_filter},
    {"pdfx/external-stream", ISO("ISO 15930; ISO 32000-1, 7.3.8"), FILE_X,
     .stream = check_external},
    {"pdfx/xobject", ISO("ISO 15930, PostScript, OPI, references"), FILE_X,
     .stream = check_xobject},
    {"pdfx/picture", ISO("ISO 32000-1, 8.9.5"), FILE_ALWAYS, .stream = check_jpeg},
    {"pdfx/action", ISO("ISO 15930, actions"), FILE_X, .value = check_action},
    {"pdfx/optional-content", ISO("ISO 15930, optional content"), FILE_X1A_X3,
     .value = check_layer_objects},
    {"pdfx/transfer", ISO("ISO 15930, transfer functions"), FILE_X,
     .value = check_transfer},
    {"pdfx/halftone", ISO("ISO 15930, halftones"), FILE_X, .value = check_halftone},
    {"pdfx/intent", ISO("ISO 15930, rendering intents"), FILE_X, .value = check_intent},
    {"pdfx/blend-mode", ISO("ISO 15930-7; ISO 32000-1, 11.3.5"), FILE_X4,
     .value = check_blend},
    {"pdfx/transparency", ISO("ISO 15930-4 and -6, transparency"), FILE_X1A_X3,
     .value = check_transparency},
    {"pdfx/icc", ISO("ISO 15930; ISO 32000-1, 8.6.5.5"), FILE_X, .value = check_icc},
    {"pdfx/separation", ISO("ISO 15930, spot colours"), FILE_X,
     .ink = check_separation},
    {"pdfx/device-n", ISO("ISO 15930-7, spot colours"), FILE_X4,
     .value = check_device_n},
    {"pdfx/rgb", ISO("ISO 15930, colour"), FILE_X, .value = check_rgb},
    {"pdfx/font", ISO("ISO 15930, fonts"), FILE_X, .value = file_check_font},
    {"pdfx/font-licence", ISO("ISO 15930, fonts"), FILE_X,
     .value = file_check_font_licence},
    {0},
};
