#include "prepress/print_press.h"

struct PrintRoom {
    Resources *resources;
    const Shelf *shelf;
    GHashTable *presses; /* Campaign to Press */
};

static void free_press(gpointer pointer) {
    Press *self = pointer;

    g_clear_pointer(&self->artworks, artworks_free);
    g_clear_pointer(&self->outlined, artworks_free);
    g_clear_pointer(&self->photos, photo_store_free);
    g_clear_pointer(&self->flats, flat_pictures_free);
    g_clear_pointer(&self->colours, print_colours_free);
    g_clear_pointer(&self->profile, pdf_part_free);
    g_clear_pointer(&self->no_profile, pdf_part_free);
    g_free(self);
}

PrintRoom *print_room_new(Resources *resources, const Shelf *shelf) {
    PrintRoom *self = g_new0(PrintRoom, 1);

    self->resources = resources;
    self->shelf = shelf;
    self->presses = g_hash_table_new_full(NULL, NULL, NULL, free_press);
    return self;
}

void print_room_free(PrintRoom *self) {
    if (self == NULL)
        return;
    g_hash_table_unref(self->presses);
    g_free(self);
}

const Condition *print_condition(const Campaign *campaign) {
    return campaign->condition != NULL ? campaign->condition : condition_usual();
}

bool print_has_outlines(const Campaign *campaign) {
    return campaign->supplier != NULL && campaign->supplier->outlines;
}

/* Nothing in its files may be seen through. */
bool print_is_flat(const Campaign *campaign) {
    return campaign->supplier != NULL && campaign->supplier->standard != STANDARD_X4;
}

Press *print_room_press(PrintRoom *self, const Campaign *campaign, GError **error) {
    Press *press = g_hash_table_lookup(self->presses, campaign);
    ArtworkPress artwork_press;
    PrintColours *colours;

    if (press != NULL)
        return press;
    colours = print_colours_new(campaign, print_condition(campaign),
                                self->resources->profiles, error);
    if (colours == NULL)
        return NULL;
    artwork_press =
        (ArtworkPress){campaign, colours, self->shelf, print_has_outlines(campaign),
                       print_is_flat(campaign)};
    press = g_new0(Press, 1);
    press->colours = colours;
    press->artworks = artworks_new(&artwork_press);
    artwork_press.text_as_paths = true;
    press->outlined = artworks_new(&artwork_press);
    press->photos = photo_store_new(colours);
    press->flats = flat_pictures_new();
    g_hash_table_insert(self->presses, (gpointer)campaign, press);
    return press;
}

const Resources *print_room_resources(const PrintRoom *self) {
    return self->resources;
}

const Shelf *print_room_shelf(const PrintRoom *self) {
    return self->shelf;
}

const char *print_room_colours(PrintRoom *self, const Campaign *campaign,
                               GError **error) {
    const Press *press = print_room_press(self, campaign, error);

    return press == NULL ? NULL : print_colours_id(press->colours);
}

Profile *print_room_profile(PrintRoom *self, const Campaign *campaign, GError **error) {
    const Press *press = print_room_press(self, campaign, error);

    return press == NULL ? NULL : print_colours_profile(press->colours);
}
