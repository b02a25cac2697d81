/* What texts of a certain form look like: names, tags, dates, paths. */
#pragma once

#include <stdbool.h>

bool value_is_name(const char *text);
bool value_is_language(const char *text);
bool value_is_script(const char *text);
bool value_is_axis(const char *text);

/* "{row.column}" and nothing else. */
bool value_is_row_name(const char *text);

/* Relative, with / between folders and no control characters. */
bool value_is_file(const char *text);

/* "2026-11-22", a day that there is. */
bool value_is_date(const char *text);

/* "#0061ad" */
bool value_is_colour(const char *text);

/* A plate's name: something to see at both ends, at most 60 bytes, no process ink's. */
bool value_is_plate(const char *text);

/* An OpenType feature: "ss01", "kern=0". */
bool value_is_feature(const char *text);

/* Columns of a grid: "6", "2fr 1fr 20u". */
bool value_is_tracks(const char *text);
