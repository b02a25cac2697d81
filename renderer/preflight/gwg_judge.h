/* The rules of the Ghent Workgroup (GWG 2022) about finished files, with the limits of
 * a variant: what a press or a shop minds though ISO 15930 allows it.
 *
 * gwg_rules.c has the table, and how much the variant minds each. */
#pragma once

#include "model/variant.h"
#include "preflight/file_judge.h"

const Variant *gwg_variant(const FileJudge *self);

/* The finding of the rule that is asked, as severe as the variant has it; none when it
 * does not mind. `format` is translated. */
void gwg_found(FileJudge *self, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* The same of a severity that the rule has found out. */
void gwg_found_as(FileJudge *self, Severity severity, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

/* A length of the variant as it is in the file, in points. */
double gwg_points(const FileJudge *self, Length limit);

/* It is seen, and not outside the bleed, where printer's marks are. */
bool gwg_counts(const FileJudge *self, const FileMark *mark);

/* --- gwg_marks.c --- */
void gwg_check_black_type(FileJudge *self, const FileMark *mark);
void gwg_check_black_lines(FileJudge *self, const FileMark *mark);
void gwg_check_grey_type(FileJudge *self, const FileMark *mark);
void gwg_check_grey_lines(FileJudge *self, const FileMark *mark);
void gwg_check_grey_overprint(FileJudge *self, const FileMark *mark);
void gwg_check_white_type(FileJudge *self, const FileMark *mark);
void gwg_check_white_paths(FileJudge *self, const FileMark *mark);
void gwg_check_rich_black(FileJudge *self, const FileMark *mark);
void gwg_check_small_type(FileJudge *self, const FileMark *mark);
void gwg_check_thin_lines(FileJudge *self, const FileMark *mark);
void gwg_check_ppi(FileJudge *self, const FileMark *mark);

/* --- gwg_colours.c --- */
void gwg_check_all_plates(FileJudge *self, const FileMark *mark);
void gwg_check_colour_space(FileJudge *self, const FileMark *mark);
void gwg_check_group(FileJudge *self, const FileGroup *group);
void gwg_check_page_group(FileJudge *self);
void gwg_check_spots(FileJudge *self);
void gwg_check_spot_names(FileJudge *self);

/* --- gwg_pages.c --- */
void gwg_check_user_unit(FileJudge *self);
void gwg_check_crop_box(FileJudge *self);
void gwg_check_empty_page(FileJudge *self);
void gwg_check_page_sizes(FileJudge *self);
void gwg_check_intent(FileJudge *self);
void gwg_check_layers(FileJudge *self);
void gwg_check_courier(FileJudge *self, const FileMark *mark);
