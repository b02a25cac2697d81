/* auftrag.csv, as a package has it: read strictly (RFC 4180, semicolons, UTF-8 with
 * BOM, the columns of model/package.h), its lines put together by posters. */
#pragma once

#include "model/package.h"

#include <gio/gio.h>
#include <stdbool.h>

typedef struct {
    char *cells[PACKAGE_COLUMNS]; /* owned */
    guint number;                 /* in the table, from 1: the heading */
} PackageLine;

/* One print PDF. */
typedef struct {
    const PackageLine *first; /* what holds for all */
    GPtrArray *lines;         /* of PackageLine: its deliveries; borrowed */
} PackagePoster;

typedef struct {
    GPtrArray *lines;    /* of PackageLine; owned */
    GPtrArray *posters;  /* of PackagePoster, in the order of the table; owned */
    GHashTable *by_file; /* the same by their files; borrowed */
} PackageTable;

/* NULL with `error` when it is no such table. */
PackageTable *package_table_read(GBytes *bytes, GError **error);
void package_table_free(PackageTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PackageTable, package_table_free)

const PackagePoster *package_table_poster(const PackageTable *self, guint index);

/* The poster of a file; NULL: there is none. */
const PackagePoster *package_table_find(const PackageTable *self, const char *file);

/* "120"; false: no such number. */
bool package_amount(const char *text, guint *amount);

/* "1185x1750" in millimetres, "1:10". */
bool package_trim(const char *text, double *width, double *height);
bool package_scale(const char *text, guint *scale);
