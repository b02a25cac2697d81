/* Why a key has the value it has: what each layer says of it. */
#pragma once

#include "parse/resolve.h"

typedef struct {
    char *value;   /* as it would be written, in one line */
    char *layer;   /* "layout bank, portrait" */
    Origin origin; /* without a source: a default */
    bool holds;    /* this is the one */
} Reason;

/* The layers that say something of a key, in their order: of Reason, owned. Keys are
 * words.NAME, inks.ROLE, art.NAME, alt, and items.BOX.KEY or just BOX.KEY. NULL with
 * `problem` (yours) when there is no such key. */
GPtrArray *why_find(const Request *request, const char *key, char **problem);
