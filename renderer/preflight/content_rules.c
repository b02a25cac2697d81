/* What every poster must carry. */
#include "preflight/judge.h"

#include <string.h>

/* Shown by themselves, or put into other words. */
static bool says(const Judge *self, const char *name) {
    const Words *words = g_hash_table_lookup(self->brief->words, name);

    for (guint i = 0; i < self->places->items->len; i++) {
        const Placed *placed = places_at(self->places, i);
        const Words *shown = placed_is_words(placed) ? judge_words(self, placed) : NULL;

        if (shown == NULL)
            continue;
        if (strcmp(placed->item->says, name) == 0 ||
            (words != NULL && strstr(shown->text, words->text) != NULL))
            return true;
    }
    return false;
}

static const Origin *motif_origin(const Judge *self) {
    return &node_find(self->brief->motif->root, "motif")->origin;
}

static void check_alt(const Judge *self) {
    if (self->brief->alt == NULL)
        diagnostics_add(self->diagnostics, SEVERITY_WARNING, "content/no-alt",
                        motif_origin(self),
                        "nobody wrote what the picture shows, in \"%s\"; people who do "
                        "not see it need it",
                        self->brief->language);
}

/* A card has a back, and a screen is no printed matter, which must name who is
 * responsible (LPresseG NRW, 8). */
static void check_words(const Judge *self, const char *words) {
    bool is_card = size_shape(self->brief->size) == SHAPE_CARD;

    if (self->brief->size->kind == SIZE_PRINT && !says(self, words))
        diagnostics_add(
            self->diagnostics, is_card ? SEVERITY_NOTE : SEVERITY_ERROR,
            "content/missing", motif_origin(self),
            "\"%s\" is not on this poster, but the campaign says that every "
            "poster carries it",
            words);
}

/* The first logo that is shown and whose funder asks for a sentence. */
static const Placed *find_logo_with_sentence(const Judge *self) {
    for (guint i = 0; i < self->places->items->len; i++) {
        const Placed *placed = places_at(self->places, i);

        if (placed_is_logo(placed) && placed->item->funder->sentence != NULL)
            return placed;
    }
    return NULL;
}

static void check_sentences(const Judge *self) {
    const Placed *logo = find_logo_with_sentence(self);

    if (logo != NULL && !says(self, "funders"))
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "content/no-sentence",
                        &logo->item->box_origin,
                        "the logo of \"%s\" is shown without the sentence that goes "
                        "with it; show the words \"funders\"",
                        logo->item->funder->title);
}

void rule_what_must_be_there(const Judge *self) {
    const Node *carries = node_find(self->campaign->root, "carries");

    for (guint i = 0; i < node_list_count(carries); i++) {
        const char *words = node_list_item(carries, i)->text;

        if (strcmp(words, "alt") == 0)
            check_alt(self);
        else
            check_words(self, words);
    }
    check_sentences(self);
}
