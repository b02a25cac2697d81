#include "base/checksum.h"
#include "base/process.h"
#include "base/translate.h"
#include "resources/image_format.h"
#include "resources/profiles.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static const ImageFormat *const formats[] = {&image_format_jpeg, &image_format_png,
                                             &image_format_webp, &image_format_tiff};

static void info_clear(ImageInfo *info) {
    g_clear_pointer(&info->profile, g_bytes_unref);
}

static void free_image(gpointer pointer) {
    Image *image = pointer;

    g_clear_error(&image->error);
    info_clear(&image->info);
    g_free(image->path);
    g_free(image->digest);
    g_free(image);
}

static void free_cached(gpointer cached) {
    cached_surface_free(cached);
}

static void free_scaled(gpointer scaled) {
    cached_scaled_free(scaled);
}

Images *images_new(void) {
    Images *self = g_new0(Images, 1);

    self->by_path = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_image);
    self->cache = g_ptr_array_new_with_free_func(free_cached);
    self->scaled = g_ptr_array_new_with_free_func(free_scaled);
    return self;
}

void images_free(Images *self) {
    if (self == NULL)
        return;
    g_ptr_array_unref(self->cache);
    g_ptr_array_unref(self->scaled);
    g_hash_table_unref(self->by_path);
    g_clear_error(&self->unread);
    g_free(self);
}

void images_renew(Images *self) {
    GHashTableIter iter;
    gpointer path, value;

    g_hash_table_iter_init(&iter, self->by_path);
    while (g_hash_table_iter_next(&iter, &path, &value)) {
        Look look;

        look_at(path, &look);
        if (look_is_same(&look, &((const Image *)value)->look))
            continue;
        image_cache_forget(self, value);
        g_hash_table_iter_remove(&iter);
    }
}

static const ImageFormat *find_format(ImageInput *input) {
    guint8 start[IMAGE_START_BYTES] = {0};

    image_input_read(input, start, sizeof start);
    input->position = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++)
        if (formats[i]->matches(start))
            return formats[i];
    return NULL;
}

static bool check_size(const char *name, const ImageInfo *info, GError **error) {
    int width = info->width, height = info->height;

    if (width < 1 || height < 1 || width > IMAGE_SIDE_MAX || height > IMAGE_SIDE_MAX) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                    _("'%s' has %d x %d pixels; a side may have 1 to %d"), name, width,
                    height, IMAGE_SIDE_MAX);
        return false;
    }
    if ((gint64)width * height > IMAGE_PIXELS_MAX) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                    _("'%s' has %d x %d pixels; a picture may have %d million"), name,
                    width, height, IMAGE_PIXELS_MAX / 1000000);
        return false;
    }
    return true;
}

static bool check_profile(const char *name, const ImageInfo *info, GError **error) {
    const char *problem = NULL;

    if (info->profile != NULL)
        problem = profile_problem(info->profile, (int)info->model);
    if (problem == NULL)
        return true;
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                _("'%s' has a colour profile that cannot be used: %s"), name, problem);
    return false;
}

ImageFile *image_file_open(const char *path, GError **error) {
    g_autoptr(ImageFile) self = g_new0(ImageFile, 1);

    self->input = image_input_new(path, error);
    if (self->input == NULL)
        return NULL;
    self->format = find_format(self->input);
    if (self->format == NULL) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                    _("'%s' is no JPEG, PNG, WebP or TIFF"), path);
        return NULL;
    }
    self->stored.orientation = 1;
    self->decoder = self->format->open(self->input, &self->stored, error);
    if (self->decoder == NULL || !check_size(path, &self->stored, error) ||
        !check_profile(path, &self->stored, error))
        return NULL;
    return g_steal_pointer(&self);
}

void image_file_free(ImageFile *self) {
    if (self == NULL)
        return;
    if (self->decoder != NULL)
        self->format->free(self->decoder);
    info_clear(&self->stored);
    image_input_free(self->input);
    g_free(self);
}

static Image *load(Images *self, const char *path) {
    Image *image = g_new0(Image, 1);
    g_autoptr(ImageFile) file = NULL;

    look_at(path, &image->look);
    file = image_file_open(path, &image->error);
    image->images = self;
    image->path = g_strdup(path);
    image->most_ink = -1;
    if (file == NULL)
        return image;
    image->info = file->stored;
    file->stored.profile = NULL; /* it is the image's now */
    if (image_swaps_sides(image->info.orientation)) {
        image->info.width = file->stored.height;
        image->info.height = file->stored.width;
    }
    return image;
}

Image *images_load(Images *self, const char *path, GError **error) {
    Image *image = g_hash_table_lookup(self->by_path, path);

    if (image == NULL) {
        at_work_on(path);
        image = load(self, path);
        at_work_on(NULL);
        g_hash_table_insert(self->by_path, g_strdup(path), image);
    }
    if (image->error != NULL) {
        g_propagate_error(error, g_error_copy(image->error));
        return NULL;
    }
    return image;
}

void image_propagate_error(GError **error, GError *problem) {
    if (g_error_matches(problem, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT) ||
        g_error_matches(problem, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
        problem->code = G_IO_ERROR_INVALID_DATA;
    g_propagate_error(error, problem);
}

const ImageInfo *image_info(const Image *self) {
    return &self->info;
}

int image_components(const ImageInfo *info) {
    return (int)info->model + info->has_alpha;
}

bool image_swaps_sides(int orientation) {
    return orientation >= 5;
}

/* What orientations do after sides were swapped, or not. */
static const struct {
    bool mirror, flip;
} turns[] = {{false, false}, {true, false}, {true, true}, {false, true},
             {false, false}, {true, false}, {true, true}, {false, true}};

ImagePlacement image_placement(int orientation, int width, int height, int stride) {
    bool swaps = image_swaps_sides(orientation);
    bool mirror = turns[orientation - 1].mirror, flip = turns[orientation - 1].flip;
    gint64 last_column = (swaps ? height : width) - 1;
    gint64 last_row = (swaps ? width : height) - 1;
    gint64 right = mirror ? -1 : 1, below = flip ? -(gint64)stride : stride;

    return (ImagePlacement){
        .start = (mirror ? last_column : 0) + (flip ? last_row * stride : 0),
        .across = swaps ? below : right,
        .down = swaps ? right : below,
    };
}

Affine image_turn(const Image *self) {
    int orientation = self->info.orientation;
    bool mirror = turns[orientation - 1].mirror, flip = turns[orientation - 1].flip;
    double right = mirror ? -1 : 1, down = flip ? -1 : 1;
    Affine turn = {right, 0, 0, down, mirror, flip};

    if (image_swaps_sides(orientation))
        turn = (Affine){0, down, right, 0, mirror, flip};
    return turn;
}

/* False: it cannot be read. */
static bool sum_file(const char *path, Checksum *sum) {
    guint8 buffer[64 << 10];
    FILE *file = fopen(path, "rbe");
    size_t length;
    bool was_read;

    while (file != NULL && (length = fread(buffer, 1, sizeof buffer, file)) > 0)
        checksum_update(sum, buffer, length);
    was_read = file != NULL && ferror(file) == 0;
    if (file != NULL)
        fclose(file);
    return was_read;
}

const char *image_digest(Image *self) {
    g_autoptr(Checksum) sum = NULL;

    if (self->digest != NULL)
        return self->digest;
    sum = checksum_new();
    if (sum_file(self->path, sum)) {
        self->digest = checksum_take_text(sum);
        return self->digest;
    }
    if (self->images->unread == NULL)
        self->images->unread =
            g_error_new(G_IO_ERROR, G_IO_ERROR_FAILED, _("cannot read '%s': %s"),
                        self->path, g_strerror(errno));
    return self->path;
}

bool images_were_read(Images *self, GError **error) {
    if (self->unread == NULL)
        return true;
    g_propagate_error(error, g_steal_pointer(&self->unread));
    return false;
}
