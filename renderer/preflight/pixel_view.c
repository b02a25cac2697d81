#include "preflight/pixel_view.h"

#include "draw/draw.h"
#include "preflight/pixel_colours.h"

#include <math.h>
#include <string.h>

/* --- what is drawn -------------------------------------------------------------------
 */

/* Copies of items that look different here; what they hold is borrowed. */
typedef struct {
    const Judge *judge;
    const Look *look;
    GPtrArray *copies; /* of Item, owned */
    GPtrArray *lists;  /* of GPtrArray, owned */
} Selection;

static Item *copy_item(Selection *self, const Item *item) {
    Item *copy = g_memdup2(item, sizeof *item);

    g_ptr_array_add(self->copies, copy);
    return copy;
}

static GPtrArray *new_list(Selection *self) {
    GPtrArray *list = g_ptr_array_new();

    g_ptr_array_add(self->lists, list);
    return list;
}

/* The item's paint over all that is looked at. */
static Item *sheet_of(Selection *self, const Placed *placed) {
    static GPtrArray nothing = {0};
    Item *sheet = copy_item(self, placed->item);

    sheet->kind = ITEM_PANEL;
    sheet->area = affine_bounds(affine_inverse(placed->to_page), self->look->area);
    sheet->outline = NULL;
    sheet->lines = &nothing;
    return sheet;
}

static bool is_wanted(const Selection *self, const Placed *placed) {
    Rect area = rect_outset(placed->area, placed->item->stroke);
    bool is_words = placed->item->kind == ITEM_TEXT || placed_is_code(placed);

    return rects_overlap(area, self->look->area) &&
           (self->look->kind == VIEW_ALL || !is_words);
}

/* Items from one index up to another; whether the target was met. */
static bool select_between(Selection *self, guint from, guint to, GPtrArray *list);

static bool select_group(Selection *self, guint index, GPtrArray *list) {
    const Placed *placed = places_at(self->judge->places, index);
    GPtrArray *members = new_list(self);
    bool met = select_between(self, index + 1, placed->end, members);
    Item *copy;

    if (members->len > 0) {
        copy = copy_item(self, placed->item);
        copy->items = members;
        g_ptr_array_add(list, copy);
    }
    return met;
}

static bool select_between(Selection *self, guint from, guint to, GPtrArray *list) {
    const Places *places = self->judge->places;

    for (guint i = from; i < to; i = places_at(places, i)->end) {
        const Placed *placed = places_at(places, i);

        if (self->look->kind != VIEW_ALL && i == self->look->target) {
            if (self->look->kind == VIEW_SHOWN)
                g_ptr_array_add(list, sheet_of(self, placed));
            return true;
        }
        if (placed->item->kind == ITEM_GROUP) {
            if (select_group(self, i, list))
                return true;
        } else if (is_wanted(self, placed)) {
            g_ptr_array_add(list, (gpointer)placed->item);
        }
    }
    return false;
}

static void unref_list(gpointer list) {
    g_ptr_array_unref(list);
}

/* --- drawing in inks -----------------------------------------------------------------
 */

/* Cyan, magenta and yellow are drawn as what they leave of red, green and blue, black
 * in another pass as grey: so blends and opacity come out as in the print PDF. A screen
 * has one pass. */
enum { PASSES_MAX = 2 };

/* A drawing or a photo in the inks of each pass. */
typedef struct {
    cairo_surface_t *passes[PASSES_MAX]; /* owned */
} Picture;

typedef struct {
    const Judge *judge;
    PixelColours *colours;
    int width, height;
    double ppi;
    int pass;
    GHashTable *pictures; /* Item to Picture; owned */
} Canvas;

static bool is_print(const Canvas *self) {
    return self->judge->profile != NULL;
}

static void free_picture(gpointer pointer) {
    Picture *self = pointer;

    for (int i = 0; i < PASSES_MAX; i++)
        g_clear_pointer(&self->passes[i], cairo_surface_destroy);
    g_free(self);
}

static Rgb colour_in_pass(void *data, const Item *item, Paint paint) {
    const Canvas *self = data;
    Tone tone = tone_of(paint);

    (void)item;
    if (!is_print(self))
        return tone.screen;
    if (self->pass == 0)
        return (Rgb){1 - tone.cmyk[0], 1 - tone.cmyk[1], 1 - tone.cmyk[2]};
    return (Rgb){1 - tone.cmyk[3], 1 - tone.cmyk[3], 1 - tone.cmyk[3]};
}

static guint32 pack_inks(const Tone *tone) {
    guint32 inks = 0;

    for (int i = 0; i < 4; i++)
        inks = inks << 8 | (guint32)lround(tone->cmyk[i] * 255);
    return inks;
}

/* A colour that is exactly an ink's is that ink. */
static guint32 inks_of(const Canvas *self, const Item *item, guint32 rgb) {
    const Ink *ink =
        item->paint.ink != NULL && rgb_pack(paint_to_rgb(item->paint)) == rgb
            ? item->paint.ink
            : NULL;
    double tint = ink != NULL ? item->paint.tint : 1;
    Tone tone;

    if (ink == NULL)
        ink = campaign_find_ink_on_screen(self->judge->campaign, rgb, NULL);
    if (ink == NULL)
        return pixel_colours_inks(self->colours, rgb);
    tone = tone_of((Paint){ink, tint});
    return pack_inks(&tone);
}

static guint32 whole(guint32 part, guint32 alpha) {
    return MIN((part * 255 + alpha / 2) / alpha, 255);
}

static guint32 plain(guint32 pixel) {
    guint32 alpha = pixel >> 24;

    return whole(pixel >> 16 & 255, alpha) << 16 | whole(pixel >> 8 & 255, alpha) << 8 |
           whole(pixel & 255, alpha);
}

/* What inks leave, under an alpha. */
static guint32 left_by(guint32 alpha, guint32 red, guint32 green, guint32 blue) {
    return alpha << 24 | (255 - red) * alpha / 255 << 16 |
           (255 - green) * alpha / 255 << 8 | (255 - blue) * alpha / 255;
}

static guint32 *row_of(cairo_surface_t *surface, int y) {
    return (guint32 *)(void *)(cairo_image_surface_get_data(surface) +
                               y * cairo_image_surface_get_stride(surface));
}

static void convert(const Canvas *self, const Item *item, Picture *picture) {
    cairo_surface_t *colours = picture->passes[0], *black = picture->passes[1];
    guint32 last = 0, inks = inks_of(self, item, 0);

    cairo_surface_flush(colours);
    for (int y = 0; y < self->height; y++) {
        guint32 *row = row_of(colours, y), *black_row = row_of(black, y);

        for (int x = 0; x < self->width; x++) {
            guint32 alpha = row[x] >> 24, rgb = alpha > 0 ? plain(row[x]) : last;

            if (rgb != last)
                inks = inks_of(self, item, rgb);
            last = rgb;
            black_row[x] = left_by(alpha, inks & 255, inks & 255, inks & 255);
            row[x] = left_by(alpha, inks >> 24, inks >> 16 & 255, inks >> 8 & 255);
        }
    }
    cairo_surface_mark_dirty(colours);
    cairo_surface_mark_dirty(black);
}

/* The item alone, as it stands on the context, in screen colours. */
static cairo_surface_t *draw_alone(const Canvas *self, cairo_t *on, const Item *item,
                                   GError **error) {
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, self->width, self->height);
    cairo_t *cr = cairo_create(surface);
    const DrawOptions options = {.text_as_paths = true, .photo_ppi = self->ppi};
    gpointer items[] = {(gpointer)item};
    GPtrArray list = {items, 1};
    Poster poster = *self->judge->poster;
    Item bare = *item;
    cairo_matrix_t matrix;
    bool drawn;

    items[0] = &bare;
    poster.items = &list;
    bare.rotation = 0;
    bare.opacity = 1;
    bare.blend = BLEND_NORMAL;
    bare.clip = NULL;
    cairo_get_matrix(on, &matrix);
    cairo_set_matrix(cr, &matrix);
    drawn = draw_poster(cr, &poster, &options, error);
    cairo_destroy(cr);
    if (drawn)
        return surface;
    cairo_surface_destroy(surface);
    return NULL;
}

static const Picture *find_picture(Canvas *self, cairo_t *cr, const Item *item,
                                   GError **error) {
    Picture *picture = g_hash_table_lookup(self->pictures, item);
    cairo_surface_t *drawn;

    if (picture != NULL)
        return picture;
    drawn = draw_alone(self, cr, item, error);
    if (drawn == NULL)
        return NULL;
    picture = g_new0(Picture, 1);
    picture->passes[0] = drawn;
    g_hash_table_insert(self->pictures, (gpointer)item, picture);
    if (is_print(self)) {
        picture->passes[1] =
            cairo_image_surface_create(CAIRO_FORMAT_ARGB32, self->width, self->height);
        convert(self, item, picture);
    }
    return picture;
}

static bool paint_picture(void *data, cairo_t *cr, const Item *item, GError **error) {
    Canvas *self = data;
    const Picture *picture = find_picture(self, cr, item, error);

    if (picture == NULL)
        return false;
    cairo_identity_matrix(cr);
    cairo_set_source_surface(cr, picture->passes[self->pass], 0, 0);
    cairo_paint(cr);
    return true;
}

/* RGB24, on paper; the caller destroys it. */
static cairo_surface_t *draw_pass(Canvas *self, const Poster *poster, const Look *look,
                                  GError **error) {
    const DrawStandIns stand_ins = {self, colour_in_pass, paint_picture, paint_picture};
    const DrawOptions options = {
        .text_as_paths = true, .photo_ppi = self->ppi, .stand_ins = &stand_ins};
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, self->width, self->height);
    cairo_t *cr = cairo_create(surface);
    bool drawn;

    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    cairo_scale(cr, look->scale, look->scale);
    cairo_translate(cr, -look->area.x, -look->area.y);
    drawn = draw_poster(cr, poster, &options, error);
    cairo_destroy(cr);
    cairo_surface_flush(surface);
    if (drawn)
        return surface;
    cairo_surface_destroy(surface);
    return NULL;
}

static void read_light(Canvas *self, cairo_surface_t *const passes[PASSES_MAX],
                       float *light) {
    for (int y = 0; y < self->height; y++) {
        const guint32 *row = row_of(passes[0], y);
        const guint32 *black = passes[1] == NULL ? NULL : row_of(passes[1], y);
        guint32 last = 0;
        double found = -1;

        for (int x = 0; x < self->width; x++) {
            guint32 pixel = row[x] & 0xffffff;

            if (black != NULL)
                pixel = (~row[x] & 0xffffff) << 8 | (~black[x] & 255);
            if (found < 0 || pixel != last)
                found = pixel_colours_light(self->colours, pixel);
            last = pixel;
            light[(gsize)y * (gsize)self->width + (gsize)x] = (float)found;
        }
    }
}

static bool draw_passes(Canvas *self, const Poster *poster, const Look *look,
                        float *light, GError **error) {
    cairo_surface_t *passes[PASSES_MAX] = {NULL, NULL};
    int count = is_print(self) ? PASSES_MAX : 1;
    bool drawn = true;

    for (self->pass = 0; drawn && self->pass < count; self->pass++) {
        passes[self->pass] = draw_pass(self, poster, look, error);
        drawn = passes[self->pass] != NULL;
    }
    if (drawn)
        read_light(self, passes, light);
    for (int i = 0; i < PASSES_MAX; i++)
        g_clear_pointer(&passes[i], cairo_surface_destroy);
    return drawn;
}

/* --- the door ------------------------------------------------------------------------
 */

Look look_within_limit(Look look, int *width, int *height) {
    double pixels = look.area.width * look.area.height * look.scale * look.scale;

    if (pixels > LOOK_PIXELS_MAX)
        look.scale *= sqrt(LOOK_PIXELS_MAX / pixels);
    *width = MAX((int)ceil(look.area.width * look.scale), 1);
    *height = MAX((int)ceil(look.area.height * look.scale), 1);
    return look;
}

static bool draw_view(PixelView *self, const Judge *judge, const Poster *poster,
                      GError **error) {
    g_autoptr(GHashTable) pictures =
        g_hash_table_new_full(NULL, NULL, NULL, free_picture);
    Canvas canvas = {.judge = judge,
                     .colours = pixel_colours_for(judge->resources, judge->profile,
                                                  judge->condition),
                     .width = self->width,
                     .height = self->height,
                     .ppi = self->look.scale * 72,
                     .pictures = pictures};

    self->light = g_new(float, (gsize)self->width *(gsize)self->height);
    return draw_passes(&canvas, poster, &self->look, self->light, error);
}

PixelView *pixel_view_new(const Judge *judge, const Look *look, GError **error) {
    g_autoptr(GPtrArray) copies = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) lists = g_ptr_array_new_with_free_func(unref_list);
    g_autoptr(PixelView) self = g_new0(PixelView, 1);
    Selection selection = {judge, &self->look, copies, lists};
    Poster poster = *judge->poster;

    self->look = look_within_limit(*look, &self->width, &self->height);
    poster.items = new_list(&selection);
    select_between(&selection, 0, judge->places->items->len, poster.items);
    return draw_view(self, judge, &poster, error) ? g_steal_pointer(&self) : NULL;
}

void pixel_view_free(PixelView *self) {
    if (self == NULL)
        return;
    g_free(self->light);
    g_free(self);
}

/* --- masks ---------------------------------------------------------------------------
 */

static void draw_mask(cairo_t *cr, const Judge *judge, const Look *look) {
    const Placed *placed = places_at(judge->places, look->target);
    const DrawOptions options = {.text_as_paths = true};
    Affine to_page = placed->to_page;
    Item bare = *placed->item;
    gpointer items[] = {&bare};
    GPtrArray list = {items, 1};
    Poster poster = *judge->poster;
    cairo_matrix_t matrix;

    bare.rotation = 0;
    bare.opacity = 1;
    bare.blend = BLEND_NORMAL;
    bare.fade.to.ink = NULL;
    bare.kind = bare.kind == ITEM_TEXT ? ITEM_TEXT : ITEM_PANEL;
    poster.items = &list;
    cairo_matrix_init(&matrix, to_page.xx, to_page.yx, to_page.xy, to_page.yy,
                      to_page.x0, to_page.y0);
    cairo_scale(cr, look->scale, look->scale);
    cairo_translate(cr, -look->area.x, -look->area.y);
    cairo_transform(cr, &matrix);
    draw_poster(cr, &poster, &options, NULL);
}

guint8 *pixel_mask(const Judge *judge, const Look *look, int width, int height) {
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_A8, width, height);
    int stride = cairo_image_surface_get_stride(surface);
    cairo_t *cr = cairo_create(surface);
    guint8 *mask = g_malloc((gsize)width * (gsize)height);
    const guint8 *data;

    draw_mask(cr, judge, look);
    cairo_destroy(cr);
    cairo_surface_flush(surface);
    data = cairo_image_surface_get_data(surface);
    for (int y = 0; y < height; y++)
        memcpy(mask + (gsize)y * (gsize)width, data + (gsize)y * (gsize)stride,
               (gsize)width);
    cairo_surface_destroy(surface);
    return mask;
}
