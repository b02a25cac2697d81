/* What every poster must carry. */
#include "preflight/judge.h"

#include <string.h>

static bool says(const Judge *self, const char *words) {
    for (guint i = 0; i < self->placed->len; i++) {
        const Item *item = judge_placed(self, i)->item;

        if (item->kind == ITEM_TEXT && g_strcmp0(item->says, words) == 0)
            return true;
    }
    return false;
}

/* The first funder who is shown and asks for a sentence; NULL: there is none. */
static const char *shown_funder_with_sentence(const Judge *self) {
    for (guint i = 0; i < self->placed->len; i++) {
        const Funder *funder = judge_placed(self, i)->item->funder;

        if (funder != NULL && funder->sentence != NULL)
            return funder->title;
    }
    return NULL;
}

static const Origin *motif_origin(const Judge *self) {
    return &node_find(self->brief->motif->root, "motif")->origin;
}

/* A card has a back, and a screen is no printed matter, which must name who is
 * responsible (LPresseG NRW, 8). */
static Severity severity_here(const Judge *self) {
    bool is_small = size_shape(self->brief->size) == SHAPE_CARD;

    return self->brief->size->kind == SIZE_SCREEN || is_small ? SEVERITY_NOTE
                                                              : SEVERITY_ERROR;
}

static void check_alt(const Judge *self) {
    if (self->brief->alt == NULL)
        diagnostics_add(self->diagnostics, SEVERITY_WARNING, "content/no-alt",
                        motif_origin(self),
                        "nobody wrote what the picture shows, in \"%s\"; people who do "
                        "not see it need it",
                        self->brief->language);
}

static void check_words(const Judge *self, const char *words) {
    if (!says(self, words))
        diagnostics_add(
            self->diagnostics, severity_here(self), "content/missing",
            motif_origin(self),
            "\"%s\" is not on this poster, but the campaign says that every "
            "poster carries it",
            words);
}

static void check_sentences(const Judge *self) {
    const char *funder = shown_funder_with_sentence(self);

    if (funder != NULL && !says(self, "funders"))
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "content/no-sentence",
                        motif_origin(self),
                        "the logo of \"%s\" is shown without the sentence that goes "
                        "with it",
                        funder);
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
