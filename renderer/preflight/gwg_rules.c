#include "preflight/gwg_judge.h"

#include "base/translate.h"

#include <stdarg.h>

/* Severities are the variant's. */
#define MARK(id, function) \
    { id, "GWG 2022", SEVERITY_WARNING, FILE_ALWAYS, .mark = function }
#define PAGE(id, function) \
    { id, "GWG 2022", SEVERITY_WARNING, FILE_ALWAYS, .page = function }
#define WHOLE(id, function) \
    { id, "GWG 2022", SEVERITY_WARNING, FILE_ALWAYS, .whole = function }
#define END(id, function) \
    { id, "GWG 2022", SEVERITY_WARNING, FILE_ALWAYS, .end = function }
#define GROUP(id, function) \
    { id, "GWG 2022", SEVERITY_WARNING, FILE_ALWAYS, .group = function }

const FileRule gwg_rules[] = {
    MARK("gwg/all-plates", gwg_check_all_plates),
    MARK("gwg/black-lines", gwg_check_black_lines),
    MARK("gwg/black-type", gwg_check_black_type),
    GROUP("gwg/blend-space", gwg_check_group),
    PAGE("gwg/blend-space", gwg_check_page_group),
    MARK("gwg/colour-space", gwg_check_colour_space),
    MARK("gwg/courier", gwg_check_courier),
    PAGE("gwg/crop-box", gwg_check_crop_box),
    PAGE("gwg/empty-page", gwg_check_empty_page),
    MARK("gwg/grey-lines", gwg_check_grey_lines),
    MARK("gwg/grey-overprint", gwg_check_grey_overprint),
    MARK("gwg/grey-type", gwg_check_grey_type),
    WHOLE("gwg/hidden-layers", gwg_check_layers),
    WHOLE("gwg/intent", gwg_check_intent),
    MARK("gwg/low-ppi", gwg_check_ppi),
    WHOLE("gwg/page-sizes", gwg_check_page_sizes),
    MARK("gwg/rich-black-type", gwg_check_rich_black),
    MARK("gwg/small-type", gwg_check_small_type),
    END("gwg/spot", gwg_check_spots),
    END("gwg/spot-names", gwg_check_spot_names),
    MARK("gwg/thin-lines", gwg_check_thin_lines),
    PAGE("gwg/user-unit", gwg_check_user_unit),
    MARK("gwg/white-paths", gwg_check_white_paths),
    MARK("gwg/white-type", gwg_check_white_type),
    {.id = NULL},
};

/* How much a variant minds each, in the order of the table. */
#define MINDS(field) offsetof(Variant, field)
#define ALWAYS ((size_t)-1) /* there is no choice */

static const size_t minds[] = {
    MINDS(all_plates),
    MINDS(black_lines),
    MINDS(black_type),
    MINDS(blend_space),
    MINDS(blend_space),
    ALWAYS,
    MINDS(courier),
    MINDS(crop_box),
    MINDS(empty_pages),
    MINDS(grey_lines),
    MINDS(grey_overprint),
    MINDS(grey_type),
    MINDS(hidden_layers),
    MINDS(intent),
    ALWAYS,
    MINDS(page_sizes),
    MINDS(rich_black_type),
    MINDS(small_type),
    MINDS(spots),
    ALWAYS,
    MINDS(thin_lines),
    MINDS(user_unit),
    MINDS(white_paths),
    MINDS(white_type),
};

G_STATIC_ASSERT(G_N_ELEMENTS(minds) == G_N_ELEMENTS(gwg_rules) - 1);

const Variant *gwg_variant(const FileJudge *self) {
    if (self->order->variant != NULL)
        return self->order->variant;
    return self->condition->variant != NULL ? self->condition->variant
                                            : variant_usual();
}

static Minds minds_of(const FileJudge *self) {
    const char *variant = (const char *)gwg_variant(self);
    size_t at = minds[self->rule - gwg_rules];

    return at == ALWAYS ? MINDS_ERROR
                        : (Minds) * (const int *)(const void *)(variant + at);
}

static void found_as(FileJudge *self, Severity severity, const char *message) {
    static const char whole[] = "%s"; /* it is translated */
    const FileRule *asked = self->rule;
    FileRule rule = *asked;

    rule.severity = severity;
    self->rule = &rule;
    file_judge_found(self, whole, message);
    self->rule = asked;
}

void gwg_found_as(FileJudge *self, Severity severity, const char *format, ...) {
    g_autofree char *message = NULL;
    va_list arguments;

    va_start(arguments, format);
    message = g_strdup_vprintf(_(format), arguments);
    va_end(arguments);
    found_as(self, severity, message);
}

void gwg_found(FileJudge *self, const char *format, ...) {
    Minds mind = minds_of(self);
    g_autofree char *message = NULL;
    va_list arguments;

    if (mind == MINDS_NOT)
        return;
    va_start(arguments, format);
    message = g_strdup_vprintf(_(format), arguments);
    va_end(arguments);
    found_as(self, mind == MINDS_ERROR ? SEVERITY_ERROR : SEVERITY_WARNING, message);
}

double gwg_points(const FileJudge *self, Length limit) {
    static const Ruler none = {0};
    double scale = self->order->scale > 0 ? self->order->scale : 1;

    return length_to_points(limit, &none, 0) / scale;
}

bool gwg_counts(const FileJudge *self, const FileMark *mark) {
    return !mark->in_mask && mark->place.width > 0 && mark->place.height > 0 &&
           rects_overlap(mark->place, self->page->bleed);
}
