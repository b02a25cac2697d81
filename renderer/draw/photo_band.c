#include "draw/photo_band.h"

#include "draw/lightness.h"
#include "draw/snap.h"
#include "resources/image_scale.h"

typedef struct {
    PixelArea area;
    ImageScaled *picture; /* owned */
    ImageScaled *cut_out; /* owned; NULL: none */
    Tones *tones;         /* owned; NULL: its own colours */
} PhotoBand;

static void photo_band_free(PhotoBand *self) {
    if (self == NULL)
        return;
    image_scaled_free(self->picture);
    image_scaled_free(self->cut_out);
    g_free(self->tones);
    g_free(self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PhotoBand, photo_band_free)

static void free_data(void *data) {
    photo_band_free(data);
}

static guint32 multiply(guint32 value, guint32 share) {
    return (value * share + 127) / 255;
}

/* As opaque as the mask is light. */
static void cut_out(guint32 *pixels, const guint32 *mask, gsize count) {
    for (gsize i = 0; i < count; i++) {
        guint32 pixel = pixels[i], share = mask[i] & 255;

        pixels[i] = multiply(pixel >> 24, share) << 24 |
                    multiply(pixel >> 16 & 255, share) << 16 |
                    multiply(pixel >> 8 & 255, share) << 8 |
                    multiply(pixel & 255, share);
    }
}

static bool make_rows(const void *data, int top, int rows, guint32 *pixels,
                      GError **error) {
    const PhotoBand *self = data;
    gsize width = (gsize)self->area.width, count = width * (gsize)rows;
    g_autofree guint32 *mask = NULL;

    top -= self->area.top;
    if (!image_scaled_get(self->picture, top, rows, pixels, error))
        return false;
    if (self->tones != NULL)
        tones_paint(self->tones, pixels, pixels, (int)count);
    if (self->cut_out == NULL)
        return true;
    mask = g_new(guint32, count);
    if (!image_scaled_get(self->cut_out, top, rows, mask, error))
        return false;
    cut_out(pixels, mask, count);
    return true;
}

/* What the pixels of the area show of a picture that lies on the whole photo. */
static ImageScaleOptions options_of(cairo_t *cr, const Item *item, const Image *image,
                                    PixelArea area, bool is_grey) {
    const Photo *photo = &item->photo;
    const ImageInfo *whole = image_info(photo->image), *own = image_info(image);
    Rect pixels = {area.left, area.top, area.width, area.height};
    Rect points = affine_bounds(affine_inverse(context_matrix(cr)), pixels);
    double scale = photo->ppi / 72;
    double across = (double)own->width / whole->width;
    double down = (double)own->height / whole->height;

    return (ImageScaleOptions){
        .part = {((points.x - item->area.x) * scale + photo->crop.x) * across,
                 ((points.y - item->area.y) * scale + photo->crop.y) * down,
                 points.width * scale * across, points.height * scale * down},
        .width = area.width,
        .height = area.height,
        .is_grey = is_grey,
        .cmyk_profile = photo->cmyk_profile,
    };
}

static ImageScaled *scale(cairo_t *cr, const Item *item, Image *image, PixelArea area,
                          bool is_grey, GError **error) {
    const ImageScaleOptions options = options_of(cr, item, image, area, is_grey);

    return image_scale(image, &options, error);
}

static bool is_duotone(const Photo *photo) {
    return photo->dark.ink != NULL;
}

static PhotoBand *photo_band_new(cairo_t *cr, const Item *item, PixelArea area,
                                 GError **error) {
    g_autoptr(PhotoBand) self = g_new0(PhotoBand, 1);
    const Photo *photo = &item->photo;

    self->area = area;
    self->picture = scale(cr, item, photo->image, area, is_duotone(photo), error);
    if (self->picture == NULL)
        return NULL;
    if (photo->cut_out != NULL) {
        self->cut_out = scale(cr, item, photo->cut_out, area, true, error);
        if (self->cut_out == NULL)
            return NULL;
    }
    if (is_duotone(photo)) {
        self->tones = g_new(Tones, 1);
        tones_fill(self->tones, photo->dark, photo->light);
    }
    return g_steal_pointer(&self);
}

bool photo_band_fits(cairo_t *cr, const DrawOptions *options) {
    Affine matrix = context_matrix(cr);

    return options->in_pixels && options->bands != NULL && matrix.xy == 0 &&
           matrix.yx == 0 && matrix.xx > 0 && matrix.yy > 0;
}

/* False: nothing of it is on the page. */
static bool find_area(cairo_t *cr, const Item *item, const DrawOptions *options,
                      PixelArea *area) {
    if (!snap_rect(cr, item->area, area))
        return false;
    *area = band_sources_clamp(options->bands, area->left, area->top,
                               (double)area->left + area->width,
                               (double)area->top + area->height);
    return area->width > 0 && area->height > 0;
}

void photo_band_add_ahead(cairo_t *cr, const Item *item, const DrawOptions *options,
                          ImagesAhead *ahead) {
    const Photo *photo = &item->photo;
    ImageScaleOptions scaling;
    PixelArea area;

    if (!find_area(cr, item, options, &area))
        return;
    scaling = options_of(cr, item, photo->image, area, is_duotone(photo));
    images_ahead_add(ahead, photo->image, &scaling);
    if (photo->cut_out == NULL)
        return;
    scaling = options_of(cr, item, photo->cut_out, area, true);
    images_ahead_add(ahead, photo->cut_out, &scaling);
}

bool photo_band_draw(cairo_t *cr, const Item *item, const DrawOptions *options,
                     GError **error) {
    BandSource source = {.make = make_rows, .free = free_data};
    PhotoBand *band;

    if (!find_area(cr, item, options, &source.area))
        return true;
    band = photo_band_new(cr, item, source.area, error);
    if (band == NULL)
        return false;
    source.data = band;
    source.has_alpha = band->cut_out != NULL || image_scaled_has_alpha(band->picture);
    band_sources_set(options->bands, cr, &source);
    snapped_rectangle(cr, item->area, true);
    cairo_fill(cr);
    return true;
}
