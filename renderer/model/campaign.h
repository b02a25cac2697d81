/* What all motifs of a folder share: campaign, sizes and layouts. */
#pragma once

#include "model/condition.h"
#include "model/ink.h"
#include "model/node.h"
#include "model/size.h"
#include "model/supplier.h"
#include "model/variant.h"

#include <stdbool.h>

typedef enum { BREAKS_FILLED, BREAKS_BALANCED } LineBreaks;

typedef enum { LETTERS_AS_WRITTEN, LETTERS_UPPER } Letters;

/* From where a text must be read. */
typedef enum { READS_NEAR, READS_AFAR } Reads;

/* How a script differs from the style it belongs to. */
typedef struct {
    const char *script;  /* ISO 15924, such as "Arab" */
    GPtrArray *families; /* of char *, before the style's own; may be NULL; owned */
    double size;         /* times the font size; 1 */
    double leading;      /* times the font size; 0: the style's own */
    double tracking;     /* of the font size; NAN: the style's own */
    double word_space;   /* times the font's own; 1 */
} ScriptStyle;

typedef struct {
    const char *name;
    Origin origin;
    GPtrArray *families; /* of char *, in order of preference; owned */
    int weight;          /* 100 to 900 */
    double leading;      /* baseline to baseline, times the font size */
    double tracking;     /* of the font size */
    Length min, max;     /* font size, for texts that say none themselves */
    int breaks;          /* LineBreaks */
    int letters;         /* Letters */
    int reads;           /* Reads */
    bool hyphenate;      /* words may be divided */
    bool hang;           /* quotes and points hang out of the box */
    bool tied;           /* all its texts on a poster have one font size */
    GPtrArray *features; /* of char *, OpenType: "ss01", "tnum=0"; may be NULL; owned */
    char *axes;          /* "wght=850,wdth=90"; may be NULL; owned */
    GPtrArray *scripts;  /* of ScriptStyle; owned */
} TypeStyle;

typedef struct {
    const char *name;  /* the key */
    const char *title; /* what people call them */
    Origin origin;
    int state;            /* State of logo and sentence */
    const Node *sentence; /* words by language; may be NULL */
    const char
        *logo; /* path from the working folder; owned by the campaign's strings */
    Origin logo_origin;
    Length min_width;   /* of the logo on paper */
    double clear_space; /* around the logo, times its height */
} Funder;

/* What can be read; 0: not checked. */
typedef struct {
    double x_height_angle; /* minutes of arc */
    double near;           /* metres */
    double contrast;       /* WCAG: (L1 + 0.05) / (L2 + 0.05) */
    double contrast_simple;
    double michelson;       /* (L1 - L2) / (L1 + L2) */
    double colour_distance; /* dE*76 */
    double unrest;          /* of a picture behind words, of their contrast */
    double code_share;      /* scanning distance / side, at most */
    Length code_module;     /* at least */
    double code_quiet;      /* modules */
    int sentence_words;
    int word_letters;
} Limits;

/* How the band on unreviewed posters looks: names of a style and of inks; borrowed. */
typedef struct {
    const char *style;
    const char *ink;
    const char *ground;
} DraftBand;

/* The digits that numbers from data rows are written with. */
typedef enum { DIGITS_LATN, DIGITS_ARAB, DIGITS_ARABEXT } Digits;

typedef struct {
    const char *tag;  /* BCP 47 */
    const char *name; /* in its own words */
    int digits;       /* Digits */
} Language;

/* Who prints the posters: known only when they are ordered. Texts are borrowed. */
typedef struct {
    const char *name;
    const char *address;
    Origin origin;
} Printer;

typedef struct {
    char *name;
    char *folder;     /* of campaign.yaml */
    const Node *root; /* the file; borrowed from the project */
    const char *title;
    const char *date;          /* "2026-11-22" */
    GPtrArray *languages;      /* of Language */
    GPtrArray *standard_sizes; /* of char *, borrowed */
    GPtrArray *inks;           /* of Ink */
    GPtrArray *styles;         /* of TypeStyle */
    GPtrArray *funders;        /* of Funder */
    DraftBand draft;
    const char *source_language; /* BCP 47; NULL: there are no languages */
    Limits limits;
    GPtrArray *conditions;          /* of Condition, in file order */
    const Condition *own_condition; /* NULL: none */
    const Condition *condition;     /* in use: the supplier's, else its own */
    GPtrArray *variants;            /* of Variant, in file order */
    GPtrArray *suppliers;           /* of Supplier, in file order */
    const Supplier *supplier;       /* in use; NULL: none */
    const Printer *printer;         /* borrowed; NULL: words with `{printer.name}` are
                                     * not shown, but their boxes keep their room */
    GPtrArray *sizes;               /* of Size, in file order */
    GPtrArray *layouts;             /* of Node: the roots of layout files; borrowed */
    GPtrArray *strings;             /* of char *: what members above borrow */
} Campaign;

Campaign *campaign_new(void);
void campaign_free(Campaign *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Campaign, campaign_free)

/* Puts a condition (or none: NULL) into use: inks print by their recipes for it, those
 * that have none by the first of theirs. */
void campaign_use_condition(Campaign *self, const Condition *condition);

/* The rules for finished files: the supplier's, else the condition's, else the usual
 * ones. */
const Variant *campaign_variant(const Campaign *self);

/* By name; tags in any case, as BCP 47 has it. NULL when there is none. */
const Size *campaign_find_size(const Campaign *self, const char *id);
const Ink *campaign_find_ink(const Campaign *self, const char *name);
/* The first but `but` (which may be NULL) with this screen colour, 0xrrggbb. */
const Ink *campaign_find_ink_on_screen(const Campaign *self, guint32 packed,
                                       const Ink *but);
const TypeStyle *campaign_find_style(const Campaign *self, const char *name);
/* The family of words on our own pictures and papers: that of the draft's style; NULL:
 * there is none. */
const char *campaign_words_family(const Campaign *self);
const Node *campaign_find_layout(const Campaign *self, const char *name);
const Condition *campaign_find_condition(const Campaign *self, const char *name);
const Variant *campaign_find_variant(const Campaign *self, const char *name);
const Supplier *campaign_find_supplier(const Campaign *self, const char *name);
const Language *campaign_find_language(const Campaign *self, const char *tag);

/* The names of one kind, for suggestions: of const char *, borrowed; free the array. */
GPtrArray *campaign_size_ids(const Campaign *self);
GPtrArray *campaign_ink_names(const Campaign *self);
GPtrArray *campaign_style_names(const Campaign *self);
GPtrArray *campaign_layout_names(const Campaign *self);
GPtrArray *campaign_condition_names(const Campaign *self);
GPtrArray *campaign_variant_names(const Campaign *self);
GPtrArray *campaign_supplier_names(const Campaign *self);
GPtrArray *campaign_language_tags(const Campaign *self);
