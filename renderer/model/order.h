/* An order to a print shop: what is printed, how often, on what, and where it goes.
 *
 * Texts and places are borrowed from the order's file, motifs and sizes from the
 * project. Every value says where it stands, so that whatever speaks against it can be
 * told there. */
#pragma once

#include "model/motif.h"

/* What somebody wrote, and where; `text` is NULL where nothing was written. */
typedef struct {
    const char *text;
    Origin origin;
} OrderText;

/* Who orders, or prints; what its section in parse/keys lacks is not given. */
typedef struct {
    OrderText name;
    OrderText office;
    OrderText address;
    OrderText contact; /* a role, no person */
    OrderText email;
} OrderParty;

/* Where copies go. */
typedef struct {
    OrderText key; /* its name in the order */
    OrderText name;
    OrderText address;
    OrderText area; /* where they are posted */
    OrderText note;
} OrderAddress;

typedef struct {
    const OrderAddress *address; /* borrowed from the order */
    int copies;                  /* of each poster of the line */
    Origin origin; /* of the number; of the copies when they all go there */
} OrderDelivery;

/* Words as XJDF has them: MediaType and Coating. */
typedef struct {
    OrderText name;
    OrderText kind; /* "Paper" when nothing else was written */
    OrderText coating;
    double weight; /* g/m²; 0: unknown */
} OrderPaper;

/* One motif in one size: a poster in each language, of each row. */
typedef struct {
    Origin origin;
    const Motif *motif;
    Origin motif_origin;
    const Size *size;
    Origin size_origin;
    GPtrArray *languages; /* of const char *: the campaign's tags; owned */
    Origin languages_origin;
    GPtrArray *rows; /* of const DataRow; none: the motif has no rows; owned */
    int copies;      /* of each poster */
    Origin copies_origin;
    OrderPaper paper;
    OrderText finishing;
    GPtrArray *deliveries; /* of OrderDelivery, owned; none: the order has no addresses.
                            * Else they come to `copies` */
} OrderLine;

/* That somebody looked, as a role, and when; the texts are NULL if nobody did. */
typedef struct {
    OrderText by;
    OrderText on;
} OrderCheck;

typedef struct {
    OrderText number; /* of the job: ASCII letters, digits, - and _ */
    OrderText title;
    OrderText date; /* "2026-11-24" */
    OrderText due;
    OrderText supplier_name;
    const Supplier *supplier; /* borrowed from the campaign */
    const Campaign *campaign; /* borrowed from the project */
    OrderParty customer;
    OrderParty printer;   /* without a name: not known yet */
    OrderCheck address;   /* the codes' address was opened, and is still the city's */
    Origin origin;        /* of the file's keys: for what nobody wrote */
    GPtrArray *addresses; /* of OrderAddress; owned */
    GPtrArray *lines;     /* of OrderLine; owned */
} Order;

Order *order_new(void);
void order_free(Order *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Order, order_free)

OrderLine *order_line_new(void);
void order_line_free(OrderLine *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrderLine, order_line_free)

const OrderAddress *order_find_address(const Order *self, const char *key);

/* Whether the posters of two lines have one in common. */
bool order_lines_overlap(const OrderLine *a, const OrderLine *b);
