#include "prepress/photos.h"

#include "base/translate.h"
#include "prepress/photo_parts.h"
#include "resources/images.h"

#include <math.h>
#include <string.h>

enum {
    /* Exact pixels take some 2 bytes each; as a JPEG they take a third of a byte. */
    EXACT_PIXELS_MAX = 4000000,
    TONES = 256,
};

static const double
    /* What compression adds again in places, of dark pictures' sharp edges. */
    LOSSY_MARGIN = 0.03,
    /* Of a JPEG that stays as it is. */
    KEPT_EXCESS_MAX = 0.01, KEPT_SEEN_MIN = 0.5;

/* A photo while it is turned into objects. */
typedef struct {
    PdfPart *part;
    const Item *item;
    const PhotoTarget *target;
    const ImageInfo *info;
    PhotoGrid grid;
    guint number;
    guint mask; /* the object of its soft mask */
    bool is_masked;
} Job;

static bool is_duotone(const Job *self) {
    return self->item->photo.dark.ink != NULL;
}

/* One component, which a table turns into colours. */
static bool is_indexed(const Job *self) {
    return is_duotone(self) || self->info->model == IMAGE_GREY;
}

/* Only CMYK may have none, and is then that of the condition itself. */
static GBytes *profile_of(const Job *self) {
    return self->info->profile != NULL ? self->info->profile
                                       : self->item->photo.cmyk_profile;
}

/* --- tables --- */

static void process_amounts(Paint paint, double *amounts, gconstpointer data) {
    (void)data;
    for (int i = 0; i < 4; i++)
        amounts[i] = paint.tint * paint.ink->recipe[i] / 100;
}

static void write_process_space(PdfPart *part, gconstpointer data) {
    (void)data;
    pdf_part_text(part, "/DeviceCMYK");
}

static const PhotoSpace process_space = {4, write_process_space, process_amounts, NULL};

static void fill_duotone(const Photo *photo, const PhotoSpace *space, guint8 *table) {
    double dark[PHOTO_COMPONENTS_MAX], light[PHOTO_COMPONENTS_MAX];

    space->amounts(photo->dark, dark, space->data);
    space->amounts(photo->light, light, space->data);
    for (int tone = 0; tone < TONES; tone++) {
        double share = tone / (TONES - 1.0);

        for (guint i = 0; i < space->count; i++)
            *table++ = (guint8)lround(255 * (dark[i] + (light[i] - dark[i]) * share));
    }
}

/* The greys of sRGB that a picture's own greys are. */
static bool find_greys(const Job *self, guint8 greys[TONES]) {
    GBytes *profile = self->info->profile;
    g_autoptr(ColourTransform) transform = NULL;

    for (int tone = 0; tone < TONES; tone++)
        greys[tone] = (guint8)tone;
    if (image_is_srgb(self->item->photo.image))
        return true;
    transform = colour_transform_new(profile, IMAGE_GREY);
    for (int tone = 0; transform != NULL && tone < TONES; tone++) {
        guint8 rgb[3];

        colour_transform_run(transform, &greys[tone], rgb, 1);
        greys[tone] = rgb[0];
    }
    return transform != NULL;
}

static bool fill_black(const Job *self, guint8 *table) {
    guint8 greys[TONES];

    if (!find_greys(self, greys))
        return false;
    memset(table, 0, (size_t)TONES * 4);
    for (int tone = 0; tone < TONES; tone++)
        table[tone * 4 + 3] = (guint8)lround(
            255 * profile_black_for_grey(self->target->profile, greys[tone] / 255.0));
    return true;
}

static bool fill_greys(const Job *self, guint8 *table) {
    PressTransform *transform =
        press_transforms_find(self->target->transforms, self->info->profile, IMAGE_GREY,
                              self->target->ink_limit);

    for (int tone = 0; transform != NULL && tone < TONES; tone++) {
        double grey = tone / (TONES - 1.0), cmyk[4];

        press_transform_colour(transform, &grey, cmyk);
        for (int i = 0; i < 4; i++)
            *table++ = (guint8)lround(255 * cmyk[i]);
    }
    return transform != NULL;
}

static bool fail_to_convert(const Job *self, GError **error) {
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                _("the colours of '%s' cannot be converted with its profile"),
                self->item->path);
    return false;
}

/* " /ColorSpace …" */
static bool write_space(const Job *self, GError **error) {
    const PhotoSpace *space = &process_space;
    guint8 table[TONES * PHOTO_COMPONENTS_MAX];
    bool is_filled = true;

    pdf_part_text(self->part, " /ColorSpace ");
    if (!is_indexed(self)) {
        space->write(self->part, NULL);
        return true;
    }
    if (is_duotone(self)) {
        if (self->target->duotone != NULL)
            space = self->target->duotone;
        fill_duotone(&self->item->photo, space, table);
    } else {
        is_filled = self->target->greys_in_black ? fill_black(self, table)
                                                 : fill_greys(self, table);
    }
    if (!is_filled)
        return fail_to_convert(self, error);
    pdf_part_text(self->part, "[/Indexed ");
    space->write(self->part, space->data);
    pdf_part_text(self->part, " 255 ");
    pdf_part_string(self->part, (const char *)table, (gsize)TONES * space->count);
    pdf_part_text(self->part, "]");
    return true;
}

/* --- objects --- */

static void begin_image(const Job *self, guint number) {
    PdfPart *part = self->part;

    pdf_part_begin(part, number);
    pdf_part_text(part,
                  "<< /Type /XObject /Subtype /Image /BitsPerComponent 8 /Width ");
    pdf_part_number(part, self->grid.part_width, 0);
    pdf_part_text(part, " /Height ");
    pdf_part_number(part, self->grid.part_height, 0);
}

static bool begin_photo(const Job *self, GError **error) {
    begin_image(self, self->number);
    if (!write_space(self, error))
        return false;
    if (self->is_masked) {
        pdf_part_text(self->part, " /SMask ");
        pdf_part_reference(self->part, self->mask);
    }
    return true;
}

static void add_mask(Job *self, PhotoStream *alpha) {
    self->is_masked = true;
    self->mask = pdf_part_reserve(self->part);
    begin_image(self, self->mask);
    pdf_part_text(self->part, " /ColorSpace /DeviceGray");
    photo_stream_end(alpha, self->part);
}

/* --- a JPEG as it is --- */

static bool is_of_the_condition(const Job *self) {
    GBytes *profile = profile_of(self);

    return profile == NULL ||
           g_bytes_equal(profile, profile_bytes(self->target->profile));
}

static bool may_be_kept(const Job *self) {
    const Photo *photo = &self->item->photo;
    double seen = photo->crop.width * photo->crop.height;
    double all = (double)self->info->width * self->info->height;

    if (!self->info->is_plain_jpeg || is_duotone(self) || self->grid.shrinks ||
        seen < all * KEPT_SEEN_MIN)
        return false;
    return self->info->model == IMAGE_GREY ||
           (self->info->model == IMAGE_CMYK && is_of_the_condition(self));
}

/* Leaves `jpeg` NULL when it must not stay as it is. */
static bool find_kept(const Job *self, GBytes **jpeg, GError **error) {
    Image *image = self->item->photo.image;
    g_autoptr(GError) problem = NULL;
    double ink = 0;

    if (!may_be_kept(self))
        return true;
    if (self->info->model == IMAGE_CMYK && !image_find_most_ink(image, &ink, error))
        return false;
    if (ink <= self->target->ink_limit + KEPT_EXCESS_MAX)
        *jpeg = image_to_jpeg(image, &problem);
    if (problem == NULL)
        return true;
    g_propagate_error(error, g_steal_pointer(&problem));
    return false;
}

static void add_cut_out(Job *self, const PhotoMask *cut_out) {
    const PhotoGrid *grid = &self->grid;
    g_autoptr(PhotoStream) alpha =
        photo_stream_new(grid->part_width, grid->part_height, 1, false);
    g_autofree guint8 *row = g_malloc((size_t)grid->part_width);

    for (int y = 0; y < grid->part_height; y++) {
        memset(row, 255, (size_t)grid->part_width);
        photo_mask_apply(cut_out, y, row);
        photo_stream_add(alpha, row);
    }
    add_mask(self, alpha);
}

static bool add_kept(Job *self, const PhotoMask *cut_out, GBytes *jpeg,
                     GError **error) {
    PdfStream stream = {.filter = "DCTDecode"};

    if (cut_out != NULL)
        add_cut_out(self, cut_out);
    if (!begin_photo(self, error))
        return false;
    if (self->info->is_inverted)
        pdf_part_text(self->part, " /Decode [1 0 1 0 1 0 1 0]");
    stream.bytes = g_bytes_get_data(jpeg, &stream.length);
    pdf_part_end_stream(self->part, &stream);
    return true;
}

/* --- converted pixels --- */

static bool is_lossy(const Job *self) {
    return self->info->is_lossy ||
           (gint64)self->grid.part_width * self->grid.part_height > EXACT_PIXELS_MAX;
}

/* NULL when its colours cannot be converted. */
static PressTransform *find_transform(const Job *self) {
    GBytes *profile = profile_of(self);
    double limit = self->target->ink_limit - (is_lossy(self) ? LOSSY_MARGIN : 0);

    if (image_is_srgb(self->item->photo.image))
        profile = NULL;
    return press_transforms_find(self->target->transforms, profile,
                                 (int)self->info->model, limit);
}

static bool add_converted(Job *self, const PhotoMask *cut_out, GError **error) {
    const PhotoGrid *grid = &self->grid;
    int width = grid->part_width, height = grid->part_height;
    bool is_clear = cut_out != NULL || self->info->has_alpha;
    g_autoptr(PhotoStream) pixels =
        photo_stream_new(width, height, is_indexed(self) ? 1 : 4, is_lossy(self));
    g_autoptr(PhotoStream) alpha =
        is_clear ? photo_stream_new(width, height, 1, false) : NULL;
    PhotoRows rows = {&self->item->photo, grid, .cut_out = cut_out, .pixels = pixels,
                      .alpha = alpha};

    if (!is_indexed(self)) {
        rows.transform = find_transform(self);
        if (rows.transform == NULL)
            return fail_to_convert(self, error);
    }
    if (!photo_rows_run(&rows, error))
        return false;
    if (alpha != NULL && !rows.is_opaque)
        add_mask(self, alpha);
    if (!begin_photo(self, error))
        return false;
    photo_stream_end(pixels, self->part);
    return true;
}

/* --- the door --- */

static bool add(Job *self, GError **error) {
    const Photo *photo = &self->item->photo;
    g_autoptr(PhotoMask) cut_out = NULL;
    g_autoptr(GBytes) jpeg = NULL;

    if (!find_kept(self, &jpeg, error))
        return false;
    if (jpeg != NULL)
        photo_grid_widen(&self->grid);
    if (photo->cut_out != NULL) {
        cut_out = photo_mask_new(photo, &self->grid, error);
        if (cut_out == NULL)
            return false;
    }
    return jpeg != NULL ? add_kept(self, cut_out, jpeg, error)
                        : add_converted(self, cut_out, error);
}

bool photo_add(PdfPart *part, guint number, const Item *item, const PhotoTarget *target,
               Affine *place, GError **error) {
    Job job = {.part = part,
               .item = item,
               .target = target,
               .info = image_info(item->photo.image),
               .grid = photo_grid(&item->photo, target->ppi),
               .number = number};
    g_autoptr(GError) problem = NULL;

    if (!add(&job, &problem)) {
        image_propagate_error(error, g_steal_pointer(&problem));
        return false;
    }
    *place = photo_grid_place(&job.grid, item);
    return true;
}
