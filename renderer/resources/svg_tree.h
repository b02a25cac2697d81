/* The elements of a drawing's file, each with its place in it.
 *
 * Reads what librsvg will read, and refuses what no drawing needs and what can be used
 * for mischief: entities, XInclude, endless nesting. */
#pragma once

#include "base/source.h"

#include <gio/gio.h>

enum {
    SVG_DEPTH_MAX = 256,
    SVG_ELEMENTS_MAX = 500000,
    SVG_VALUE_MAX = 65536, /* bytes of an attribute's value that are kept */
};

typedef struct {
    const char *prefix; /* as written; NULL: none */
    const char *name;
    const char *value; /* entities resolved */
} SvgAttribute;

typedef struct SvgElement SvgElement;
struct SvgElement {
    const char *name;    /* without its prefix; "" for elements that are not SVG's */
    SvgElement *parent;  /* NULL: it is the root */
    guint index;         /* among its parent's children */
    GPtrArray *children; /* of SvgElement; NULL: none */
    GArray *attributes;  /* of SvgAttribute; NULL: none */
    size_t start;        /* bytes from the file's beginning: of its tag's < */
    size_t inside;       /* behind the > of that tag */
    size_t end;          /* behind all of it */
    bool has_text;       /* more than spaces between its own tags */
};

typedef struct {
    const Source *source; /* borrowed */
    GPtrArray *elements;  /* of SvgElement, in the order of their tags; owned */
    GHashTable *by_id;    /* id to SvgElement: the first of them */
    size_t style_sheet;   /* of a processing instruction for one, plus 1; 0: none */
    GStringChunk *texts;
} SvgTree;

/* `source` must outlive the tree. The message has line and column. */
SvgTree *svg_tree_parse(const Source *source, GError **error);
void svg_tree_free(SvgTree *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SvgTree, svg_tree_free)

bool svg_element_is(const SvgElement *self, const char *name);

/* Whether any element is one. */
bool svg_tree_has(const SvgTree *self, const char *name);

/* NULL: it has no such attribute, or one of another namespace; borrowed. */
const char *svg_element_get(const SvgElement *self, const char *name);

/* Whether its `class` has this name, of so many bytes. */
bool svg_element_has_class(const SvgElement *self, const char *name, size_t length);

/* What it refers to: href, else xlink:href; NULL: neither. */
const SvgAttribute *svg_element_href(const SvgElement *self);

/* What a <use> shows; NULL: it is none, or nothing of the file is meant. */
const SvgElement *svg_tree_shown(const SvgTree *self, const SvgElement *element);

/* The tag. */
Origin svg_tree_place(const SvgTree *self, const SvgElement *element);

/* An attribute as it is written, name and value; the tag if it is not found. */
Origin svg_tree_attribute_place(const SvgTree *self, const SvgElement *element,
                                const SvgAttribute *attribute);
