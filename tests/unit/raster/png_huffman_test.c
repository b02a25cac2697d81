#include "../support.h"

#include "raster/png_huffman.h"

enum { SYMBOLS = 286 };

/* In parts of the longest code; complete codes fill 1 << longest. */
static guint filled(const HuffmanCode *codes, int symbols, int longest) {
    guint sum = 0;

    for (int i = 0; i < symbols; i++) {
        g_assert_cmpint(codes[i].length, <=, longest);
        sum += codes[i].length > 0 ? 1U << (longest - codes[i].length) : 0;
    }
    return sum;
}

static gsize cost(const guint32 *counts, const HuffmanCode *codes, int symbols) {
    gsize bits = 0;

    for (int i = 0; i < symbols; i++)
        bits += (gsize)counts[i] * codes[i].length;
    return bits;
}

static guint64 take_least(guint64 *weights, int *left) {
    int least = 0;
    guint64 weight;

    for (int i = 1; i < *left; i++)
        least = weights[i] < weights[least] ? i : least;
    weight = weights[least];
    weights[least] = weights[--*left];
    return weight;
}

/* As Huffman said it: the two least are joined, again and again; each joint costs its
 * weight. */
static gsize least_cost(const guint32 *counts, int symbols) {
    guint64 weights[SYMBOLS];
    int left = 0;
    gsize bits = 0;

    for (int i = 0; i < symbols; i++) {
        if (counts[i] > 0)
            weights[left++] = counts[i];
    }
    while (left > 1) {
        guint64 joint = take_least(weights, &left);

        joint += take_least(weights, &left);
        bits += joint;
        weights[left++] = joint;
    }
    return bits;
}

static void test_codes_are_complete_and_the_shortest(void) {
    g_autoptr(GRand) rand = g_rand_new_with_seed(1);

    for (int run = 0; run < 300; run++) {
        guint32 counts[SYMBOLS];
        HuffmanCode codes[SYMBOLS];
        int symbols = g_rand_int_range(rand, 2, SYMBOLS + 1);

        for (int i = 0; i < symbols; i++)
            counts[i] = (guint32)g_rand_int_range(rand, i < 2, run % 2 ? 3 : 60);
        huffman_make(counts, symbols, HUFFMAN_LONGEST, codes);
        g_assert_cmpuint(filled(codes, symbols, HUFFMAN_LONGEST), ==,
                         1 << HUFFMAN_LONGEST);
        g_assert_cmpuint(cost(counts, codes, symbols), ==, least_cost(counts, symbols));
    }
}

/* As Fibonacci counted rabbits: the deepest tree there is. */
static void test_codes_have_a_limit(void) {
    for (int longest = 5; longest <= HUFFMAN_LONGEST; longest++) {
        guint32 counts[30] = {1, 1};
        HuffmanCode codes[30];

        for (int i = 2; i < 30; i++)
            counts[i] = counts[i - 1] + counts[i - 2];
        huffman_make(counts, 30, longest, codes);
        g_assert_cmpuint(filled(codes, 30, longest), ==, 1 << longest);
        for (int i = 1; i < 30; i++)
            g_assert_cmpint(codes[i].length, <=, codes[i - 1].length);
    }
}

/* The example of RFC 1951, 3.2.2, with the bits of each code turned round. */
static void test_codes_are_those_of_the_standard(void) {
    static const guint32 counts[] = {2, 2, 2, 2, 2, 4, 1, 1};
    static const guint16 bits[] = {2, 6, 1, 5, 3, 0, 7, 15};
    static const guint8 lengths[] = {3, 3, 3, 3, 3, 2, 4, 4};
    HuffmanCode codes[8];

    huffman_make(counts, 8, HUFFMAN_LONGEST, codes);
    for (int i = 0; i < 8; i++) {
        g_assert_cmpint(codes[i].length, ==, lengths[i]);
        g_assert_cmpint(codes[i].bits, ==, bits[i]);
    }
}

static void test_one_symbol_has_one_bit(void) {
    static const guint32 counts[] = {0, 0, 7}, none[3] = {0};
    HuffmanCode codes[3];

    huffman_make(counts, 3, 7, codes);
    g_assert_cmpint(codes[2].length, ==, 1);
    g_assert_cmpint(codes[2].bits, ==, 0);
    g_assert_cmpint(codes[0].length, ==, 0);
    huffman_make(none, 3, 7, codes);
    g_assert_cmpint(codes[2].length, ==, 0);
}

static const UnitTest tests[] = {
    TEST(codes_are_complete_and_the_shortest),
    TEST(codes_have_a_limit),
    TEST(codes_are_those_of_the_standard),
    TEST(one_symbol_has_one_bit),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
