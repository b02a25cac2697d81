#include "base/diagnostics.h"

#include "base/translate.h"

#include <stdarg.h>
#include <string.h>

enum {
    SUBJECTS_SHOWN = 1,    /* in one line; the JSON report has all */
    EXCERPT_LETTERS = 100, /* shown of a long line, on each side of the column */
    WIDTH_MAX = 60,
};

void finding_free(Finding *self) {
    if (self == NULL)
        return;
    g_free(self->id);
    g_free(self->file);
    g_free(self->excerpt);
    g_free(self->message);
    g_clear_pointer(&self->subjects, g_ptr_array_unref);
    g_free(self);
}

static void finding_free_item(gpointer finding) {
    finding_free(finding);
}

GPtrArray *findings_new(void) {
    return g_ptr_array_new_with_free_func(finding_free_item);
}

static guint finding_hash(gconstpointer finding) {
    const Finding *self = finding;

    return g_str_hash(self->id) ^ g_str_hash(self->message) ^ (self->line * 31) ^
           self->column;
}

static gboolean findings_are_one(gconstpointer first, gconstpointer second) {
    const Finding *a = first, *b = second;

    return a->severity == b->severity && a->line == b->line && a->column == b->column &&
           strcmp(a->id, b->id) == 0 && g_strcmp0(a->file, b->file) == 0 &&
           strcmp(a->message, b->message) == 0;
}

Diagnostics *diagnostics_new(void) {
    Diagnostics *self = g_new0(Diagnostics, 1);

    self->findings = findings_new();
    self->known = g_hash_table_new(finding_hash, findings_are_one);
    return self;
}

void diagnostics_free(Diagnostics *self) {
    if (self == NULL)
        return;
    g_hash_table_unref(self->known);
    g_ptr_array_unref(self->findings);
    g_free(self);
}

void diagnostics_set_subject(Diagnostics *self, const Subject *subject) {
    self->subject = subject == NULL ? (Subject){0} : *subject;
}

static const char *const subject_words[] = {N_("size"), N_("language"), N_("row"),
                                            N_("column"), NULL};

static char *subject_to_text(const Subject *subject, const Origin *origin) {
    GString *text = g_string_new(NULL);
    const char *const names[] = {subject->size, subject->language, subject->row,
                                 origin == NULL ? NULL : origin->label};

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (names[i] != NULL)
            g_string_append_printf(text, "%s%s %s", text->len > 0 ? ", " : "",
                                   subject_words[i], names[i]);
    }
    return g_string_free(text, text->len == 0);
}

/* A line can be as long as a file; people see the part around the column, which is at
 * most one behind its end. */
static char *make_excerpt(const char *line, unsigned column) {
    glong length = g_utf8_strlen(line, -1);
    glong start = MAX((glong)column - 1 - EXCERPT_LETTERS, 0);
    glong end = MIN((glong)column - 1 + EXCERPT_LETTERS, length);
    g_autofree char *part = g_utf8_substring(line, start, end);

    return g_strdup_printf("%s%s%s", start > 0 ? "…" : "", part,
                           end < length ? "…" : "");
}

static void set_excerpt(Finding *self, const char *line) {
    glong start = MAX((glong)self->column - 1 - EXCERPT_LETTERS, 0);

    self->excerpt = make_excerpt(line, self->column);
    self->caret = self->column - (unsigned)start + (start > 0);
    self->width = MIN(self->width, WIDTH_MAX);
}

static bool is_cited(const Finding *self, const Source *source, unsigned number) {
    g_autofree char *line = source_line_to_text(source, number);
    g_autofree char *excerpt = NULL;

    if (number > source->line_starts->len ||
        g_utf8_strlen(line, -1) + 1 < (glong)self->column)
        return false;
    excerpt = make_excerpt(line, self->column);
    return strcmp(excerpt, self->excerpt) == 0;
}

bool finding_follow(Finding *self, const Source *source) {
    unsigned found = 0, count = 0;

    if (source == NULL)
        return false;
    if (is_cited(self, source, self->line))
        return true;
    for (unsigned i = 1; i <= source->line_starts->len; i++) {
        if (is_cited(self, source, i)) {
            found = i;
            count++;
        }
    }
    if (count == 1)
        self->line = found;
    return count == 1;
}

static void finding_set_place(Finding *self, const Origin *origin) {
    const Source *source = origin->source;
    Place start = source_place(source, origin->offset);
    Place end = source_place(source, origin->offset + origin->length);
    g_autofree char *line = source_line_to_text(source, start.line);

    self->file = text_for_terminal(source->name);
    self->line = start.line;
    self->column = start.column;
    self->width = end.line == start.line && end.column > start.column
                      ? end.column - start.column
                      : 1;
    set_excerpt(self, line);
}

void diagnostics_add(Diagnostics *self, Severity severity, const char *id,
                     const Origin *origin, const char *format, ...) {
    Finding *finding = g_new0(Finding, 1);
    g_autofree char *message = NULL;
    char *subject = subject_to_text(&self->subject, origin);
    va_list arguments;

    va_start(arguments, format);
    message = g_strdup_vprintf(_(format), arguments);
    va_end(arguments);

    finding->severity = severity;
    finding->id = g_strdup(id);
    finding->message = text_for_terminal(message);
    finding->subjects = g_ptr_array_new_with_free_func(g_free);
    if (subject != NULL)
        g_ptr_array_add(finding->subjects, subject);
    if (origin != NULL && origin->source != NULL)
        finding_set_place(finding, origin);
    diagnostics_take(self, finding);
}

static Finding *copy_without_subjects(const Finding *self) {
    Finding *copy = g_memdup2(self, sizeof *self);

    copy->id = g_strdup(self->id);
    copy->file = g_strdup(self->file);
    copy->excerpt = g_strdup(self->excerpt);
    copy->message = g_strdup(self->message);
    copy->subjects = g_ptr_array_new_with_free_func(g_free);
    return copy;
}

Finding *finding_copy(const Finding *self) {
    Finding *copy = copy_without_subjects(self);

    for (guint i = 0; i < self->subjects->len; i++)
        g_ptr_array_add(copy->subjects, g_strdup(g_ptr_array_index(self->subjects, i)));
    return copy;
}

void diagnostics_repeat(Diagnostics *self, const Finding *finding) {
    Finding *copy = copy_without_subjects(finding);
    char *subject = subject_to_text(&self->subject, NULL);

    if (subject != NULL)
        g_ptr_array_add(copy->subjects, subject);
    diagnostics_take(self, copy);
}

static void join_subjects(Finding *known, const Finding *finding) {
    for (guint i = 0; i < finding->subjects->len; i++) {
        const char *subject = g_ptr_array_index(finding->subjects, i);

        if (!g_ptr_array_find_with_equal_func(known->subjects, subject, g_str_equal,
                                              NULL))
            g_ptr_array_add(known->subjects, g_strdup(subject));
    }
}

void diagnostics_take(Diagnostics *self, Finding *finding) {
    Finding *known = g_hash_table_lookup(self->known, finding);

    self->errors += finding->severity == SEVERITY_ERROR;
    if (known == NULL) {
        g_ptr_array_add(self->findings, finding);
        g_hash_table_add(self->known, finding);
        return;
    }
    join_subjects(known, finding);
    finding_free(finding);
}

void diagnostics_add_all(Diagnostics *self, const GPtrArray *findings) {
    for (guint i = 0; i < findings->len; i++)
        diagnostics_take(self, finding_copy(g_ptr_array_index(findings, i)));
}

GPtrArray *diagnostics_take_out(Diagnostics *self) {
    GPtrArray *findings = self->findings;

    g_hash_table_remove_all(self->known);
    self->findings = findings_new();
    return findings;
}

unsigned diagnostics_count(const Diagnostics *self, Severity severity) {
    unsigned count = 0;

    for (guint i = 0; i < self->findings->len; i++) {
        const Finding *finding = g_ptr_array_index(self->findings, i);

        count += finding->severity >= severity;
    }
    return count;
}

const char *severity_to_text(Severity severity) {
    static const char *const names[] = {N_("note"), N_("warning"), N_("error")};

    return names[severity];
}

/* Direction overrides and isolates could make a message read as another one. */
static bool is_direction_control(gunichar character) {
    return (character >= 0x202A && character <= 0x202E) ||
           (character >= 0x2066 && character <= 0x2069) || character == 0x200E ||
           character == 0x200F || character == 0x061C;
}

char *text_for_terminal(const char *text) {
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    GString *clean = g_string_sized_new(strlen(valid));

    for (const char *at = valid; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);

        if (character == '\n' || character == '\t')
            g_string_append_c(clean, ' ');
        else if (g_unichar_iscntrl(character) || is_direction_control(character))
            g_string_append_c(clean, '?');
        else
            g_string_append_unichar(clean, character);
    }
    return g_string_free(clean, FALSE);
}

/* Reports keep "size a2, language ar" as it is; people read it in their language. */
static void append_subject(GString *text, const char *subject) {
    g_auto(GStrv) parts = g_strsplit(subject, ", ", -1);

    for (char **part = parts; *part != NULL; part++) {
        size_t length = strcspn(*part, " ");
        g_autofree char *word = g_strndup(*part, length);

        g_string_append_printf(text, "%s%s%s", part > parts ? ", " : "",
                               g_strv_contains(subject_words, word) ? _(word) : word,
                               *part + length);
    }
}

static void append_subjects(GString *text, const GPtrArray *subjects) {
    if (subjects->len == 0)
        return;
    g_string_append(text, " (");
    append_subject(text, g_ptr_array_index(subjects, 0));
    if (subjects->len > SUBJECTS_SHOWN) {
        guint others = subjects->len - SUBJECTS_SHOWN;

        g_string_append_printf(
            text, P_("; %u more like it", "; %u more like it", others), others);
    }
    g_string_append_c(text, ')');
}

static int columns_of(gunichar character) {
    if (g_unichar_iszerowidth(character))
        return 0;
    return g_unichar_iswide(character) ? 2 : 1;
}

/* Columns of a terminal, where some characters are wide and some take no room. */
static void append_caret(GString *text, const Finding *finding, const char *line) {
    const char *at = line;
    int before = 0, under = 0;

    for (unsigned i = 1; *at != '\0' && i < finding->caret + finding->width; i++) {
        if (i < finding->caret)
            before += columns_of(g_utf8_get_char(at));
        else
            under += columns_of(g_utf8_get_char(at));
        at = g_utf8_next_char(at);
    }
    g_string_append_printf(text, "\n    %*s^", before, "");
    for (int i = 1; i < under; i++)
        g_string_append_c(text, '~');
}

char *finding_to_text(const Finding *self) {
    GString *text = g_string_new(NULL);

    if (self->file != NULL)
        g_string_append_printf(text, "%s:", self->file);
    if (self->file != NULL && self->line > 0)
        g_string_append_printf(text, "%u:%u:", self->line, self->column);
    g_string_append_printf(text, "%s%s: %s", text->len > 0 ? " " : "",
                           _(severity_to_text(self->severity)), self->message);
    append_subjects(text, self->subjects);
    g_string_append_printf(text, " [%s]", self->id);
    if (self->excerpt != NULL) {
        g_autofree char *line = text_for_terminal(self->excerpt);

        g_string_append_printf(text, "\n    %s", line);
        append_caret(text, self, line);
    }
    return g_string_free(text, FALSE);
}

void json_append_text(GString *json, const char *text) {
    g_string_append_c(json, '"');
    for (const char *at = text; *at != '\0'; at++) {
        unsigned char byte = (unsigned char)*at;

        if (byte == '"' || byte == '\\')
            g_string_append_printf(json, "\\%c", byte);
        else if (byte < 0x20)
            g_string_append_printf(json, "\\u%04x", byte);
        else
            g_string_append_c(json, (char)byte);
    }
    g_string_append_c(json, '"');
}

static void append_member(GString *json, const char *name, const char *value) {
    if (value == NULL)
        return;
    g_string_append_printf(json, ", \"%s\": ", name);
    json_append_text(json, value);
}

void finding_to_json(const Finding *finding, GString *json) {
    g_string_append_printf(json, "\"severity\": \"%s\"",
                           severity_to_text(finding->severity));
    append_member(json, "id", finding->id);
    append_member(json, "file", finding->file);
    if (finding->line > 0)
        g_string_append_printf(json, ", \"line\": %u, \"column\": %u", finding->line,
                               finding->column);
    append_member(json, "message", finding->message);
    g_string_append(json, ", \"posters\": [");
    for (guint i = 0; i < finding->subjects->len; i++) {
        if (i > 0)
            g_string_append(json, ", ");
        json_append_text(json, g_ptr_array_index(finding->subjects, i));
    }
    g_string_append_c(json, ']');
}

void diagnostics_to_json(const Diagnostics *self, GString *json) {
    g_string_append_c(json, '[');
    for (guint i = 0; i < self->findings->len; i++) {
        g_string_append(json, i > 0 ? ",\n    {" : "\n    {");
        finding_to_json(g_ptr_array_index(self->findings, i), json);
        g_string_append_c(json, '}');
    }
    g_string_append(json, self->findings->len > 0 ? "\n  ]" : "]");
}
