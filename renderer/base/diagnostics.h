/* What is wrong with what an author wrote: findings, collected and told.
 *
 * A finding has a severity, an id that never changes, a place, a message (small first
 * letter, no full stop, the problem first, then what would be right) and the posters
 * that have it. Adding the same finding again only adds the poster. Text that comes
 * from files is stripped of control and direction characters. */
#pragma once

#include "base/source.h"

#include <stdbool.h>
#include <stdio.h>

typedef enum { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR } Severity;

/* Which poster a finding is about; members may be NULL. */
typedef struct {
    const char *size;
    const char *language;
    const char *row;
} Subject;

typedef struct {
    Severity severity;
    char *id;
    char *file;          /* NULL: no file is to blame */
    unsigned line;       /* from 1; 0: the file as a whole */
    unsigned column;     /* from 1 */
    unsigned width;      /* characters to underline, at least 1 */
    char *excerpt;       /* the line, or the part of it around the column; or NULL */
    unsigned caret;      /* where the column is in the excerpt, from 1 */
    char *message;       /* one line, translated */
    GPtrArray *subjects; /* of char *, "size a2, language ar", as in reports; or none */
} Finding;

typedef struct {
    GPtrArray *findings; /* of Finding, in order of arrival; owned */
    GHashTable *known;   /* of Finding: for finding equal ones; owned */
    unsigned errors;     /* added so far, equal ones too: "did this add any?" */
    Subject subject;     /* given to new findings; borrowed */
} Diagnostics;

Diagnostics *diagnostics_new(void);
void diagnostics_free(Diagnostics *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Diagnostics, diagnostics_free)

/* From now on findings are about this poster; NULL: about no poster in particular. */
void diagnostics_set_subject(Diagnostics *self, const Subject *subject);

/* `format` is translated. `origin` may be NULL. */
void diagnostics_add(Diagnostics *self, Severity severity, const char *id,
                     const Origin *origin, const char *format, ...) G_GNUC_PRINTF(5, 6);

/* Adds a finding that was made before, now about the poster that findings are about. */
void diagnostics_repeat(Diagnostics *self, const Finding *finding);

/* Takes over `finding`; joins it with an equal one. */
void diagnostics_take(Diagnostics *self, Finding *finding);

/* Adds copies of findings (of Finding) with their posters. */
void diagnostics_add_all(Diagnostics *self, const GPtrArray *findings);

/* The findings, of Finding, yours to unref; none are left. */
GPtrArray *diagnostics_take_out(Diagnostics *self);

/* Whether the line that a finding cites is in the file as it is now (NULL: there is
 * none any more). The finding then says where: at its old place, else at the only one.
 */
bool finding_follow(Finding *self, const Source *source);

/* For findings, which it owns. */
GPtrArray *findings_new(void);

/* A copy with its posters; caller frees. */
Finding *finding_copy(const Finding *self);

void finding_free(Finding *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Finding, finding_free)

/* How many findings have at least this severity. */
unsigned diagnostics_count(const Diagnostics *self, Severity severity);

/* As in reports: in English. */
const char *severity_to_text(Severity severity);

/* "a.yaml:2:8: error: message (size a2) [id]", the line, a caret, for people in their
 * language; caller frees. */
char *finding_to_text(const Finding *self);

/* The members of a finding as JSON, without braces; appended. */
void finding_to_json(const Finding *self, GString *json);

/* All findings as one JSON array; appended. */
void diagnostics_to_json(const Diagnostics *self, GString *json);

/* `text` with control and direction characters shown as "?"; caller frees. */
char *text_for_terminal(const char *text);

/* Appends `text` as a JSON string, quotes included. */
void json_append_text(GString *json, const char *text);
