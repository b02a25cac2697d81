#include "prepress/photo_store.h"

#include "base/process.h"
#include "prepress/photos.h"
#include "resources/images.h"

#include <string.h>

enum { KEPT_MAX = 64 << 20 }; /* bytes */

struct PhotoStore {
    PrintColours *colours;
    PressTransforms *transforms;
    GHashTable *by_key; /* to PrintedPhoto */
    gsize kept;
};

static void free_photo(gpointer pointer) {
    PrintedPhoto *self = pointer;

    pdf_part_free(self->part);
    g_array_unref(self->slots);
    g_free(self);
}

PhotoStore *photo_store_new(PrintColours *colours) {
    PhotoStore *self = g_new0(PhotoStore, 1);

    self->colours = colours;
    self->transforms = press_transforms_new(print_colours_profile(colours));
    self->by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_photo);
    return self;
}

void photo_store_free(PhotoStore *self) {
    if (self == NULL)
        return;
    g_hash_table_unref(self->by_key);
    press_transforms_free(self->transforms);
    g_free(self);
}

void photo_store_trim(PhotoStore *self) {
    if (self->kept <= KEPT_MAX)
        return;
    g_hash_table_remove_all(self->by_key);
    self->kept = 0;
}

static void add_paint(GString *key, Paint paint) {
    if (paint.ink != NULL)
        g_string_append_printf(key, " %s %.17g", paint.ink->name, paint.tint);
}

static char *key_for(const Item *item, double ppi) {
    const Photo *photo = &item->photo;
    GString *key = g_string_new(image_digest(photo->image));

    if (photo->cut_out != NULL)
        g_string_append_printf(key, " %s", image_digest(photo->cut_out));
    g_string_append_printf(key, " %.17g %.17g %.17g %.17g %.17g %.17g %.17g %.17g",
                           photo->crop.x, photo->crop.y, photo->crop.width,
                           photo->crop.height, photo->ppi, ppi, item->area.x,
                           item->area.y);
    add_paint(key, photo->dark);
    add_paint(key, photo->light);
    return g_string_free(key, FALSE);
}

/* --- duotones with a plate of their own ----------------------------------------------
 */

/* Of C, M, Y, K and one plate. */
typedef struct {
    PdfPart *part;
    GArray *slots; /* of Slot */
    const Ink *ink;
} Mix;

static void write_mix(PdfPart *part, gconstpointer data) {
    const Mix *mix = data;
    Slot slot = {.kind = SLOT_MIX, .ink = mix->ink};

    pdf_part_slot(part, mix->slots->len);
    g_array_append_val(mix->slots, slot);
}

static void mix_amounts(Paint paint, double *amounts, gconstpointer data) {
    PrintColour colour = print_colour_of_paint(paint);

    (void)data;
    for (int i = 0; i < 4; i++)
        amounts[i] = colour.plates == PLATES_PROCESS ? colour.cmyk[i] : 0;
    amounts[4] = colour.plates == PLATES_SPOT ? colour.tint : 0;
}

static const Ink *plate_of(Paint paint) {
    return paint.ink != NULL && paint.ink->spot != NULL ? paint.ink : NULL;
}

static bool find_plate(const Photo *photo, const Ink **ink, GError **error) {
    const Ink *dark = plate_of(photo->dark), *light = plate_of(photo->light);

    *ink = dark != NULL ? dark : light;
    if (dark != NULL && light != NULL && strcmp(dark->spot, light->spot) != 0)
        return conversion_refuse_plates(error, dark, light);
    return true;
}

static bool make(const PhotoStore *self, const Item *item, double ppi,
                 PrintedPhoto *photo, GError **error) {
    const Condition *condition = print_colours_condition(self->colours);
    Mix mix = {.part = photo->part, .slots = photo->slots};
    const PhotoSpace space = {5, write_mix, mix_amounts, &mix};
    PhotoTarget target = {.profile = print_colours_profile(self->colours),
                          .ink_limit = condition->ink_limit,
                          .transforms = self->transforms,
                          .greys_in_black = condition->neutrals == NEUTRALS_BLACK,
                          .ppi = ppi};

    if (!find_plate(&item->photo, &mix.ink, error))
        return false;
    if (mix.ink != NULL)
        target.duotone = &space;
    return photo_add(photo->part, pdf_part_reserve(photo->part), item, &target,
                     &photo->place, error);
}

const PrintedPhoto *photo_store_find(PhotoStore *self, const Item *item, double ppi,
                                     GError **error) {
    g_autofree char *key = key_for(item, ppi);
    PrintedPhoto *photo = g_hash_table_lookup(self->by_key, key);
    bool is_made;

    if (photo != NULL)
        return photo;
    photo = g_new0(PrintedPhoto, 1);
    photo->part = pdf_part_new();
    photo->slots = g_array_new(FALSE, FALSE, sizeof(Slot));
    at_work_on(item->path);
    is_made = make(self, item, ppi, photo, error);
    at_work_on(NULL);
    if (!is_made) {
        free_photo(photo);
        return NULL;
    }
    photo->sees_through = pdf_part_count(photo->part) > 1; /* the other is the mask */
    self->kept += pdf_part_size(photo->part);
    g_hash_table_insert(self->by_key, g_steal_pointer(&key), photo);
    return photo;
}
