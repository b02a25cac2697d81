/* What the files that load projects share; only project*.c include it. */
#pragma once

#include "base/look.h"
#include "parse/keys.h"
#include "parse/project.h"

typedef struct {
    Source *source;
    Look look;              /* before it was read */
    bool is_clean;          /* reading it has found nothing */
    Node *root;             /* NULL when it has errors */
    const Section *section; /* its kind; NULL when unknown */
} ProjectFile;

typedef struct {
    Source *source;
    Look look;        /* before it was read */
    bool is_clean;    /* reading it has found nothing */
    DataTable *table; /* NULL when it has errors */
} ProjectRows;

typedef struct {
    Campaign *campaign; /* NULL: there is none, or */
    bool broken;        /* there is one that cannot be used */
} CampaignOf;

struct Project {
    Diagnostics *diagnostics;
    GHashTable *files;     /* absolute path to ProjectFile */
    GHashTable *rows;      /* absolute path to ProjectRows */
    GHashTable *campaigns; /* absolute folder to CampaignOf */
    GPtrArray *sources;    /* of Source: of approvals */
    GHashTable *motifs;    /* absolute path to Motif; NULL: unusable */
    GHashTable *orders;    /* absolute path to Order; NULL: unusable */
};

/* Reads and checks a file once; NULL with `error` when it cannot be read. */
const ProjectFile *project_load_file(Project *self, const char *path, GError **error);

bool project_is_kind(const ProjectFile *file, const char *kind);
void project_report_unreadable(const Project *self, const GError *error);

/* The nearest folder that says something of its own, from this one upwards; caller
 * frees. */
char *project_find_telling_folder(const char *folder);

/* NULL: there is none, or, if `broken` is set, it cannot be used. */
const Campaign *project_find_campaign(Project *self, const char *folder, bool *broken);
