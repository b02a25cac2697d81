#include "resources/proof_colours.h"

#include "resources/profile_tables.h"

#include <math.h>
#include <string.h>

enum {
    PROCESS_PLATES = 4,
    TINTS = 256,
    KNOWN_BITS = 14,    /* of colours kept: Little CMS takes some 300 ns for each */
    LIGHT_MAX = 0xffff, /* linear light of the screen's white */
    CODE_SHIFT = 2,     /* from light to a row of `codes`: 14 bits tell all 256 apart */
};

typedef struct {
    guint32 cmyk, rgb;
} Known;

/* What a tint of a spot ink lets through, LIGHT_MAX is all. */
typedef struct {
    guint16 passes[TINTS][3];
} Filter;

struct ProofColours {
    cmsHTRANSFORM transform;
    GArray *filters; /* of Filter, a spot each; owned */
    guint16 light[256];
    guint8 codes[(LIGHT_MAX >> CODE_SHIFT) + 1];
    Known known[1 << KNOWN_BITS];
};

/* --- light (IEC 61966-2-1)
 * ------------------------------------------------------------
 */

static double light_of(double code) {
    return code <= 0.04045 ? code / 12.92 : pow((code + 0.055) / 1.055, 2.4);
}

static double code_of(double light) {
    return light <= 0.0031308 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055;
}

static void fill_light(ProofColours *self) {
    for (int i = 0; i < 256; i++)
        self->light[i] = (guint16)lround(light_of(i / 255.0) * LIGHT_MAX);
    for (int i = 0; i <= LIGHT_MAX >> CODE_SHIFT; i++) {
        double light = ((i << CODE_SHIFT) + (1 << CODE_SHIFT) / 2.0) / LIGHT_MAX;

        self->codes[i] = (guint8)lround(fmin(code_of(light), 1) * 255);
    }
}

/* --- profiles
 * -------------------------------------------------------------------------
 */

typedef struct {
    cmsUInt32Number from, to; /* formats */
} Formats;

/* The tables of the profile themselves: what Little CMS makes of them to be faster is
 * off by up to 20 of 255 in dark colours. */
static cmsHTRANSFORM create(const Profile *condition, Formats formats,
                            bool paper_white) {
    cmsHPROFILE press = profile_open(condition->bytes);
    cmsHPROFILE screen = cmsCreate_sRGBProfile();
    cmsHTRANSFORM transform = cmsCreateTransform(
        press, formats.from, screen, formats.to,
        paper_white ? INTENT_ABSOLUTE_COLORIMETRIC : INTENT_RELATIVE_COLORIMETRIC,
        cmsFLAGS_NOOPTIMIZE | (paper_white ? 0 : cmsFLAGS_BLACKPOINTCOMPENSATION));

    profile_close(press);
    cmsCloseProfile(screen);
    return transform;
}

static void add_filter(ProofColours *self, cmsHTRANSFORM exact, const Ink *ink) {
    const double bare[PROCESS_PLATES] = {0};
    double paper[3];
    Filter filter;

    cmsDoTransform(exact, bare, paper, 1);
    for (int tint = 0; tint < TINTS; tint++) {
        double percent[PROCESS_PLATES], rgb[3];

        for (int i = 0; i < PROCESS_PLATES; i++)
            percent[i] = ink->recipe[i] * tint / (TINTS - 1);
        cmsDoTransform(exact, percent, rgb, 1);
        for (int i = 0; i < 3; i++) {
            double share = light_of(fmax(rgb[i], 0)) / light_of(fmax(paper[i], 1e-3));

            filter.passes[tint][i] = (guint16)lround(fmin(share, 1) * LIGHT_MAX);
        }
    }
    g_array_append_val(self->filters, filter);
}

static bool add_filters(ProofColours *self, const Profile *condition,
                        const GPtrArray *spots, bool paper_white) {
    const Formats numbers = {TYPE_CMYK_DBL, TYPE_RGB_DBL};
    cmsHTRANSFORM exact = create(condition, numbers, paper_white);

    if (exact == NULL)
        return false;
    for (guint i = 0; i < spots->len; i++)
        add_filter(self, exact, g_ptr_array_index(spots, i));
    cmsDeleteTransform(exact);
    return true;
}

/* --- pixels
 * ---------------------------------------------------------------------------
 */

/* As it lies in memory: C first. */
static guint32 pack_inks(const guint8 cmyk[PROCESS_PLATES]) {
    guint32 packed;

    memcpy(&packed, cmyk, sizeof packed);
    return packed;
}

static guint32 convert(const ProofColours *self, guint32 cmyk) {
    guint8 rgb[3];

    cmsDoTransform(self->transform, &cmyk, rgb, 1);
    return (guint32)rgb[0] << 16 | (guint32)rgb[1] << 8 | rgb[2];
}

/* Paper fills the places of colours not met yet. */
static void forget_all(ProofColours *self) {
    guint32 paper = convert(self, 0);

    for (int i = 0; i < 1 << KNOWN_BITS; i++)
        self->known[i] = (Known){0, paper};
}

static guint32 find(ProofColours *self, guint32 cmyk) {
    Known *known = &self->known[(cmyk * 2654435761U) >> (32 - KNOWN_BITS)];

    if (known->cmyk != cmyk)
        *known = (Known){cmyk, convert(self, cmyk)};
    return known->rgb;
}

ProofColours *proof_colours_new(const Profile *condition, const GPtrArray *spots,
                                bool paper_white) {
    const Formats bytes = {TYPE_CMYK_8, TYPE_RGB_8};
    g_autoptr(ProofColours) self = g_new0(ProofColours, 1);

    self->filters = g_array_new(FALSE, FALSE, sizeof(Filter));
    self->transform = create(condition, bytes, paper_white);
    if (self->transform == NULL || !add_filters(self, condition, spots, paper_white))
        return NULL;
    fill_light(self);
    forget_all(self);
    return g_steal_pointer(&self);
}

void proof_colours_free(ProofColours *self) {
    if (self == NULL)
        return;
    g_clear_pointer(&self->transform, cmsDeleteTransform);
    g_array_unref(self->filters);
    g_free(self);
}

static void run_process(ProofColours *self, const guint8 *plates, gsize pixels,
                        guint32 *rgb) {
    guint32 last = 0, colour = find(self, 0);

    for (gsize i = 0; i < pixels; i++) {
        guint32 cmyk =
            pack_inks((const guint8[]){plates[i], plates[pixels + i],
                                       plates[2 * pixels + i], plates[3 * pixels + i]});

        if (cmyk != last)
            colour = find(self, cmyk);
        last = cmyk;
        rgb[i] = colour;
    }
}

static guint32 pass(const ProofColours *self, guint32 rgb, const guint16 passes[3]) {
    guint32 passed = 0;

    for (int i = 0; i < 3; i++) {
        guint32 light = self->light[rgb >> (16 - 8 * i) & 0xff];
        guint32 rest = (light * passes[i] + LIGHT_MAX / 2) / LIGHT_MAX;

        passed = passed << 8 | self->codes[rest >> CODE_SHIFT];
    }
    return passed;
}

static void run_spot(const ProofColours *self, const Filter *filter,
                     const guint8 *plate, gsize pixels, guint32 *rgb) {
    for (gsize i = 0; i < pixels; i++) {
        if (plate[i] > 0)
            rgb[i] = pass(self, rgb[i], filter->passes[plate[i]]);
    }
}

void proof_colours_run(ProofColours *self, const guint8 *plates, gsize pixels,
                       guint32 *rgb) {
    run_process(self, plates, pixels, rgb);
    for (guint i = 0; i < self->filters->len; i++)
        run_spot(self, &g_array_index(self->filters, Filter, i),
                 plates + (PROCESS_PLATES + i) * pixels, pixels, rgb);
}
