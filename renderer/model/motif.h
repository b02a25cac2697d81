/* One motif file with the campaign it belongs to. */
#pragma once

#include "model/campaign.h"
#include "model/rows.h"

typedef struct {
    const char *name;         /* borrowed from the file */
    char *path;               /* of the file */
    const Node *root;         /* the checked file; borrowed from the project */
    const Campaign *campaign; /* borrowed from the project */
    const Node *layout;       /* the layout file's root; NULL if there is none */
    const DataTable *rows;    /* one poster is made of each; NULL: of none; borrowed */
} Motif;

void motif_free(Motif *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Motif, motif_free)
