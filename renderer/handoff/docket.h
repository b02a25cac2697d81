/* What a package says of an order: plain data, put together once, read by all that
 * writes its entries.
 *
 * Texts are UTF-8 and owned; NULL: nothing was said. Lengths are millimetres of the
 * finished poster, whatever the scale of its file. */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

typedef struct {
    char *name, *office, *address;
    char *contact; /* a role, no person */
    char *email;
} DocketParty;

/* Where copies go. */
typedef struct {
    char *id; /* its name in the order; always there, as is the address */
    char *name, *address;
    char *area; /* where they are posted */
    char *note;
} DocketAddress;

typedef struct {
    guint address; /* among those of the docket */
    guint copies;  /* of one poster */
} DocketDelivery;

typedef struct {
    char *role, *date, *remark;
} DocketApproval;

typedef struct {
    char *id, *reason;
} DocketOpening;

typedef struct {
    char *name; /* in the package: ASCII, no folders */
    char *path; /* where it was made */
    guint64 bytes;
    char *sha256, *md5; /* hexadecimal digits: small, capital */
} DocketFile;

/* What there is of each poster. */
typedef enum {
    DOCKET_PDF,
    DOCKET_PREVIEW,
    DOCKET_SOFTPROOF,
    DOCKET_PREFLIGHT,
    DOCKET_FILES,
} DocketFileKind;

typedef struct {
    char *motif, *title;
    char *size, *size_title;
    char *language, *language_name; /* BCP 47; in its own words */
    char *row;                      /* id of its data row */
    char *content;                  /* id of what it shows */
    double width, height, bleed;
    double ppi;       /* its pixels have at least so many, in final size */
    int scale;        /* 10: its file is a tenth of it */
    char *inks;       /* "C M Y K" */
    double ink;       /* the most there is somewhere; 2.8 is 280 % */
    double ink_limit; /* 0: none */
    guint copies;
    char *paper, *paper_kind, *paper_coating;
    double paper_weight; /* g/m²; 0: not said */
    char *finishing;
    GArray *deliveries;   /* of DocketDelivery; owned */
    GPtrArray *approvals; /* of DocketApproval; owned */
    DocketFile files[DOCKET_FILES];
    char *thumb; /* path of a small picture of it */
} DocketPoster;

typedef struct {
    char *id; /* the job number, an NMTOKEN */
    char *title, *campaign;
    char *date, *due; /* "2026-11-24" */
    DocketParty customer, printer;
    char *supplier, *supplier_title; /* whose rules the files follow */
    char *checked_by, *checked_on;   /* the address in the code: opened by whom, when */
    char *standard;                  /* "PDF/X-4" */
    char *condition;                 /* "FOGRA39": its registered name, else its own */
    char *condition_title;
    char *marks;        /* what stands around the bleed, for people */
    DocketFile profile; /* no name: its licence keeps it out, or it is not known */
    char *profile_name, *profile_licence;
    GPtrArray *addresses; /* of DocketAddress; owned */
    GPtrArray *posters;   /* of DocketPoster; owned */
    GPtrArray *openings;  /* of DocketOpening: gates that were opened; owned */
    gint64 time;          /* of all entries: seconds since 1970 */
} Docket;

Docket *docket_new(void);
void docket_free(Docket *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Docket, docket_free)

/* Each appends one to fill in; borrowed. */
DocketAddress *docket_add_address(Docket *self);
DocketPoster *docket_add_poster(Docket *self);
DocketOpening *docket_add_opening(Docket *self);
DocketApproval *docket_poster_add_approval(DocketPoster *self);

/* What lies at `path` is in the package as `name`: counts its bytes and takes its sums.
 * False with `error`: it cannot be read. */
bool docket_file_read(DocketFile *self, const char *path, const char *name,
                      GError **error);

const DocketPoster *docket_poster(const Docket *self, guint index);
const DocketAddress *docket_address(const Docket *self, guint index);

/* "platz, CLP, Deutsch, row 3": what people call it; caller frees. */
char *docket_poster_to_text(const DocketPoster *self);

/* "1:10"; caller frees. */
char *docket_scale_to_text(const DocketPoster *self);

/* "1185x1750", "1185 × 1750", without zeros that say nothing; caller frees. */
char *docket_trim_to_text(const DocketPoster *self, const char *times);

/* What people call it: who is there, else where it is posted, else its name in the
 * order; borrowed. */
const char *docket_address_title(const DocketAddress *self);

/* Of all posters together. */
guint docket_copies(const Docket *self);
