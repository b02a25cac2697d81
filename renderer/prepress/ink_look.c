#include "prepress/ink_look.h"

#include "base/pack.h"
#include "draw/content_id.h"
#include "prepress/plates.h"

#include <math.h>
#include <string.h>

/* Of what is kept from run to run. */
static const char kind[] = "ink 1";

enum {
    INKS_MAX = 24, /* of what was looked at that are told apart */
    LOOK_PIXELS = 512,
    KNOWN_MAX = 4096, /* 2 KiB each at most */
};

struct InkLooks {
    PrintRoom *room;
    GHashTable *known; /* what was looked at, to InkLook */
};

/* At something on a poster. */
typedef struct {
    InkLooks *looks;
    const Poster *poster;
    const PrintJob *job;
} Looking;

static void free_look(gpointer pointer) {
    InkLook *look = pointer;

    g_array_unref(look->inks);
    g_free(look);
}

InkLooks *ink_looks_new(PrintRoom *room) {
    InkLooks *self = g_new0(InkLooks, 1);

    self->room = room;
    self->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_look);
    return self;
}

void ink_looks_free(InkLooks *self) {
    if (self == NULL)
        return;
    g_hash_table_unref(self->known);
    g_free(self);
}

/* --- stacks --------------------------------------------------------------------------
 */

GArray *ink_stacks_new(void) {
    return g_array_new(FALSE, FALSE, sizeof(InkStack));
}

InkStack *ink_stack_at(const GArray *stacks, guint index) {
    return &g_array_index(stacks, InkStack, index);
}

double ink_sum(const double cmyk[PROCESS_PLATES]) {
    return cmyk[0] + cmyk[1] + cmyk[2] + cmyk[3];
}

/* Whether what is known of one holds for the other, too. */
static bool includes(const InkStack *more, const InkStack *less) {
    for (int i = 0; i < PROCESS_PLATES; i++) {
        if (less->cmyk[i] > more->cmyk[i])
            return false;
    }
    return less->sum <= more->sum && rect_contains(more->area, less->area, 0);
}

void ink_stacks_add(GArray *stacks, InkStack stack) {
    for (guint i = 0; i < stacks->len; i++) {
        if (includes(ink_stack_at(stacks, i), &stack))
            return;
    }
    for (guint i = stacks->len; i-- > 0;) {
        if (includes(&stack, ink_stack_at(stacks, i)))
            g_array_remove_index_fast(stacks, i);
    }
    g_array_append_val(stacks, stack);
}

/* --- looking -------------------------------------------------------------------------
 */

/* The two that are most alike become what both of them are at most. */
static void join_two(GArray *inks) {
    double least = INFINITY;
    guint one = 0, other = 1;
    InkStack *joined;

    for (guint i = 0; i < inks->len; i++) {
        for (guint j = i + 1; j < inks->len; j++) {
            double more = 0;

            for (int k = 0; k < PROCESS_PLATES; k++)
                more += fabs(ink_stack_at(inks, i)->cmyk[k] -
                             ink_stack_at(inks, j)->cmyk[k]);
            if (more < least) {
                least = more;
                one = i;
                other = j;
            }
        }
    }
    joined = ink_stack_at(inks, one);
    for (int k = 0; k < PROCESS_PLATES; k++)
        joined->cmyk[k] = fmax(joined->cmyk[k], ink_stack_at(inks, other)->cmyk[k]);
    joined->sum = fmin(ink_sum(joined->cmyk), PROCESS_PLATES);
    g_array_remove_index_fast(inks, other);
}

static void add_inks(GArray *inks, const guint8 *plates, gsize pixels) {
    guint32 last = 0;

    for (gsize i = 0; i < pixels; i++) {
        InkStack stack = {.sum = 0};
        guint32 here = 0;

        for (gsize k = 0; k < PROCESS_PLATES; k++)
            here = here << 8 | plates[k * pixels + i];
        if (here == last)
            continue;
        last = here;
        for (gsize k = 0; k < PROCESS_PLATES; k++)
            stack.cmyk[k] = plates[k * pixels + i] / 255.0;
        stack.sum = ink_sum(stack.cmyk);
        ink_stacks_add(inks, stack);
        if (inks->len > INKS_MAX)
            join_two(inks);
    }
}

static bool look_through(const PlatePage *page, GArray *inks, GError **error) {
    gsize width = (gsize)plate_page_width(page);
    g_autofree guint8 *plates =
        g_malloc(width * (gsize)plate_page_rows(page, 0) * plate_page_plates(page));

    for (int band = 0; band < plate_page_bands(page); band++) {
        if (!plate_page_draw(page, band, plates, error))
            return false;
        add_inks(inks, plates, width * (gsize)plate_page_rows(page, band));
    }
    return true;
}

/* All that a drawing blackens: letters and strokes may reach out of its box. */
static bool find_box(Svg *svg, Rect *box, GError **error) {
    g_autoptr(GError) problem = NULL;
    Rect ink;

    *box = svg_view_box(svg);
    if (svg_ink(svg, &ink, &problem))
        *box = rect_union(*box, ink);
    if (problem == NULL)
        return true;
    g_propagate_error(error, g_steal_pointer(&problem));
    return false;
}

Rect ink_look_place(const InkLook *self, const Item *item) {
    Rect box = self->box;

    return (Rect){item->origin_x +
                      (item->mirrored ? -box.x - box.width : box.x) * item->unit,
                  item->origin_y + box.y * item->unit, box.width * item->unit,
                  box.height * item->unit};
}

/* What an item is alone on paper. */
static GArray *look_at(const Looking *self, const Item *item, Rect extent,
                       GError **error) {
    Item alone = *item;
    g_autoptr(GPtrArray) items = g_ptr_array_new();
    g_autoptr(Diagnostics) unheard = diagnostics_new();
    g_autoptr(GArray) inks = ink_stacks_new();
    g_autoptr(PlatePage) page = NULL;
    Poster poster = *self->poster;

    alone.rotation = 0;
    alone.clip = NULL;
    alone.blend = BLEND_NORMAL;
    alone.opacity = 1;
    g_ptr_array_add(items, &alone);
    poster.items = items;
    poster.boxes.bleed = extent;
    page = plate_page_new(self->looks->room, &poster, self->job, extent,
                          LOOK_PIXELS * 72 / fmax(extent.width, extent.height), 0, 1,
                          unheard, error);
    return page != NULL && look_through(page, inks, error) ? g_steal_pointer(&inks)
                                                           : NULL;
}

/* Takes both; borrowed. */
static const InkLook *add_look(InkLooks *self, char *key, InkLook look) {
    InkLook *known = g_memdup2(&look, sizeof look);

    if (g_hash_table_size(self->known) == KNOWN_MAX)
        g_hash_table_remove_all(self->known);
    g_hash_table_insert(self->known, key, known);
    return known;
}

/* --- from run to run -----------------------------------------------------------------
 */

/* Letters depend on fonts, too; such drawings are few. NULL: it is not kept. */
static char *kept_from(const Looking *self, const Item *item, GError **error) {
    const Supplier *supplier = self->job->campaign->supplier;
    const char *colours;

    if (print_room_shelf(self->looks->room) == NULL || svg_has_text(item->svg))
        return NULL;
    colours = print_room_colours(self->looks->room, self->job->campaign, error);
    if (colours == NULL)
        return NULL;
    return g_strdup_printf("%s\n%s %a\n%d %d\n%s", svg_digest(item->svg),
                           item->paint.ink != NULL ? item->paint.ink->name : "",
                           item->paint.tint,
                           supplier != NULL ? supplier->standard : STANDARD_X4,
                           supplier == NULL || supplier->overprint, colours);
}

static bool find_kept(const Looking *self, const char *from, InkLook *look) {
    g_autoptr(GByteArray) bytes =
        from == NULL ? NULL
                     : shelf_find(print_room_shelf(self->looks->room), kind, from);
    Unpack unpack;

    if (bytes == NULL)
        return false;
    unpack = unpack_of(bytes);
    look->inks = ink_stacks_new();
    unpack_bytes(&unpack, &look->box, sizeof look->box);
    unpack_array(&unpack, look->inks);
    if (!unpack.failed)
        return true;
    g_array_unref(look->inks);
    return false;
}

static void keep(const Looking *self, const char *from, const InkLook *look) {
    g_autoptr(GByteArray) bytes = g_byte_array_new();

    if (from == NULL)
        return;
    pack_bytes(bytes, &look->box, sizeof look->box);
    pack_array(bytes, look->inks);
    shelf_keep(print_room_shelf(self->looks->room), kind, from, bytes);
}

/* --- what was looked at --------------------------------------------------------------
 */

static bool look_at_drawing(const Looking *self, const Item *item, InkLook *look,
                            GError **error) {
    g_autoptr(GError) problem = NULL;
    g_autofree char *from = kept_from(self, item, &problem);

    if (problem != NULL) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return false;
    }
    if (find_kept(self, from, look))
        return true;
    if (!find_box(item->svg, &look->box, error))
        return false;
    look->inks = look_at(self, item, ink_look_place(look, item), error);
    if (look->inks == NULL)
        return false;
    keep(self, from, look);
    return true;
}

const InkLook *ink_looks_find_drawing(InkLooks *self, const Poster *poster,
                                      const PrintJob *job, const Item *item,
                                      GError **error) {
    const Looking looking = {self, poster, job};
    g_autofree char *key = g_strdup_printf(
        "%p %s %p %a", (const void *)job->campaign, svg_digest(item->svg),
        (const void *)item->paint.ink, item->paint.tint);
    const InkLook *known = g_hash_table_lookup(self->known, key);
    InkLook look;

    if (known != NULL)
        return known;
    return look_at_drawing(&looking, item, &look, error)
               ? add_look(self, g_steal_pointer(&key), look)
               : NULL;
}

const InkLook *ink_looks_find_group(InkLooks *self, const Poster *poster,
                                    const PrintJob *job, const Item *group, Rect extent,
                                    GError **error) {
    const Looking looking = {self, poster, job};
    g_autoptr(GPtrArray) items = g_ptr_array_new();
    g_autofree char *content = NULL, *key = NULL;
    Poster alone = *poster;
    const InkLook *known;
    InkLook look = {0};

    g_ptr_array_add(items, (gpointer)group);
    alone.items = items;
    content = poster_content_id(&alone);
    key = g_strdup_printf("%p group %s", (const void *)job->campaign, content);
    known = g_hash_table_lookup(self->known, key);
    if (known != NULL)
        return known;
    look.inks = look_at(&looking, group, extent, error);
    return look.inks == NULL ? NULL : add_look(self, g_steal_pointer(&key), look);
}
