#include "handoff/order_csv.h"

#include "base/units.h"
#include "model/package.h"

#include <string.h>

/* One line being written. */
typedef struct {
    const Docket *docket;
    const DocketPoster *poster;
    guint position; /* of the poster, from 1 */
    const DocketDelivery *delivery;
} Line;

static const DocketAddress *address_of(const Line *line) {
    return docket_address(line->docket, line->delivery->address);
}

static char *number_text(guint number) {
    return g_strdup_printf("%u", number);
}

static char *order_id(const Line *line) {
    return g_strdup(line->docket->id);
}

static char *customer(const Line *line) {
    return g_strdup(line->docket->customer.name);
}

static char *supplier(const Line *line) {
    return g_strdup(line->docket->supplier);
}

static char *due(const Line *line) {
    return g_strdup(line->docket->due);
}

static char *position(const Line *line) {
    return number_text(line->position);
}

static char *file_name(const Line *line) {
    return g_strdup(line->poster->files[DOCKET_PDF].name);
}

static char *motif(const Line *line) {
    return g_strdup(line->poster->motif);
}

static char *size(const Line *line) {
    return g_strdup(line->poster->size);
}

static char *language(const Line *line) {
    return g_strdup(line->poster->language);
}

static char *row(const Line *line) {
    return g_strdup(line->poster->row);
}

static char *content(const Line *line) {
    return g_strdup(line->poster->content);
}

static char *trim(const Line *line) {
    return docket_trim_to_text(line->poster, "x");
}

static char *bleed(const Line *line) {
    return number_to_text(line->poster->bleed, 1);
}

static char *scale(const Line *line) {
    return docket_scale_to_text(line->poster);
}

static char *condition(const Line *line) {
    return g_strdup(line->docket->condition);
}

static char *standard(const Line *line) {
    return g_strdup(line->docket->standard);
}

static char *inks(const Line *line) {
    return g_strdup(line->poster->inks);
}

static char *ink(const Line *line) {
    g_autofree char *percent = number_to_text(line->poster->ink * 100, 0);

    return g_strdup_printf("%s %%", percent);
}

static char *ppi(const Line *line) {
    return number_to_text(line->poster->ppi, 0);
}

static char *copies(const Line *line) {
    return number_text(line->poster->copies);
}

static char *paper(const Line *line) {
    return g_strdup(line->poster->paper);
}

static char *finishing(const Line *line) {
    return g_strdup(line->poster->finishing);
}

static char *delivery(const Line *line) {
    return g_strdup(address_of(line)->id);
}

static char *delivered(const Line *line) {
    return number_text(line->delivery->copies);
}

static char *address(const Line *line) {
    const DocketAddress *to = address_of(line);

    return to->name == NULL ? g_strdup(to->address)
                            : g_strdup_printf("%s, %s", to->name, to->address);
}

static char *sha256(const Line *line) {
    return g_strdup(line->poster->files[DOCKET_PDF].sha256);
}

static char *(*const cells[PACKAGE_COLUMNS])(const Line *line) = {
    [COLUMN_ORDER] = order_id,
    [COLUMN_CUSTOMER] = customer,
    [COLUMN_SUPPLIER] = supplier,
    [COLUMN_DUE] = due,
    [COLUMN_POSITION] = position,
    [COLUMN_FILE] = file_name,
    [COLUMN_MOTIF] = motif,
    [COLUMN_SIZE] = size,
    [COLUMN_LANGUAGE] = language,
    [COLUMN_ROW] = row,
    [COLUMN_CONTENT] = content,
    [COLUMN_TRIM] = trim,
    [COLUMN_BLEED] = bleed,
    [COLUMN_SCALE] = scale,
    [COLUMN_CONDITION] = condition,
    [COLUMN_STANDARD] = standard,
    [COLUMN_INKS] = inks,
    [COLUMN_COVERAGE] = ink,
    [COLUMN_PPI] = ppi,
    [COLUMN_COPIES] = copies,
    [COLUMN_PAPER] = paper,
    [COLUMN_FINISHING] = finishing,
    [COLUMN_DELIVERY] = delivery,
    [COLUMN_DELIVERED] = delivered,
    [COLUMN_ADDRESS] = address,
    [COLUMN_CHECKSUM] = sha256,
};

/* Fields with a separator, a quote or a new line stand in quotes (RFC 4180, 2.6). */
static void append_field(GString *csv, const char *text, bool is_last) {
    bool is_quoted = text != NULL && strpbrk(text, ";\"\r\n") != NULL;

    if (is_quoted)
        g_string_append_c(csv, '"');
    for (; text != NULL && *text != '\0'; text++) {
        if (*text == '"')
            g_string_append_c(csv, '"');
        g_string_append_c(csv, *text);
    }
    if (is_quoted)
        g_string_append_c(csv, '"');
    g_string_append(csv, is_last ? "\r\n" : ";");
}

static void append_line(GString *csv, const Line *line) {
    for (int i = 0; i < PACKAGE_COLUMNS; i++) {
        g_autofree char *text = cells[i](line);

        append_field(csv, text, i + 1 == PACKAGE_COLUMNS);
    }
}

char *order_csv_make(const Docket *docket) {
    GString *csv = g_string_new("\xEF\xBB\xBF");

    for (int i = 0; i < PACKAGE_COLUMNS; i++)
        append_field(csv, package_columns[i], i + 1 == PACKAGE_COLUMNS);
    for (guint i = 0; i < docket->posters->len; i++) {
        const DocketPoster *poster = docket_poster(docket, i);

        for (guint j = 0; j < poster->deliveries->len; j++)
            append_line(csv,
                        &(Line){docket, poster, i + 1,
                                &g_array_index(poster->deliveries, DocketDelivery, j)});
    }
    return g_string_free(csv, FALSE);
}
