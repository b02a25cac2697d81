/* One figure by one route, in a process of its own; tests/bench/run asks for them and
 * makes the table.
 *
 *   bench start   ours|theirs
 *   bench layout  ours|theirs
 *   bench png|pdf ours|theirs MOTIF SIZE LANGUAGE PPI FILE [ROWS]
 *   bench svg     theirs MOTIF SIZE LANGUAGE PPI FILE
 *   bench posters ours|theirs COUNT FILE
 *   bench campaign theirs FILE
 *
 * "ours" is the program's own route, "theirs" what cairo and pango offer for the same.
 * With ROWS, that many rows of data make a poster each, one file after the other;
 * "posters" makes PDFs of the project that load.py wrote, one after the other,
 * "campaign" those of all motifs, languages and standard sizes (ours is the program
 * itself). Prints numbers with tabs between: CPU milliseconds (with those of child
 * processes), peak memory in MiB, bytes of the files, posters, CPU milliseconds of the
 * slowest poster. Runs in the project's folder. */
#include "base/paths.h"
#include "batch/plan.h"
#include "batch/task.h"
#include "draw/draw.h"
#include "parse/project.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <fontconfig/fontconfig.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

typedef struct {
    double cpu;     /* ms */
    double slowest; /* ms, of one poster */
    gsize bytes;
    guint posters;
} Figures;

static double milliseconds(const struct rusage *usage) {
    return (double)(usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) * 1000 +
           (double)(usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) / 1000;
}

/* CPU since the start of the process. */
static double cpu_now(void) {
    struct rusage own, children;

    getrusage(RUSAGE_SELF, &own);
    getrusage(RUSAGE_CHILDREN, &children);
    return milliseconds(&own) + milliseconds(&children);
}

/* The most memory this process has had, MiB; not what its parent had before it. */
static double peak_memory(void) {
    g_autofree char *status = NULL;
    const char *line;

    g_file_get_contents("/proc/self/status", &status, NULL, NULL);
    line = status != NULL ? strstr(status, "VmHWM:") : NULL;
    return line != NULL ? g_ascii_strtod(line + strlen("VmHWM:"), NULL) / 1024 : 0;
}

static void stop(const GError *error) {
    fprintf(stderr, "bench: %s\n", error != NULL ? error->message : "failed");
    exit(EXIT_FAILURE);
}

/* --- the project ------------------------------------------------------------- */

typedef struct {
    Diagnostics *diagnostics;
    Project *project;
    GPtrArray *motifs; /* of const Motif */
    Resources *resources;
    PrintRoom *print_room;
    FileRoom *file_room;
} Bench;

static void bench_open(Bench *self) {
    g_autoptr(GError) error = NULL;

    self->diagnostics = diagnostics_new();
    self->project = project_new(self->diagnostics);
    self->motifs = project_load_motifs(self->project, "motifs", &error);
    if (self->motifs == NULL || self->motifs->len == 0)
        stop(error);
    self->resources = resources_load(TEST_FONTS, &error);
    if (self->resources == NULL)
        stop(error);
    self->print_room = print_room_new(self->resources, NULL);
    self->file_room = file_room_new();
}

static void bench_close(Bench *self) {
    print_room_free(self->print_room);
    file_room_free(self->file_room);
    resources_free(self->resources);
    g_ptr_array_unref(self->motifs);
    project_free(self->project);
    diagnostics_free(self->diagnostics);
}

static GPtrArray *plan(const Bench *self, const Selection *selection) {
    g_autofree char *problem = NULL;
    GPtrArray *tasks = plan_make(self->motifs, selection, self->diagnostics, &problem);

    if (tasks == NULL || tasks->len == 0) {
        fprintf(stderr, "bench: %s\n", problem != NULL ? problem : "no posters");
        exit(EXIT_FAILURE);
    }
    return tasks;
}

static Poster *make_poster(const Bench *self, const Task *task) {
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    Poster *poster = task_make_poster(task, self->resources, diagnostics);

    if (poster == NULL) {
        fprintf(stderr, "bench: %s has errors; see plakat check\n", task->path);
        exit(EXIT_FAILURE);
    }
    return poster;
}

/* --- start-up ---------------------------------------------------------------- */

static void say_hello(PangoContext *context) {
    g_autoptr(PangoLayout) layout = pango_layout_new(context);
    PangoFontDescription *font = pango_font_description_from_string("Inter 20");
    int width;

    pango_layout_set_font_description(layout, font);
    pango_layout_set_text(layout, "Köln", -1);
    pango_layout_get_size(layout, &width, NULL);
    pango_font_description_free(font);
}

/* Everything read, fonts open, the first word set. */
static Figures start_ours(void) {
    Bench bench = {0};
    Figures figures = {.posters = 1};

    bench_open(&bench);
    say_hello(fonts_context(bench.resources->fonts, false));
    figures.cpu = cpu_now();
    bench_close(&bench);
    return figures;
}

/* The same fonts by pango alone; nothing else is read. */
static Figures start_theirs(void) {
    FcConfig *config = FcConfigCreate();
    g_autoptr(GPtrArray) names = path_list(TEST_FONTS, NULL);
    PangoFontMap *map;
    PangoContext *context;
    Figures figures = {.posters = 1};

    for (guint i = 0; names != NULL && i < names->len; i++) {
        g_autofree char *path =
            g_build_filename(TEST_FONTS, g_ptr_array_index(names, i), NULL);

        if (g_str_has_suffix(path, "tf")) /* .otf, .ttf */
            FcConfigAppFontAddFile(config, (const FcChar8 *)path);
    }
    map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), config);
    context = pango_font_map_create_context(map);
    say_hello(context);
    figures.cpu = cpu_now();
    g_object_unref(context);
    g_object_unref(map);
    FcConfigDestroy(config);
    return figures;
}

/* --- layout ------------------------------------------------------------------ */

static PangoFontDescription *font_of(const TypeStyle *style) {
    PangoFontDescription *font = pango_font_description_new();
    g_autoptr(GString) families = g_string_new(NULL);

    for (guint i = 0; i < style->families->len; i++)
        g_string_append_printf(families, "%s%s", i > 0 ? "," : "",
                               (char *)g_ptr_array_index(style->families, i));
    pango_font_description_set_family(font, families->str);
    pango_font_description_set_weight(font, (PangoWeight)style->weight);
    return font;
}

/* Whether words wrapped at a font size fit. Our boxes have no room above the capitals
 * of the first line, nor below the last baseline: about half a line. */
static bool wraps_into(PangoLayout *layout, PangoFontDescription *font, double size,
                       Rect area) {
    int width, height;

    pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
    pango_layout_set_font_description(layout, font);
    pango_layout_get_size(layout, &width, &height);
    return width <= area.width * PANGO_SCALE &&
           height - size / 2 * PANGO_SCALE <= area.height * PANGO_SCALE;
}

/* Smaller and smaller fonts until one fits, from one that is little too large: as
 * though somebody knew nearly. */
static void wrap_item(PangoContext *context, const Item *item) {
    g_autoptr(PangoLayout) layout = pango_layout_new(context);
    PangoFontDescription *font = font_of(item->style);
    double size = 1.25 * item->font_size;

    pango_layout_set_text(layout, item->words, -1);
    pango_layout_set_width(layout, (int)(item->area.width * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD);
    while (!wraps_into(layout, font, size, item->area) && size > 1)
        size *= 0.98;
    pango_font_description_free(font);
}

static void wrap_items(PangoContext *context, const GPtrArray *items) {
    for (guint i = 0; i < items->len; i++) {
        const Item *item = g_ptr_array_index(items, i);

        if (item->kind == ITEM_TEXT && item->style != NULL)
            wrap_item(context, item);
        wrap_items(context, item->items);
    }
}

/* One poster; the milliseconds it took. */
static double lay_out(const Bench *self, const Task *task, bool ours) {
    double start = cpu_now();
    g_autoptr(Poster) poster = make_poster(self, task);

    if (!ours) {
        start = cpu_now();
        wrap_items(fonts_context(self->resources->fonts, poster->right_to_left),
                   poster->items);
    }
    return cpu_now() - start;
}

/* Others differ from it in their data only. */
static bool is_of_first_row(const Task *task) {
    return task->row == NULL || task->row->number == 1;
}

/* What is done once: drawings and dictionaries are read, fonts are opened. */
static void warm_up(const Bench *self, const GPtrArray *tasks) {
    for (guint i = 0; i < tasks->len; i++) {
        const Task *task = g_ptr_array_index(tasks, i);

        if (is_of_first_row(task))
            lay_out(self, task, true);
    }
}

/* Theirs takes so long that one poster in so many must do. */
enum { THEIRS_ONE_IN = 7 };

static Figures layout(bool ours) {
    Selection selection = {.all_sizes = true, .outputs = {true}, .folder = "out"};
    Bench bench = {0};
    Figures figures = {0};
    guint number = 0;
    g_autoptr(GPtrArray) tasks = NULL;

    bench_open(&bench);
    tasks = plan(&bench, &selection);
    warm_up(&bench, tasks);
    for (guint i = 0; i < tasks->len; i++) {
        const Task *task = g_ptr_array_index(tasks, i);
        double cpu;

        if (!is_of_first_row(task) || (number++ % THEIRS_ONE_IN != 0 && !ours))
            continue;
        cpu = lay_out(&bench, task, ours);
        figures.cpu += cpu;
        figures.slowest = fmax(figures.slowest, cpu);
        figures.posters++;
    }
    bench_close(&bench);
    return figures;
}

/* --- files ------------------------------------------------------------------- */

typedef struct {
    const char *motif, *size, *language, *file;
    double ppi;
    guint rows;
    Output output;
    bool is_svg; /* and no output of ours */
    bool is_ours;
} Wanted;

/* The file of a task as the program makes it. */
static void write_ours(const Batch *batch, guint index) {
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Outcome) outcome = task_run_poster(batch, index, diagnostics);

    if (outcome->products->len != 1) {
        fprintf(stderr, "bench: %s\n",
                outcome->problem != NULL ? outcome->problem : "not drawn");
        exit(EXIT_FAILURE);
    }
}

/* Draws and lets go of a surface. */
static void draw_on(cairo_surface_t *surface, const Poster *poster, Rect area,
                    double scale, bool as_paths) {
    DrawOptions options = {
        .text_as_paths = as_paths,
        .photo_ppi = as_paths ? 72 * scale : poster->effects_ppi,
    };
    cairo_t *cr = cairo_create(surface);
    g_autoptr(GError) error = NULL;

    if (as_paths) {
        cairo_set_source_rgb(cr, 1, 1, 1);
        cairo_paint(cr);
    }
    cairo_scale(cr, scale, scale);
    cairo_translate(cr, -area.x, -area.y);
    if (!draw_poster(cr, poster, &options, &error))
        stop(error);
    cairo_destroy(cr);
}

/* The trim as an SVG, its photos in the pixels that `ppi` asks for. cairo knows no
 * blend modes there: what multiplies becomes a picture. */
static void write_svg(const Bench *self, const Task *task, double ppi) {
    g_autoptr(Poster) poster = make_poster(self, task);
    Rect trim = poster->boxes.trim;
    cairo_surface_t *surface =
        cairo_svg_surface_create(task->path, trim.width, trim.height);
    cairo_t *cr = cairo_create(surface);
    const DrawOptions options = {.text_as_paths = true, .photo_ppi = ppi};
    g_autoptr(GError) error = NULL;

    cairo_svg_surface_restrict_to_version(surface, CAIRO_SVG_VERSION_1_2);
    cairo_translate(cr, -trim.x, -trim.y);
    if (!draw_poster(cr, poster, &options, &error))
        stop(error);
    cairo_destroy(cr);
    cairo_surface_finish(surface);
    if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS)
        stop(NULL);
    cairo_surface_destroy(surface);
}

/* The whole page in one surface, written by cairo. */
static void write_theirs(const Bench *self, const Task *task, double ppi) {
    g_autoptr(Poster) poster = make_poster(self, task);
    Rect trim = poster->boxes.trim, bleed = poster->boxes.bleed;
    cairo_surface_t *surface;

    if (task->output == OUTPUT_PDF) {
        surface = cairo_pdf_surface_create(task->path, bleed.width, bleed.height);
        draw_on(surface, poster, bleed, 1, false);
        cairo_surface_finish(surface);
    } else {
        surface =
            cairo_image_surface_create(CAIRO_FORMAT_RGB24, size_pixels(trim.width, ppi),
                                       size_pixels(trim.height, ppi));
        draw_on(surface, poster, trim, ppi / 72, true);
        cairo_surface_write_to_png(surface, task->path);
    }
    if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS)
        stop(NULL);
    cairo_surface_destroy(surface);
}

static gsize size_of_file(const char *path) {
    g_autofree char *bytes = NULL;
    gsize length = 0;
    g_autoptr(GError) error = NULL;

    if (!g_file_get_contents(path, &bytes, &length, &error))
        stop(error);
    return length;
}

static void keep_motif(Bench *self, const char *name) {
    for (guint i = self->motifs->len; i-- > 0;) {
        const Motif *motif = g_ptr_array_index(self->motifs, i);

        if (strcmp(motif->name, name) != 0)
            g_ptr_array_remove_index(self->motifs, i);
    }
    if (self->motifs->len == 1)
        return;
    fprintf(stderr, "bench: no motif \"%s\"\n", name);
    exit(EXIT_FAILURE);
}

/* What `wanted` says, of one motif. */
static GPtrArray *plan_wanted(Bench *self, const Selection *selection,
                              const Wanted *wanted) {
    GPtrArray *tasks;

    keep_motif(self, wanted->motif);
    tasks = plan(self, selection);
    g_ptr_array_set_size(tasks, (int)MIN(tasks->len, wanted->rows));
    for (guint i = 0; i < tasks->len; i++) {
        Task *task = g_ptr_array_index(tasks, i);

        g_free(task->path);
        task->path = g_strdup(wanted->file);
    }
    return tasks;
}

static void write_wanted(const Batch *batch, guint index, const Bench *bench,
                         const Wanted *wanted) {
    const Task *task = g_ptr_array_index(batch->tasks, index);

    if (wanted->is_svg)
        write_svg(bench, task, wanted->ppi);
    else if (wanted->is_ours)
        write_ours(batch, index);
    else
        write_theirs(bench, task, wanted->ppi);
}

/* Layout is part of both routes; fonts and drawings are open before. */
static Figures files(const Wanted *wanted) {
    char *sizes[] = {(char *)wanted->size, NULL};
    char *languages[] = {(char *)wanted->language, NULL};
    Selection selection = {
        .sizes = sizes, .languages = languages, .folder = "out", .ppi = wanted->ppi};
    Bench bench = {0};
    Figures figures = {0};
    g_autoptr(GPtrArray) tasks = NULL;
    Batch batch;

    bench_open(&bench);
    selection.outputs[wanted->output] = true;
    tasks = plan_wanted(&bench, &selection, wanted);
    batch = (Batch){.tasks = tasks,
                    .selection = &selection,
                    .resources = bench.resources,
                    .print_room = bench.print_room,
                    .file_room = bench.file_room};
    lay_out(&bench, g_ptr_array_index(tasks, 0), true);
    figures.cpu = -cpu_now();
    for (guint i = 0; i < tasks->len; i++) {
        write_wanted(&batch, i, &bench, wanted);
        figures.bytes += size_of_file(wanted->file);
    }
    figures.cpu += cpu_now();
    figures.posters = tasks->len;
    bench_close(&bench);
    return figures;
}

/* --- many posters ------------------------------------------------------------ */

/* Each row makes one poster: sizes take turns. */
static bool is_in_turn(const Task *task) {
    static const char *const sizes[] = {"small", "middle", "large"};

    return strcmp(task->size->id, sizes[task->row->number % G_N_ELEMENTS(sizes)]) == 0;
}

/* Row after row, as somebody waits for them. */
static int compare_rows(const void *a, const void *b) {
    const Task *first = *(const Task *const *)a, *second = *(const Task *const *)b;

    return (first->row->number > second->row->number) -
           (first->row->number < second->row->number);
}

static void keep_turns(GPtrArray *tasks, guint count, const char *file) {
    for (guint i = tasks->len; i-- > 0;) {
        if (!is_in_turn(g_ptr_array_index(tasks, i)))
            g_ptr_array_remove_index(tasks, i);
    }
    g_ptr_array_sort(tasks, compare_rows);
    if (tasks->len < count) {
        fprintf(stderr, "bench: only %u posters\n", tasks->len);
        exit(EXIT_FAILURE);
    }
    g_ptr_array_set_size(tasks, (int)count);
    for (guint i = 0; i < tasks->len; i++) {
        Task *task = g_ptr_array_index(tasks, i);

        g_free(task->path);
        task->path = g_strdup(file);
    }
}

/* Each poster with its layout, the first with what is done once for all. */
static Figures posters(bool ours, guint count, const char *file) {
    Selection selection = {.all_sizes = true, .folder = "out"};
    Bench bench = {0};
    Figures figures = {.posters = count};
    g_autoptr(GPtrArray) tasks = NULL;
    Batch batch;

    selection.outputs[OUTPUT_PDF] = true;
    bench_open(&bench);
    tasks = plan(&bench, &selection);
    keep_turns(tasks, count, file);
    batch = (Batch){.tasks = tasks,
                    .selection = &selection,
                    .resources = bench.resources,
                    .print_room = bench.print_room,
                    .file_room = bench.file_room};
    for (guint i = 0; i < count; i++) {
        double start = cpu_now(), cpu;

        if (ours)
            write_ours(&batch, i);
        else
            write_theirs(&bench, g_ptr_array_index(tasks, i), 0);
        cpu = cpu_now() - start;
        figures.cpu += cpu;
        figures.slowest = fmax(figures.slowest, cpu);
        figures.bytes += size_of_file(file);
    }
    bench_close(&bench);
    return figures;
}

static Figures campaign(const char *file) {
    Selection selection = {.folder = "out"};
    Bench bench = {0};
    Figures figures = {0};
    g_autoptr(GPtrArray) tasks = NULL;

    selection.outputs[OUTPUT_PDF] = true;
    bench_open(&bench);
    tasks = plan(&bench, &selection);
    figures.posters = tasks->len;
    for (guint i = 0; i < tasks->len; i++) {
        Task *task = g_ptr_array_index(tasks, i);

        g_free(task->path);
        task->path = g_strdup(file);
        write_theirs(&bench, task, 0);
        figures.bytes += size_of_file(file);
    }
    figures.cpu = cpu_now();
    bench_close(&bench);
    return figures;
}

/* --- the command line ------------------------------------------------------ */

static Figures run(char **words, bool ours) {
    Wanted wanted = {0};

    if (strcmp(words[0], "start") == 0)
        return ours ? start_ours() : start_theirs();
    if (strcmp(words[0], "layout") == 0)
        return layout(ours);
    if (strcmp(words[0], "posters") == 0)
        return posters(ours, (guint)strtoul(words[2], NULL, 10), words[3]);
    if (strcmp(words[0], "campaign") == 0)
        return campaign(words[2]);
    wanted = (Wanted){
        .motif = words[2],
        .size = words[3],
        .language = words[4],
        .ppi = g_ascii_strtod(words[5], NULL),
        .file = words[6],
        .rows = words[7] != NULL ? (guint)strtoul(words[7], NULL, 10) : 1,
        .output = strcmp(words[0], "pdf") == 0 ? OUTPUT_PDF : OUTPUT_PNG,
        .is_svg = strcmp(words[0], "svg") == 0,
        .is_ours = ours,
    };
    return files(&wanted);
}

int main(int argc, char **argv) {
    Figures figures;

    if (argc < 3 || argc > 9) {
        fprintf(stderr, "usage: see tests/bench/run\n");
        return EXIT_FAILURE;
    }
    figures = run(argv + 1, strcmp(argv[2], "ours") == 0);
    printf("%.3f\t%.1f\t%" G_GSIZE_FORMAT "\t%u\t%.3f\n", figures.cpu, peak_memory(),
           figures.bytes, figures.posters, figures.slowest);
    return EXIT_SUCCESS;
}
