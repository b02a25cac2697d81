#include "handoff/order_csv.h"

#include "base/units.h"

#include <string.h>

/* One line being written. */
typedef struct {
    const Job *job;
    const JobPoster *poster;
    guint position; /* of the poster, from 1 */
    const JobDelivery *delivery;
} Line;

static const JobAddress *address_of(const Line *line) {
    return job_address(line->job, line->delivery->address);
}

static char *number_text(guint number) {
    return g_strdup_printf("%u", number);
}

static char *order_id(const Line *line) {
    return g_strdup(line->job->id);
}

static char *customer(const Line *line) {
    return g_strdup(line->job->customer.name);
}

static char *supplier(const Line *line) {
    return g_strdup(line->job->supplier);
}

static char *due(const Line *line) {
    return g_strdup(line->job->due);
}

static char *position(const Line *line) {
    return number_text(line->position);
}

static char *file_name(const Line *line) {
    return g_strdup(line->poster->files[JOB_PDF].name);
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
    return job_trim_to_text(line->poster, "x");
}

static char *bleed(const Line *line) {
    return number_to_text(line->poster->bleed, 1);
}

static char *scale(const Line *line) {
    return job_scale_to_text(line->poster);
}

static char *condition(const Line *line) {
    return g_strdup(line->job->condition);
}

static char *standard(const Line *line) {
    return g_strdup(line->job->standard);
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
    const JobAddress *to = address_of(line);

    return to->address == NULL ? g_strdup(to->name)
                               : g_strdup_printf("%s, %s", to->name, to->address);
}

static char *sha256(const Line *line) {
    return g_strdup(line->poster->files[JOB_PDF].sha256);
}

static const struct {
    const char *heading;
    char *(*text)(const Line *line); /* NULL: nothing */
} columns[] = {
    {"Auftrag", order_id},      {"Kunde", customer},
    {"Lieferant", supplier},    {"Termin", due},
    {"Position", position},     {"Datei", file_name},
    {"Motiv", motif},           {"Groesse", size},
    {"Sprache", language},      {"Zeile", row},
    {"Inhalt", content},        {"Endformat_mm", trim},
    {"Anschnitt_mm", bleed},    {"Massstab", scale},
    {"Bedingung", condition},   {"Standard", standard},
    {"Farben", inks},           {"Farbauftrag_max", ink},
    {"Aufloesung_ppi", ppi},    {"Auflage", copies},
    {"Papier", paper},          {"Veredelung", finishing},
    {"Lieferung", delivery},    {"Liefermenge", delivered},
    {"Lieferadresse", address}, {"SHA256", sha256},
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
    for (size_t i = 0; i < G_N_ELEMENTS(columns); i++) {
        g_autofree char *text = columns[i].text(line);

        append_field(csv, text, i + 1 == G_N_ELEMENTS(columns));
    }
}

char *order_csv_make(const Job *job) {
    GString *csv = g_string_new("\xEF\xBB\xBF");

    for (size_t i = 0; i < G_N_ELEMENTS(columns); i++)
        append_field(csv, columns[i].heading, i + 1 == G_N_ELEMENTS(columns));
    for (guint i = 0; i < job->posters->len; i++) {
        const JobPoster *poster = job_poster(job, i);

        for (guint j = 0; j < poster->deliveries->len; j++)
            append_line(csv,
                        &(Line){job, poster, i + 1,
                                &g_array_index(poster->deliveries, JobDelivery, j)});
    }
    return g_string_free(csv, FALSE);
}
