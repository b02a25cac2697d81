/* A stable part of a plan, for one machine of several.
 *
 * Whether a poster is in it depends on nothing but its motif, size, language and row:
 * no poster moves to another part when the plan grows. */
#pragma once

#include "batch/inputs.h"

typedef struct {
    guint number; /* from 1 */
    guint count;  /* of parts; 0: the plan is not divided */
} Shard;

enum { SHARDS_MAX = 10000 };

/* "2/4"; false: it is no such thing. */
bool shard_parse(const char *text, Shard *shard);

/* The tasks of a plan that are in it, in their order; of Task, borrowed; free the
 * array. */
GPtrArray *shard_take(Shard shard, const GPtrArray *tasks);

/* The SHA-256 of a whole plan, in hexadecimal digits: of which files it makes, by which
 * program, from which text files, fonts and profiles, with which options. Caller
 * frees. */
char *shard_plan_id(Inputs *inputs, const GPtrArray *tasks);
