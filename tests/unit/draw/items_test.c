#include "../support.h"

#include "draw/items.h"

static Ink blue = {.name = "blue"};

static void add_line(Item *item, const char *text, Rect ink, double baseline) {
    TextLine *line = g_new0(TextLine, 1);

    line->text = g_strdup(text);
    line->ink = ink;
    line->baseline = baseline;
    g_ptr_array_add(item->lines, line);
}

static Item *add_item(GPtrArray *items, ItemKind kind, const char *name, Rect area) {
    Item *item = item_new(kind);

    item->name = g_strdup(name);
    item->area = area;
    g_ptr_array_add(items, item);
    return item;
}

static Poster *make_poster(void) {
    Poster *poster = poster_new();

    poster->title = g_strdup("M – Tiny");
    poster->language = g_strdup("de");
    poster->size = g_strdup("a3");
    poster->boxes = (PageBoxes){.bleed = {-10, -10, 120, 220},
                                .trim = {0, 0, 100, 200},
                                .visible = {1, 2, 97, 194},
                                .safe = {5.126, 5, 89.75, 190}};
    return poster;
}

static void assert_items(const Poster *poster, const char *expected) {
    g_autofree char *text = items_to_text(poster);

    g_assert_cmpstr(text, ==, expected);
}

#define BOXES                                                                         \
    "bleed -10 -10 120 220\ntrim 0 0 100 200\nvisible 1 2 97 194\nsafe 5.13 5 89.75 " \
    "190\n"

static void test_empty_poster_has_its_boxes(void) {
    g_autoptr(Poster) poster = make_poster();

    assert_items(poster, "poster \"M – Tiny\" size a3 language de\n" BOXES);
    poster->right_to_left = true;
    poster->is_draft = true;
    poster->alt = g_strdup("Ein Bild");
    assert_items(poster,
                 "poster \"M – Tiny\" size a3 language de right-to-left draft\n" BOXES
                 "alt \"Ein Bild\"\n");
}

static void test_each_kind_shows_what_is_decided(void) {
    g_autoptr(Poster) poster = make_poster();
    Item *panel = add_item(poster->items, ITEM_PANEL, "ground", (Rect){0, 0, 100, 200});
    Item *group = add_item(poster->items, ITEM_GROUP, NULL, (Rect){0, 0, 100, 200});
    Item *art = add_item(group->items, ITEM_ART, "dom", (Rect){1, 2, 3, 4});
    Item *text = add_item(poster->items, ITEM_TEXT, "headline", (Rect){5, 6, 7, 8});
    Item *code = add_item(poster->items, ITEM_QR, "code", (Rect){9, 9, 9, 9});

    panel->paint = (Paint){&blue, 1};
    group->isolate = true;
    group->opacity = 0.5;
    art->paint = (Paint){&blue, 0.6};
    art->blend = BLEND_MULTIPLY;
    art->path = g_strdup("art/dom.svg");
    art->unit = 1.5;
    art->origin_x = -0.001;
    art->origin_y = 200;
    art->mirrored = true;
    text->font_size = 12.345;
    text->rotation = -90;
    text->pivot_x = 5;
    text->pivot_y = 6;
    text->language = g_strdup("de");
    add_line(text, "Hier ist", (Rect){5, 6, 7, 3}, 9);
    add_line(text, "Platz", (Rect){5, 11, 6, 3}, 14);
    code->side = 25;
    assert_items(
        poster,
        "poster \"M – Tiny\" size a3 language de\n" BOXES
        "panel \"ground\" 0 0 100 200 ink blue\n"
        "group 0 0 100 200 opacity 50 isolated\n"
        "  art \"dom\" 1 2 3 4 ink blue tint 60 multiply unit 1.5 origin 0 200 "
        "mirrored file art/dom.svg\n"
        "text \"headline\" 5 6 7 8 size 12.35 language de rotation -90 about 5 6\n"
        "  line 5 6 7 3 baseline 9 \"Hier ist\"\n"
        "  line 5 11 6 3 baseline 14 \"Platz\"\n"
        "qr \"code\" 9 9 9 9 modules 25\n");
}

static const UnitTest tests[] = {
    TEST(empty_poster_has_its_boxes),
    TEST(each_kind_shows_what_is_decided),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
