/* What `approve` and `status` share: posters, and what people have said to them. */
#pragma once

#include "batch/standing.h"
#include "cli/session.h"

typedef struct {
    Session *session; /* borrowed; open */
    Resources *resources;
    GPtrArray *campaigns; /* of const Campaign: those that were met; owned */
    GPtrArray *approvals; /* of Approvals: theirs; owned */
} Approving;

/* NULL after saying why. */
Approving *approving_open(Session *session);
void approving_free(Approving *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Approving, approving_free)

/* Of Standing, owned, of the posters of a plan, which borrow from it and from `self`;
 * NULL after saying why. */
GPtrArray *approving_find(Approving *self, const GPtrArray *tasks);
