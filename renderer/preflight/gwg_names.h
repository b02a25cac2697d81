/* When names of spot inks mean one ink to people, and two plates to a press. */
#pragma once

#include <stdbool.h>

/* Names that are not the same, but differ only in case, in what parts their words, or
 * in the suffix that says the paper ("HKS 14 K", "HKS 14 N"). */
bool gwg_names_collide(const char *a, const char *b);
