#include "prepress/print_pdf.h"

#include "base/output.h"
#include "base/translate.h"
#include "draw/content_id.h"
#include "draw/draw.h"
#include "prepress/assembly.h"
#include "prepress/marks.h"
#include "prepress/page_surface.h"
#include "prepress/print_page.h"

#include <string.h>

enum { PAGE_DECIMALS = 3 };

/* One campaign's, for its condition. */
typedef struct {
    PrintColours *colours;
    Artworks *artworks;
    Artworks *outlined; /* those with letters, for whoever wants outlines */
    PhotoStore *photos;
    PdfPart *profile;
} Press;

struct PrintRoom {
    Resources *resources;
    GHashTable *presses; /* Campaign to Press */
};

/* One poster being made. */
typedef struct {
    PrintRoom *room;
    Press *press;
    const Poster *poster;
    const PrintJob *job;
    Diagnostics *diagnostics;
    InkTags *tags;
    GArray *pictures; /* of Picture */
    bool outlines;    /* text is drawn as paths */
    double delivery;  /* 10: the file is a tenth of the poster */
    double margin;    /* around the bleed, points in the file */
    Marks marks;
} Run;

static void free_press(gpointer pointer) {
    Press *self = pointer;

    g_clear_pointer(&self->artworks, artworks_free);
    g_clear_pointer(&self->outlined, artworks_free);
    g_clear_pointer(&self->photos, photo_store_free);
    g_clear_pointer(&self->colours, print_colours_free);
    g_clear_pointer(&self->profile, pdf_part_free);
    g_free(self);
}

PrintRoom *print_room_new(Resources *resources) {
    PrintRoom *self = g_new0(PrintRoom, 1);

    self->resources = resources;
    self->presses = g_hash_table_new_full(NULL, NULL, NULL, free_press);
    return self;
}

void print_room_free(PrintRoom *self) {
    if (self == NULL)
        return;
    g_hash_table_unref(self->presses);
    g_free(self);
}

const Condition *print_condition(const Campaign *campaign) {
    return campaign->condition != NULL ? campaign->condition : condition_usual();
}

static bool has_outlines(const Campaign *campaign) {
    return campaign->supplier != NULL && campaign->supplier->outlines;
}

static Press *find_press(PrintRoom *self, const Campaign *campaign, GError **error) {
    Press *press = g_hash_table_lookup(self->presses, campaign);
    PrintColours *colours;

    if (press != NULL)
        return press;
    colours = print_colours_new(campaign, print_condition(campaign),
                                self->resources->profiles, error);
    if (colours == NULL)
        return NULL;
    press = g_new0(Press, 1);
    press->colours = colours;
    press->artworks = artworks_new(colours, has_outlines(campaign));
    press->outlined = artworks_new(colours, true);
    press->photos = photo_store_new(colours);
    press->profile = pdfx_profile_part(print_colours_profile(colours));
    g_hash_table_insert(self->presses, (gpointer)campaign, press);
    return press;
}

const Resources *print_room_resources(const PrintRoom *self) {
    return self->resources;
}

Profile *print_room_profile(PrintRoom *self, const Campaign *campaign, GError **error) {
    const Press *press = find_press(self, campaign, error);

    return press == NULL ? NULL : print_colours_profile(press->colours);
}

/* --- what stands in while cairo draws ------------------------------------------------
 */

/* Large solid black takes more inks, where the condition says so; codes and thin lines
 * stay on one plate. */
static bool is_large(const Run *self, const Item *item) {
    const Condition *condition = print_colours_condition(self->press->colours);
    const Ruler ruler = {0};

    if (item->kind == ITEM_TEXT)
        return item->font_size >=
               length_to_points(condition->black_type_under, &ruler, 0);
    if (item->kind == ITEM_SHAPE && item->stroke > 0)
        return item->stroke >=
               length_to_points(condition->black_lines_under, &ruler, 0);
    return (item->kind == ITEM_PANEL || item->kind == ITEM_SHAPE) &&
           MIN(item->area.width, item->area.height) >=
               length_to_points(condition->black_type_under, &ruler, 0);
}

/* What overprints if it is small: points in the file, 0 for all else. */
static double letters_of(const Run *self, const Item *item, const PrintColour *colour) {
    return item->kind == ITEM_TEXT && self->outlines && print_colour_is_black(colour)
               ? item->font_size / self->delivery
               : 0;
}

static Rgb tag_paint(void *data, const Item *item, Paint paint) {
    Run *self = data;
    const Condition *condition = print_colours_condition(self->press->colours);
    PrintColour colour = print_colour_of_paint(paint);

    if (condition->has_rich_black && print_colour_is_black(&colour) &&
        is_large(self, item)) {
        for (int i = 0; i < 4; i++)
            colour.cmyk[i] = condition->rich_black[i] / 100;
    }
    return ink_tags_add_text(self->tags, paint_to_rgb(paint), &colour,
                             letters_of(self, item, &colour));
}

/* A path that no optimisation of cairo's takes for a rectangle: the first side is a
 * curve that is straight. `corners`: where 0,0 of the picture's unit square stands,
 * then 1,0 and 1,1 and 0,1. */
static void draw_placeholder(cairo_t *cr, guint number, const double corners[8]) {
    Rgb tag = picture_tag(number);
    double right = corners[2] - corners[0], down = corners[3] - corners[1];

    cairo_new_path(cr);
    cairo_move_to(cr, corners[0], corners[1]);
    cairo_curve_to(cr, corners[0] + right / 3, corners[1] + down / 3,
                   corners[0] + right * 2 / 3, corners[1] + down * 2 / 3, corners[2],
                   corners[3]);
    cairo_line_to(cr, corners[4], corners[5]);
    cairo_line_to(cr, corners[6], corners[7]);
    cairo_close_path(cr);
    cairo_set_source_rgb(cr, tag.red, tag.green, tag.blue);
    cairo_fill(cr);
}

/* Where corners lie on the page, and how large the box around them is. */
static Rect device_bounds(cairo_t *cr, const double corners[8]) {
    double left = G_MAXDOUBLE, top = G_MAXDOUBLE;
    double right = -G_MAXDOUBLE, bottom = -G_MAXDOUBLE;

    for (int i = 0; i < 8; i += 2) {
        double x = corners[i], y = corners[i + 1];

        cairo_user_to_device(cr, &x, &y);
        left = MIN(left, x);
        top = MIN(top, y);
        right = MAX(right, x);
        bottom = MAX(bottom, y);
    }
    return (Rect){left, top, right - left, bottom - top};
}

/* What is not, cairo drops: it looks at the boxes upright on the page around a path and
 * around what is clipped to, in 256ths of a unit. */
static bool is_in_view(cairo_t *cr, const double corners[8]) {
    static const double least = 2.0 / 256;
    Rect bounds = device_bounds(cr, corners);
    double left, top, right, bottom;

    cairo_save(cr);
    cairo_identity_matrix(cr);
    cairo_clip_extents(cr, &left, &top, &right, &bottom);
    cairo_restore(cr);
    return MIN(bounds.x + bounds.width, right) - MAX(bounds.x, left) >= least &&
           MIN(bounds.y + bounds.height, bottom) - MAX(bounds.y, top) >= least;
}

static bool place_picture(Run *self, cairo_t *cr, const Picture *picture,
                          const double corners[8], GError **error) {
    if (!is_in_view(cr, corners))
        return true;
    if (self->pictures->len == PICTURE_TAGS_MAX) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                    _("the poster shows more than %d pictures"), PICTURE_TAGS_MAX);
        return false;
    }
    draw_placeholder(cr, self->pictures->len, corners);
    g_array_append_val(self->pictures, *picture);
    return true;
}

/* Drawings without letters are the same either way. */
static Artworks *artworks_for(const Run *self, const Item *item) {
    return self->outlines && svg_has_text(item->svg) ? self->press->outlined
                                                     : self->press->artworks;
}

static bool place_art(void *data, cairo_t *cr, const Item *item, GError **error) {
    Run *self = data;
    const Artwork *artwork =
        artworks_find(artworks_for(self, item), item, self->poster->effects_ppi,
                      self->diagnostics, error);
    const Picture picture = {.artwork = artwork, .scale = item->unit};
    double left, top, right, bottom;

    if (artwork == NULL)
        return false;
    cairo_translate(cr, item->origin_x, item->origin_y);
    cairo_scale(cr, item->mirrored ? -item->unit : item->unit, item->unit);
    left = artwork->extents.x;
    top = artwork->extents.y;
    right = left + artwork->extents.width;
    bottom = top + artwork->extents.height;
    return place_picture(
        self, cr, &picture,
        (const double[8]){left, top, right, top, right, bottom, left, bottom}, error);
}

/* An image of PDF has its first row at the top of its unit square, which is at 1. */
static bool place_photo(void *data, cairo_t *cr, const Item *item, GError **error) {
    static const double unit_square[8] = {0, 1, 1, 1, 1, 0, 0, 0};
    Run *self = data;
    const PrintedPhoto *photo =
        photo_store_find(self->press->photos, item, self->poster->effects_ppi, error);
    const Affine *place;
    double corners[8];

    if (photo == NULL)
        return false;
    place = &photo->place;
    for (int i = 0; i < 8; i += 2) {
        double x = unit_square[i], y = unit_square[i + 1];

        corners[i] = place->xx * x + place->xy * y + place->x0;
        corners[i + 1] = place->yx * x + place->yy * y + place->y0;
    }
    cairo_rectangle(cr, item->area.x, item->area.y, item->area.width,
                    item->area.height);
    cairo_clip(cr);
    return place_picture(self, cr, &(Picture){.photo = photo}, corners, error);
}

/* --- the page ------------------------------------------------------------------------
 */

static Rect page_box(const Run *self, Rect box) {
    const Rect *bleed = &self->poster->boxes.bleed;

    return (Rect){self->margin + (box.x - bleed->x) / self->delivery,
                  self->margin + (box.y - bleed->y) / self->delivery,
                  box.width / self->delivery, box.height / self->delivery};
}

static Rect media_box(const Run *self) {
    const Rect *bleed = &self->poster->boxes.bleed;

    return (Rect){0, 0, 2 * self->margin + bleed->width / self->delivery,
                  2 * self->margin + bleed->height / self->delivery};
}

static bool draw_all(Run *self, cairo_t *cr, GError **error) {
    const DrawStandIns stand_ins = {self, tag_paint, place_art, place_photo};
    const DrawOptions options = {
        .text_as_paths = self->outlines,
        .stand_ins = &stand_ins,
    };
    Rect bleed = page_box(self, self->poster->boxes.bleed);
    Rect trim = page_box(self, self->poster->boxes.trim);
    bool drawn;

    cairo_save(cr);
    cairo_rectangle(cr, bleed.x, bleed.y, bleed.width, bleed.height);
    cairo_clip(cr);
    cairo_translate(cr, trim.x, trim.y);
    cairo_scale(cr, 1 / self->delivery, 1 / self->delivery);
    drawn = draw_poster(cr, self->poster, &options, error);
    cairo_restore(cr);
    return drawn;
}

/* --- the slug line -------------------------------------------------------------------
 */

static void add_spot(GPtrArray *spots, const Ink *ink) {
    for (guint i = 0; i < spots->len; i++) {
        const Ink *known = g_ptr_array_index(spots, i);

        if (strcmp(known->spot, ink->spot) == 0)
            return;
    }
    g_ptr_array_add(spots, (gpointer)ink);
}

static void add_paint(GPtrArray *spots, Paint paint) {
    if (paint.ink != NULL && paint.ink->spot != NULL)
        add_spot(spots, paint.ink);
}

static void collect_item_spots(const GPtrArray *items, GPtrArray *spots) {
    for (guint i = 0; i < items->len; i++) {
        const Item *item = g_ptr_array_index(items, i);

        add_paint(spots, item->paint);
        add_paint(spots, item->fade.to);
        collect_item_spots(item->items, spots);
    }
}

/* The plates of their own that the poster needs; of const Ink. */
static GPtrArray *collect_spots(const Run *self) {
    GPtrArray *spots = g_ptr_array_new();

    collect_item_spots(self->poster->items, spots);
    for (guint i = 0; i < self->pictures->len; i++) {
        const Picture *picture = &g_array_index(self->pictures, Picture, i);
        const GArray *slots =
            picture->photo != NULL ? picture->photo->slots : picture->artwork->slots;

        for (guint j = 0; j < slots->len; j++) {
            const Slot *slot = &g_array_index(slots, Slot, j);

            if (slot->kind == SLOT_SPOT || slot->kind == SLOT_MIX)
                add_spot(spots, slot->ink);
        }
    }
    return spots;
}

static char *scale_text(const Run *self) {
    return self->delivery == 1 ? NULL : g_strdup_printf("1:%g", self->delivery);
}

static char *make_slug(const Run *self, const GPtrArray *spots, const char *content) {
    g_autofree char *scale = scale_text(self);
    const Rect *trim = &self->poster->boxes.trim;
    GString *slug = g_string_new(self->job->job);

    if (self->job->row != NULL)
        g_string_append_printf(slug, " (%s)", self->job->row);
    g_string_append_printf(slug, " · %s, ", self->poster->size);
    number_append(slug, trim->width * 25.4 / 72, 1);
    g_string_append(slug, " × ");
    number_append(slug, trim->height * 25.4 / 72, 1);
    g_string_append_printf(slug, " mm · %s · C M Y K", scale == NULL ? "1:1" : scale);
    for (guint i = 0; i < spots->len; i++)
        g_string_append_printf(slug, " + %s",
                               ((const Ink *)g_ptr_array_index(spots, i))->spot);
    g_string_append_printf(slug, " · %s · %s · %s", self->poster->language, content,
                           self->poster->is_draft ? "ENTWURF" : "freigegeben");
    return g_string_free(slug, FALSE);
}

static const TypeStyle *slug_style(const Campaign *campaign) {
    return campaign->draft.style == NULL
               ? NULL
               : campaign_find_style(campaign, campaign->draft.style);
}

static Marks marks_of(const Campaign *campaign) {
    return campaign->supplier == NULL ? MARKS_NONE : (Marks)campaign->supplier->marks;
}

static void draw_marks(Run *self, cairo_t *cr, const char *content) {
    const Campaign *campaign = self->job->campaign;
    g_autoptr(GPtrArray) spots = collect_spots(self);
    g_autofree char *slug = make_slug(self, spots, content);
    const MarksPage page = {
        .marks = self->marks,
        .text_as_paths = self->outlines,
        .bleed = page_box(self, self->poster->boxes.bleed),
        .trim = page_box(self, self->poster->boxes.trim),
        .tags = self->tags,
        .fonts = self->room->resources->fonts,
        .style = slug_style(campaign),
        .spots = spots,
        .slug = slug,
    };

    marks_draw(cr, &page);
}

/* --- from cairo to the file ----------------------------------------------------------
 */

static GBytes *draw_page(Run *self, const char *content, GError **error) {
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    Rect media = media_box(self);
    cairo_surface_t *page = page_surface_new(bytes, media.width, media.height);
    cairo_t *cr = cairo_create(page);
    bool drawn;

    drawn = draw_all(self, cr, error);
    if (drawn)
        draw_marks(self, cr, content);
    cairo_destroy(cr);
    drawn = drawn && page_surface_finish(page, error);
    cairo_surface_destroy(page);
    return drawn ? g_byte_array_free_to_bytes(g_steal_pointer(&bytes)) : NULL;
}

/* PDF counts from the bottom. */
static Rect from_bottom(Rect media, Rect box) {
    box.y = media.height - box.y - box.height;
    return box;
}

static GBytes *assemble(const Run *self, const Conversion *conversion,
                        const char *content) {
    const Supplier *supplier = self->job->campaign->supplier;
    g_autofree char *scale = scale_text(self);
    Rect media = media_box(self);
    const PdfxPage page = {
        .title = self->poster->title,
        .language = self->poster->language,
        .date = self->job->date,
        .content = content,
        .condition = print_colours_condition(self->press->colours),
        .media = media,
        .bleed = from_bottom(media, page_box(self, self->poster->boxes.bleed)),
        .trim = from_bottom(media, page_box(self, self->poster->boxes.trim)),
        .scale = scale,
        .motif = self->job->motif,
        .size = self->poster->size,
        .row = self->job->row_id,
    };
    const Assembly assembly = {
        .page = &page,
        .profile = self->press->profile,
        .content = conversion->part,
        .slots = conversion->slots,
        .scale = self->delivery,
        .pictures = self->pictures,
        .overprint = supplier == NULL || supplier->overprint,
    };

    return assembly_finish(&assembly);
}

/* A placeholder that went missing would be a picture that went missing. */
static bool has_all_pictures(const Run *self, const Conversion *conversion,
                             GError **error) {
    guint found = 0;

    for (guint i = 0; i < conversion->slots->len; i++)
        found += g_array_index(conversion->slots, Slot, i).kind == SLOT_PICTURE;
    if (found == self->pictures->len)
        return true;
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED,
                _("%u of %u pictures were not drawn"), self->pictures->len - found,
                self->pictures->len);
    return false;
}

static GBytes *convert(const Run *self, GBytes *drawn, const char *content,
                       GError **error) {
    g_autoptr(PdfFile) file = pdf_file_read(drawn, error);
    Rect media = media_box(self);
    const double box[4] = {0, 0, media.width, media.height};
    static const double as_it_is[6] = {1, 0, 0, 1, 0, 0};
    Conversion conversion = {.file = file,
                             .colours = self->press->colours,
                             .tags = self->tags,
                             .decimals = PAGE_DECIMALS};
    GBytes *bytes = NULL;

    if (file == NULL)
        return NULL;
    conversion_start(&conversion);
    if (convert_page(&conversion, as_it_is, box, error) &&
        has_all_pictures(self, &conversion, error))
        bytes = assemble(self, &conversion, content);
    conversion_clear(&conversion);
    return bytes;
}

static GBytes *make(Run *self, GError **error) {
    g_autofree char *content = poster_content_id(self->poster);
    g_autoptr(GBytes) drawn = draw_page(self, content, error);

    return drawn == NULL ? NULL : convert(self, drawn, content, error);
}

static void trim_press(const Press *self) {
    photo_store_trim(self->photos);
    artworks_trim(self->artworks);
    artworks_trim(self->outlined);
}

static GBytes *run(Run *self, GError **error) {
    GBytes *bytes;

    trim_press(self->press);
    self->tags = ink_tags_new();
    self->pictures = g_array_new(FALSE, FALSE, sizeof(Picture));
    bytes = make(self, error);
    ink_tags_free(self->tags);
    return bytes;
}

GBytes *print_pdf_make(PrintRoom *self, const Poster *poster, const PrintJob *job,
                       Diagnostics *diagnostics, GError **error) {
    const Supplier *supplier = job->campaign->supplier;
    Marks marks = marks_of(job->campaign);
    Run making = {.room = self,
                  .press = find_press(self, job->campaign, error),
                  .poster = poster,
                  .job = job,
                  .diagnostics = diagnostics,
                  .outlines = has_outlines(job->campaign),
                  .delivery = supplier == NULL ? 1 : supplier->scale,
                  .margin = marks_room(marks),
                  .marks = marks};
    GBytes *bytes = making.press == NULL ? NULL : run(&making, error);

    g_clear_pointer(&making.pictures, g_array_unref);
    return bytes;
}

Product *print_pdf_write(PrintRoom *self, const Poster *poster, const PrintJob *job,
                         const char *path, Diagnostics *diagnostics, GError **error) {
    g_autoptr(GBytes) bytes = print_pdf_make(self, poster, job, diagnostics, error);
    gsize length = 0;
    const void *data = bytes == NULL ? NULL : g_bytes_get_data(bytes, &length);

    if (bytes == NULL || !output_write(path, data, length, error))
        return NULL;
    return product_new(path, "pdf", data, length);
}

/* --- for plates ----------------------------------------------------------------------
 */

void print_page_clear(PrintPage *self) {
    g_clear_pointer(&self->pdf, g_bytes_unref);
    g_clear_pointer(&self->spots, g_ptr_array_unref);
}

bool print_page_make(PrintRoom *self, const Poster *poster, const PrintJob *job,
                     guint first, guint end, Diagnostics *diagnostics, PrintPage *page,
                     GError **error) {
    g_autoptr(GPtrArray) items = g_ptr_array_new();
    Poster part = *poster;
    Run making = {.room = self,
                  .press = find_press(self, job->campaign, error),
                  .poster = &part,
                  .job = job,
                  .diagnostics = diagnostics,
                  .outlines = true,
                  .delivery = 1,
                  .marks = MARKS_NONE};

    for (guint i = first; i < MIN(end, poster->items->len); i++)
        g_ptr_array_add(items, g_ptr_array_index(poster->items, i));
    part.items = items;
    *page = (PrintPage){0};
    if (making.press == NULL)
        return false;
    page->pdf = run(&making, error);
    if (page->pdf != NULL)
        page->spots = collect_spots(&making);
    g_array_unref(making.pictures);
    return page->pdf != NULL;
}
