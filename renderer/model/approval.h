/* What people have approved: which poster, by the id of what it shows, who, and when.
 */
#pragma once

#include "base/source.h"

typedef struct {
    char *content_id; /* twelve hexadecimal digits; owned, as all texts here */
    char *role;
    char *date;                          /* "2026-11-22" */
    char *remark;                        /* "" when there is none, as below */
    char *motif, *size, *language, *row; /* which poster it was, for people */
    Origin origin;                       /* of its line; no source: not written yet */
} Approval;

void approval_free(Approval *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Approval, approval_free)

typedef struct {
    GPtrArray *list;       /* of Approval, in file order; owned */
    GHashTable *by_id;     /* content id to its last Approval; borrows */
    GHashTable *by_poster; /* its name, as below, to its last Approval; borrows */
} Approvals;

Approvals *approvals_new(void);
void approvals_free(Approvals *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Approvals, approvals_free)

/* Takes over `approval`. */
void approvals_add(Approvals *self, Approval *approval);

/* The last approval of what a poster shows; NULL: nobody has approved it. */
const Approval *approvals_find(const Approvals *self, const char *content_id);

/* The last approval of a poster, whatever it showed; `row` may be NULL. NULL: there is
 * none. */
const Approval *approvals_find_poster(const Approvals *self, const char *motif,
                                      const char *size, const char *language,
                                      const char *row);
