/* A process and helpers that it forks share the pieces of one piece of work.
 *
 * They take pieces from a common counter, whoever is free next; what they make arrives
 * in the order of the pieces. Who is ahead waits with what it has made until it is its
 * turn, so no more than one large piece, or some small ones, are ever kept of each. */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

typedef struct {
    guint pieces;
    guint helpers; /* at most, this process among them; 0 or 1: it is alone */
    void *data;    /* of both functions */

    /* Appends what piece `index` comes to: something may stand before it. Called here
     * and in the helpers, which have what this process had when they were forked. False
     * with `error`. */
    bool (*make)(void *data, guint index, GByteArray *made, GError **error);

    /* Takes it. Called here, in order. False with `error` ends everything. */
    bool (*take)(void *data, guint index, const guint8 *made, gsize length,
                 GError **error);

    /* Called here when all are taken, while the helpers go away: to give back
     * their memory takes them some time. False with `error`. NULL: nothing is left. */
    bool (*end)(void *data, GError **error);
} Crew;

/* False with `error`: that of the first piece, in order, that could not be made or
 * taken; or a helper died. None is left behind. */
bool crew_run(const Crew *self, GError **error);
