/* ticket.xjdf as a package has it (CIP4's XJDF 2): what it says of products, files and
 * deliveries, for those who compare it with other entries. */
#pragma once

#include <gio/gio.h>
#include <libxml/tree.h>
#include <stdbool.h>

#define XJDF_ADDRESS "http://www.CIP4.org/JDFSchema_2_0"

/* All texts as they are written; NULL: not said. */
typedef struct {
    const char *id, *external_id; /* by which others refer to it */
    const char *amount;
    const char *finished, *dimensions, *bleed; /* points */
    const char *comments;                      /* all of them, in lines */
    const char *content;                       /* GeneralID of usage ContentID */
    const char *condition, *paper;
    unsigned line;
} TicketProduct;

typedef struct {
    const char *product; /* NULL: of all */
    const char *address; /* URL */
    const char *size, *checksum;
    unsigned line;
} TicketFile;

typedef struct {
    const char *drop, *item, *amount, *required;
    unsigned line;
} TicketItem;

typedef struct {
    const char *drop;  /* NULL: none, as that of the customer */
    const char *type;  /* "Customer", "Delivery" */
    const char *name;  /* of the company */
    const char *lines; /* of its address, with new lines between; NULL: none */
    unsigned line;
} TicketContact;

typedef struct {
    xmlDocPtr document;
    GStringChunk *texts;
    const char *job, *order; /* JobID; CustomerOrderID */
    GArray *products;        /* of TicketProduct */
    GArray *files;           /* of TicketFile */
    GArray *items;           /* of TicketItem */
    GArray *contacts;        /* of TicketContact */
} Ticket;

/* NULL with `error` when it is no XML, or declares entities. */
Ticket *ticket_read(GBytes *bytes, GError **error);
void ticket_free(Ticket *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Ticket, ticket_free)

/* The product that is called so; NULL: there is none. */
const TicketProduct *ticket_find_product(const Ticket *self, const char *id);

/* The file of a name; NULL likewise. */
const TicketFile *ticket_find_file(const Ticket *self, const char *address);

/* An element of XJDF of this name; NULL: of any. */
bool ticket_is(const xmlNode *node, const char *name);

/* The first one below; NULL: there is none. */
const xmlNode *ticket_child(const xmlNode *node, const char *name);

/* The next element beside a node, or the node itself; NULL: none. */
const xmlNode *ticket_element(const xmlNode *node);
