#include "layout/emit_text.h"

#include "base/translate.h"

#include "layout/bend.h"
#include "layout/text_store.h"

#include <math.h>
#include <string.h>

/* Where a block of lines stands in its area. */
typedef struct {
    int align;  /* Align: of the lines */
    int side_y; /* -1 top, 0 middle, 1 bottom */
} Standing;

/* Before mirroring, when left is right. */
static Rect line_area(const Emit *self, const TextLine *line, Rect area, double scale,
                      int align, double baseline) {
    bool is_mirrored = !isnan(self->axis);
    double left = scale * (is_mirrored ? line->hang_right : line->hang_left);
    double right = scale * (is_mirrored ? line->hang_left : line->hang_right);
    Rect ink = {area.x, baseline + line->ink.y * scale, line->ink.width * scale,
                line->ink.height * scale};
    double standing = ink.width - left - right;

    if (align == ALIGN_CENTER)
        ink.x = area.x + (area.width - standing) / 2;
    else if (align == ALIGN_END)
        ink.x = area.x + area.width - standing;
    ink.x -= left;
    return ink;
}

/* Sets the lines' places; their blackest edge stands on the edge of the area, but for
 * what hangs out. */
static void place_lines(const Emit *self, Item *item, const MeasuredText *text,
                        FittedText *fitted, Rect area, Standing standing) {
    double scale = fitted->font_size / FONTS_UNIT;
    double top = area.y + (area.height - fitted->height) * (standing.side_y + 1) / 2;
    double baseline = top + measured_text_cap_height(text) * scale;

    for (guint i = 0; i < fitted->lines->len; i++) {
        TextLine *line = g_ptr_array_index(fitted->lines, i);
        double left = line->ink.x;

        line->ink = emit_mirror(
            self, line_area(self, line, area, scale, standing.align, baseline));
        line->x = line->ink.x - left * scale;
        line->baseline = baseline;
        baseline += measured_text_leading(text) * scale;
    }
    item->font_size = fitted->font_size;
    item->area = emit_mirror(self, (Rect){area.x, top, area.width, fitted->height});
    g_ptr_array_unref(item->lines);
    item->lines = g_steal_pointer(&fitted->lines);
    fitted->lines = g_ptr_array_new();
}

static void report_size(const Emit *self, const Box *box, const Words *words,
                        const FittedText *fitted, const TextRoom *room) {
    g_autofree char *size = number_to_text(fitted->font_size, 2);
    g_autofree char *minimum = number_to_text(room->minimum, 2);
    int too_long = (int)ceil((room->minimum / fitted->font_size - 1) * 100);

    diagnostics_add(self->diagnostics, SEVERITY_ERROR, "layout/does-not-fit",
                    &words->origin,
                    "\"%s\" fits only at %spt, the smallest allowed is %spt, %d %% too "
                    "large for its box; shorten it, or give it more room or lines",
                    box->say, size, minimum, MIN(too_long, 9999));
}

/* New lines in the words that the box has no room for by its own word; a line that is
 * bent stands alone. */
static bool check_lines(const Emit *self, const Box *box, const Words *words,
                        const FittedText *fitted, guint most) {
    if (most == 0 || fitted->lines->len <= most)
        return true;
    diagnostics_add(
        self->diagnostics, SEVERITY_ERROR, "layout/too-many-lines", &words->origin,
        "\"%s\" asks for %u lines, its box takes %u; take out new lines%s", box->say,
        fitted->lines->len, most, box_is_bent(box) ? "" : _(", or give it more lines"));
    return false;
}

static Item *text_item(Emit *self, const Box *box, const Words *words,
                       const MeasuredText *text) {
    Item *item = emit_item(self, ITEM_TEXT, box);

    item->origin = words->origin;
    item_add_state(item, words->state);
    item->words_state = (State)words->state;
    item->is_apart = words->of_printer;
    item->language = g_strdup(
        strcmp(words->language, "und") == 0 ? self->brief->language : words->language);
    item->style = campaign_find_style(self->brief->motif->campaign, box->style);
    item->words = g_strdup(measured_text_words(text));
    return item;
}

static void add_text(Item *item, const MeasuredText *text, GPtrArray *items) {
    double height = item->style->letters == LETTERS_UPPER
                        ? measured_text_cap_height(text)
                        : measured_text_x_height(text);

    item->x_height = height * item->font_size / FONTS_UNIT;
    g_ptr_array_add(items, item);
}

/* One line along an arc or a path. */
static void emit_bent(Emit *self, const Box *box, const Words *words,
                      const MeasuredText *text, GPtrArray *items) {
    Rect area = flow_area(self->flow, box);
    TextRoom room = flow_text_room(self->flow, box, area.width, area.height);
    g_autoptr(BentText) bent = bend_text(box, text, &room, area, self->axis);
    int side = box->align == ALIGN_CENTER ? 0 : box->align == ALIGN_END ? 1 : -1;
    Item *item;

    if (!check_lines(self, box, words, bent->fitted, 1))
        return;
    if (!bent->fitted->fits) {
        report_size(self, box, words, bent->fitted, &room);
        return;
    }
    item = text_item(self, box, words, text);
    item->font_size = bent->fitted->font_size;
    item->area = emit_mirror(self, area);
    g_ptr_array_add(item->lines, g_ptr_array_steal_index(bent->fitted->lines, 0));
    bend_line(g_ptr_array_index(item->lines, 0), bent->path, item->font_size,
              isnan(self->axis) ? side : -side);
    add_text(item, text, items);
}

static void emit_straight(Emit *self, const Box *box, const Words *words,
                          const MeasuredText *text, GPtrArray *items) {
    Rect area = flow_area(self->flow, box);
    /* What measuring gave must fit again, whatever rounding did. */
    TextRoom room = flow_text_room(self->flow, box, area.width * (1 + 1e-9),
                                   area.height * (1 + 1e-9));
    g_autoptr(FittedText) fitted = text_fit(text, &room);
    Standing standing = {box->align, box->anchor.is_set ? box->anchor.y : -1};
    Item *item;

    check_lines(self, box, words, fitted, (guint)box->lines);
    if (!fitted->fits) {
        report_size(self, box, words, fitted, &room);
        return;
    }
    item = text_item(self, box, words, text);
    place_lines(self, item, text, fitted, area, standing);
    add_text(item, text, items);
}

void emit_text(Emit *self, const Box *box, GPtrArray *items) {
    const Words *words = g_hash_table_lookup(self->brief->words, box->say);
    const MeasuredText *text;

    if (flow_says_nothing(self->flow, box))
        return;
    text = flow_text(self->flow, box);
    if (measured_text_lacks_glyphs(text))
        return;
    if (box_is_bent(box))
        emit_bent(self, box, words, text, items);
    else
        emit_straight(self, box, words, text, items);
}

/* Sets one line of the program's own words into `item`; an area without width takes
 * that of the words. */
static void set_line(Emit *self, Item *item, const TypeStyle *style, const char *line,
                     const TextRoom *room, Rect area, Standing standing) {
    Words words = {
        .text = (char *)line, .language = (char *)"und", .origin = item->origin};
    TextSource source = {.fonts = self->resources->fonts,
                         .style = style,
                         .words = &words,
                         .language = self->brief->language,
                         .name = line,
                         .align = standing.align};
    MeasuredText *text =
        text_store_measure(self->resources, &source, self->diagnostics);
    g_autoptr(FittedText) fitted = text_fit(text, room);

    if (area.width == 0)
        area = (Rect){area.x, area.y, fitted->width, fitted->height};
    g_free(item->name);
    item->name = g_strdup(line);
    place_lines(self, item, text, fitted, area, standing);
    measured_text_free(text);
}

void emit_label(Emit *self, const Box *box, const char *label, Rect area,
                GPtrArray *items) {
    const Campaign *campaign = self->brief->motif->campaign;
    TextRoom room = {area.width * 0.8, area.height * 0.3, 0, INFINITY, 1};
    Item *item = emit_item(self, ITEM_TEXT, box);

    item->language = g_strdup(self->brief->language);
    set_line(self, item, campaign_find_style(campaign, box->style), label, &room, area,
             (Standing){ALIGN_CENTER, 0});
    g_ptr_array_add(items, item);
}

/* In German wherever the poster hangs: it speaks to the office that releases it. */
static const char band_words[] = "ENTWURF – nicht freigegeben";

/* Legible at arm's length on paper, and on coarse screens. */
static double band_font_size(const Emit *self) {
    bool is_screen = self->brief->size->kind == SIZE_SCREEN;
    double least = is_screen ? 10 * self->flow->ruler.px : 6;

    return fmax(1.2 * self->flow->ruler.u, least);
}

/* The plate for words that lie `lying`, standing in the middle of the side margin. */
static Rect band_plate(const Emit *self, Rect lying, double size) {
    const PageBoxes *page = &self->flow->page;
    Rect plate = {.width = lying.height + size, .height = lying.width + 1.4 * size};

    plate.x = page->visible.x + page->visible.width - plate.width - size / 2;
    plate.y = page->trim.height / 2 - plate.height / 2;
    return emit_mirror(self, plate);
}

/* The band's words at a font size, lying at the origin. */
static Item *band_item(Emit *self, double size) {
    const Campaign *campaign = self->brief->motif->campaign;
    TextRoom room = {INFINITY, INFINITY, size, size, 1};
    Item *words = item_new(ITEM_TEXT);

    words->language = g_strdup("de");
    words->paint = (Paint){campaign_find_ink(campaign, campaign->draft.ink), 1};
    set_line(self, words, campaign_find_style(campaign, campaign->draft.style),
             band_words, &room, (Rect){0, 0, 0, 0}, (Standing){ALIGN_START, -1});
    return words;
}

void emit_draft_band(Emit *self, GPtrArray *items) {
    const Campaign *campaign = self->brief->motif->campaign;
    double size = band_font_size(self), longest = self->flow->page.trim.height * 0.9;
    Item *words = band_item(self, size), *plate = item_new(ITEM_PANEL);
    Rect lying = words->area;

    /* On a low page it is smaller, but whole. */
    if (lying.width + 1.4 * size > longest) {
        size *= longest / (lying.width + 1.4 * size);
        item_free(words);
        words = band_item(self, size);
        lying = words->area;
    }
    plate->name = g_strdup("draft-band");
    plate->area = band_plate(self, lying, size);
    plate->paint = (Paint){campaign_find_ink(campaign, campaign->draft.ground), 1};

    /* Lying text, turned a quarter to the left about its top left corner. */
    item_move(words, plate->area.x + size / 2 - lying.x,
              plate->area.y + plate->area.height - 0.7 * size - lying.y);
    words->rotation = -90;
    words->pivot_x = words->area.x;
    words->pivot_y = words->area.y;
    plate->is_apart = words->is_apart = true;
    g_ptr_array_add(items, plate);
    g_ptr_array_add(items, words);
}
