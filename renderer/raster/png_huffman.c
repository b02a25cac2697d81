#include "raster/png_huffman.h"

#include <stdbool.h>
#include <stdlib.h>

/* A symbol that occurs. */
typedef struct {
    guint32 count;
    int symbol;
} Leaf;

static int compare_leaves(gconstpointer one, gconstpointer other) {
    const Leaf *a = one, *b = other;

    if (a->count != b->count)
        return a->count < b->count ? -1 : 1;
    return a->symbol - b->symbol;
}

/* The rarest first. */
static int find_leaves(const guint32 *counts, int symbols, Leaf *leaves) {
    int found = 0;

    for (int i = 0; i < symbols; i++) {
        if (counts[i] > 0)
            leaves[found++] = (Leaf){counts[i], i};
    }
    qsort(leaves, (size_t)found, sizeof *leaves, compare_leaves);
    return found;
}

/* How many leaves lie how deep in Huffman's tree. Knots that were joined are as sorted
 * as the leaves, so the two that weigh least are in front of one or the other. */
static void count_depths(const Leaf *leaves, int count, int *at_depth) {
    guint64 weights[HUFFMAN_SYMBOLS_MAX] = {0}; /* of knots */
    int parents[2 * HUFFMAN_SYMBOLS_MAX];       /* leaves, then knots */
    int depths[2 * HUFFMAN_SYMBOLS_MAX];
    int leaf = 0, knot = 0, root = 2 * count - 2;

    for (int made = 0; made < count - 1; made++) {
        for (int i = 0; i < 2; i++) {
            bool is_leaf =
                leaf < count && (knot == made || leaves[leaf].count <= weights[knot]);

            weights[made] += is_leaf ? leaves[leaf].count : weights[knot];
            parents[is_leaf ? leaf++ : count + knot++] = count + made;
        }
    }
    depths[root] = 0;
    for (int i = root - 1; i >= 0; i--) {
        depths[i] = depths[parents[i]] + 1;
        if (i < count)
            at_depth[depths[i]]++;
    }
}

/* Two leaves that lie too deep: one takes the place of their parent, the other one
 * joins a leaf that lies higher (as in ITU-T T.81, K.2). */
static void limit_depths(int *at_depth, int deepest, int longest) {
    for (int depth = deepest; depth > longest; depth--) {
        while (at_depth[depth] > 0) {
            int higher = depth - 2;

            while (at_depth[higher] == 0)
                higher--;
            at_depth[depth] -= 2;
            at_depth[depth - 1]++;
            at_depth[higher]--;
            at_depth[higher + 1] += 2;
        }
    }
}

static guint16 turn_round(guint16 bits, int length) {
    guint16 turned = 0;

    for (int i = 0; i < length; i++)
        turned = (guint16)(turned | (bits >> i & 1) << (length - 1 - i));
    return turned;
}

/* Codes of one length follow each other in the order of their symbols. */
static void number_codes(HuffmanCode *codes, int symbols, const int *at_depth) {
    guint16 next[HUFFMAN_LONGEST + 1] = {0};

    for (int length = 1; length < HUFFMAN_LONGEST; length++)
        next[length + 1] = (guint16)((next[length] + at_depth[length]) << 1);
    for (int i = 0; i < symbols; i++) {
        if (codes[i].length > 0)
            codes[i].bits = turn_round(next[codes[i].length]++, codes[i].length);
    }
}

void huffman_make(const guint32 *counts, int symbols, int longest, HuffmanCode *codes) {
    Leaf leaves[HUFFMAN_SYMBOLS_MAX];
    int at_depth[HUFFMAN_SYMBOLS_MAX] = {0};
    int count, leaf = 0;

    g_assert(symbols <= HUFFMAN_SYMBOLS_MAX && longest <= HUFFMAN_LONGEST);
    count = find_leaves(counts, symbols, leaves);
    for (int i = 0; i < symbols; i++)
        codes[i] = (HuffmanCode){0};
    if (count == 1)
        at_depth[1] = 1;
    else if (count > 1)
        count_depths(leaves, count, at_depth);
    limit_depths(at_depth, count - 1, longest);
    for (int length = longest; length > 0; length--) {
        for (int i = 0; i < at_depth[length]; i++)
            codes[leaves[leaf++].symbol].length = (guint8)length;
    }
    number_codes(codes, symbols, at_depth);
}
