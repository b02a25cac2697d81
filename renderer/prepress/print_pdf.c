#include "prepress/print_pdf.h"

#include "base/translate.h"
#include "draw/content_id.h"
#include "draw/draw.h"
#include "prepress/assembly.h"
#include "prepress/flat_picture.h"
#include "prepress/flat_poster.h"
#include "prepress/marks.h"
#include "prepress/page_surface.h"
#include "prepress/placeholder.h"
#include "prepress/print_page.h"
#include "prepress/print_press.h"
#include "prepress/slug.h"

#include <string.h>

enum { PAGE_DECIMALS = 3 };

/* One poster being made. */
typedef struct {
    PrintRoom *room;
    Press *press;
    const Poster *poster;
    const PrintJob *job;
    Diagnostics *diagnostics;
    InkTags *tags;
    GArray *pictures;          /* of Picture */
    const PrintedPhoto *below; /* of what is seen through, below all; NULL: none */
    const Poster *hidden;      /* words below that; NULL: none */
    bool is_back;              /* the poster is mirrored */
    bool is_flat;              /* nothing may be seen through */
    bool outlines;             /* text is drawn as paths */
    bool is_drawn_again;       /* for plates: nobody asks for its profile */
    double delivery;           /* 10: the file is a tenth of the poster */
    double margin;             /* around the bleed, points in the file */
    Marks marks;
} Run;

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

static bool place_picture(Run *self, cairo_t *cr, const Picture *picture,
                          const double corners[8], GError **error) {
    if (!placeholder_is_seen(cr, corners))
        return true;
    if (self->pictures->len == PICTURE_TAGS_MAX) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                    _("the poster shows more than %d pictures"), PICTURE_TAGS_MAX);
        return false;
    }
    placeholder_draw(cr, self->pictures->len, corners);
    g_array_append_val(self->pictures, *picture);
    return true;
}

/* Drawings without letters are the same either way. */
static const Artwork *find_artwork(const Run *self, const Item *item, GError **error) {
    Artworks *artworks = self->outlines && svg_has_text(item->svg)
                             ? self->press->outlined
                             : self->press->artworks;

    return artworks_find(artworks, item, self->poster->effects_ppi, self->diagnostics,
                         error);
}

static const PrintedPhoto *find_photo(const Run *self, const Item *item,
                                      GError **error) {
    return photo_store_find(self->press->photos, item, self->poster->effects_ppi,
                            error);
}

static bool place_art(void *data, cairo_t *cr, const Item *item, GError **error) {
    Run *self = data;
    const Artwork *artwork = find_artwork(self, item, error);
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
static bool place_printed(Run *self, cairo_t *cr, const PrintedPhoto *photo,
                          GError **error) {
    static const double unit_square[8] = {0, 1, 1, 1, 1, 0, 0, 0};
    const Affine *place = &photo->place;
    double corners[8];

    for (int i = 0; i < 8; i += 2) {
        double x = unit_square[i], y = unit_square[i + 1];

        corners[i] = place->xx * x + place->xy * y + place->x0;
        corners[i + 1] = place->yx * x + place->yy * y + place->y0;
    }
    return place_picture(self, cr, &(Picture){.photo = photo}, corners, error);
}

static bool place_photo(void *data, cairo_t *cr, const Item *item, GError **error) {
    Run *self = data;
    const PrintedPhoto *photo = find_photo(self, item, error);

    if (photo == NULL)
        return false;
    cairo_rectangle(cr, item->area.x, item->area.y, item->area.width,
                    item->area.height);
    cairo_clip(cr);
    return place_printed(self, cr, photo, error);
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
    cairo_translate(cr, self->is_back ? trim.x + trim.width : trim.x, trim.y);
    cairo_scale(cr, (self->is_back ? -1 : 1) / self->delivery, 1 / self->delivery);
    drawn = (self->hidden == NULL || draw_poster(cr, self->hidden, &options, error)) &&
            (self->below == NULL || place_printed(self, cr, self->below, error)) &&
            draw_poster(cr, self->poster, &options, error);
    cairo_restore(cr);
    return drawn;
}

/* --- marks ---------------------------------------------------------------------------
 */

static char *scale_text(const Run *self) {
    return self->delivery == 1 ? NULL : g_strdup_printf("1:%g", self->delivery);
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
    g_autoptr(GPtrArray) spots = slug_spots(self->poster, self->pictures);
    g_autofree char *scale = scale_text(self);
    g_autofree char *slug =
        slug_to_text(&(Slug){self->poster, self->job, spots, content, scale});
    const MarksPage page = {
        .marks = self->marks,
        .text_as_paths = self->outlines,
        .bleed = page_box(self, self->poster->boxes.bleed),
        .trim = page_box(self, self->poster->boxes.trim),
        .tags = self->tags,
        .fonts = print_room_resources(self->room)->fonts,
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

/* To compress it takes 8 ms. */
static PdfPart *profile_part(const Run *self) {
    Press *press = self->press;
    PdfPart **part = self->is_drawn_again ? &press->no_profile : &press->profile;

    if (*part == NULL)
        *part = pdfx_profile_part(
            self->is_drawn_again ? NULL : print_colours_profile(press->colours));
    return *part;
}

static GBytes *assemble(const Run *self, const Conversion *conversion,
                        const char *content) {
    const Supplier *supplier = self->job->campaign->supplier;
    g_autofree char *scale = scale_text(self);
    Rect media = media_box(self);
    const PdfxPage page = {
        .standard = supplier == NULL ? STANDARD_X4 : (Standard)supplier->standard,
        .title = self->poster->title,
        .language = self->poster->language,
        .date = self->job->date,
        .content = content,
        .is_back = self->is_back,
        .condition = print_colours_condition(self->press->colours),
        .media = media,
        .bleed = from_bottom(media, page_box(self, self->poster->boxes.bleed)),
        .trim = from_bottom(media, page_box(self, self->poster->boxes.trim)),
        .scale = scale,
        .motif = self->job->motif,
        .size = self->poster->size,
        .row = self->job->row_id,
        .order = self->job->order,
    };
    const Assembly assembly = {
        .page = &page,
        .profile = profile_part(self),
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
                             .is_flat = self->is_flat,
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

static GBytes *make(Run *self, const Poster *poster, GError **error) {
    g_autofree char *content = self->job->content != NULL ? g_strdup(self->job->content)
                                                          : poster_content_id(poster);
    g_autoptr(GBytes) drawn = draw_page(self, content, error);

    return drawn == NULL ? NULL : convert(self, drawn, content, error);
}

/* --- where nothing may be seen through
 * ------------------------------------------------
 */

static bool look(void *data, const Item *item, Seen *seen, GError **error) {
    const Run *self = data;
    const Affine placed = {item->mirrored ? -item->unit : item->unit,
                           0,
                           0,
                           item->unit,
                           item->origin_x,
                           item->origin_y};
    const PrintedPhoto *photo;
    const Artwork *artwork;

    if (item->kind == ITEM_ART) {
        artwork = find_artwork(self, item, error);
        if (artwork != NULL)
            *seen =
                (Seen){artwork->sees_through, affine_bounds(placed, artwork->extents)};
        return artwork != NULL;
    }
    photo = find_photo(self, item, error);
    if (photo != NULL)
        *seen = (Seen){photo->sees_through, item->area};
    return photo != NULL;
}

/* Pixels of letters' font size that they need to look as sharp as anything else: the
 * lines they are made of, a tenth of that, are blurred by a twentieth. */
#define LETTERS_MIN 200

/* On sizes that are seen from farther away it needs fewer, as effects do. */
static double flat_ppi(const Run *self) {
    const Condition *condition = print_colours_condition(self->press->colours);

    return condition->flat_ppi * self->poster->effects_ppi / 300;
}

static bool part(Run *self, FlatPoster *flat, GError **error) {
    const Subject subject = {self->poster->size, self->poster->language,
                             self->job->row};
    const FlatMeans means = {look, self, LETTERS_MIN * 72 / flat_ppi(self)};
    bool parted;

    diagnostics_set_subject(self->diagnostics, &subject);
    parted = flat_poster_make(flat, self->poster, &means, self->diagnostics, error);
    diagnostics_set_subject(self->diagnostics, NULL);
    return parted && !flat->is_refused;
}

static GBytes *make_flat(Run *self, GError **error) {
    const Poster *poster = self->poster;
    g_auto(FlatPoster) flat = {0};

    if (!part(self, &flat, error))
        return NULL;
    if (flat.below != NULL) {
        self->below =
            flat_pictures_find(self->press->flats, self->room, flat.below, self->job,
                               flat_ppi(self), self->diagnostics, error);
        if (self->below == NULL)
            return NULL;
    }
    self->hidden = flat.words;
    self->poster = flat.above;
    return make(self, poster, error);
}

static void trim_press(const Press *self) {
    photo_store_trim(self->photos);
    flat_pictures_trim(self->flats);
    artworks_trim(self->artworks);
    artworks_trim(self->outlined);
}

static GBytes *run(Run *self, GError **error) {
    GBytes *bytes;

    trim_press(self->press);
    self->tags = ink_tags_new();
    self->pictures = g_array_new(FALSE, FALSE, sizeof(Picture));
    bytes = self->is_flat ? make_flat(self, error) : make(self, self->poster, error);
    ink_tags_free(self->tags);
    return bytes;
}

GBytes *print_pdf_make(PrintRoom *self, const Poster *poster, const PrintJob *job,
                       Diagnostics *diagnostics, GError **error) {
    const Supplier *supplier = job->campaign->supplier;
    Marks marks = marks_of(job->campaign);
    Run making = {.room = self,
                  .press = print_room_press(self, job->campaign, error),
                  .poster = poster,
                  .job = job,
                  .diagnostics = diagnostics,
                  .is_back = job->is_back,
                  .is_flat = print_is_flat(job->campaign),
                  .outlines = print_has_outlines(job->campaign),
                  .delivery = supplier == NULL ? 1 : supplier->scale,
                  .margin = marks_room(marks),
                  .marks = marks};
    GBytes *bytes = making.press == NULL ? NULL : run(&making, error);

    g_clear_pointer(&making.pictures, g_array_unref);
    /* Then the file would say that it shows something else. */
    if (bytes != NULL && !images_were_read(print_room_resources(self)->images, error))
        g_clear_pointer(&bytes, g_bytes_unref);
    return bytes;
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
                  .press = print_room_press(self, job->campaign, error),
                  .poster = &part,
                  .job = job,
                  .diagnostics = diagnostics,
                  .outlines = true,
                  .is_drawn_again = true,
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
        page->spots = slug_spots(&part, making.pictures);
    g_array_unref(making.pictures);
    return page->pdf != NULL;
}
