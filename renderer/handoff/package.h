/* The package for a print shop: one zip that holds all it needs, and proves itself.
 * What is in it: model/package.h. */
#pragma once

#include "handoff/docket.h"
#include "resources/resources.h"

typedef struct {
    const char *schema; /* a folder with CIP4's schema for the ticket; NULL: none */
} PackageOptions;

/* Writes the whole file or none; the same bytes for the same docket and files. What the
 * docket says of files must be true of them. False with `error`. */
bool package_write(const Docket *docket, const PackageOptions *options,
                   Resources *resources, const char *path, GError **error);
