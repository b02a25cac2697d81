#include "prepress/artwork.h"

#include "base/process.h"
#include "base/translate.h"
#include "prepress/artwork_file.h"
#include "prepress/page_surface.h"
#include "resources/svgs.h"

#include <math.h>

/* Units of the longer side: 1/256 of one, cairo's grid, is a 25th of a millimetre
 * on a poster of five metres. Larger ones make larger files, and cairo slower. */
#define LONG_SIDE 500.0

/* Of what is kept from run to run. */
static const char kind[] = "artwork 1";

enum {
    DECIMALS = 2,       /* of a unit */
    KEPT_MAX = 4 << 20, /* bytes of converted drawings */
    PIXELS_MAX = 6000,  /* of the longer side: what filters take in memory */
    CLASSES_DOUBLE = 4, /* sizes of pixels between one and twice as many */
};

struct Artworks {
    ArtworkPress press;
    GHashTable *by_key; /* to Artwork */
    gsize kept;         /* bytes of their parts */
};

void artwork_free(Artwork *self) {
    if (self == NULL)
        return;
    pdf_part_free(self->part);
    g_clear_pointer(&self->slots, g_array_unref);
    g_clear_pointer(&self->doubtful, g_array_unref);
    g_free(self);
}

static void free_artwork(gpointer artwork) {
    artwork_free(artwork);
}

Artworks *artworks_new(const ArtworkPress *press) {
    Artworks *self = g_new0(Artworks, 1);

    self->press = *press;
    self->by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_artwork);
    return self;
}

void artworks_free(Artworks *self) {
    if (self == NULL)
        return;
    g_hash_table_unref(self->by_key);
    g_free(self);
}

void artworks_trim(Artworks *self) {
    if (self->kept <= KEPT_MAX)
        return;
    g_hash_table_remove_all(self->by_key);
    self->kept = 0;
}

/* --- currentColor --------------------------------------------------------------------
 */

/* The screen colour of the paint, or one nearby that nothing else in the drawing has
 * and no ink: so it is told from all others. */
static Rgb stand_in(const Artworks *self, const Item *item) {
    guint32 wanted = rgb_pack(paint_to_rgb(item->paint));

    for (guint32 i = 0; i < 256; i++) {
        guint32 near = wanted ^ i; /* other blues */
        PrintColour colour = print_colours_find(self->press.colours, rgb_unpack(near));

        if (!svg_has_colour(item->svg, near) && (colour.certainty != BY_INK || i == 0))
            return rgb_unpack(near);
    }
    return rgb_unpack(wanted);
}

/* --- which one -----------------------------------------------------------------------
 */

/* Units a unit of the drawing gets. Pixels come in classes, so that posters of nearly
 * the same size share them. */
static double scale_for(const Item *item, double ppi) {
    Rect box = svg_view_box(item->svg);
    double longer = fmax(box.width, box.height);
    double pixels = longer * item->unit * ppi / 72;
    double class = ceil(log2(fmax(pixels, 1)) * CLASSES_DOUBLE);

    if (!svg_needs_pixels(item->svg))
        return LONG_SIDE / longer;
    return fmin(exp2(class / CLASSES_DOUBLE), PIXELS_MAX) / longer;
}

static char *key_for(const Item *item, double scale) {
    GString *key = g_string_new(svg_digest(item->svg));

    g_string_append_printf(key, " %.17g", scale);
    if (item->paint.ink != NULL)
        g_string_append_printf(key, " %s %.17g", item->paint.ink->name,
                               item->paint.tint);
    return g_string_free(key, FALSE);
}

/* --- findings ------------------------------------------------------------------------
 */

/* One drawing while it is converted. */
typedef struct {
    Artworks *artworks;
    const Item *item;
    GHashTable *seen; /* packed colours */
    GArray *doubtful; /* of Rgb */
} Watcher;

static void watch(void *data, Rgb screen) {
    Watcher *self = data;
    PrintColours *colours = self->artworks->press.colours;

    if (!g_hash_table_add(self->seen, GUINT_TO_POINTER(rgb_pack(screen))))
        return;
    if (print_colours_near_miss(colours, screen) != NULL ||
        print_colours_look_alike(colours, screen) != NULL)
        g_array_append_val(self->doubtful, screen);
}

static void tell(PrintColours *colours, const Item *item, Rgb screen,
                 Diagnostics *diagnostics) {
    const Ink *near = print_colours_near_miss(colours, screen);
    const Ink *other = print_colours_look_alike(colours, screen);

    if (near != NULL)
        diagnostics_add(
            diagnostics, SEVERITY_WARNING, "art/nearly-an-ink", &item->origin,
            "#%06x in '%s' is nearly, but not exactly \"%s\" (#%06x): it is "
            "printed by the profile, not by the recipe",
            rgb_pack(screen), item->path, near->name, rgb_pack(near->screen));
    if (other != NULL)
        diagnostics_add(diagnostics, SEVERITY_WARNING, "art/two-inks-alike",
                        &item->origin,
                        "#%06x in '%s' could be \"%s\" or \"%s\"; the first one is "
                        "printed",
                        rgb_pack(screen), item->path,
                        print_colours_find(colours, screen).ink->name, other->name);
}

/* Each time: whether another poster was told of it must not matter. */
static void tell_all(PrintColours *colours, const Artwork *artwork, const Item *item,
                     Diagnostics *diagnostics) {
    for (guint i = 0; i < artwork->doubtful->len; i++)
        tell(colours, item, g_array_index(artwork->doubtful, Rgb, i), diagnostics);
}

/* --- conversion ----------------------------------------------------------------------
 */

/* The recording is what was measured; but letters stay letters only when they are drawn
 * for a PDF. */
static bool is_replayed(const Watcher *self) {
    return self->artworks->press.text_as_paths || !svg_has_text(self->item->svg);
}

static bool draw_on(cairo_surface_t *page, const Watcher *watcher,
                    cairo_surface_t *recording, double scale, Rgb current,
                    const cairo_rectangle_t *extents, GError **error) {
    cairo_t *cr = cairo_create(page);
    bool drawn = true;

    if (is_replayed(watcher)) {
        cairo_set_source_surface(cr, recording, -extents->x, -extents->y);
        cairo_paint(cr);
    } else {
        cairo_translate(cr, -extents->x, -extents->y);
        cairo_scale(cr, scale, scale);
        drawn = svg_draw(watcher->item->svg, cr, current, error);
    }
    cairo_destroy(cr);
    return drawn && page_surface_finish(page, error);
}

/* What cairo makes of it: a page as large as what it blackens. */
static GBytes *draw_page(const Watcher *watcher, double scale, Rgb current,
                         cairo_rectangle_t *extents, GError **error) {
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    cairo_surface_t *recording =
        svg_record(watcher->item->svg, scale, current, extents, error);
    cairo_surface_t *page;
    bool drawn;

    if (recording == NULL)
        return NULL;
    page = page_surface_new(bytes, extents->width, extents->height);
    drawn = draw_on(page, watcher, recording, scale, current, extents, error);
    cairo_surface_destroy(page);
    cairo_surface_destroy(recording);
    return drawn ? g_byte_array_free_to_bytes(g_steal_pointer(&bytes)) : NULL;
}

/* What is drawn, before it is in inks. */
typedef struct {
    GBytes *page; /* NULL: not drawn */
    Rgb current;
    cairo_rectangle_t extents;
    double scale;
} Drawn;

/* NULL without an error: it cannot be flat. */
static Artwork *convert(const Watcher *watcher, const Drawn *drawn, bool is_flat,
                        GError **error) {
    const Item *item = watcher->item;
    const cairo_rectangle_t *extents = &drawn->extents;
    double width = extents->width, height = extents->height, scale = drawn->scale;
    const double box[4] = {0, 0, width, height};
    const double to_unit_square[6] = {1 / width, 0, 0, -1 / height, 0, 1};
    g_autoptr(PdfFile) file = pdf_file_read(drawn->page, error);
    Conversion conversion = {.file = file,
                             .is_flat = is_flat,
                             .colours = watcher->artworks->press.colours,
                             .has_current = item->paint.ink != NULL,
                             .current = drawn->current,
                             .seen = watch,
                             .data = (void *)watcher,
                             .unwraps = is_replayed(watcher),
                             .decimals = DECIMALS};
    Artwork *artwork = NULL;

    if (file == NULL)
        return NULL;
    if (conversion.has_current)
        conversion.current_colour = print_colour_of_paint(item->paint);
    conversion_start(&conversion);
    if (convert_page(&conversion, to_unit_square, box, error)) {
        artwork = g_new0(Artwork, 1);
        artwork->part = g_steal_pointer(&conversion.part);
        artwork->slots = g_steal_pointer(&conversion.slots);
        artwork->doubtful = g_array_ref(watcher->doubtful);
        artwork->scale = scale;
        artwork->extents = (Rect){extents->x / scale, extents->y / scale, width / scale,
                                  height / scale};
    }
    if (conversion.sees_through)
        g_clear_error(error);
    conversion_clear(&conversion);
    return artwork;
}

/* `error` must not be NULL. */
static Artwork *make(const Watcher *watcher, double scale, GError **error) {
    const Item *item = watcher->item;
    const Artworks *artworks = watcher->artworks;
    Drawn drawn = {.current = item->paint.ink == NULL ? (Rgb){0, 0, 0}
                                                      : stand_in(artworks, item),
                   .scale = scale};
    g_autoptr(GBytes) page =
        draw_page(watcher, scale, drawn.current, &drawn.extents, error);
    Artwork *artwork;

    drawn.page = page;
    if (page == NULL || !artworks->press.is_flat)
        return page == NULL ? NULL : convert(watcher, &drawn, false, error);
    artwork = convert(watcher, &drawn, true, error);
    if (artwork != NULL || *error != NULL)
        return artwork;
    artwork = convert(watcher, &drawn, false, error);
    if (artwork != NULL)
        artwork->sees_through = true;
    return artwork;
}

/* --- from run to run -----------------------------------------------------------------
 */

/* Letters depend on fonts, too; such drawings are few. NULL: it is not kept. */
static char *kept_from(const Artworks *self, const Item *item, const char *key) {
    const ArtworkPress *press = &self->press;

    if (press->shelf == NULL || svg_has_text(item->svg))
        return NULL;
    return g_strdup_printf("%s\n%d %d\n%s", key, press->text_as_paths, press->is_flat,
                           print_colours_id(press->colours));
}

static Artwork *find_kept(const Artworks *self, const char *from) {
    g_autoptr(GByteArray) bytes =
        from == NULL ? NULL : shelf_find(self->press.shelf, kind, from);

    return bytes == NULL ? NULL : artwork_unpack(bytes, self->press.campaign);
}

static void keep(const Artworks *self, const char *from, const Artwork *artwork) {
    g_autoptr(GByteArray) bytes = NULL;

    if (from == NULL)
        return;
    bytes = artwork_pack(artwork);
    shelf_keep(self->press.shelf, kind, from, bytes);
}

/* --- one of them ---------------------------------------------------------------------
 */

/* NULL with `error`. */
static Artwork *make_anew(Artworks *self, const Item *item, double scale,
                          GError **error) {
    Watcher watcher = {self, item, g_hash_table_new(NULL, NULL),
                       g_array_new(FALSE, FALSE, sizeof(Rgb))};
    g_autoptr(GError) problem = NULL;
    Artwork *artwork = make(&watcher, scale, &problem);

    g_hash_table_unref(watcher.seen);
    g_array_unref(watcher.doubtful);
    if (artwork == NULL)
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                    _("'%s' cannot be drawn: %s"), item->path, problem->message);
    return artwork;
}

static Artwork *add(Artworks *self, const Item *item, double scale, const char *key,
                    GError **error) {
    g_autofree char *from = kept_from(self, item, key);
    Artwork *artwork = find_kept(self, from);

    if (artwork == NULL) {
        artwork = make_anew(self, item, scale, error);
        if (artwork == NULL)
            return NULL;
        keep(self, from, artwork);
    }
    self->kept += pdf_part_size(artwork->part);
    g_hash_table_insert(self->by_key, g_strdup(key), artwork);
    return artwork;
}

const Artwork *artworks_find(Artworks *self, const Item *item, double ppi,
                             Diagnostics *diagnostics, GError **error) {
    double scale = scale_for(item, ppi);
    g_autofree char *key = key_for(item, scale);
    Artwork *artwork = g_hash_table_lookup(self->by_key, key);

    at_work_on(item->path);
    if (artwork == NULL)
        artwork = add(self, item, scale, key, error);
    at_work_on(NULL);
    if (artwork != NULL)
        tell_all(self->press.colours, artwork, item, diagnostics);
    return artwork;
}
