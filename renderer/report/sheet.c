#include "report/sheet.h"

#include "layout/text.h"

#include <math.h>

/* Words of any language may stand there. */
static const char language[] = "und";

struct Sheet {
    Resources *resources;
    TypeStyle styles[SHEET_FACES];
    GPtrArray *pages; /* of Poster; owned */
    Poster *page;     /* the one in work */
};

/* The campaign's, as its inks look on screen. */
static const Ink inks[SHEET_COLOURS] = {
    [SHEET_PAPER] = {.name = "papier", .screen = {1, 1, 1}},
    [SHEET_NIGHT] = {.name = "nacht", .screen = {0.098, 0.2, 0.373}},
    [SHEET_BLUE] = {.name = "rhein", .screen = {0, 0.38, 0.678}},
    [SHEET_SKY] = {.name = "himmel", .screen = {0.678, 0.867, 0.941}},
    [SHEET_RED] = {.name = "rut", .screen = {0.855, 0.086, 0.141}},
    [SHEET_SUN] = {.name = "sonne", .screen = {1, 0.839, 0.098}},
    [SHEET_GREEN] = {.name = "tanne", .screen = {0, 0.408, 0.353}},
};

static const struct {
    const char *family;
    int weight;
    double leading, tracking;
} faces[SHEET_FACES] = {
    [SHEET_PLAIN] = {"Inter", 400, 1.42, 0},
    [SHEET_STRONG] = {"Inter", 600, 1.36, 0},
    [SHEET_DISPLAY] = {"Inter Display", 900, 1, -0.016},
};

/* For what files and motifs call things. */
static const char *const other_families[] = {
    "Noto Sans Arabic", "Noto Kufi Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari"};

static void free_poster(gpointer poster) {
    poster_free(poster);
}

static void style_init(TypeStyle *self, SheetFace face) {
    *self = (TypeStyle){.name = "report",
                        .families = g_ptr_array_new(),
                        .scripts = g_ptr_array_new(),
                        .weight = faces[face].weight,
                        .leading = faces[face].leading,
                        .tracking = faces[face].tracking};
    g_ptr_array_add(self->families, (gpointer)faces[face].family);
    for (size_t i = 0; i < G_N_ELEMENTS(other_families); i++)
        g_ptr_array_add(self->families, (gpointer)other_families[i]);
}

Sheet *sheet_new(Resources *resources) {
    Sheet *self = g_new0(Sheet, 1);

    self->resources = resources;
    self->pages = g_ptr_array_new_with_free_func(free_poster);
    for (int face = 0; face < SHEET_FACES; face++)
        style_init(&self->styles[face], (SheetFace)face);
    return self;
}

void sheet_free(Sheet *self) {
    if (self == NULL)
        return;
    g_ptr_array_unref(self->pages);
    for (int face = 0; face < SHEET_FACES; face++) {
        g_ptr_array_unref(self->styles[face].families);
        g_ptr_array_unref(self->styles[face].scripts);
    }
    g_free(self);
}

void sheet_begin_page(Sheet *self) {
    Poster *page = poster_new();
    Rect trim = {0, 0, SHEET_WIDTH, SHEET_HEIGHT};

    page->language = g_strdup(language);
    page->boxes = (PageBoxes){trim, trim, trim, trim};
    g_ptr_array_add(self->pages, page);
    self->page = page;
}

void sheet_choose_page(Sheet *self, guint page) {
    self->page = g_ptr_array_index(self->pages, page);
}

const GPtrArray *sheet_pages(const Sheet *self) {
    return self->pages;
}

static void add(Sheet *self, Item *item) {
    g_ptr_array_add(self->page->items, item);
}

/* Lines one below the other from 0, 0, as layout's own texts stand. */
static void place_lines(Item *item, const MeasuredText *text, FittedText *fitted) {
    double scale = fitted->font_size / FONTS_UNIT;
    double baseline = measured_text_cap_height(text) * scale;

    for (guint i = 0; i < fitted->lines->len; i++) {
        TextLine *line = g_ptr_array_index(fitted->lines, i);

        line->x = -line->ink.x * scale;
        line->baseline = baseline;
        line->ink = (Rect){0, baseline + line->ink.y * scale, line->ink.width * scale,
                           line->ink.height * scale};
        baseline += measured_text_leading(text) * scale;
    }
    item->font_size = fitted->font_size;
    item->area = (Rect){0, 0, fitted->width, fitted->height};
    g_ptr_array_unref(item->lines);
    item->lines = g_steal_pointer(&fitted->lines);
    fitted->lines = g_ptr_array_new();
}

Item *sheet_set(Sheet *self, SheetVoice voice, const char *words, double width) {
    g_autoptr(Diagnostics) unheard = diagnostics_new();
    Words said = {.text = (char *)words, .language = (char *)"und"};
    TextSource source = {.fonts = self->resources->fonts,
                         .style = &self->styles[voice.face],
                         .words = &said,
                         .language = language,
                         .name = "report",
                         .align = ALIGN_START};
    TextRoom room = {width, INFINITY, voice.size, voice.size, 0};
    MeasuredText *text = text_measure(&source, unheard);
    g_autoptr(FittedText) fitted = text_fit(text, &room);
    Item *item = item_new(ITEM_TEXT);

    item->style = source.style;
    item->language = g_strdup(language);
    item->words = g_strdup(measured_text_words(text));
    item->paint = (Paint){&inks[voice.colour], voice.tint};
    place_lines(item, text, fitted);
    measured_text_free(text);
    return item;
}

double sheet_put(Sheet *self, Item *words, double x, double y) {
    item_move(words, x - words->area.x, y - words->area.y);
    add(self, words);
    return y + words->area.height;
}

double sheet_put_right(Sheet *self, Item *words, double right, double y) {
    return sheet_put(self, words, right - words->area.width, y);
}

void sheet_put_centered(Sheet *self, Item *words, double x, double y) {
    sheet_put(self, words, x - words->area.width / 2, y - words->area.height / 2);
}

void sheet_fill(Sheet *self, SheetColour colour, double tint, Rect area) {
    Item *item = item_new(ITEM_PANEL);

    item->area = area;
    item->paint = (Paint){&inks[colour], tint};
    add(self, item);
}

Rect sheet_picture(Sheet *self, Image *image, Rect room) {
    const ImageInfo *info = image_info(image);
    double scale = fmin(room.width / info->width, room.height / info->height);
    double width = info->width * scale, height = info->height * scale;
    Item *item = item_new(ITEM_PHOTO);

    item->area = (Rect){room.x + (room.width - width) / 2,
                        room.y + (room.height - height) / 2, width, height};
    item->photo.image = image;
    item->photo.crop = (Rect){0, 0, info->width, info->height};
    item->photo.ppi = 72 / scale;
    add(self, item);
    return item->area;
}

void sheet_shape(Sheet *self, SheetColour colour, double opacity, Outline *outline,
                 double stroke) {
    Item *item = item_new(ITEM_SHAPE);

    item->outline = outline;
    item->area = outline_bounds(outline);
    item->paint = (Paint){&inks[colour], 1};
    item->opacity = opacity;
    item->stroke = stroke;
    item->round = true;
    add(self, item);
}
