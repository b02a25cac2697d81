/* What the files that read pictures share; only images.c and image_*.c include it. */
#pragma once

#include "base/look.h"
#include "resources/image_scale.h"
#include "resources/images.h"
#include "resources/profiles.h"

/* --- a file being read --- */

typedef struct {
    char *name; /* as messages call it; owned */
    int file;
    guint64 length;   /* bytes */
    guint64 position; /* of the next byte; may lie beyond the end */
    bool ended;       /* somebody needed bytes beyond the end */
    int failure;      /* errno of a read that failed; 0: none */
} ImageInput;

/* Opens a regular file of at most IMAGE_FILE_MIB_MAX. */
ImageInput *image_input_new(const char *path, GError **error);
void image_input_free(ImageInput *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImageInput, image_input_free)

/* Reads up to `count` bytes; fewer only at the end or when reading fails. */
size_t image_input_read(ImageInput *self, void *bytes, size_t count);

/* Reads exactly `count` bytes, or notes that the file has ended. */
bool image_input_read_all(ImageInput *self, void *bytes, size_t count);

/* Sets the error of a picture that cannot be decoded and returns false: that reading
 * failed, that the file ends too early, else what is wrong in the library's words. */
bool image_input_fail(const ImageInput *self, const char *format, const char *words,
                      GError **error);

/* Whether so many bytes may be kept at once; `why` is what the picture is or has. */
bool image_input_check_memory(const ImageInput *self, guint64 bytes, const char *why,
                              GError **error);

/* From now on this process keeps so much at most, not IMAGE_MEMORY_MIB_MAX. */
void image_input_limit_memory(int mib);

/* --- formats --- */

/* Bytes from the start of a file that tell its format. */
enum { IMAGE_START_BYTES = 12 };

/* A decoder goes through open, start, next for each row, free. */
typedef struct {
    const char *name;

    bool (*matches)(const guint8 *start);

    /* Reads the header, and allocates nothing in proportion to the size that it states.
     * Fills in what the file says, in pixels as stored. `input` outlives the decoder.
     */
    void *(*open)(ImageInput *input, ImageInfo *stored, GError **error);

    /* `reduction` is what is asked for, and then what is given. */
    bool (*start)(void *decoder, int *reduction, GError **error);

    /* The next stored row. The last one only if the file is sound to its end. */
    bool (*next)(void *decoder, guint8 *row, GError **error);

    void (*free)(void *decoder);
} ImageFormat;

extern const ImageFormat image_format_jpeg;
extern const ImageFormat image_format_png;
extern const ImageFormat image_format_webp;
extern const ImageFormat image_format_tiff;

/* Takes orientation and, if there is none yet, ppi from an EXIF block, with or without
 * "Exif" before it. What makes no sense is left out. */
void image_exif_read(const guint8 *bytes, size_t length, ImageInfo *info);

/* What ImageInfo says for two resolutions in pixels per inch. */
double image_ppi(double across, double down);

/* --- open pictures --- */

typedef struct {
    ImageInput *input;
    const ImageFormat *format;
    void *decoder;
    ImageInfo stored; /* width and height as stored */
} ImageFile;

/* Opens a picture and checks what its header says against the limits. */
ImageFile *image_file_open(const char *path, GError **error);
void image_file_free(ImageFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImageFile, image_file_free)

struct Image {
    Images *images; /* borrowed */
    char *path;
    Look look;    /* of its file, before it was read */
    char *digest; /* NULL: not asked for yet */
    ImageInfo info;
    GError *error; /* why it cannot be used; NULL: it can */
    bool is_sound; /* somebody has read it to its end */
    int most_ink;  /* of 1020, in areas of 8 x 8 pixels; -1: not known yet */
    enum { SRGB_UNKNOWN, SRGB_YES, SRGB_NO } srgb; /* what its profile comes to */
};

/* Where the pixels of a stored picture lie in the upright one: pixel x, y at
 * start + x * across + y * down, counted in pixels. */
typedef struct {
    gint64 start;
    gint64 across;
    gint64 down;
} ImagePlacement;

/* Whether an orientation makes rows of columns. */
bool image_swaps_sides(int orientation);

/* `width` and `height` as stored; `stride` is a row of the upright picture in pixels.
 */
ImagePlacement image_placement(int orientation, int width, int height, int stride);

/* --- colours --- */

/* From the picture's colours to sRGB; NULL when they are that already. False with
 * `error`. The caller frees it. */
bool image_find_transform(Image *self, GBytes *cmyk_profile,
                          ColourTransform **transform, GError **error);

/* Rows of a picture's own colours on their way to pixels of RGB24, or ARGB32 if it has
 * alpha. */
typedef struct ImageColours ImageColours;

/* Rows have `width` pixels at most. `is_grey`: each colour as the grey of sRGB that is
 * as light. NULL with `error`. */
ImageColours *image_colours_new(Image *image, bool is_grey, GBytes *cmyk_profile,
                                int width, GError **error);
void image_colours_free(ImageColours *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImageColours, image_colours_free)

/* `own` has the components of the picture, alpha with them, not premultiplied. */
void image_colours_run(const ImageColours *self, const guint8 *own, guint32 *pixels,
                       int width);

/* --- surfaces made lately --- */

typedef struct {
    const Image *image;
    ImageSurfaceOptions options; /* `cmyk_profile` is owned */
    cairo_surface_t *surface;    /* owned */
} CachedSurface;

/* What image_scale made lately. */
typedef struct {
    const Image *image;
    ImageScaleOptions options; /* `cmyk_profile` is owned */
    ImageScaled *scaled;       /* owned */
} CachedScaled;

struct Images {
    GHashTable *by_path; /* path to Image; owned */
    GPtrArray *cache;    /* of CachedSurface, the latest at the end; owned */
    gsize cache_bytes;
    GPtrArray *scaled; /* of CachedScaled, the latest at the end; owned */
    gsize scaled_bytes;
    GError *unread; /* why a digest could not be had; owned; NULL: all could */
};

/* Borrowed; NULL when it is not there (any more). */
cairo_surface_t *image_cache_find(Images *self, const Image *image,
                                  const ImageSurfaceOptions *options);

/* Keeps a surface as long as there is room. */
void image_cache_add(Images *self, const Image *image,
                     const ImageSurfaceOptions *options, cairo_surface_t *surface);

void cached_surface_free(CachedSurface *self);

/* Drops everything that was made of an image. */
void image_cache_forget(Images *self, const Image *image);

/* The same for what was scaled; found, it is the caller's as well. */
ImageScaled *image_cache_find_scaled(Images *self, const Image *image,
                                     const ImageScaleOptions *options);
void image_cache_add_scaled(Images *self, const Image *image,
                            const ImageScaleOptions *options, ImageScaled *scaled);
void image_cache_forget_scaled(Images *self, const ImageScaled *scaled);
void cached_scaled_free(CachedScaled *self);

/* image_scale in two parts: everything but the pixels, and these. The second may be
 * done in a process forked between them. NULL, false with `error`. */
ImageScaled *image_scaled_plan(const Image *image, const ImageScaleOptions *options,
                               GError **error);
bool image_scaled_fill(ImageScaled *self, Image *image,
                       const ImageScaleOptions *options, GError **error);

/* One more owner. */
ImageScaled *image_scaled_ref(ImageScaled *self);
gsize image_scaled_bytes(const ImageScaled *self); /* on the disk */

/* --- lightness --- */

/* The grey of sRGB that is as light as a colour, for each of three bytes a pixel. */
void image_make_grey(guint8 *rgb, int pixels);
