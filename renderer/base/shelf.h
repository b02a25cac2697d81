/* What takes long to make and little room, kept from run to run: a folder of sealed
 * files, each named by what it was made from. Two processes may use it at once. What
 * cannot be kept is made again, the next time. */
#pragma once

#include <glib.h>

typedef struct Shelf Shelf;

/* Nothing is written before something is kept. */
Shelf *shelf_new(const char *folder);
void shelf_free(Shelf *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Shelf, shelf_free)

/* What this very program has kept of a kind; `from` says, byte for byte, what else it
 * depends on. NULL: nothing, or there is no shelf (`self` is NULL). */
GByteArray *shelf_find(const Shelf *self, const char *kind, const char *from);
void shelf_keep(const Shelf *self, const char *kind, const char *from,
                const GByteArray *bytes);
