#include "handoff/order_table.h"

#include "base/units.h"

#include <math.h>

#define PADDING 10.0
#define THUMB_WIDTH 64.0
#define THUMB_HEIGHT 84.0
#define TEXT_LEFT (FLOW_LEFT + THUMB_WIDTH + 16)
#define TEXT_WIDTH (FLOW_RIGHT - TEXT_LEFT)
#define COPIES_WIDTH 86.0
#define TITLE_WIDTH (TEXT_WIDTH - COPIES_WIDTH)
#define TITLE_GAP 6.0
#define FILE_GAP 6.5
#define CELLS_TOP 37.0   /* and as much as the title is high */
#define ROW_HEIGHT 140.0 /* of most */
#define CELL_GAP 8.0
#define CELL_ROW 24.5  /* from label to label */
#define CELL_VALUE 9.5 /* from a label to its value */

enum { CELLS = 4 }; /* beside one another */

static const SheetVoice title_voice = {SHEET_STRONG, 11, SHEET_NIGHT, 1};
static const SheetVoice copies_voice = {SHEET_DISPLAY, 17, SHEET_NIGHT, 1};
static const SheetVoice position_voice = {SHEET_STRONG, 8, SHEET_BLUE, 1};
static const SheetVoice cell_voice = {SHEET_PLAIN, 8.4, SHEET_NIGHT, 1};
static const SheetVoice strong_cell_voice = {SHEET_STRONG, 8.4, SHEET_NIGHT, 1};

/* One poster being put down. */
typedef struct {
    const OrderFlow *flow;
    const DocketPoster *poster;
    const char *title;
    double y;     /* the top of its row */
    double cells; /* of its cells */
} Row;

/* --- cells ---------------------------------------------------------------------------
 */

static double cell_width(guint span) {
    double width = (TEXT_WIDTH - (CELLS - 1) * CELL_GAP) / CELLS;

    return span * width + (span - 1) * CELL_GAP;
}

static const char *or_none(const char *value) {
    return value == NULL || *value == '\0' ? "–" : value;
}

/* A label with its value below; what is unusual stands on a light ground. */
static void put_cell(const Row *row, guint line, guint column, guint span,
                     const char *label, const char *value, bool is_unusual) {
    double x = TEXT_LEFT + column * (cell_width(1) + CELL_GAP);
    double y = row->cells + line * CELL_ROW;

    if (is_unusual)
        sheet_fill(row->flow->sheet, SHEET_SUN, 0.55,
                   (Rect){x - 4, y - 4.5, cell_width(span) + 4, CELL_ROW - 2.5});
    flow_put(row->flow, flow_tiny, label, x, y, cell_width(span));
    flow_put(row->flow, is_unusual ? strong_cell_voice : cell_voice, or_none(value), x,
             y + CELL_VALUE, cell_width(span));
}

static char *with_unit(double number, int decimals, const char *unit) {
    g_autofree char *text = number_to_text(number, decimals);

    return g_strdup_printf("%s %s", text, unit);
}

/* "1:10, Datei 356 × 252 mm" */
static char *scale_of(const DocketPoster *poster) {
    g_autofree char *width = number_to_text(poster->width / poster->scale, 1);
    g_autofree char *height = number_to_text(poster->height / poster->scale, 1);

    return poster->scale == 1 ? g_strdup("1:1")
                              : g_strdup_printf("1:%d, Datei %s × %s mm", poster->scale,
                                                width, height);
}

static char *ink_of(const DocketPoster *poster) {
    g_autofree char *most = with_unit(poster->ink * 100, 0, "%");
    g_autofree char *limit = with_unit(poster->ink_limit * 100, 0, "%");

    return poster->ink_limit > 0 ? g_strdup_printf("%s (bis %s)", most, limit)
                                 : g_strdup(most);
}

static void put_file_cells(const Row *row) {
    const DocketPoster *poster = row->poster;
    g_autofree char *trim = docket_trim_to_text(poster, " × ");
    g_autofree char *size = g_strconcat(trim, " mm", NULL);
    g_autofree char *bleed = with_unit(poster->bleed, 1, "mm");
    g_autofree char *scale = scale_of(poster);

    put_cell(row, 0, 0, 1, "Endformat", size, false);
    put_cell(row, 0, 1, 1, "Anschnitt", bleed, false);
    put_cell(row, 0, 2, 2, "Maßstab", scale, poster->scale != 1);
}

static void put_colour_cells(const Row *row) {
    const DocketPoster *poster = row->poster;
    g_autofree char *ink = ink_of(poster);
    g_autofree char *least = with_unit(poster->ppi, 0, "ppi");
    g_autofree char *ppi = g_strconcat("ab ", least, NULL);

    put_cell(row, 1, 0, 1, "Druckbedingung", row->flow->docket->condition, false);
    put_cell(row, 1, 1, 1, "Farben", poster->inks, false);
    put_cell(row, 1, 2, 1, "Farbauftrag höchstens", ink, false);
    put_cell(row, 1, 3, 1, "Auflösung im Endformat", ppi, false);
}

static void put_paper_cells(const Row *row) {
    put_cell(row, 2, 0, 2, "Papier", row->poster->paper, false);
    put_cell(row, 2, 2, 2, "Veredelung", row->poster->finishing, false);
}

/* --- the row -------------------------------------------------------------------------
 */

static bool put_thumb(const Row *row, Resources *resources, GError **error) {
    Image *image = images_load(resources->images, row->poster->thumb, error);
    Rect room = {FLOW_LEFT, row->y, THUMB_WIDTH, THUMB_HEIGHT}, area;
    static const double radii[4] = {0};
    Outline *edge;

    if (image == NULL)
        return false;
    area = sheet_picture(row->flow->sheet, image, room);
    edge = outline_new();
    outline_add_rect(edge, area, radii);
    sheet_shape(row->flow->sheet, SHEET_NIGHT, 0.35, edge, 0.4);
    return true;
}

static char *title_of(const DocketPoster *poster) {
    return g_strdup_printf("%s – %s · %s%s%s", poster->title, poster->size_title,
                           poster->language_name, poster->row != NULL ? " · " : "",
                           poster->row != NULL ? poster->row : "");
}

static void put_title(const Row *row, guint position) {
    g_autofree char *number = g_strdup_printf("Position %u", position);
    g_autofree char *file = g_strdup_printf(
        "%s · Inhalt %s", row->poster->files[DOCKET_PDF].name, row->poster->content);
    double y;

    y = flow_put(row->flow, position_voice, number, TEXT_LEFT, row->y, 100);
    y = flow_put(row->flow, title_voice, row->title, TEXT_LEFT, y + TITLE_GAP,
                 TITLE_WIDTH);
    flow_put(row->flow, flow_quiet, file, TEXT_LEFT, y + FILE_GAP, TEXT_WIDTH);
}

static void put_copies(const Row *row) {
    g_autofree char *copies = g_strdup_printf("%u", row->poster->copies);
    Sheet *sheet = row->flow->sheet;

    sheet_put_right(sheet, sheet_set(sheet, flow_tiny, "Auflage", COPIES_WIDTH),
                    FLOW_RIGHT, row->y + 0.5);
    sheet_put_right(sheet, sheet_set(sheet, copies_voice, copies, COPIES_WIDTH),
                    FLOW_RIGHT, row->y + 10);
}

/* The values of the last line may take several. */
static double cells_height(const Row *row) {
    double width = cell_width(2);
    const DocketPoster *poster = row->poster;
    double last =
        fmax(flow_height(row->flow, cell_voice, or_none(poster->paper), width),
             flow_height(row->flow, cell_voice, or_none(poster->finishing), width));

    return 2 * CELL_ROW + CELL_VALUE + last;
}

static void put_parts(const Row *row, guint position) {
    put_title(row, position);
    put_copies(row);
    put_file_cells(row);
    put_colour_cells(row);
    put_paper_cells(row);
}

static bool put_row(OrderFlow *flow, guint index, Resources *resources,
                    GError **error) {
    const DocketPoster *poster = docket_poster(flow->docket, index);
    g_autofree char *title = title_of(poster);
    double top = CELLS_TOP + flow_height(flow, title_voice, title, TITLE_WIDTH);
    Row row = {.flow = flow, .poster = poster, .title = title};
    double height = 2 * PADDING + fmax(THUMB_HEIGHT, top + cells_height(&row));

    flow_need(flow, height);
    row.y = flow->y + PADDING;
    row.cells = row.y + top;
    put_parts(&row, index + 1);
    flow->y += height;
    flow_rule(flow, flow->y, 0.25, 0.5);
    return put_thumb(&row, resources, error);
}

bool order_table_put(OrderFlow *flow, Resources *resources, GError **error) {
    flow_section(flow, "Plakate", ROW_HEIGHT);
    for (guint i = 0; i < flow->docket->posters->len; i++)
        if (!put_row(flow, i, resources, error))
            return false;
    return true;
}
