#include "prepress/flat_picture.h"

#include "base/rows.h"
#include "base/translate.h"
#include "draw/content_id.h"
#include "prepress/photo_stream.h"
#include "prepress/plates.h"

#include <math.h>

/* A DeviceN space of PDF 1.4 has eight colours at most (Adobe's PDF Reference 1.4,
 * table C.1), four of which are the press's own. */
enum { SPOTS_MAX = 4 };

enum { KEPT_MAX = 64 << 20 }; /* bytes */

struct FlatPictures {
    GHashTable *by_key; /* to PrintedPhoto */
    gsize kept;
};

typedef struct {
    PrintedPhoto *picture;
    const PlatePage *page;
    guint plates;
    PhotoStream *stream;
} Making;

/* --- colours ------------------------------------------------------------------------
 */

static const Ink *spot_of(const Making *self, guint spot) {
    return plate_page_plate(self->page, 4 + spot)->ink;
}

/* C, M, Y and K as they are, and added to each what stands in for the spots. */
static void write_function(const Making *self, guint number) {
    GString *program = g_string_new("{");
    guint spots = self->plates - 4;
    PdfPart *part = self->picture->part;

    for (guint i = 0; i < 4; i++) {
        g_string_append_printf(program, "%u -1 roll", self->plates);
        for (guint j = 0; j < spots; j++) {
            g_autofree char *amount =
                number_to_text(spot_of(self, j)->recipe[i] / 100, 4);

            g_string_append_c(program, ' ');
            g_string_append_printf(program, "%u index %s mul add", spots - j + i,
                                   amount);
        }
        g_string_append_c(program, ' ');
    }
    for (guint i = 0; i < spots; i++) {
        g_string_append_printf(program, "%u -1 roll pop", self->plates - i);
        g_string_append_c(program, i + 1 < spots ? ' ' : '}');
    }
    pdf_part_begin(part, number);
    pdf_part_text(part, "<</FunctionType 4/Domain[");
    for (guint i = 0; i < self->plates; i++)
        pdf_part_text(part, i == 0 ? "0 1" : " 0 1");
    pdf_part_text(part, "]/Range[0 1 0 1 0 1 0 1]");
    pdf_part_end_stream(part, &(PdfStream){program->str, program->len, 0, NULL});
    g_string_free(program, TRUE);
}

static void write_colorants(const Making *self) {
    PrintedPhoto *picture = self->picture;

    pdf_part_text(picture->part, "<</Colorants<<");
    for (guint i = 4; i < self->plates; i++) {
        Slot slot = {.kind = SLOT_SPOT, .ink = spot_of(self, i - 4)};

        pdf_part_name(picture->part, slot.ink->spot);
        pdf_part_text(picture->part, " ");
        pdf_part_slot(picture->part, picture->slots->len);
        g_array_append_val(picture->slots, slot);
    }
    pdf_part_text(picture->part, ">>>>");
}

static void write_space(const Making *self, guint function) {
    PdfPart *part = self->picture->part;

    if (self->plates == 4) {
        pdf_part_text(part, "/DeviceCMYK");
        return;
    }
    pdf_part_text(part, "[/DeviceN[/Cyan/Magenta/Yellow/Black");
    for (guint i = 4; i < self->plates; i++)
        pdf_part_name(part, spot_of(self, i - 4)->spot);
    pdf_part_text(part, "]/DeviceCMYK ");
    pdf_part_reference(part, function);
    write_colorants(self);
    pdf_part_text(part, "]");
}

/* --- pixels -------------------------------------------------------------------------
 */

static void add_rows(const Making *self, const guint8 *plates, int rows) {
    gsize width = (gsize)plate_page_width(self->page);
    gsize each = width * (gsize)rows;
    g_autofree guint8 *row = g_malloc(width * self->plates);

    for (int y = 0; y < rows; y++) {
        row_weave(plates + (gsize)y * width, each, self->plates, row, width);
        photo_stream_add(self->stream, row);
    }
}

static bool draw_bands(const Making *self, GError **error) {
    gsize width = (gsize)plate_page_width(self->page);
    gsize rows = (gsize)plate_page_rows(self->page, 0);
    g_autofree guint8 *plates = g_malloc(width * rows * self->plates);

    for (int band = 0; band < plate_page_bands(self->page); band++) {
        if (!plate_page_draw(self->page, band, plates, error))
            return false;
        add_rows(self, plates, plate_page_rows(self->page, band));
    }
    return true;
}

static void write_picture(const Making *self, guint number, guint function) {
    PdfPart *part = self->picture->part;

    if (self->plates > 4)
        write_function(self, function);
    pdf_part_begin(part, number);
    pdf_part_text(part, "<</Type/XObject/Subtype/Image/BitsPerComponent 8/Width ");
    pdf_part_number(part, plate_page_width(self->page), 0);
    pdf_part_text(part, "/Height ");
    pdf_part_number(part, plate_page_height(self->page), 0);
    pdf_part_text(part, "/ColorSpace ");
    write_space(self, function);
    photo_stream_end(self->stream, part);
}

static bool make(Making *self, GError **error) {
    guint number = pdf_part_reserve(self->picture->part), function = 0;
    g_autoptr(PhotoStream) stream = NULL;

    self->plates = plate_page_plates(self->page);
    if (self->plates > 4 + SPOTS_MAX) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                    _("what is seen through has %u inks with a plate of their own; a "
                      "picture can have %d"),
                    self->plates - 4, SPOTS_MAX);
        return false;
    }
    if (self->plates > 4)
        function = pdf_part_reserve(self->picture->part);
    stream = photo_stream_new(plate_page_width(self->page),
                              plate_page_height(self->page), (int)self->plates, false);
    self->stream = stream;
    if (!draw_bands(self, error))
        return false;
    write_picture(self, number, function);
    return true;
}

/* --- the door ------------------------------------------------------------------------
 */

/* Whole pixels, a part of one more than the bleed at the right and the bottom. */
static Rect whole_pixels(Rect bleed, double ppi) {
    bleed.width = ceil(bleed.width * ppi / 72 - 1e-6) * 72 / ppi;
    bleed.height = ceil(bleed.height * ppi / 72 - 1e-6) * 72 / ppi;
    return bleed;
}

static PrintedPhoto *picture_new(Rect area) {
    PrintedPhoto *self = g_new0(PrintedPhoto, 1);

    self->part = pdf_part_new();
    self->slots = g_array_new(FALSE, FALSE, sizeof(Slot));
    self->place =
        (Affine){.xx = area.width, .yy = area.height, .x0 = area.x, .y0 = area.y};
    return self;
}

static void free_picture(gpointer pointer) {
    PrintedPhoto *self = pointer;

    pdf_part_free(self->part);
    g_array_unref(self->slots);
    g_free(self);
}

FlatPictures *flat_pictures_new(void) {
    FlatPictures *self = g_new0(FlatPictures, 1);

    self->by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_picture);
    return self;
}

void flat_pictures_free(FlatPictures *self) {
    if (self == NULL)
        return;
    g_hash_table_unref(self->by_key);
    g_free(self);
}

void flat_pictures_trim(FlatPictures *self) {
    if (self->kept <= KEPT_MAX)
        return;
    g_hash_table_remove_all(self->by_key);
    self->kept = 0;
}

static void add_rect(GString *key, Rect rect) {
    g_string_append_printf(key, " %.17g %.17g %.17g %.17g", rect.x, rect.y, rect.width,
                           rect.height);
}

/* What the content id leaves out. */
static void add_items(GString *key, const GPtrArray *items) {
    for (guint i = 0; i < items->len; i++) {
        const Item *item = g_ptr_array_index(items, i);

        add_rect(key, item->area);
        g_string_append(key, item->isolate ? " isolated(" : "(");
        add_items(key, item->items);
        g_string_append_c(key, ')');
    }
}

static char *key_for(const Poster *poster, Rect area, double ppi) {
    g_autofree char *content = poster_content_id(poster);
    GString *key = g_string_new(content);

    g_string_append_printf(key, " %.17g %.17g", ppi, poster->effects_ppi);
    add_rect(key, area);
    add_items(key, poster->items);
    return g_string_free(key, FALSE);
}

const PrintedPhoto *flat_pictures_find(FlatPictures *self, PrintRoom *room,
                                       const Poster *poster, const PrintJob *job,
                                       double ppi, Diagnostics *diagnostics,
                                       GError **error) {
    Rect area = whole_pixels(poster->boxes.bleed, ppi);
    g_autofree char *key = key_for(poster, area, ppi);
    PrintedPhoto *picture = g_hash_table_lookup(self->by_key, key);
    g_autoptr(PlatePage) page = NULL;
    Making making;

    if (picture != NULL)
        return picture;
    page = plate_page_new(room, poster, job, area, ppi, 0, poster->items->len,
                          diagnostics, error);
    if (page == NULL)
        return NULL;
    picture = picture_new(area);
    making = (Making){.picture = picture, .page = page};
    if (!make(&making, error)) {
        free_picture(picture);
        return NULL;
    }
    self->kept += pdf_part_size(picture->part);
    g_hash_table_insert(self->by_key, g_steal_pointer(&key), picture);
    return picture;
}
