#include "prepress/plate_tif.h"

#include "base/crew.h"
#include "resources/tiff_writer.h"

/* One TIFF being made, in this process or its helpers. */
typedef struct {
    const PlatePage *page;
    TiffWriter *writer;
} Making;

static bool make_band(void *data, guint index, GByteArray *made, GError **error) {
    const Making *self = data;
    gsize pixels = (gsize)plate_page_width(self->page) *
                   (gsize)plate_page_rows(self->page, (int)index);
    guint start = made->len;

    g_byte_array_set_size(made, start + (guint)pixels * plate_page_plates(self->page));
    return plate_page_draw(self->page, (int)index, made->data + start, error);
}

static bool take_band(void *data, guint index, const guint8 *made, gsize length,
                      GError **error) {
    const Making *self = data;

    (void)length;
    return tiff_writer_add(self->writer, made, plate_page_rows(self->page, (int)index),
                           error);
}

/* As people who read English know the process inks, and so do programs. */
static GPtrArray *name_inks(const PlatePage *page) {
    static const char *const process[] = {"Cyan", "Magenta", "Yellow", "Black"};
    GPtrArray *inks = g_ptr_array_new();

    for (guint i = 0; i < plate_page_plates(page); i++)
        g_ptr_array_add(inks, (gpointer)(i < G_N_ELEMENTS(process)
                                             ? process[i]
                                             : plate_page_plate(page, i)->name));
    return inks;
}

static TiffWriter *open_writer(const PlatePage *page, const Profile *profile,
                               const PrintJob *job, double ppi, const char *path,
                               GError **error) {
    g_autoptr(GPtrArray) inks = name_inks(page);
    g_autofree char *name = g_path_get_basename(path);
    const TiffPicture picture = {.width = plate_page_width(page),
                                 .height = plate_page_height(page),
                                 .strip = plate_page_rows(page, 0),
                                 .ppi = ppi,
                                 .inks = inks,
                                 .profile = profile_bytes(profile),
                                 .name = name,
                                 .date = job->date};

    return tiff_writer_new(&picture, error);
}

static Product *write_bands(const PlatePage *page, TiffWriter *writer,
                            const RasterMeans *means, const char *path,
                            GError **error) {
    Making making = {page, writer};
    const Crew crew = {.pieces = (guint)plate_page_bands(page),
                       .helpers = plate_page_helpers(page, means),
                       .data = &making,
                       .make = make_band,
                       .take = take_band};

    return crew_run(&crew, error) ? tiff_writer_finish(writer, path, error) : NULL;
}

Product *plate_tif_write(PrintRoom *room, const Poster *poster, const PrintJob *job,
                         const PlateTifOptions *options, const char *path,
                         Diagnostics *diagnostics, GError **error) {
    double ppi = poster_ppi(poster, options->ppi);
    const Profile *profile = print_room_profile(room, job->campaign, error);
    g_autoptr(PlatePage) page =
        profile == NULL ? NULL
                        : plate_page_new(room, poster, job, poster->boxes.bleed, ppi, 0,
                                         poster->items->len, diagnostics, error);
    g_autoptr(TiffWriter) writer =
        page == NULL ? NULL : open_writer(page, profile, job, ppi, path, error);

    return writer == NULL ? NULL
                          : write_bands(page, writer, &options->means, path, error);
}
