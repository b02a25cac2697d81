#include "model/variant.h"

/* GWG 2022, SheetCMYK; motifs/printing.yaml says where the numbers are from. */
const Variant *variant_usual(void) {
    static const Variant usual = {.name = "sheet-cmyk",
                                  .title = "GWG 2022 SheetCMYK",
                                  .picture_ppi = 149,
                                  .picture_ppi_good = 224,
                                  .bitmap_ppi = 549,
                                  .bitmap_ppi_good = 799,
                                  .type_min = {8, UNIT_PT},
                                  .line_min = {0.25, UNIT_PT},
                                  .black_type_under = {12, UNIT_PT},
                                  .black_lines_under = {2, UNIT_PT},
                                  .binds = BINDS_ALL,
                                  .spots = MINDS_ERROR,
                                  .black_type = MINDS_WARNING,
                                  .black_lines = MINDS_WARNING,
                                  .grey_type = MINDS_WARNING,
                                  .grey_lines = MINDS_WARNING,
                                  .grey_overprint = MINDS_WARNING,
                                  .white_type = MINDS_ERROR,
                                  .white_paths = MINDS_WARNING,
                                  .rich_black_type = MINDS_WARNING,
                                  .small_type = MINDS_WARNING,
                                  .thin_lines = MINDS_WARNING,
                                  .all_plates = MINDS_WARNING,
                                  .user_unit = MINDS_ERROR,
                                  .crop_box = MINDS_ERROR,
                                  .page_sizes = MINDS_WARNING,
                                  .empty_pages = MINDS_WARNING,
                                  .blend_space = MINDS_ERROR,
                                  .intent = MINDS_ERROR,
                                  .hidden_layers = MINDS_NOT,
                                  .courier = MINDS_WARNING};

    return &usual;
}
