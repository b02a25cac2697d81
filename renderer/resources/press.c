#include "resources/press.h"

#include "resources/profile_tables.h"

#include <math.h>
#include <string.h>

struct PressTransform {
    cmsHPROFILE from, to; /* NULL: the inks of the condition itself; owned */
    int colours;
    double limit;
    cmsHTRANSFORM exact;  /* in floating point; owned */
    cmsHTRANSFORM pixels; /* of 8 bits; NULL: not needed yet; owned */
};

typedef struct {
    int colours;
    cmsUInt32Number bytes, numbers; /* formats */
    double solid;                   /* in the format of numbers */
} Device;

static const Device devices[] = {
    {1, TYPE_GRAY_8, TYPE_GRAY_DBL, 1},
    {3, TYPE_RGB_8, TYPE_RGB_DBL, 1},
    {4, TYPE_CMYK_8, TYPE_CMYK_DBL, 100},
};

static const Device *find_device(int colours) {
    size_t i = 0;

    while (devices[i].colours != colours)
        i++;
    return &devices[i];
}

/* --- ink limit --- */

static void limit_ink(double cmyk[4], double limit) {
    double colours = cmyk[0] + cmyk[1] + cmyk[2];
    double room = fmax(limit - cmyk[3], 0);

    if (colours <= room)
        return;
    for (int i = 0; i < 3; i++)
        cmyk[i] *= room / colours;
    cmyk[3] = fmin(cmyk[3], limit);
}

/* The same, rounded down, so that the sum stays within the limit. */
static void limit_pixel(guint8 *cmyk, int limit) {
    int colours = cmyk[0] + cmyk[1] + cmyk[2];
    int room = MAX(limit - cmyk[3], 0);

    if (colours <= room)
        return;
    for (int i = 0; i < 3; i++)
        cmyk[i] = (guint8)(cmyk[i] * room / colours);
    cmyk[3] = (guint8)MIN(cmyk[3], limit);
}

/* --- from devices --- */

/* IEC 61966-2-1. */
static cmsHPROFILE create_grey_profile(void) {
    static const double srgb[] = {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};
    cmsToneCurve *curve = cmsBuildParametricToneCurve(NULL, 4, srgb);
    cmsHPROFILE profile = cmsCreateGrayProfile(cmsD50_xyY(), curve);

    cmsFreeToneCurve(curve);
    return profile;
}

static cmsHPROFILE open_source(GBytes *from, int colours) {
    if (from != NULL)
        return profile_problem(from, colours) == NULL ? profile_open(from) : NULL;
    return colours == 1 ? create_grey_profile() : cmsCreate_sRGBProfile();
}

static cmsHTRANSFORM create(const PressTransform *self, cmsUInt32Number from,
                            cmsUInt32Number to, cmsUInt32Number flags) {
    return cmsCreateTransform(self->from, from, self->to, to,
                              INTENT_RELATIVE_COLORIMETRIC,
                              cmsFLAGS_BLACKPOINTCOMPENSATION | flags);
}

static bool open_transform(PressTransform *self, Profile *to, GBytes *from) {
    self->from = open_source(from, self->colours);
    self->to = profile_open(to->bytes);
    if (self->from == NULL)
        return false;
    self->exact = create(self, find_device(self->colours)->numbers, TYPE_CMYK_DBL,
                         cmsFLAGS_NOOPTIMIZE | cmsFLAGS_NOCACHE);
    return self->exact != NULL;
}

PressTransform *press_transform_new(Profile *to, GBytes *from, int colours,
                                    double ink_limit) {
    g_autoptr(PressTransform) self = g_new0(PressTransform, 1);
    bool is_own = colours == 4 && (from == NULL || g_bytes_equal(from, to->bytes));

    self->colours = colours;
    self->limit = ink_limit;
    if (!is_own && !open_transform(self, to, from))
        return NULL;
    return g_steal_pointer(&self);
}

void press_transform_free(PressTransform *self) {
    if (self == NULL)
        return;
    g_clear_pointer(&self->exact, cmsDeleteTransform);
    g_clear_pointer(&self->pixels, cmsDeleteTransform);
    profile_close(self->from);
    profile_close(self->to);
    g_free(self);
}

void press_transform_run(PressTransform *self, const guint8 *from, guint8 *cmyk,
                         int pixels) {
    int limit = (int)lround(self->limit * 255);

    if (self->exact == NULL) {
        memmove(cmyk, from, (size_t)pixels * 4);
    } else {
        if (self->pixels == NULL)
            self->pixels = create(self, find_device(self->colours)->bytes, TYPE_CMYK_8,
                                  cmsFLAGS_HIGHRESPRECALC);
        g_assert(self->pixels !=
                 NULL); /* as `exact` was made; only memory is missing */
        cmsDoTransform(self->pixels, from, cmyk, (cmsUInt32Number)pixels);
    }
    for (int i = 0; i < pixels; i++)
        limit_pixel(cmyk + (gsize)i * 4, limit);
}

/* --- kept transforms --- */

enum { TRANSFORMS_MAX = 8 }; /* each takes 1 MiB, its table */

typedef struct {
    GBytes *from; /* NULL: none; owned */
    PressTransform *transform;
} Kept;

struct PressTransforms {
    Profile *to;     /* borrowed */
    GPtrArray *kept; /* of Kept, the latest at the end; owned */
};

static void free_kept(gpointer pointer) {
    Kept *self = pointer;

    g_clear_pointer(&self->from, g_bytes_unref);
    press_transform_free(self->transform);
    g_free(self);
}

PressTransforms *press_transforms_new(Profile *to) {
    PressTransforms *self = g_new0(PressTransforms, 1);

    self->to = to;
    self->kept = g_ptr_array_new_with_free_func(free_kept);
    return self;
}

void press_transforms_free(PressTransforms *self) {
    if (self == NULL)
        return;
    g_ptr_array_unref(self->kept);
    g_free(self);
}

static bool is_same_profile(GBytes *a, GBytes *b) {
    return a == b || (a != NULL && b != NULL && g_bytes_equal(a, b));
}

PressTransform *press_transforms_find(PressTransforms *self, GBytes *from, int colours,
                                      double ink_limit) {
    PressTransform *transform;
    Kept *kept;

    for (guint i = 0; i < self->kept->len; i++) {
        kept = g_ptr_array_index(self->kept, i);
        transform = kept->transform;
        if (transform->colours == colours && transform->limit == ink_limit &&
            is_same_profile(kept->from, from))
            return transform;
    }
    transform = press_transform_new(self->to, from, colours, ink_limit);
    if (transform == NULL)
        return NULL;
    if (self->kept->len == TRANSFORMS_MAX)
        g_ptr_array_remove_index(self->kept, 0);
    kept = g_new0(Kept, 1);
    kept->from = from != NULL ? g_bytes_ref(from) : NULL;
    kept->transform = transform;
    g_ptr_array_add(self->kept, kept);
    return transform;
}

/* --- single colours --- */

static void take_inks(const double percent[4], double limit, double cmyk[4]) {
    for (int i = 0; i < 4; i++)
        cmyk[i] = CLAMP(percent[i] / 100, 0, 1);
    limit_ink(cmyk, limit);
}

void press_transform_colour(const PressTransform *self, const double *from,
                            double cmyk[4]) {
    double solid = find_device(self->colours)->solid;
    double values[4], percent[4];

    for (int i = 0; i < self->colours; i++)
        values[i] = from[i] * solid;
    if (self->exact != NULL)
        cmsDoTransform(self->exact, values, percent, 1);
    else
        memcpy(percent, values, sizeof percent);
    take_inks(percent, self->limit, cmyk);
}

/* --- from Lab --- */

/* The table from Lab is 4 off at some colours of presses; the one to Lab is what
 * counts.
 */
enum { SEARCH_STEPS = 12 };

static double distance_to(Profile *self, const double cmyk[4], const double lab[3],
                          double difference[3]) {
    double found[3];

    profile_to_lab(self, cmyk, found);
    for (int i = 0; i < 3; i++)
        difference[i] = lab[i] - found[i];
    return hypot(hypot(difference[0], difference[1]), difference[2]);
}

static double determinant(const double a[3], const double b[3], const double c[3]) {
    return a[0] * (b[1] * c[2] - b[2] * c[1]) - b[0] * (a[1] * c[2] - a[2] * c[1]) +
           c[0] * (a[1] * b[2] - a[2] * b[1]);
}

/* How much cyan, magenta and yellow must change to make up for a difference in Lab, as
 * if that went on evenly; false where they do not tell colours apart. */
static bool find_step(Profile *self, const double cmyk[4], const double difference[3],
                      double step[3]) {
    double slopes[3][3], base[3], all;
    const double *columns[3];

    profile_to_lab(self, cmyk, base);
    for (int i = 0; i < 3; i++) {
        double h = cmyk[i] > 0.5 ? -0.005 : 0.005, moved[4];

        memcpy(moved, cmyk, sizeof moved);
        moved[i] += h;
        profile_to_lab(self, moved, slopes[i]);
        for (int j = 0; j < 3; j++)
            slopes[i][j] = (slopes[i][j] - base[j]) / h;
    }
    all = determinant(slopes[0], slopes[1], slopes[2]);
    if (fabs(all) < 1)
        return false;
    for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++)
            columns[j] = i == j ? difference : slopes[j];
        step[i] = determinant(columns[0], columns[1], columns[2]) / all;
    }
    return true;
}

/* Takes inks nearer to a colour, by ever smaller steps, with black as it is. Returns
 * how far off they stay. */
static double search(Profile *self, const double lab[3], double cmyk[4]) {
    double difference[3], step[3], share = 1;
    double distance = distance_to(self, cmyk, lab, difference);

    for (int i = 0; i < SEARCH_STEPS && distance > 0.01; i++) {
        double next[4] = {0, 0, 0, cmyk[3]}, found[3], next_distance;

        if (!find_step(self, cmyk, difference, step))
            break;
        for (int j = 0; j < 3; j++)
            next[j] = CLAMP(cmyk[j] + step[j] * share, 0, 1);
        next_distance = distance_to(self, next, lab, found);
        if (next_distance < distance) {
            memcpy(cmyk, next, sizeof next);
            memcpy(difference, found, sizeof found);
            distance = next_distance;
        } else {
            share /= 2;
        }
    }
    return distance;
}

void profile_from_lab(Profile *self, const double lab[3], double ink_limit,
                      double cmyk[4]) {
    cmsCIELab colour = {lab[0], lab[1], lab[2]};
    double percent[4], pure[4], distance;

    cmsDoTransform(self->from_lab, &colour, percent, 1);
    take_inks(percent, 4, cmyk);
    memcpy(pure, cmyk, sizeof pure);
    pure[3] = 0;
    distance = search(self, lab, cmyk);
    /* Tables like to put a little black into the brightest colours there are. */
    if (distance > 0.1 && search(self, lab, pure) < distance)
        memcpy(cmyk, pure, sizeof pure);
    limit_ink(cmyk, ink_limit);
}

/* --- black alone --- */

static double luminance_of(Profile *self, double black) {
    double lab[3];
    cmsCIEXYZ xyz;

    profile_to_lab(self, (double[]){0, 0, 0, black}, lab);
    cmsLab2XYZ(NULL, &xyz, &(cmsCIELab){lab[0], 0, 0});
    return xyz.Y;
}

/* Between the paper's 1 and the solid's 0, and nowhere rising. */
static void fill_blacks(Profile *self) {
    double paper = luminance_of(self, 0), solid = luminance_of(self, 1);
    double *blacks = g_new(double, PROFILE_BLACKS + 1);

    blacks[0] = 1;
    for (int i = 1; i < PROFILE_BLACKS; i++) {
        double share =
            (luminance_of(self, (double)i / PROFILE_BLACKS) - solid) / (paper - solid);

        blacks[i] = CLAMP(share, 0, blacks[i - 1]);
    }
    blacks[PROFILE_BLACKS] = 0;
    self->blacks = blacks;
}

double profile_black_for_grey(Profile *self, double grey) {
    double luminance =
        grey <= 0.04045 ? grey / 12.92 : pow((grey + 0.055) / 1.055, 2.4);
    int i = 0;

    if (self->blacks == NULL)
        fill_blacks(self);
    while (i < PROFILE_BLACKS - 1 && self->blacks[i + 1] > luminance)
        i++;
    if (!(self->blacks[i] > self->blacks[i + 1]))
        return (double)i / PROFILE_BLACKS;
    return CLAMP(
        (i + (self->blacks[i] - luminance) / (self->blacks[i] - self->blacks[i + 1])) /
            PROFILE_BLACKS,
        0, 1);
}
