/* JSON that a program of ours wrote, as a tree: objects are maps, arrays lists, all
 * else texts ("null", "12"). */
#pragma once

#include "model/node.h"

#include <gio/gio.h>

/* The tree borrows from the source. NULL with `error` when it is no JSON, or nests
 * deeper than our programs do. */
Node *json_parse(const Source *source, GError **error);
