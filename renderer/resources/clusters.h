/* The clusters of glyphs that a line of text is made of, one by one. */
#pragma once

#include <pango/pango.h>
#include <stdbool.h>

/* Letters that are set as one, in units of pango. */
typedef struct {
    const char *text; /* of the whole layout */
    const PangoGlyphItem *run;
    int first_glyph, end_glyph; /* of the run */
    int start, length;          /* bytes of the text */
    int x, width;               /* from the left of the line */
} Cluster;

typedef void (*ClusterVisit)(const Cluster *cluster, void *data);

/* All clusters of the layout's first line, always in the same order. */
void clusters_visit(PangoLayout *layout, ClusterVisit visit, void *data);

/* A copy of a cluster as a run of its own, yours to free (pango_glyph_item_free). */
PangoGlyphItem *cluster_to_run(const Cluster *cluster);
