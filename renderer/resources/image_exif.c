#include "resources/image_format.h"

#include <math.h>
#include <string.h>

/* EXIF is a small TIFF: CIPA DC-008, 4.5. */
enum {
    TAG_ORIENTATION = 0x112,
    TAG_RESOLUTION_ACROSS = 0x11a,
    TAG_RESOLUTION_DOWN = 0x11b,
    TAG_RESOLUTION_UNIT = 0x128,
    TYPE_SHORT = 3,
    TYPE_RATIONAL = 5,
    UNIT_INCH = 2,
    UNIT_CENTIMETRE = 3,
    ENTRY_BYTES = 12,
};

typedef struct {
    const guint8 *bytes;
    size_t length;
    bool big_endian;
} Exif;

typedef struct {
    unsigned tag;
    unsigned type;
    size_t value; /* offset */
} Entry;

/* A number of 2 or 4 bytes; 0 where the block has already ended. */
static guint32 number_at(const Exif *exif, size_t offset, size_t size) {
    guint32 number = 0;

    if (offset > exif->length || size > exif->length - offset)
        return 0;
    for (size_t i = 0; i < size; i++) {
        size_t place = exif->big_endian ? i : size - 1 - i;

        number = number << 8 | exif->bytes[offset + place];
    }
    return number;
}

static double rational_at(const Exif *exif, size_t offset) {
    guint32 numerator = number_at(exif, offset, 4);
    guint32 denominator = number_at(exif, offset + 4, 4);

    return denominator > 0 ? (double)numerator / denominator : 0;
}

double image_ppi(double across, double down) {
    const double least = 1, most = 100000, tolerance = 0.005;
    bool sensible = across >= least && across <= most && down >= least && down <= most;

    return sensible && fabs(across - down) <= across * tolerance ? across : 0;
}

typedef struct {
    unsigned orientation;
    unsigned unit;
    double across;
    double down;
} Found;

static void take_entry(const Exif *exif, const Entry *entry, Found *found) {
    if (entry->tag == TAG_ORIENTATION && entry->type == TYPE_SHORT)
        found->orientation = number_at(exif, entry->value, 2);
    else if (entry->tag == TAG_RESOLUTION_UNIT && entry->type == TYPE_SHORT)
        found->unit = number_at(exif, entry->value, 2);
    else if (entry->tag == TAG_RESOLUTION_ACROSS && entry->type == TYPE_RATIONAL)
        found->across = rational_at(exif, number_at(exif, entry->value, 4));
    else if (entry->tag == TAG_RESOLUTION_DOWN && entry->type == TYPE_RATIONAL)
        found->down = rational_at(exif, number_at(exif, entry->value, 4));
}

static Found read_directory(const Exif *exif) {
    Found found = {.unit = UNIT_INCH};
    size_t directory = number_at(exif, 4, 4);
    unsigned count = number_at(exif, directory, 2);

    for (unsigned i = 0; i < count; i++) {
        size_t offset = directory + 2 + (size_t)i * ENTRY_BYTES;
        Entry entry = {.tag = number_at(exif, offset, 2),
                       .type = number_at(exif, offset + 2, 2),
                       .value = offset + 8};

        take_entry(exif, &entry, &found);
    }
    return found;
}

void image_exif_read(const guint8 *bytes, size_t length, ImageInfo *info) {
    static const char prefix[] = "Exif\0";
    Exif exif = {bytes, length, false};
    Found found;

    if (length >= sizeof prefix && memcmp(bytes, prefix, sizeof prefix) == 0)
        exif = (Exif){bytes + sizeof prefix, length - sizeof prefix, false};
    if (exif.length < 8)
        return;
    if (memcmp(exif.bytes, "MM\0*", 4) == 0)
        exif.big_endian = true;
    else if (memcmp(exif.bytes, "II*\0", 4) != 0)
        return;
    found = read_directory(&exif);
    if (found.orientation >= 1 && found.orientation <= 8)
        info->orientation = (int)found.orientation;
    if (info->ppi == 0 && found.unit == UNIT_INCH)
        info->ppi = image_ppi(found.across, found.down);
    else if (info->ppi == 0 && found.unit == UNIT_CENTIMETRE)
        info->ppi = image_ppi(found.across * 2.54, found.down * 2.54);
}
