/* Colour spaces of a PDF (ISO 32000-1, 8.6) and what a colour puts on which plate. */
#pragma once

#include "preflight/file_pdf.h"

enum { FILE_COMPONENTS_MAX = 32 };

typedef enum {
    FILE_SPACE_GRAY, /* DeviceGray… */
    FILE_SPACE_RGB,
    FILE_SPACE_CMYK,
    FILE_SPACE_SEPARATION,
    FILE_SPACE_DEVICE_N,
    FILE_SPACE_ICC,
    FILE_SPACE_CAL_GRAY,
    FILE_SPACE_CAL_RGB,
    FILE_SPACE_LAB,
    FILE_SPACE_INDEXED,
    FILE_SPACE_PATTERN,
    FILE_SPACE_UNKNOWN, /* damaged, or none of PDF's */
} FileFamily;

typedef struct FileSpace FileSpace;
struct FileSpace {
    FileFamily family;
    guint count; /* of components; 0: patterns */
    /* The plates that its components print on, "Cyan", "Black", "HKS 14 K", "All",
     * "None"; NULL where only a conversion would tell: RGB, ICC, Lab, Indexed… */
    const char **inks;
    /* What stands in for it, or what it is made of: the alternate of Separation and
     * DeviceN, the base of Indexed, the colours below a pattern, the Default space that
     * a file has for a device's; else NULL. */
    const FileSpace *base;
    const FileObject *profile; /* of ICC; may be NULL */
    bool is_default; /* the file says with Default… what this device's colours are */
};

/* "DeviceCMYK"; the name in PDF. */
const char *file_space_to_text(const FileSpace *self);

/* The spaces of a file, each read once; they live as long as it. */
typedef struct FileSpaces FileSpaces;

FileSpaces *file_spaces_new(FilePdf *pdf);
void file_spaces_free(FileSpaces *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FileSpaces, file_spaces_free)

/* The space that a name or an array means where `resources` hold; those of inline
 * images may be short ("G"). Never NULL; FILE_SPACE_UNKNOWN when it is none. */
const FileSpace *file_spaces_find(FileSpaces *self, const FileValue *value,
                                  const FileValue *resources, bool is_inline);

/* The device's own; of GRAY, RGB, CMYK and PATTERN. */
const FileSpace *file_spaces_device(FileSpaces *self, FileFamily family,
                                    const FileValue *resources);

/* A colour as it was set. */
typedef struct {
    const FileSpace *space; /* never NULL */
    double amounts[FILE_COMPONENTS_MAX];
} FileColour;

/* What a space starts with when it is chosen (8.6.5.1, 8.6.6). */
void file_colour_start(FileColour *self, const FileSpace *space);

/* Whether its plates are known; all below is of no use otherwise. DeviceGray is black.
 */
bool file_colour_is_known(const FileColour *self);

/* 0 to 1 on the plate of this name, "Black". */
double file_colour_ink(const FileColour *self, const char *plate);

/* Plates that print something; the sum of what they print, 4 is 400 %. */
guint file_colour_count(const FileColour *self);
double file_colour_sum(const FileColour *self);

/* Nothing prints; all of the black plate and nothing else. */
bool file_colour_is_white(const FileColour *self);
bool file_colour_is_black(const FileColour *self);

/* It is mixed of RGB, or its alternate or base is, and no Default space takes over. */
bool file_space_is_rgb(const FileSpace *self);
