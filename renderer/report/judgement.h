/* What was found about one finished file, as people are told. */
#pragma once

#include "base/diagnostics.h"
#include "model/geometry.h"

#include <glib.h>
#include <stdbool.h>

/* Lengths of a file's pages are its own millimetres, from the top left of the trim. */
typedef struct {
    Rect media, bleed, trim;
} JudgedPage;

typedef struct {
    Severity severity;
    char *id;
    char *clause;  /* of the standard; NULL: none */
    char *message; /* translated */
    char *item;    /* of our own poster; NULL: not known */
    char *source;  /* "motifs/platz.yaml:12:9", likewise */
    unsigned page; /* from 1; 0: the file as a whole */
    bool has_place;
    Rect place; /* on that page */
} JudgedFinding;

typedef struct {
    char *file;
    char *level;         /* "PDF/X-4"; NULL: it says none; so are all that follow */
    char *condition;     /* what it is printed for */
    char *supplier;      /* whose rules were asked */
    char *producer;      /* the program that made it */
    GPtrArray *pages;    /* of JudgedPage; owned */
    GPtrArray *findings; /* of JudgedFinding, in the order they are told; owned */
} Judgement;

Judgement *judgement_new(const char *file);
void judgement_free(Judgement *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Judgement, judgement_free)

/* Appends one to fill in; borrowed. */
JudgedPage *judgement_add_page(Judgement *self);
JudgedFinding *judgement_add_finding(Judgement *self, Severity severity, const char *id,
                                     const char *message);

guint judgement_count(const Judgement *self, Severity severity);
