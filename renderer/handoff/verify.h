/* A package for a print shop, as somebody received it: whether it is whole, whether all
 * that is in it says the same, and whether its print PDFs can be printed.
 *
 * Whatever a stranger's file does costs a finding: run it in a process of its own. */
#pragma once

#include "base/diagnostics.h"
#include "preflight/file_rules.h"

#include <stdbool.h>

typedef struct {
    /* Fills in what a shop wants of files of a size; false when its rules are not at
     * hand. */
    bool (*rules)(const char *supplier, const char *size, FileOrder *order, void *data);
    void *data;
    const char *schema; /* folder of CIP4's schema of tickets; NULL: nobody has it */
} VerifyOptions;

typedef struct {
    unsigned posters, copies, files; /* as far as they could be read */
} VerifyCount;

/* `file` is open and stays the caller's; findings name entries of the package. */
VerifyCount verify_package(int file, const VerifyOptions *options, Diagnostics *found);
