/* The fonts of the project's own folder, and no others: in pango and in librsvg.
 *
 * Text is laid out in a context of unit scale (FONTS_UNIT points an em, no hinting), so
 * that every size and target breaks lines alike; drawing scales. One per process. */
#pragma once

#include <gio/gio.h>
#include <pango/pango.h>
#include <stdbool.h>

/* Points an em has while text is measured. */
#define FONTS_UNIT 1000.0

typedef struct {
    char *file; /* name in the folder */
    char *family;
    int weight; /* 100 to 900 */
} FontFile;

typedef struct Fonts Fonts;

/* What fonts_load sets, once a process; before any thread is there that loads them. */
void fonts_set_environment(void);

/* Opens every .otf and .ttf of a folder; makes them the only fonts of the process. */
Fonts *fonts_load(const char *folder, GError **error);
void fonts_free(Fonts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Fonts, fonts_free)

/* Whether the folder has the same fonts still, and they look as they did. */
bool fonts_are_current(const Fonts *self);

/* Where they lie; borrowed. */
const char *fonts_folder(const Fonts *self);

/* Of FontFile, by file name; borrowed. */
const GPtrArray *fonts_files(const Fonts *self);

/* Their families, each once; of const char *, borrowed; free the array. */
GPtrArray *fonts_families(const Fonts *self);

bool fonts_have_family(const Fonts *self, const char *family);

/* Whether the family has a face of exactly this weight; no other is taken for it. */
bool fonts_have_weight(const Fonts *self, const char *family, int weight);

/* The unit-scale context for a base direction; borrowed. The first call starts pango,
 * threads and all: fork workers before it. */
PangoContext *fonts_context(const Fonts *self, bool right_to_left);

/* Something was wrong with a font as pango used it, in pango's own words; whoever gets
 * its messages passes them on. */
void fonts_complain(const char *text);

/* The first such font; borrowed; NULL: none. Words were set in something else then, and
 * will be as long as this process lives. */
const char *fonts_complaint(void);
