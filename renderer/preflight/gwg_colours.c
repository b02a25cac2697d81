#include "preflight/gwg_judge.h"

#include "preflight/gwg_names.h"

#include <string.h>

/* --- colours that the press does not bind -------------------------------------------
 */

static bool is_picture(const FileMark *mark) {
    return mark->kind == FILE_MARK_IMAGE;
}

/* It comes with a profile, or stands for what people see. RGB without one is against
 * ISO 15930 already, which says so. */
static bool is_free(const FileSpace *space) {
    switch (space->family) {
    case FILE_SPACE_RGB:
        return space->is_default;
    case FILE_SPACE_ICC:
    case FILE_SPACE_CAL_GRAY:
    case FILE_SPACE_CAL_RGB:
    case FILE_SPACE_LAB:
        return true;
    default:
        return false;
    }
}

static bool is_icc(const FileSpace *space, guint components) {
    return space->family == FILE_SPACE_ICC && space->count == components;
}

/* Late binding (GWG 2022, Large Format): colours of light may stay, with a profile;
 * greys by a profile, and vectors for a press that is not this one may not. */
static bool late_takes(const FileSpace *space, const FileMark *mark) {
    switch (space->family) {
    case FILE_SPACE_CAL_GRAY:
        return false;
    case FILE_SPACE_ICC:
        return is_icc(space, 3) || (is_icc(space, 4) && is_picture(mark));
    default:
        return true;
    }
}

static bool takes(const FileJudge *self, const FileSpace *space, const FileMark *mark) {
    switch ((Binds)gwg_variant(self)->binds) {
    case BINDS_ALL:
        return !is_free(space);
    case BINDS_VECTORS:
        return !is_free(space) || (is_icc(space, 3) && is_picture(mark));
    case BINDS_CMYK:
        return late_takes(space, mark);
    }
    g_assert_not_reached();
}

void gwg_check_colour_space(FileJudge *self, const FileMark *mark) {
    const FileSpace *space = mark->colour.space;

    if (space->family == FILE_SPACE_INDEXED || space->family == FILE_SPACE_PATTERN)
        space = space->base;
    if (space == NULL || !gwg_counts(self, mark) || takes(self, space, mark))
        return;
    if (is_picture(mark))
        gwg_found(self,
                  "a picture is in %s, which is not bound to the press; convert it",
                  file_space_to_text(space));
    else
        gwg_found(self,
                  "a colour is in %s, which is not bound to the press; convert it",
                  file_space_to_text(space));
}

/* --- plates -------------------------------------------------------------------------
 */

/* What a mark prints in; of pictures and gradients whatever their space has may. */
static bool prints_in(const FileMark *mark, const char *ink) {
    const FileSpace *space = mark->colour.space;

    if (mark->has_amounts && file_colour_is_known(&mark->colour))
        return file_colour_ink(&mark->colour, ink) > 0;
    if (space->family == FILE_SPACE_INDEXED || space->family == FILE_SPACE_PATTERN)
        space = space->base;
    for (guint i = 0; space != NULL && space->inks != NULL && i < space->count; i++) {
        if (g_strcmp0(space->inks[i], ink) == 0)
            return true;
    }
    return false;
}

void gwg_check_all_plates(FileJudge *self, const FileMark *mark) {
    if (gwg_counts(self, mark) && prints_in(mark, "All"))
        gwg_found(self, "something is printed on all plates (All); only marks outside "
                        "the bleed may be");
}

/* --- what transparency is mixed in --------------------------------------------------
 */

/* A mask by lightness has greys that are no colours; of RGB ISO 15930 says so. */
void gwg_check_group(FileJudge *self, const FileGroup *group) {
    if (!group->in_mask && group->space != NULL &&
        group->space->family != FILE_SPACE_CMYK && !file_space_is_rgb(group->space))
        gwg_found(self,
                  "transparency is mixed in %s; for the press it must be "
                  "DeviceCMYK",
                  file_space_to_text(group->space));
}

void gwg_check_page_group(FileJudge *self) {
    const FileValue *group =
        file_pdf_find(self->pdf, &self->page->object->value, "Group");

    if (self->page->is_transparent && file_pdf_find(self->pdf, group, "CS") == NULL)
        gwg_found(self,
                  "the page is transparent and does not say in which colours that "
                  "is mixed; give it a group in DeviceCMYK");
}

/* --- spot inks ----------------------------------------------------------------------
 */

/* Painted or not: a press makes a plate of each. */
void gwg_check_spots(FileJudge *self) {
    const GPtrArray *spots = self->plates;

    for (guint i = 0; self->order->spots == NULL && i < spots->len; i++)
        gwg_found(
            self,
            "the spot ink \"%s\" takes a plate of its own; convert it to CMYK, or "
            "agree on it with the print shop",
            (const char *)g_ptr_array_index(spots, i));
}

void gwg_check_spot_names(FileJudge *self) {
    const GPtrArray *spots = self->plates;

    for (guint i = 0; i < spots->len; i++) {
        for (guint j = 0; j < i; j++) {
            const char *name = g_ptr_array_index(spots, i);
            const char *before = g_ptr_array_index(spots, j);

            if (gwg_names_collide(before, name))
                gwg_found(self,
                          "the spot inks \"%s\" and \"%s\" are one ink to people "
                          "and two plates to a press; give both one name",
                          before, name);
        }
    }
}
