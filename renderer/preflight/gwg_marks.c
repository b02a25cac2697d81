#include "preflight/gwg_judge.h"

#include "base/translate.h"
#include "base/units.h"

#include <math.h>

/* GWG 2022: text is rounded to a decimal before it is compared, line widths to three,
 * resolutions to none. */
static double rounded(double value, int decimals) {
    double times = pow(10, decimals);

    return round(value * times) / times;
}

static bool is_painted(const FileMark *mark) {
    return mark->has_amounts && file_colour_is_known(&mark->colour);
}

static bool is_white(const FileMark *mark) {
    return is_painted(mark) && file_colour_is_white(&mark->colour);
}

static bool is_grey(const FileMark *mark) {
    return mark->colour.space->family == FILE_SPACE_GRAY;
}

/* In CMYK it takes mode 1: the other one prints no cyan over cyan. */
static bool really_overprints(const FileMark *mark) {
    return mark->overprint &&
           (mark->colour.space->family != FILE_SPACE_CMYK || mark->overprint_mode == 1);
}

static bool is_text(const FileMark *mark) {
    return mark->kind == FILE_MARK_TEXT;
}

static bool is_line(const FileMark *mark) {
    return mark->kind == FILE_MARK_STROKE;
}

static bool is_path(const FileMark *mark) {
    return mark->kind == FILE_MARK_STROKE || mark->kind == FILE_MARK_FILL;
}

/* --- what overprints ----------------------------------------------------------------
 */

static bool is_white_over(const FileJudge *self, const FileMark *mark) {
    return gwg_counts(self, mark) && is_white(mark) && mark->overprint;
}

void gwg_check_white_type(FileJudge *self, const FileMark *mark) {
    if (is_text(mark) && is_white_over(self, mark))
        gwg_found(self, "white type overprints, so it may vanish on the press; let it "
                        "knock out");
}

void gwg_check_white_paths(FileJudge *self, const FileMark *mark) {
    if (is_path(mark) && is_white_over(self, mark))
        gwg_found(self, "a white shape overprints, so it may vanish on the press; let "
                        "it knock out");
}

void gwg_check_grey_overprint(FileJudge *self, const FileMark *mark) {
    if (gwg_counts(self, mark) && is_painted(mark) && is_grey(mark) &&
        mark->overprint && !is_white(mark))
        gwg_found(self, "DeviceGray overprints, which some presses do and others do "
                        "not; use black of DeviceCMYK");
}

/* Solid black that knocks out leaves a white gap beside it when plates are not exactly
 * on one another. The size of such type or width of such a line; -1: it is none, or
 * overprints. */
static double black_size(const FileJudge *self, const FileMark *mark, int decimals) {
    if (self->order->knocks_out || !gwg_counts(self, mark) || !is_painted(mark) ||
        !file_colour_is_black(&mark->colour) || really_overprints(mark))
        return -1;
    return rounded(mark->size, decimals);
}

/* Tells the size and the limit of what is smaller than it. */
static void found_under(FileJudge *self, const char *format, double size,
                        double limit) {
    g_autofree char *found = number_to_text(size, 3);
    g_autofree char *least = number_to_text(limit, 3);

    gwg_found(self, format, found, least);
}

static void check_black_type(FileJudge *self, const FileMark *mark, bool of_grey,
                             const char *format) {
    double limit = gwg_points(self, gwg_variant(self)->black_type_under);
    double size = is_text(mark) ? black_size(self, mark, 1) : -1;

    if (size >= 0 && size < limit && is_grey(mark) == of_grey)
        found_under(self, format, size, limit);
}

static void check_black_lines(FileJudge *self, const FileMark *mark, bool of_grey,
                              const char *format) {
    double limit = gwg_points(self, gwg_variant(self)->black_lines_under);
    double width = is_line(mark) ? black_size(self, mark, 3) : -1;

    if (width >= 0 && width < limit && is_grey(mark) == of_grey)
        found_under(self, format, width, limit);
}

void gwg_check_black_type(FileJudge *self, const FileMark *mark) {
    check_black_type(self, mark, false,
                     N_("black type of %s pt does not overprint; under %s pt it must, "
                        "in overprint mode 1"));
}

void gwg_check_grey_type(FileJudge *self, const FileMark *mark) {
    check_black_type(self, mark, true,
                     N_("black type of %s pt is in DeviceGray; under %s pt it must "
                        "overprint, in black of DeviceCMYK"));
}

void gwg_check_black_lines(FileJudge *self, const FileMark *mark) {
    check_black_lines(self, mark, false,
                      N_("a black line of %s pt does not overprint; under %s pt it "
                         "must, in overprint mode 1"));
}

void gwg_check_grey_lines(FileJudge *self, const FileMark *mark) {
    check_black_lines(self, mark, true,
                      N_("a black line of %s pt is in DeviceGray; under %s pt it must "
                         "overprint, in black of DeviceCMYK"));
}

/* --- what is too small --------------------------------------------------------------
 */

static bool is_mixed(const FileMark *mark) {
    return is_painted(mark) && file_colour_count(&mark->colour) > 1;
}

void gwg_check_small_type(FileJudge *self, const FileMark *mark) {
    double least = gwg_points(self, gwg_variant(self)->type_min);
    double size = rounded(mark->size, 1);

    if (!is_text(mark) || size >= least || !gwg_counts(self, mark))
        return;
    if (is_white(mark))
        found_under(self, N_("white type of %s pt; under %s pt it fills with ink"),
                    size, least);
    else if (is_mixed(mark))
        found_under(self,
                    N_("type of %s pt in more than one ink; under %s pt plates do not "
                       "meet"),
                    size, least);
}

/* A line without any width is as thin as the device can, whatever it is. */
void gwg_check_thin_lines(FileJudge *self, const FileMark *mark) {
    double least = gwg_points(self, gwg_variant(self)->line_min);
    double width = rounded(mark->size, 3);

    if (!is_line(mark) || width >= least || !gwg_counts(self, mark))
        return;
    if (!(width > 0))
        gwg_found(self,
                  "a line without width is as thin as the press can; give it one");
    else if (is_white(mark))
        found_under(self, N_("a white line of %s pt; under %s pt it fills with ink"),
                    width, least);
    else if (is_mixed(mark))
        found_under(
            self,
            N_("a line of %s pt in more than one ink; under %s pt plates do not "
               "meet"),
            width, least);
}

/* GWG 2022: K from 85 %, all inks over 280 %. */
void gwg_check_rich_black(FileJudge *self, const FileMark *mark) {
    double sum;
    g_autofree char *found = NULL;

    if (!gwg_counts(self, mark) || !is_text(mark) || !is_painted(mark) ||
        file_colour_ink(&mark->colour, "Black") < 0.85 - 1e-6)
        return;
    sum = file_colour_sum(&mark->colour);
    if (sum <= 2.8 + 1e-6)
        return;
    found = number_to_text(sum * 100, 0);
    gwg_found(
        self,
        "type in black of %s %% of ink; over 280 %% it dries badly, and plates do "
        "not meet: use black alone",
        found);
}

/* --- pictures -----------------------------------------------------------------------
 */

/* What a resolution for one metre is in the file: less from afar, more in a file that
 * is printed larger. Nobody stands nearer than a metre. */
static double ppi_in_file(const FileJudge *self, double ppi) {
    double distance = self->order->distance;
    double scale = self->order->scale > 0 ? self->order->scale : 1;

    if (!(distance > 0))
        distance = gwg_variant(self)->distance;
    return ppi / fmax(distance, 1) * scale;
}

static void found_ppi(FileJudge *self, double ppi, Severity severity, double limit) {
    g_autofree char *found = number_to_text(ppi, 0);
    g_autofree char *least = number_to_text(floor(ppi_in_file(self, limit)) + 1, 0);

    gwg_found_as(self, severity, "a picture has %s ppi here; it takes at least %s",
                 found, least);
}

/* A picture a pixel wide has an even colour, which no resolution can better. */
void gwg_check_ppi(FileJudge *self, const FileMark *mark) {
    const Variant *variant = gwg_variant(self);
    bool is_bitmap = mark->kind == FILE_MARK_STENCIL || mark->bits == 1;
    double least = is_bitmap ? variant->bitmap_ppi : variant->picture_ppi;
    double good = is_bitmap ? variant->bitmap_ppi_good : variant->picture_ppi_good;
    double ppi = rounded(mark->size, 0);

    if ((mark->kind != FILE_MARK_IMAGE && mark->kind != FILE_MARK_STENCIL) ||
        !gwg_counts(self, mark) || mark->width <= 1 || mark->height <= 1)
        return;
    if (least > 0 && ppi <= ppi_in_file(self, least))
        found_ppi(self, ppi, SEVERITY_ERROR, least);
    else if (good > 0 && ppi <= ppi_in_file(self, good))
        found_ppi(self, ppi, SEVERITY_WARNING, good);
}
