#include "draw/kinds.h"

#include "draw/lightness.h"
#include "draw/photo_band.h"
#include "draw/snap.h"
#include "resources/images.h"

#include <math.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(cairo_surface_t, cairo_surface_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(cairo_pattern_t, cairo_pattern_destroy)

/* Pixels around what is seen that a filter may look at. */
enum { MARGIN = 3 };

/* A rectangle of a surface as one of its own, of the same pixels. */
static cairo_surface_t *view_new(cairo_surface_t *surface, int x, int y, int width,
                                 int height) {
    static const cairo_user_data_key_t key;
    int stride = cairo_image_surface_get_stride(surface);
    guint8 *data = cairo_image_surface_get_data(surface);
    cairo_surface_t *view = cairo_image_surface_create_for_data(
        data + (size_t)y * (size_t)stride + (size_t)x * 4,
        cairo_image_surface_get_format(surface), width, height, stride);

    cairo_surface_set_user_data(view, &key, cairo_surface_reference(surface),
                                (cairo_destroy_func_t)cairo_surface_destroy);
    return view;
}

/* How many times smaller it is made, so that what it is drawn with suffices, and is not
 * too much. */
static int find_reduction(const Image *image, double ppi, const DrawOptions *options) {
    const ImageInfo *info = image_info(image);
    int reduction = image_reduction(image, options->photo_ppi / ppi);
    double pixels = (double)info->width * info->height;

    while (options->turned_pixels > 0 &&
           pixels / reduction / reduction > options->turned_pixels)
        reduction *= 2;
    return reduction;
}

/* What is seen of the photo, or of a picture that lies on the whole of it, with a
 * little around; `place` is where that lies, in pixels of the photo. */
static cairo_surface_t *take_part(Image *image, const Photo *photo, bool is_grey,
                                  const DrawOptions *options, Rect *place,
                                  GError **error) {
    const ImageInfo *own = image_info(image), *info = image_info(photo->image);
    double ppi = photo->ppi * own->width / info->width;
    int reduction = find_reduction(image, ppi, options);
    ImageSurfaceOptions size = {(own->width + reduction - 1) / reduction,
                                (own->height + reduction - 1) / reduction, is_grey,
                                photo->cmyk_profile};
    g_autoptr(cairo_surface_t) whole = image_to_surface(image, &size, error);
    double across = (double)info->width / size.width;
    double down = (double)info->height / size.height;
    Rect crop = photo->crop;
    int left = MAX((int)floor(crop.x / across) - MARGIN, 0);
    int top = MAX((int)floor(crop.y / down) - MARGIN, 0);
    int right = MIN((int)ceil((crop.x + crop.width) / across) + MARGIN, size.width);
    int bottom = MIN((int)ceil((crop.y + crop.height) / down) + MARGIN, size.height);

    *place = (Rect){left * across, top * down, (right - left) * across,
                    (bottom - top) * down};
    return whole == NULL ? NULL
                         : view_new(whole, left, top, right - left, bottom - top);
}

/* A pattern that lies in `place`. */
static cairo_pattern_t *pattern_in(cairo_surface_t *surface, Rect place) {
    cairo_pattern_t *pattern = cairo_pattern_create_for_surface(surface);
    cairo_matrix_t matrix;

    cairo_matrix_init_scale(&matrix,
                            cairo_image_surface_get_width(surface) / place.width,
                            cairo_image_surface_get_height(surface) / place.height);
    cairo_matrix_translate(&matrix, -place.x, -place.y);
    cairo_pattern_set_matrix(pattern, &matrix);
    cairo_pattern_set_filter(pattern, CAIRO_FILTER_GOOD);
    cairo_pattern_set_extend(pattern, CAIRO_EXTEND_PAD);
    return pattern;
}

/* In pixels of the upright picture. */
static cairo_pattern_t *photo_pattern(const Photo *photo, const DrawOptions *options,
                                      GError **error) {
    bool is_duotone = photo->dark.ink != NULL;
    Rect place;
    g_autoptr(cairo_surface_t) part =
        take_part(photo->image, photo, is_duotone, options, &place, error);
    g_autoptr(cairo_surface_t) duotone = NULL;

    if (part == NULL)
        return NULL;
    if (!is_duotone)
        return pattern_in(part, place);
    duotone = duotone_new(part, photo->dark, photo->light);
    return pattern_in(duotone, place);
}

/* --- drawing
 * --------------------------------------------------------------------------
 */

static bool fill_cut_out(cairo_t *cr, const Photo *photo, const DrawOptions *options,
                         GError **error) {
    Rect place;
    g_autoptr(cairo_surface_t) part =
        take_part(photo->cut_out, photo, true, options, &place, error);
    g_autoptr(cairo_surface_t) mask = NULL;
    g_autoptr(cairo_pattern_t) pattern = NULL;

    if (part == NULL)
        return false;
    mask = cut_out_new(part);
    pattern = pattern_in(mask, place);
    cairo_clip(cr);
    cairo_mask(cr, pattern);
    return true;
}

static bool fill_photo(cairo_t *cr, const Item *item, const DrawOptions *options,
                       GError **error) {
    const Photo *photo = &item->photo;
    double scale = 72 / photo->ppi;
    g_autoptr(cairo_pattern_t) pattern = photo_pattern(photo, options, error);

    if (pattern == NULL)
        return false;
    snapped_rectangle(cr, item->area, options->in_pixels);
    cairo_translate(cr, item->area.x, item->area.y);
    cairo_scale(cr, scale, scale);
    cairo_translate(cr, -photo->crop.x, -photo->crop.y);
    cairo_set_source(cr, pattern);
    if (photo->cut_out != NULL)
        return fill_cut_out(cr, photo, options, error);
    cairo_fill(cr);
    return true;
}

bool draw_photo(cairo_t *cr, const Item *item, const DrawOptions *options,
                GError **error) {
    bool in_bands = photo_band_fits(cr, options);
    g_autoptr(GError) problem = NULL;

    if ((in_bands ? photo_band_draw : fill_photo)(cr, item, options, &problem))
        return true;
    image_propagate_error(error, g_steal_pointer(&problem));
    return false;
}
