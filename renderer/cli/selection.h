/* What the command line asks for, as the plan takes it. */
#pragma once

#include "batch/shard.h"
#include "cli/options.h"

typedef struct {
    Selection selection;               /* borrows from the rest and from the options */
    char **sizes, **languages, **rows; /* owned */
    ScreenProfile *profile;            /* owned */
    Shard shard;
} Chosen;

/* Returns EXIT_FINE, or EXIT_USAGE or EXIT_MACHINE after saying why. */
int chosen_make(Chosen *self, const Options *options);
void chosen_clear(Chosen *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Chosen, chosen_clear)
