#include "draw/script.h"

#include "draw/script_operators.h"

#include <cairo-script.h>
#include <math.h>
#include <string.h>

static bool run_operator(Script *self, const char *name, size_t length) {
    const Operator *found = script_operator_find(name, length);

    if (found == NULL ||
        (found->numbers != ANY_NUMBERS && found->numbers != (int)self->count) ||
        !found->run(self))
        return false;
    if (!found->keeps) {
        self->count = 0;
        self->in_list = 0;
    }
    return script_is_fine(self);
}

static bool take_name(Script *self, const char *name, size_t length) {
    size_t skipped = strspn(name, "/");

    if (length - skipped >= LETTERS_MAX)
        return false;
    memcpy(self->name, name + skipped, length - skipped);
    self->name[length - skipped] = '\0';
    return true;
}

static bool take_number(Script *self, const char *at, char **end) {
    if (self->count == NUMBERS_MAX)
        return false;
    self->numbers[self->count] = g_ascii_strtod(at, end);
    return *end != at && isfinite(self->numbers[self->count++]);
}

static bool is_number(char first) {
    return g_ascii_isdigit(first) || first == '-' || first == '.';
}

/* One word, from `*at` on, and beyond it. */
static bool take_word(Script *self, const char **at) {
    size_t length = strcspn(*at, " \t\r\n[]");
    char *end = NULL;
    bool is_fine = true;

    if (**at == '[' || **at == ']') {
        self->in_list = **at == ']' ? self->count : 0;
        is_fine = **at == ']' || self->count == 0;
        length = 1;
    } else if (is_number(**at)) {
        is_fine = take_number(self, *at, &end);
        length = is_fine ? (size_t)(end - *at) : 0;
    } else if (**at == '/') {
        is_fine = take_name(self, *at, length);
    } else {
        is_fine = run_operator(self, *at, length);
    }
    *at += length;
    return is_fine;
}

/* `script` is what comes behind the page's own context. */
static bool run(const char *script, cairo_t *cr, Affine to_page, Script *state) {
    bool is_fine = true;

    script_begin(state, cr, to_page);
    for (const char *at = script + strspn(script, " \t\r\n"); is_fine && *at != '\0';
         at += strspn(at, " \t\r\n"))
        is_fine = take_word(state, &at);
    script_end(state);
    return is_fine;
}

/* Whether it can be drawn, and something is dithered. */
static bool try_run(const char *script, Affine to_page, BandSources *bands) {
    cairo_surface_t *nothing = cairo_image_surface_create(CAIRO_FORMAT_A1, 1, 1);
    cairo_t *cr = cairo_create(nothing);
    Script state = {.bands = bands, .is_trial = true};
    bool is_fine = run(script, cr, to_page, &state);

    cairo_destroy(cr);
    cairo_surface_destroy(nothing);
    return is_fine && state.dithers;
}

/* What is being written; NULL: nothing. Pictures in a recording remember the script
 * they went into, and may outlive it: then nothing may be told to it any more. */
static GString *written;

static cairo_status_t append(void *unused, const unsigned char *bytes,
                             unsigned int length) {
    (void)unused;
    if (written != NULL)
        g_string_append_len(written, (const char *)bytes, length);
    return CAIRO_STATUS_SUCCESS;
}

static bool write_script(cairo_surface_t *recording, GString *script) {
    cairo_device_t *device;
    cairo_status_t status;

    written = script;
    device = cairo_script_create_for_stream(append, NULL);
    cairo_script_set_mode(device, CAIRO_SCRIPT_MODE_ASCII);
    status = cairo_script_from_recording_surface(device, recording);
    cairo_device_finish(device);
    cairo_device_destroy(device);
    written = NULL;
    return status == CAIRO_STATUS_SUCCESS;
}

bool script_dithered(cairo_surface_t *recording, cairo_t *cr, Affine to_page,
                     BandSources *bands) {
    static const char head[] =
        "%!CairoScript\n<< /content //COLOR_ALPHA >> surface context\n";
    g_autoptr(GString) script = g_string_new(NULL);
    Script state = {.bands = bands};
    const char *body = NULL;

    if (write_script(recording, script) && g_str_has_prefix(script->str, head))
        body = script->str + strlen(head);
    if (body == NULL || !try_run(body, to_page, bands))
        return false;
    run(body, cr, to_page, &state);
    return true;
}
