/* Content while it is read; only replay.c and replay_state.c include it. */
#pragma once

#include "prepress/replay_parts.h"

typedef struct {
    Replayer *replayer;
    const PdfValue *resources;
    guint levels;      /* how many there were before, and its own first one */
    const char *bytes; /* of the content */
    const PdfOperation *operation;
} Reader;

typedef bool (*Perform)(Reader *self, GError **error);

typedef struct {
    const char *name;
    Perform perform;
} Operator;

/* The one of that name in a sorted table; NULL: none. */
Perform perform_find(const Operator *operators, gsize count, const char *name);

/* Those that set the state: colours, pens, matrices. */
Perform state_operator_find(const char *name);

Level *reader_level(const Reader *self);

/* Refuses the operator. Always false. */
bool reader_refuse(const Reader *self, GError **error);

/* Operands; 0 where there is no number. */
double reader_number(const Reader *self, guint index);

/* The last operand as a name; NULL: it is none. Caller frees. */
char *reader_name(const Reader *self);

/* What a resource is called by the last operand; NULL with `error`. `reference` may be
 * NULL. */
const PdfValue *reader_resource(const Reader *self, const char *category,
                                const PdfValue **reference, GError **error);
