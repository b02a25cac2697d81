/* How far posters have come: what they show, how well that has been read, and what
 * people have said to it. Posters are laid out for it, and nothing else. */
#pragma once

#include "batch/plan.h"
#include "model/approval.h"
#include "model/review.h"
#include "resources/resources.h"

typedef enum {
    STANDING_BROKEN,      /* has findings that keep it from being made */
    STANDING_PLACEHOLDER, /* shows something that stands for something else */
    STANDING_DRAFT,       /* shows something that nobody has read */
    STANDING_REVIEWED,    /* all is read; nobody has approved it */
    STANDING_APPROVED,
    STANDING_VOID, /* what was approved is not what it shows now */
} StandingKind;

typedef struct {
    const Task *task; /* borrowed */
    StandingKind kind;
    bool has_placeholder;
    char *approval_id;        /* see draw/content_id; NULL: it is broken; owned */
    const Approval *approval; /* of what it shows, or the one that is void; borrowed;
                               * NULL: there is none */
} Standing;

/* One a poster of the plan, in its order: of Standing, owned. Up to `helpers` processes
 * share the work. Nobody has been asked yet: there are no approvals. NULL with `error`
 * when a process died. */
GPtrArray *standings_find(const GPtrArray *tasks, Resources *resources, guint helpers,
                          GError **error);

/* Looks for its approval among those of its campaign. */
void standing_ask(Standing *self, const Approvals *approvals);

/* "placeholder", "draft"…: for lists. */
const char *standing_to_text(StandingKind kind);
