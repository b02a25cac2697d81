#include "resources/fonts.h"

#include "base/look.h"
#include "base/paths.h"
#include "base/translate.h"

#include <cairo-ft.h>
#include <fontconfig/fontconfig.h>
#include <freetype/freetype.h>
#include <ft2build.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <string.h>

/* pango 1.50 starts threads with a font map, and they do not follow into a forked
 * worker, which then waits for them for ever. So each process makes its own when it
 * first needs one. */
typedef struct {
    PangoFontMap *map;
    PangoContext *contexts[2]; /* left to right, right to left */
} Pango;

/* Sizes are points. */
#define RESOLUTION 72

struct Fonts {
    char *folder;
    GByteArray *looks; /* of each file of the folder that is a font, by name */
    GPtrArray *files;  /* of FontFile */
    FcConfig *config;
    Pango *pango; /* never NULL; its members are until they are needed */
};

static void free_file(gpointer pointer) {
    FontFile *file = pointer;

    g_free(file->file);
    g_free(file->family);
    g_free(file);
}

static char *pattern_text(const FcPattern *pattern, const char *object) {
    FcChar8 *text = NULL;

    FcPatternGetString(pattern, object, 0, &text);
    return g_strdup(text == NULL ? "" : (const char *)text);
}

/* fontconfig's own weights are another scale than CSS and OpenType. */
static int pattern_weight(const FcPattern *pattern) {
    int weight = FC_WEIGHT_REGULAR;

    FcPatternGetInteger(pattern, FC_WEIGHT, 0, &weight);
    return FcWeightToOpenType(weight);
}

/* Letters that are pictures (emoji) have no size but their own. */
static bool has_outlines(const FcPattern *pattern) {
    FcBool outlines = FcTrue;

    FcPatternGetBool(pattern, FC_OUTLINE, 0, &outlines);
    return outlines;
}

static bool refuse(GError **error, const char *text, const char *path) {
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _(text), path);
    return false;
}

/* PDF/X wants all fonts in the file, and a font may forbid that: OpenType, OS/2 table,
 * fsType, "restricted licence embedding". */
static bool may_be_embedded(FT_Library library, const char *path) {
    FT_Face face;
    FT_UShort flags;

    if (FT_New_Face(library, path, 0, &face) != 0)
        return true;
    flags = FT_Get_FSType_Flags(face);
    FT_Done_Face(face);
    return (flags & 0x000F) != FT_FSTYPE_RESTRICTED_LICENSE_EMBEDDING;
}

static bool check_font(FT_Library library, const FcPattern *pattern, const char *path,
                       GError **error) {
    if (!has_outlines(pattern))
        return refuse(error,
                      N_("the font '%s' has pictures for letters, which cannot be set "
                         "in any size: take it out of the folder"),
                      path);
    if (!may_be_embedded(library, path))
        return refuse(error,
                      N_("the font '%s' does not allow that files contain it, as print "
                         "PDFs must: take it out of the folder"),
                      path);
    return true;
}

static bool describe_files(Fonts *self, FcConfig *config, FT_Library library,
                           GError **error) {
    FcFontSet *set = FcConfigGetFonts(config, FcSetApplication);

    for (int i = 0; set != NULL && i < set->nfont; i++) {
        const FcPattern *pattern = set->fonts[i];
        g_autofree char *path = pattern_text(pattern, FC_FILE);
        FontFile *file;

        if (!check_font(library, pattern, path, error))
            return false;
        file = g_new0(FontFile, 1);
        file->file = g_path_get_basename(path);
        file->family = pattern_text(pattern, FC_FAMILY);
        file->weight = pattern_weight(pattern);
        g_ptr_array_add(self->files, file);
    }
    return true;
}

static bool check_files(Fonts *self, FcConfig *config, GError **error) {
    FT_Library library;
    bool described;

    FT_Init_FreeType(&library);
    described = describe_files(self, config, library, error);
    FT_Done_FreeType(library);
    return described;
}

static bool is_font(const char *name) {
    return g_str_has_suffix(name, ".otf") || g_str_has_suffix(name, ".ttf");
}

static GByteArray *look_at_fonts(const char *folder) {
    g_autoptr(GPtrArray) names = path_list(folder, NULL);
    GByteArray *looks = g_byte_array_new();

    for (guint i = 0; names != NULL && i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        g_autofree char *path = g_build_filename(folder, name, NULL);
        Look look;

        if (!is_font(name))
            continue;
        look_at(path, &look);
        g_byte_array_append(looks, (const guint8 *)name, (guint)strlen(name) + 1);
        g_byte_array_append(looks, (const guint8 *)&look, sizeof look);
    }
    return looks;
}

bool fonts_are_current(const Fonts *self) {
    g_autoptr(GByteArray) looks = look_at_fonts(self->folder);

    return looks->len == self->looks->len &&
           memcmp(looks->data, self->looks->data, looks->len) == 0;
}

static bool add_fonts(Fonts *self, FcConfig *config, const char *folder,
                      GError **error) {
    g_autoptr(GPtrArray) names = path_list(folder, error);

    if (names == NULL)
        return false;
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        g_autofree char *path = g_build_filename(folder, name, NULL);

        if (!is_font(name))
            continue;
        if (!FcConfigAppFontAddFile(config, (const FcChar8 *)path)) {
            g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                        _("cannot read the font '%s'"), path);
            return false;
        }
    }
    if (!check_files(self, config, error))
        return false;
    if (self->files->len > 0)
        return true;
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                _("no fonts in '%s': run renderer/setup"), folder);
    return false;
}

static PangoContext *make_context(PangoFontMap *map, PangoDirection direction) {
    PangoContext *context = pango_font_map_create_context(map);
    cairo_font_options_t *options = cairo_font_options_create();

    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context, options);
    pango_cairo_context_set_resolution(context, RESOLUTION);
    pango_context_set_base_dir(context, direction);
    pango_context_set_round_glyph_positions(context, FALSE);
    /* Else pango asks the environment. */
    pango_context_set_language(context, pango_language_from_string("und"));
    cairo_font_options_destroy(options);
    return context;
}

static void set_variable(const char *name, const char *value) {
    if (g_strcmp0(g_getenv(name), value) != 0)
        g_setenv(name, value, TRUE);
}

/* fontconfig prefers fonts for the languages it finds in the environment; pango shapes
 * letters that a text's own language does not have by them. */
void fonts_set_environment(void) {
    set_variable("FC_LANG", "und");
    set_variable("PANGO_LANGUAGE", "");
}

Fonts *fonts_load(const char *folder, GError **error) {
    g_autoptr(Fonts) self = g_new0(Fonts, 1);
    FcConfig *config;

    fonts_set_environment();
    config = FcConfigCreate();
    self->folder = g_strdup(folder);
    self->looks = look_at_fonts(folder);
    self->files = g_ptr_array_new_with_free_func(free_file);
    if (!add_fonts(self, config, folder, error)) {
        FcConfigDestroy(config);
        return NULL;
    }
    /* librsvg takes the current configuration, pango is told. */
    FcConfigSetCurrent(config);
    self->config = config;
    self->pango = g_new0(Pango, 1);
    return g_steal_pointer(&self);
}

const char *fonts_folder(const Fonts *self) {
    return self->folder;
}

void fonts_free(Fonts *self) {
    if (self == NULL)
        return;
    if (self->pango != NULL) {
        g_clear_object(&self->pango->contexts[0]);
        g_clear_object(&self->pango->contexts[1]);
        g_clear_object(&self->pango->map);
    }
    g_free(self->pango);
    g_free(self->folder);
    g_clear_pointer(&self->looks, g_byte_array_unref);
    g_clear_pointer(&self->config, FcConfigDestroy);
    g_clear_pointer(&self->files, g_ptr_array_unref);
    g_free(self);
}

const GPtrArray *fonts_files(const Fonts *self) {
    return self->files;
}

GPtrArray *fonts_families(const Fonts *self) {
    GPtrArray *families = g_ptr_array_new();

    for (guint i = 0; i < self->files->len; i++) {
        const FontFile *file = g_ptr_array_index(self->files, i);

        if (!g_ptr_array_find_with_equal_func(families, file->family, g_str_equal,
                                              NULL))
            g_ptr_array_add(families, file->family);
    }
    return families;
}

bool fonts_have_family(const Fonts *self, const char *family) {
    for (guint i = 0; i < self->files->len; i++) {
        const FontFile *file = g_ptr_array_index(self->files, i);

        if (g_ascii_strcasecmp(file->family, family) == 0)
            return true;
    }
    return false;
}

bool fonts_have_weight(const Fonts *self, const char *family, int weight) {
    for (guint i = 0; i < self->files->len; i++) {
        const FontFile *file = g_ptr_array_index(self->files, i);

        if (g_ascii_strcasecmp(file->family, family) == 0 && file->weight == weight)
            return true;
    }
    return false;
}

/* What make_context says, for the contexts that pango makes to measure fonts: else it
 * looks for each font twice, and hints it. */
static void add_options(FcPattern *pattern, gpointer data) {
    (void)data;
    FcPatternAddBool(pattern, FC_HINTING, FcFalse);
    FcPatternAddInteger(pattern, FC_HINT_STYLE, FC_HINT_NONE);
    FcPatternAddBool(pattern, FC_ANTIALIAS, FcTrue);
    FcPatternAddInteger(pattern, FC_RGBA, FC_RGBA_NONE);
}

static void start_pango(const Fonts *self) {
    Pango *pango = self->pango;

    pango->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(pango->map), self->config);
    pango_fc_font_map_set_default_substitute(PANGO_FC_FONT_MAP(pango->map), add_options,
                                             NULL, NULL);
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(pango->map), RESOLUTION);
    pango->contexts[0] = make_context(pango->map, PANGO_DIRECTION_LTR);
    pango->contexts[1] = make_context(pango->map, PANGO_DIRECTION_RTL);
}

PangoContext *fonts_context(const Fonts *self, bool right_to_left) {
    if (self->pango->map == NULL)
        start_pango(self);
    return self->pango->contexts[right_to_left ? 1 : 0];
}

/* --- what goes wrong inside pango ----------------------------------------------------
 */

static char *complaint;

/* Larger ones FreeType cannot have; pango asks for them when it reckons what letters of
 * drawings measure at most, and does without. */
#define SIZE_MAX_PIXELS 32767

/* "failed to create cairo scaled font, expect ugly output. the offending font is
 * 'Inter 1000'": what follows is said of the same. */
void fonts_complain(const char *text) {
    static bool is_harmless;
    const char *name = strchr(text, '\'');
    const char *size = name == NULL ? NULL : strrchr(name, ' ');

    if (name != NULL)
        is_harmless = size != NULL && g_ascii_strtod(size, NULL) > SIZE_MAX_PIXELS;
    if (complaint == NULL && !is_harmless)
        complaint = g_strdup(name == NULL ? text : name);
}

const char *fonts_complaint(void) {
    return complaint;
}
