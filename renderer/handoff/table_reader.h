/* auftrag.csv, as a package has it: read strictly (RFC 4180, semicolons, UTF-8 with BOM,
 * the columns of model/package.h), its lines put together by posters. */
#pragma once

#include "model/package.h"

#include <gio/gio.h>
#include <stdbool.h>

typedef struct {
    char *cells[PACKAGE_COLUMNS]; /* owned */
    guint number;                 /* in the table, from 1: the heading */
} OrderLine;

/* One print PDF. */
typedef struct {
    const OrderLine *first; /* what holds for all */
    GPtrArray *lines;       /* of OrderLine: its deliveries; borrowed */
} OrderPoster;

typedef struct {
    GPtrArray *lines;   /* of OrderLine; owned */
    GPtrArray *posters; /* of OrderPoster, in the order of the table; owned */
} OrderTable;

/* NULL with `error` when it is no such table. */
OrderTable *order_table_read(GBytes *bytes, GError **error);
void order_table_free(OrderTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrderTable, order_table_free)

const OrderPoster *order_table_poster(const OrderTable *self, guint index);

/* The poster of a file; NULL: there is none. */
const OrderPoster *order_table_find(const OrderTable *self, const char *file);

/* "120"; false: no such number. */
bool order_amount(const char *text, guint *amount);

/* "1185x1750" in millimetres, "1:10". */
bool order_trim(const char *text, double *width, double *height);
bool order_scale(const char *text, guint *scale);
