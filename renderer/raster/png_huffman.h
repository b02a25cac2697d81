/* Huffman codes as deflate has them (RFC 1951, 3.2.2). */
#pragma once

#include <glib.h>

enum { HUFFMAN_SYMBOLS_MAX = 288, HUFFMAN_LONGEST = 15 };

typedef struct {
    guint16 bits;  /* the first in the stream is the lowest */
    guint8 length; /* 0: the symbol does not occur */
} HuffmanCode;

/* The shortest codes, of at most `longest` bits, for symbols that occur so often. They
 * are complete, but for one symbol alone: its code has one bit. */
void huffman_make(const guint32 *counts, int symbols, int longest, HuffmanCode *codes);
