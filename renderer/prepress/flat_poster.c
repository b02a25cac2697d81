#include "prepress/flat_poster.h"

#include "draw/extent.h"
#include "draw/kinds.h"
#include "resources/svgs.h"

/* Something that is drawn as a whole. */
typedef struct {
    const Item *item;    /* borrowed */
    const Item *culprit; /* what is seen through in it; NULL: nothing is */
    const Item *because; /* it becomes pixels since that is seen through; or NULL */
    Rect extent;         /* in the coordinates of whatever it is an item of */
    bool is_anywhere;    /* nobody knows the extent */
} Piece;

typedef struct {
    FlatPoster *flat;
    const FlatMeans *means;
    Diagnostics *diagnostics;
    GError **error;
} Maker;

static bool collect(const Maker *self, const GPtrArray *items, GArray *pieces);

/* --- pieces --------------------------------------------------------------------------
 */

static const Piece *piece_at(const GArray *pieces, guint index) {
    return &g_array_index(pieces, Piece, index);
}

/* An item as it is but for its members: there are none yet, and they are borrowed. */
static Item *copy_item(const Maker *self, const Item *item) {
    Item *copy = g_memdup2(item, sizeof *item);

    copy->items = g_ptr_array_new();
    g_ptr_array_add(self->flat->copies, copy);
    return copy;
}

static void free_copy(gpointer pointer) {
    Item *copy = pointer;

    g_ptr_array_unref(copy->items);
    g_free(copy);
}

/* From what an item is drawn in to what is around it. */
static void place_extent(const Item *item, Piece *piece) {
    if (item->clip != NULL)
        piece->extent = rect_common(piece->extent, outline_bounds(item->clip));
    if (item->rotation != 0)
        piece->extent =
            affine_bounds(affine_rotation(item->rotation, item->pivot_x, item->pivot_y),
                          piece->extent);
}

static bool is_mixed(const Item *item) {
    return item->opacity < 1 || item->blend != BLEND_NORMAL;
}

static void add_piece(GArray *pieces, const Item *item, Piece piece) {
    piece.item = item;
    place_extent(item, &piece);
    g_array_append_val(pieces, piece);
}

static bool add_single(const Maker *self, const Item *item, GArray *pieces) {
    Piece piece = {.culprit = is_mixed(item) ? item : NULL};
    Seen seen = {0};

    if (!item_is_picture(item)) {
        piece.is_anywhere = !item_extent(item, &piece.extent);
        add_piece(pieces, item, piece);
        return true;
    }
    if (!self->means->look(self->means->data, item, &seen, self->error))
        return false;
    if (seen.sees_through)
        piece.culprit = item;
    piece.extent = seen.extent;
    add_piece(pieces, item, piece);
    return true;
}

/* --- groups that are taken apart -----------------------------------------------------
 */

/* How many of the members are one picture: up to the last one that is seen through,
 * where members mix among themselves only. */
static guint count_mixed(const Item *group, const GArray *members) {
    guint count = group->isolate ? members->len : 0;

    while (count > 0 && piece_at(members, count - 1)->culprit == NULL)
        count--;
    return count;
}

/* What some members are together. */
static Piece sum_of(const GArray *members, guint first, guint end) {
    Piece piece = {0};

    for (guint i = first; i < end; i++) {
        const Piece *member = piece_at(members, i);

        piece.extent =
            i == first ? member->extent : rect_union(piece.extent, member->extent);
        piece.is_anywhere = piece.is_anywhere || member->is_anywhere;
        if (piece.culprit == NULL)
            piece.culprit = member->culprit;
    }
    return piece;
}

static Piece whole_of(const Item *group, const GArray *members) {
    Piece piece = sum_of(members, 0, members->len);

    piece.culprit = group;
    return piece;
}

/* A member, or some of them, with what the group does to all of them. */
static void add_members(const Maker *self, const Item *group, const GArray *members,
                        guint first, guint end, GArray *pieces) {
    Piece piece = sum_of(members, first, end);
    Item *copy = copy_item(self, group);

    copy->isolate = group->isolate && piece.culprit != NULL;
    for (guint i = first; i < end; i++)
        g_ptr_array_add(copy->items, (gpointer)piece_at(members, i)->item);
    add_piece(pieces, copy, piece);
}

/* A group that is itself seen through is one piece. */
static bool take_apart(const Maker *self, const Item *group, GArray *pieces) {
    g_autoptr(GArray) members = g_array_new(FALSE, TRUE, sizeof(Piece));
    bool changes = group->rotation != 0 || group->clip != NULL;
    guint mixed;

    if (!collect(self, group->items, members))
        return false;
    if (is_mixed(group)) {
        add_piece(pieces, group, whole_of(group, members));
        return true;
    }
    mixed = count_mixed(group, members);
    if (mixed > 0)
        add_members(self, group, members, 0, mixed, pieces);
    for (guint i = mixed; i < members->len; i++) {
        if (changes)
            add_members(self, group, members, i, i + 1, pieces);
        else
            g_array_append_val(pieces, g_array_index(members, Piece, i));
    }
    return true;
}

static bool collect(const Maker *self, const GPtrArray *items, GArray *pieces) {
    for (guint i = 0; i < items->len; i++) {
        const Item *item = g_ptr_array_index(items, i);
        bool done = true;

        if (!item_is_seen(item))
            continue;
        if (item->kind == ITEM_GROUP)
            done = take_apart(self, item, pieces);
        else
            done = add_single(self, item, pieces);
        if (!done)
            return false;
    }
    return true;
}

/* --- what becomes pixels -------------------------------------------------------------
 */

static bool covers(const Piece *upper, const Piece *lower) {
    return upper->is_anywhere || lower->is_anywhere ||
           rects_overlap(upper->extent, lower->extent);
}

/* From the top: what is above is known by then. */
static void find_pixels(GArray *pieces) {
    for (guint i = pieces->len; i-- > 0;) {
        Piece *piece = &g_array_index(pieces, Piece, i);

        piece->because = piece->culprit;
        for (guint j = i + 1; j < pieces->len && piece->because == NULL; j++) {
            if (piece_at(pieces, j)->because != NULL &&
                covers(piece_at(pieces, j), piece))
                piece->because = piece_at(pieces, j)->because;
        }
    }
}

/* --- words, which must not
 * ------------------------------------------------------------
 */

static const char *name_of(const Item *item) {
    return item->name != NULL ? item->name : item->says != NULL ? item->says : "";
}

static void report_words(const Maker *self, const Item *words, const Item *because) {
    self->flat->is_refused = true;
    if (because == words)
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "print/words-as-pixels",
                        &words->origin,
                        "the shop's PDFs must not be seen through, and \"%s\" is: its "
                        "words would become pixels; take away its `opacity` or `blend`",
                        name_of(words));
    else
        diagnostics_add(
            self->diagnostics, SEVERITY_ERROR, "print/words-as-pixels", &words->origin,
            "the shop's PDFs must not be seen through, and \"%s\" is, above "
            "\"%s\": these words would become pixels; put them above it, or "
            "beside it",
            name_of(because), name_of(words));
}

/* How large they are only the drawing knows. */
static void report_letters(const Maker *self, const Item *art, const Item *because) {
    diagnostics_add(
        self->diagnostics, SEVERITY_WARNING, "print/words-as-pixels", &art->origin,
        "the shop's PDFs must not be seen through, and \"%s\" is: letters in "
        "'%s' become pixels",
        name_of(because), art->path);
}

/* The words of an item where they are, and nothing else; NULL: it has none. */
static Item *copy_words(const Maker *self, const Item *item, const Item *because) {
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    Item *copy;

    for (guint i = 0; i < item->items->len; i++) {
        Item *member = copy_words(self, g_ptr_array_index(item->items, i), because);

        if (member != NULL)
            g_ptr_array_add(words, member);
    }
    if (item->kind == ITEM_TEXT && item->font_size < self->means->letters_min)
        report_words(self, item, because);
    if (item->kind == ITEM_ART && svg_has_text(item->svg))
        report_letters(self, item, because);
    if (item->kind != ITEM_TEXT && words->len == 0)
        return NULL;
    copy = copy_item(self, item);
    g_ptr_array_extend(copy->items, words, NULL, NULL);
    copy->isolate = false;
    copy->opacity = 1;
    copy->blend = BLEND_NORMAL;
    return copy;
}

/* --- the door ------------------------------------------------------------------------
 */

/* All of a poster but its items. */
static Poster *copy_poster(const Poster *poster) {
    Poster *copy = g_memdup2(poster, sizeof *poster);

    copy->items = g_ptr_array_new();
    return copy;
}

static void free_poster(Poster *self) {
    if (self != NULL)
        g_ptr_array_unref(self->items);
    g_free(self);
}

static void add_to(Poster **poster, const Poster *like, const Item *item) {
    if (*poster == NULL)
        *poster = copy_poster(like);
    g_ptr_array_add((*poster)->items, (gpointer)item);
}

static void part(const Maker *self, const Poster *poster, GArray *pieces) {
    FlatPoster *flat = self->flat;

    flat->above = copy_poster(poster);
    find_pixels(pieces);
    for (guint i = 0; i < pieces->len; i++) {
        const Piece *piece = piece_at(pieces, i);
        const Item *words;

        if (piece->because == NULL) {
            add_to(&flat->above, poster, piece->item);
            continue;
        }
        add_to(&flat->below, poster, piece->item);
        words = copy_words(self, piece->item, piece->because);
        if (words != NULL)
            add_to(&flat->words, poster, words);
    }
}

bool flat_poster_make(FlatPoster *self, const Poster *poster, const FlatMeans *means,
                      Diagnostics *diagnostics, GError **error) {
    g_autoptr(GArray) pieces = g_array_new(FALSE, TRUE, sizeof(Piece));
    const Maker maker = {self, means, diagnostics, error};

    *self = (FlatPoster){.copies = g_ptr_array_new_with_free_func(free_copy)};
    if (!collect(&maker, poster->items, pieces)) {
        flat_poster_clear(self);
        return false;
    }
    part(&maker, poster, pieces);
    return true;
}

void flat_poster_clear(FlatPoster *self) {
    g_clear_pointer(&self->below, free_poster);
    g_clear_pointer(&self->above, free_poster);
    g_clear_pointer(&self->words, free_poster);
    g_clear_pointer(&self->copies, g_ptr_array_unref);
}
