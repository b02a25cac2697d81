/* The strict YAML subset of our text files; the only file that knows libfyaml.
 *
 * Maps, lists and texts, in block or flow style, plain or quoted. No tags, anchors,
 * aliases, merge keys, tabs, directives or second documents; no implicit types: `no` is
 * a text. Everything refused is a finding with its place. Nothing is ever expanded. */
#pragma once

#include "base/diagnostics.h"
#include "model/node.h"

enum {
    YAML_BYTES_MAX = 1 << 20,  /* a text file's size */
    YAML_DEPTH_MAX = 32,       /* maps and lists inside one another */
    YAML_NODES_MAX = 20000,    /* texts, lists and maps in a file */
    YAML_TEXT_MAX = 16 * 1024, /* bytes of one text */
};

/* NULL after a syntax error; findings about anything else leave the tree usable for
 * further checks, but the file must not be used when errors were added. */
Node *yaml_parse(const Source *source, Diagnostics *diagnostics);
