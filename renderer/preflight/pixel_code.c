/* Whether phones read what a code says, where it stands on the poster. */
#include "preflight/camera.h"
#include "preflight/code_reader.h"
#include "preflight/pixel_view.h"

#include <math.h>
#include <string.h>

/* What is seen around a code: twice the quiet zone. */
enum { MODULES_AROUND = 8 };

/* Pixels of a module that are drawn, at least; and how many pixels of the camera a
 * module has at most, as more change nothing. */
static const double drawn_pixels = 4, seen_pixels_max = 8;

/* Of the frames that a phone looks at; pixels. */
static const Point shifts[] = {{0, 0}, {0.37, 0.61}, {0.71, 0.29}};

enum { KEPT_MAX = 1000 };

/* What was read of a picture, kept from poster to poster: most of a motif's are alike.
 */
static GHashTable *codes_of(Resources *resources) {
    static const char *const name = "codes-read";
    GHashTable *codes = g_datalist_get_data(&resources->kept, name);

    if (codes != NULL && g_hash_table_size(codes) < KEPT_MAX)
        return codes;
    codes = g_hash_table_new_full(g_bytes_hash, g_bytes_equal,
                                  (GDestroyNotify)g_bytes_unref, g_free);
    g_datalist_set_data_full(&resources->kept, name, codes,
                             (GDestroyNotify)g_hash_table_unref);
    return codes;
}

/* Light in as many steps as a camera tells apart. */
static GBytes *key_of(const PixelView *view, double distance) {
    guint pixels = (guint)view->width * (guint)view->height;
    double figures[] = {view->width, view->look.scale, distance};
    GByteArray *key = g_byte_array_sized_new(sizeof figures + pixels);
    guint8 *steps;

    g_byte_array_append(key, (const guint8 *)figures, sizeof figures);
    g_byte_array_set_size(key, sizeof figures + pixels);
    steps = key->data + sizeof figures;
    for (guint i = 0; i < pixels; i++)
        steps[i] = (guint8)(view->light[i] * 255 + 0.5f);
    return g_byte_array_free_to_bytes(key);
}

/* Millimetres from which it is looked at: what is not known is as far as its width
 * allows. */
static double distance_of(const Judge *judge, const Item *code) {
    double module = code->area.width / code->side * 25.4 / 72;
    double distance = judge->brief->size->scan * 1000;
    double nearest = module / (seen_pixels_max * camera_pixel(1));

    if (distance <= 0)
        distance = code->area.width * 25.4 / 72 * judge->limits->code_share;
    return fmax(distance, nearest);
}

static bool has_line(const char *text, const char *wanted) {
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    return g_strv_contains((const char *const *)lines, wanted);
}

static char *read_view(const PixelView *view, double distance, const char *wanted,
                       GError **error) {
    Scene scene = {view->width, view->height, view->look.scale * 72 / 25.4,
                   view->light};
    g_autofree char *text = NULL;

    for (size_t i = 0; i < G_N_ELEMENTS(shifts); i++) {
        int width, height;
        g_autofree guint8 *grey =
            camera_look(&scene, distance, shifts[i], &width, &height);

        g_free(text);
        text = codes_read(grey, width, height, error);
        if (text == NULL || has_line(text, wanted))
            break;
    }
    return g_steal_pointer(&text);
}

/* Empty: nothing is read. NULL: nobody can look, with `error` when nobody can read.
 * Borrowed from what is kept. */
static const char *read_code(const Judge *judge, guint index, double distance,
                             GError **error) {
    const Placed *placed = places_at(judge->places, index);
    const Item *code = placed->item;
    double module = code->area.width / code->side;
    Look look = {rect_outset(placed->area, MODULES_AROUND * module),
                 drawn_pixels / module, VIEW_ALL, index};
    g_autoptr(PixelView) view = pixel_view_new(judge, &look, NULL);
    GHashTable *codes = codes_of(judge->resources);
    g_autoptr(GBytes) key = NULL;
    char *text;

    if (view == NULL)
        return NULL;
    key = key_of(view, distance);
    text = g_hash_table_lookup(codes, key);
    if (text == NULL) {
        text = read_view(view, distance, code->words, error);
        if (text != NULL)
            g_hash_table_insert(codes, g_steal_pointer(&key), text);
    }
    return text;
}

static void check_reading(const Judge *judge, guint index) {
    const Item *code = places_at(judge->places, index)->item;
    double distance = distance_of(judge, code);
    g_autoptr(GError) error = NULL;
    const char *text =
        judge_is_told(judge, index) ? NULL : read_code(judge, index, distance, &error);
    g_autofree char *metres = number_to_text(distance / 1000, 2);

    if (error != NULL)
        diagnostics_add(judge->diagnostics, SEVERITY_ERROR, "code/not-read",
                        &code->box_origin, "%s", error->message);
    if (text == NULL || has_line(text, code->words))
        return;
    if (*text == '\0')
        diagnostics_add(judge->diagnostics, SEVERITY_ERROR, "code/not-read",
                        &code->box_origin,
                        "a phone does not read this code from %s m; give it more "
                        "contrast, larger modules, or room around it",
                        metres);
    else
        diagnostics_add(judge->diagnostics, SEVERITY_ERROR, "code/reads-otherwise",
                        &code->box_origin,
                        "a phone that looks at this code from %s m reads \"%s\", not "
                        "\"%s\"; keep other codes away from it",
                        metres, text, code->words);
}

void rule_codes_are_read(const Judge *judge) {
    if (judge->limits->code_share > 0)
        judge_each(judge, placed_is_code, check_reading);
}
