#include "resources/clusters.h"

/* How wide glyphs[from..to] of a run are. */
static int width_of(const PangoGlyphItem *run, int from, int to) {
    int width = 0;

    for (int i = from; i < to; i++)
        width += run->glyphs->glyphs[i].geometry.width;
    return width;
}

/* Glyphs of a run lie from left to right; its text may run to the left. */
static Cluster read_cluster(const PangoGlyphItemIter *iter, const char *text, int x) {
    const PangoGlyphItem *run = iter->glyph_item;
    bool is_forward = iter->start_glyph < iter->end_glyph;
    int first = is_forward ? iter->start_glyph : iter->end_glyph + 1;
    int end = is_forward ? iter->end_glyph : iter->start_glyph + 1;

    return (Cluster){.text = text,
                     .run = run,
                     .first_glyph = first,
                     .end_glyph = end,
                     .start = iter->start_index,
                     .length = iter->end_index - iter->start_index,
                     .x = x + width_of(run, 0, first),
                     .width = width_of(run, first, end)};
}

void clusters_visit(PangoLayout *layout, ClusterVisit visit, void *data) {
    PangoLayoutLine *line = pango_layout_get_line_readonly(layout, 0);
    const char *text = pango_layout_get_text(layout);
    int x = 0;

    for (GSList *each = line->runs; each != NULL; each = each->next) {
        PangoGlyphItem *run = each->data;
        PangoGlyphItemIter iter;
        gboolean has_cluster = pango_glyph_item_iter_init_start(&iter, run, text);

        for (; has_cluster; has_cluster = pango_glyph_item_iter_next_cluster(&iter)) {
            Cluster cluster = read_cluster(&iter, text, x);

            visit(&cluster, data);
        }
        x += width_of(run, 0, run->glyphs->num_glyphs);
    }
}

PangoGlyphItem *cluster_to_run(const Cluster *cluster) {
    PangoGlyphItem *run = pango_glyph_item_copy((PangoGlyphItem *)cluster->run);
    PangoGlyphString *glyphs = pango_glyph_string_new();
    int count = cluster->end_glyph - cluster->first_glyph;

    pango_glyph_string_set_size(glyphs, count);
    for (int i = 0; i < count; i++) {
        glyphs->glyphs[i] = cluster->run->glyphs->glyphs[cluster->first_glyph + i];
        glyphs->log_clusters[i] = 0;
    }
    pango_glyph_string_free(run->glyphs);
    run->glyphs = glyphs;
    run->item->offset = cluster->start;
    run->item->length = cluster->length;
    run->item->num_chars =
        (int)g_utf8_strlen(cluster->text + cluster->start, cluster->length);
    return run;
}
