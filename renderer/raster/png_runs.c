#include "raster/png_runs.h"

#include "raster/png_huffman.h"

#include <stdbool.h>
#include <string.h>

enum {
    WORD = 8, /* bytes looked at in one go */
    /* A shorter run costs more bits than its bytes, which are frequent then. */
    RUN_MIN = 8,
    PROBE = 4,                         /* bytes */
    PROBE_EVERY = RUN_MIN - PROBE + 1, /* so that one lies in each run */
    MATCH_MAX = 258,
    PIECES_MAX = 8192,    /* of a block */
    PLAIN_MAX = 64 << 10, /* bytes outside runs, about, likewise */
    END_OF_BLOCK = 256,
    LENGTHS_FIRST = 257, /* symbols of lengths */
    SYMBOLS = 286,
    DISTANCES = 4, /* symbols; each stands for one distance: 1 to 4 */
    LENGTH_SYMBOLS = 19,
    LENGTH_CODE_LONGEST = 7
};

/* Bytes as they are, then a run. */
typedef struct {
    guint32 plain, run;
} Piece;

typedef struct {
    const guint8 *bytes; /* of the first piece */
    Piece pieces[PIECES_MAX];
    int count;
    gsize plain; /* bytes outside runs */
    gsize step;
    guint32 symbols[SYMBOLS]; /* how often they occur */
    guint32 others[256];      /* while they are counted: likewise of bytes */
    guint32 matches;
} Block;

/* --- bits ----------------------------------------------------------------------------
 */

typedef struct {
    guint8 *at;
    guint64 bits;
    guint count; /* fewer than 8 after write_out */
} BitWriter;

/* At most 56 between two of write_out. */
static inline void put(BitWriter *self, guint64 bits, guint count) {
    self->bits |= bits << self->count;
    self->count += count;
}

static inline void put_code(BitWriter *self, HuffmanCode code) {
    put(self, code.bits, code.length);
}

static inline void write_out(BitWriter *self) {
    guint64 bits = GUINT64_TO_LE(self->bits);

    memcpy(self->at, &bits, sizeof bits);
    self->at += self->count / 8;
    self->bits >>= self->count & ~7U;
    self->count &= 7;
}

/* --- lengths of matches (RFC 1951, 3.2.5) --------------------------------------------
 */

typedef struct {
    guint16 symbol;
    guint8 extra; /* bits */
    guint8 value;
} Length;

static Length length_of(guint run) {
    guint left = run - 3, extra = 0;

    if (run == MATCH_MAX)
        return (Length){SYMBOLS - 1, 0, 0};
    while (left >> extra >= 8)
        extra++;
    return (Length){(guint16)(LENGTHS_FIRST + 4 * extra + (left >> extra)),
                    (guint8)extra, (guint8)(left & ((1U << extra) - 1))};
}

/* What of a run one match takes, so that nothing shorter than 3 is left. */
static guint32 match_of(guint32 run) {
    if (run <= MATCH_MAX)
        return run;
    return run - MATCH_MAX < 3 ? run - 3 : MATCH_MAX;
}

/* --- runs ----------------------------------------------------------------------------
 */

static inline guint32 load_probe(const guint8 *at) {
    guint32 probe;

    memcpy(&probe, at, sizeof probe);
    return probe;
}

static inline guint64 load_word(const guint8 *at) {
    guint64 word;

    memcpy(&word, at, sizeof word);
    return word;
}

static const guint8 *find_end(const guint8 *at, const guint8 *end, gsize step) {
    while (end - at >= WORD && load_word(at) == load_word(at - step))
        at += WORD;
    while (at < end && *at == *(at - step))
        at++;
    return at;
}

/* The next run, or one of no length at the end; begins to look at `from`, which has
 * `step` bytes before it. */
static const guint8 *find_run(const guint8 *from, const guint8 *end, gsize step,
                              const guint8 **behind) {
    const guint8 *least = from;

    for (const guint8 *at = from; end - at >= PROBE; at += PROBE_EVERY) {
        const guint8 *start = at;

        if (load_probe(at) != load_probe(at - step))
            continue;
        while (start > least && *(start - 1) == *(start - 1 - step))
            start--;
        *behind = find_end(at + PROBE, end, step);
        if (*behind - start >= RUN_MIN)
            return start;
        least = *behind; /* the byte there ends it */
        at = MAX(at, *behind - PROBE_EVERY);
    }
    *behind = end;
    return end;
}

/* In two tables that take turns: equal bytes do not wait for each other. */
static void count_bytes(Block *self, const guint8 *from, const guint8 *to) {
    for (; to - from >= 2; from += 2) {
        self->symbols[from[0]]++;
        self->others[from[1]]++;
    }
    if (from < to)
        self->symbols[*from]++;
}

static void count_matches(Block *self, guint32 run) {
    while (run > 0) {
        guint32 match = match_of(run);

        self->symbols[length_of(match).symbol]++;
        self->matches++;
        run -= match;
    }
}

/* Bytes and the run behind them, if there is one before `limit`. */
static const guint8 *take_piece(Block *self, const guint8 *at, const guint8 *limit,
                                gsize skip) {
    const guint8 *behind, *run = find_run(at + skip, limit, self->step, &behind);

    count_bytes(self, at, run);
    count_matches(self, (guint32)(behind - run));
    self->pieces[self->count++] = (Piece){(guint32)(run - at), (guint32)(behind - run)};
    self->plain += (gsize)(run - at);
    return behind;
}

/* Takes a block's worth; returns what is behind it. */
static const guint8 *take_block(Block *self, const guint8 *start, const guint8 *end,
                                bool is_first) {
    const guint8 *at = start;
    gsize skip = is_first ? MIN(self->step, (gsize)(end - start)) : 0;

    self->bytes = start;
    self->count = 0;
    self->matches = 0;
    self->plain = 0;
    memset(self->symbols, 0, sizeof self->symbols);
    memset(self->others, 0, sizeof self->others);
    while (at < end && self->count < PIECES_MAX && self->plain < PLAIN_MAX) {
        at = take_piece(self, at, at + MIN(end - at, PLAIN_MAX), skip);
        skip = 0;
    }
    for (int i = 0; i < 256; i++)
        self->symbols[i] += self->others[i];
    self->symbols[END_OF_BLOCK] = 1;
    return at;
}

/* --- the head of a block (RFC 1951, 3.2.7) -------------------------------------------
 */

/* Lengths of codes, with repetitions as symbols of their own. */
typedef struct {
    guint8 symbols[SYMBOLS + DISTANCES];
    guint8 values[SYMBOLS + DISTANCES]; /* extra bits */
    int count;
} Lengths;

static const guint8 length_extra[LENGTH_SYMBOLS] = {[16] = 2, [17] = 3, [18] = 7};

static int count_equal(const guint8 *lengths, int from, int end) {
    int equal = 1;

    while (from + equal < end && lengths[from + equal] == lengths[from])
        equal++;
    return equal;
}

static void add_length(Lengths *self, guint8 symbol, int value) {
    self->symbols[self->count] = symbol;
    self->values[self->count++] = (guint8)value;
}

static void add_lengths(Lengths *self, const guint8 *lengths, int count) {
    for (int i = 0; i < count;) {
        int equal = count_equal(lengths, i, count);

        if (lengths[i] == 0 && equal >= 11) {
            equal = MIN(equal, 138);
            add_length(self, 18, equal - 11);
        } else if (lengths[i] == 0 && equal >= 3) {
            add_length(self, 17, equal - 3);
        } else if (i > 0 && lengths[i] == lengths[i - 1] && equal >= 3) {
            equal = MIN(equal, 6);
            add_length(self, 16, equal - 3);
        } else {
            equal = 1;
            add_length(self, lengths[i], 0);
        }
        i += equal;
    }
}

static const int length_order[LENGTH_SYMBOLS] = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                 11, 4,  12, 3, 13, 2, 14, 1, 15};

/* At most 7 bits a length and 7 more. */
enum {
    HEAD_BYTES_MAX = (17 + 3 * LENGTH_SYMBOLS + 14 * (SYMBOLS + DISTANCES)) / 8 + 1
};

static void put_head(BitWriter *writer, const HuffmanCode *codes, int distance) {
    guint8 lengths[SYMBOLS + DISTANCES] = {0};
    guint32 counts[LENGTH_SYMBOLS] = {0};
    HuffmanCode length_codes[LENGTH_SYMBOLS];
    Lengths list = {.count = 0};
    int ordered = LENGTH_SYMBOLS;

    for (int i = 0; i < SYMBOLS; i++)
        lengths[i] = codes[i].length;
    lengths[SYMBOLS + distance] = 1;
    add_lengths(&list, lengths, SYMBOLS + distance + 1);
    for (int i = 0; i < list.count; i++)
        counts[list.symbols[i]]++;
    huffman_make(counts, LENGTH_SYMBOLS, LENGTH_CODE_LONGEST, length_codes);
    while (ordered > 4 && length_codes[length_order[ordered - 1]].length == 0)
        ordered--;
    put(writer, 2 << 1, 3); /* not the last one, with codes of its own */
    put(writer, SYMBOLS - 257, 5);
    put(writer, (guint64)distance, 5);
    put(writer, (guint64)ordered - 4, 4);
    write_out(writer);
    for (int i = 0; i < ordered; i++) {
        put(writer, length_codes[length_order[i]].length, 3);
        write_out(writer);
    }
    for (int i = 0; i < list.count; i++) {
        put_code(writer, length_codes[list.symbols[i]]);
        put(writer, list.values[i], length_extra[list.symbols[i]]);
        write_out(writer);
    }
}

/* --- a block -------------------------------------------------------------------------
 */

static void put_bytes(BitWriter *writer, const HuffmanCode *codes, const guint8 *at,
                      guint32 count) {
    for (; count >= 3; count -= 3, at += 3) {
        put_code(writer, codes[at[0]]);
        put_code(writer, codes[at[1]]);
        put_code(writer, codes[at[2]]);
        write_out(writer);
    }
    for (; count > 0; count--) {
        put_code(writer, codes[*at++]);
        write_out(writer);
    }
}

/* There is one distance, whose code is a bit of 0. */
static void put_matches(BitWriter *writer, const HuffmanCode *codes, guint32 run) {
    while (run > 0) {
        guint32 match = match_of(run);
        Length length = length_of(match);

        put_code(writer, codes[length.symbol]);
        put(writer, length.value, length.extra);
        put(writer, 0, 1);
        write_out(writer);
        run -= match;
    }
}

/* In bytes, rounded up generously. */
static gsize block_size(const Block *self, const HuffmanCode *codes) {
    gsize bits = 0;

    for (int i = 0; i < SYMBOLS; i++)
        bits += (gsize)self->symbols[i] * codes[i].length;
    return HEAD_BYTES_MAX + (bits + 6 * self->matches) / 8 + 2 * WORD;
}

static void put_block(const Block *self, BitWriter *writer, GByteArray *part) {
    HuffmanCode codes[SYMBOLS];
    const guint8 *at = self->bytes;
    guint used = part->len;
    gsize room;

    huffman_make(self->symbols, SYMBOLS, HUFFMAN_LONGEST, codes);
    room = block_size(self, codes);
    g_assert(used + room <= G_MAXUINT);
    g_byte_array_set_size(part, used + (guint)room);
    writer->at = part->data + used;
    put_head(writer, codes, (int)self->step - 1);
    for (int i = 0; i < self->count; i++) {
        put_bytes(writer, codes, at, self->pieces[i].plain);
        put_matches(writer, codes, self->pieces[i].run);
        at += self->pieces[i].plain + self->pieces[i].run;
    }
    put_code(writer, codes[END_OF_BLOCK]);
    write_out(writer);
    g_byte_array_set_size(part, (guint)(writer->at - part->data));
}

/* An empty stored block: three bits of zero, the rest of that byte, its length. */
static void put_flush(BitWriter *writer, GByteArray *part) {
    guint8 end[] = {(guint8)writer->bits, 0, 0, 0, 0xff, 0xff};
    bool is_longer = writer->count + 3 > 8;

    if (is_longer)
        g_byte_array_append(part, end, 1);
    else
        end[1] = end[0];
    g_byte_array_append(part, end + 1, sizeof end - 1);
}

void runs_deflate(const guint8 *bytes, gsize length, gsize step, GByteArray *part) {
    g_autofree Block *block = g_new(Block, 1);
    BitWriter writer = {0};
    const guint8 *at = bytes, *end = bytes + length;

    g_assert(step >= 1 && step <= DISTANCES);
    block->step = step;
    while (at < end) {
        at = take_block(block, at, end, at == bytes);
        put_block(block, &writer, part);
    }
    put_flush(&writer, part);
}
