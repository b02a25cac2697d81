#include "layout/layout.h"

#include "layout/emit.h"
#include "layout/emit_text.h"
#include "layout/text_store.h"

#include <math.h>

static char *find_author(const Brief *brief) {
    const Words *sender = g_hash_table_lookup(brief->words, "sender");

    return sender == NULL ? NULL
                          : g_strstrip(g_strdelimit(g_strdup(sender->text), "\n", ' '));
}

static Poster *make_poster(const Brief *brief, const Flow *flow) {
    Poster *poster = poster_new();

    poster->title = g_strdup(brief->title);
    poster->alt = brief->alt == NULL ? NULL : g_strdup(brief->alt->text);
    poster->author = find_author(brief);
    poster->language = g_strdup(brief->language);
    poster->size = g_strdup(brief->size->id);
    poster->right_to_left = brief->right_to_left;
    poster->boxes = flow->page;
    poster->ppi = brief->size->ppi;
    poster->effects_ppi = brief->size->effects_ppi;
    return poster;
}

void layout_ahead(const Brief *brief, Resources *resources) {
    text_store_expect(brief, resources, brief->root);
    hyphens_look_ahead(resources->hyphens);
}

Poster *layout_poster(const Brief *brief, Resources *resources,
                      Diagnostics *diagnostics) {
    unsigned before = diagnostics->errors;
    g_autoptr(Flow) flow = flow_new(brief, resources, diagnostics);
    g_autoptr(Poster) poster = make_poster(brief, flow);
    Emit emit = {.brief = brief,
                 .resources = resources,
                 .diagnostics = diagnostics,
                 .flow = flow,
                 .axis = brief->right_to_left ? flow->page.trim.width / 2 : NAN};

    flow_place(flow, brief->root, flow->page.trim);
    emit_box(&emit, brief->root, poster->items);
    hyphens_end_ahead(resources->hyphens);
    poster->is_draft = poster_state(poster) != STATE_REVIEWED;
    if (poster->is_draft)
        emit_draft_band(&emit, poster->items);
    if (diagnostics->errors != before)
        return NULL;
    return g_steal_pointer(&poster);
}
