/* A variant of the Ghent Workgroup's rules: what a kind of printing minds in finished
 * files, and how much. */
#pragma once

#include "base/source.h"
#include "base/units.h"

/* How much a rule minds. */
typedef enum { MINDS_NOT, MINDS_WARNING, MINDS_ERROR } Minds;

/* Which colours are bound to the press before it gets them. */
typedef enum {
    BINDS_ALL,     /* all: neither RGB nor a profile anywhere */
    BINDS_VECTORS, /* pictures may be RGB with a profile */
    BINDS_CMYK,    /* late: RGB and Lab may come with a profile */
} Binds;

typedef struct {
    const char *name; /* borrowed from the file */
    const char *title;
    Origin origin;
    /* Pictures must have more: of the first an error, of the second a warning. */
    double picture_ppi, picture_ppi_good;
    double bitmap_ppi, bitmap_ppi_good; /* of one bit a pixel */
    double distance; /* metres: resolutions above are for one, and lessen with it; 0:
                      * they do not */
    Length type_min; /* white, or in more than one ink */
    Length line_min; /* likewise */
    Length black_type_under, black_lines_under; /* smaller must overprint */
    int binds;                                  /* Binds */
    /* Minds, each: */
    int spots, black_type, black_lines, grey_type, grey_lines, grey_overprint;
    int white_type, white_paths, rich_black_type, small_type, thin_lines, all_plates;
    int user_unit, crop_box, page_sizes, empty_pages, blend_space, intent;
    int hidden_layers, courier;
} Variant;

/* For conditions that name none: sheet-fed printing in four inks. */
const Variant *variant_usual(void);
