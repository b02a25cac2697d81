/* Outlines as SVG writes them (SVG 1.1, 8.3): M L H V C S Q T A Z, absolute and
 * relative. */
#pragma once

#include "model/outline.h"

#include <stddef.h>

enum { PATH_STEPS_MAX = 20000 };

/* NULL with the byte at which `data` cannot be read, or has too many steps. */
Outline *path_data_parse(const char *data, size_t *mistake);
