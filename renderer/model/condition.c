#include "model/condition.h"

const Condition *condition_usual(void) {
    static const Condition usual = {.name = "fogra39",
                                    .title = "FOGRA39",
                                    .registered = "FOGRA39",
                                    .profile = "FOGRA39L_coated.icc",
                                    .profile_licence = "Zlib",
                                    .ink_limit = 3,
                                    .flat_ppi = 400,
                                    .black_type_under = {12, UNIT_PT},
                                    .black_lines_under = {2, UNIT_PT}};

    return &usual;
}
