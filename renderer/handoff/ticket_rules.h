/* Whether a ticket is what XJDF 2.1 wants of one for posters, and agrees with itself:
 * our own list of rules, and CIP4's schema where somebody has it. */
#pragma once

#include <gio/gio.h>

typedef struct {
    const char *clause; /* static: "XJDF 2.1, Product/@Amount"; NULL: of the schema */
    char *message;      /* translated; owned */
    guint line;         /* of the ticket; 0: not known */
} TicketProblem;

/* What is wrong: of TicketProblem, owned; empty when all is well. A ticket of strangers
 * reaches no network and expands no entities. */
GPtrArray *ticket_rules_check(const char *text, gsize length);

/* By xjdf.xsd in a folder (https://schema.cip4.org). NULL with `error`: it cannot be
 * read. */
GPtrArray *ticket_schema_check(const char *text, gsize length, const char *folder,
                               GError **error);
