/* Photos: JPEG, PNG, WebP and TIFF, looked up by path and read row by row.
 *
 * Loading reads the header only. Pixels are decoded when somebody reads them; any
 * number of readers go side by side, each with the file opened anew, also after a fork.
 * A file's format is told by its content, never by its name. */
#pragma once

#include "model/geometry.h"

#include <cairo.h>
#include <gio/gio.h>
#include <stdbool.h>

/* What a picture may be; beyond it is refused before anything is decoded. */
enum {
    IMAGE_FILE_MIB_MAX = 512,
    IMAGE_SIDE_MAX = 65500, /* pixels; the most a JPEG can have */
    IMAGE_PIXELS_MAX = 400000000,
    /* Pixels or coefficients kept at once, where rows cannot be had one by one:
     * progressive, interlaced, WebP, turned upright, strips or tiles. */
    IMAGE_MEMORY_MIB_MAX = 88,
    /* Surfaces made lately that are kept; larger ones are not. */
    IMAGE_CACHE_MIB_MAX = 64,
    /* Pictures scaled lately that are kept, on the disk; each has an open file. */
    IMAGE_SCALED_MIB_MAX = 256,
    IMAGE_SCALED_MAX = 16,
    /* Of a surface: cairo's limit, and what it may take of memory. */
    IMAGE_SURFACE_SIDE_MAX = 32767,
    IMAGE_SURFACE_PIXELS_MAX = 12000000,
};

/* The value is the number of components of a pixel, alpha not counted. */
typedef enum { IMAGE_GREY = 1, IMAGE_RGB = 3, IMAGE_CMYK = 4 } ImageModel;

typedef struct {
    int width; /* pixels of the upright picture */
    int height;
    ImageModel model; /* a palette counts as RGB */
    bool has_alpha;
    int bits;        /* a component in the file; rows always have 8 */
    int orientation; /* as EXIF counts, 1 to 8: how the stored rows are turned upright
                      */
    double ppi;      /* 0: not said, or not the same in both directions */
    GBytes *profile; /* ICC profile for `model`; NULL: none; owned */
    bool is_lossy;   /* the file has only about what once were its pixels */
    bool is_plain_jpeg; /* a JPEG that all programs decode alike, but for `inverted` */
    bool is_inverted;   /* the JPEG is CMYK in which 0 is full ink; rows never are */
} ImageInfo;

typedef struct Image Image;
typedef struct Images Images;
typedef struct ImageReader ImageReader;

Images *images_new(void);
void images_free(Images *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Images, images_free)

/* Forgets the pictures whose files do not look as they did when they were read. */
void images_renew(Images *self);

/* Reads a file's header, or finds it read; a file that cannot be used fails the same
 * way each time, with one line that names it. Of a file with several pictures it is the
 * first. Owned by `self`. */
Image *images_load(Images *self, const char *path, GError **error);

const ImageInfo *image_info(const Image *self);

/* The SHA-256 of its file, in small hexadecimal digits; read when first asked for. What
 * cannot be read gives something else: whoever used digests has to ask then. */
const char *image_digest(Image *self);

/* False with `error`: a digest that was asked for since the last time could not be had.
 */
bool images_were_read(Images *self, GError **error);

/* Of a pixel in a row: those of the model, then alpha. */
int image_components(const ImageInfo *info);

/* Zero is the default. */
typedef struct {
    /* 2, 4 or 8: the reader may give the picture that many times smaller, as a JPEG can
     * at little cost; image_reader_reduction tells whether it does. */
    int reduction;
    bool as_stored; /* rows as the file has them, not upright; takes less memory */
} ImageReaderOptions;

/* `options` may be NULL. The image must outlive the reader. */
ImageReader *image_reader_new(const Image *image, const ImageReaderOptions *options,
                              GError **error);
void image_reader_free(ImageReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImageReader, image_reader_free)

/* Pixels of a row, and rows. */
int image_reader_width(const ImageReader *self);
int image_reader_height(const ImageReader *self);

/* 1, or how many pixels of the picture a pixel of a row is wide and high; those at the
 * right and the lower edge of the stored picture may stand for fewer. */
int image_reader_reduction(const ImageReader *self);

/* The next row from the top, of width x components bytes: grey, RGB or CMYK (255 is
 * full ink), then alpha (not premultiplied). False when the file is damaged or ends too
 * early; the last row comes only when the file was sound to its end. */
bool image_reader_next(ImageReader *self, guint8 *row, GError **error);

/* What a picture is asked for as; zero is the default. */
typedef struct {
    int width; /* pixels, at most; at least 1 */
    int height;
    bool is_grey; /* each colour as the grey of sRGB that is as light */
    GBytes
        *cmyk_profile; /* of CMYK that has no profile itself; ICC bytes; may be NULL */
} ImageSurfaceOptions;

/* The whole upright picture in sRGB, RGB24 or ARGB32, made smaller to `width` x
 * `height` pixels where it has more: each pixel is the average of the area it covers,
 * taken in the picture's own colours, which are then converted (relative colorimetric
 * with black point compensation). A JPEG that shrinks to an eighth or less is first
 * reduced while it is decoded. Grey and RGB without a profile are taken as sRGB; CMYK
 * without one fails if none is given. Memory beside the surface: some rows, or
 * IMAGE_MEMORY_MIB_MAX. What was made lately is kept (IMAGE_CACHE_MIB_MAX for all
 * images together), so asking again is mostly free; do not draw on it. Caller destroys.
 */
cairo_surface_t *image_to_surface(Image *self, const ImageSurfaceOptions *options,
                                  GError **error);

/* The largest power of two by which a picture can be made smaller and still has
 * `share` of its pixels a side (0 to 1); more when a surface could not hold it. Few
 * different ones are asked for then, and the rest is left to who draws. */
int image_reduction(const Image *self, double share);

/* From the unit square of the stored rows to that of the upright picture. */
Affine image_turn(const Image *self);

/* A JPEG as its file has it, whatever its colours are, without what cameras write
 * beside the picture (place, preview, orientation). NULL with `error` when it is
 * damaged; without one when it is not `is_plain_jpeg`. */
GBytes *image_to_jpeg(Image *self, GError **error);

/* The most ink, 0 to 4, that areas of 8 x 8 pixels have of a JPEG in CMYK; reads it to
 * its end. False when it is damaged. */
bool image_find_most_ink(Image *self, double *ink, GError **error);

/* Whether its colours, as stored, are those of sRGB or its greys. */
bool image_is_srgb(Image *self);

/* Passes an error of reading pixels on: always as G_IO_ERROR_INVALID_DATA when the file
 * is to blame, and not the machine. Takes `problem` over. */
void image_propagate_error(GError **error, GError *problem);
