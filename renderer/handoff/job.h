/* What a package says of an order: plain data, put together once, read by all that
 * writes its entries.
 *
 * Texts are UTF-8 and owned; NULL: nothing was said. Lengths are millimetres of the
 * finished poster, whatever the scale of its file. */
#pragma once

#include <glib.h>

typedef struct {
    char *name, *office, *address;
    char *contact; /* a role, no person */
    char *email;
} JobParty;

/* Where copies go. */
typedef struct {
    char *id, *name, *address;
    char *area; /* where they are posted */
    char *note;
} JobAddress;

typedef struct {
    guint address; /* among those of the job */
    guint copies;  /* of one poster */
} JobDelivery;

typedef struct {
    char *role, *date, *remark;
} JobApproval;

typedef struct {
    char *id, *reason;
} JobOpening;

typedef struct {
    char *name; /* in the package: ASCII, no folders */
    char *path; /* where it was made */
    guint64 bytes;
    char *sha256, *md5; /* hexadecimal digits: small, capital */
} JobFile;

/* What there is of each poster. */
typedef enum {
    JOB_PDF,
    JOB_PREVIEW,
    JOB_SOFTPROOF,
    JOB_PREFLIGHT,
    JOB_FILES,
} JobFileKind;

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
    GArray *deliveries;   /* of JobDelivery; owned */
    GPtrArray *approvals; /* of JobApproval; owned */
    JobFile files[JOB_FILES];
    char *thumb; /* path of a small picture of it */
} JobPoster;

typedef struct {
    char *id; /* the job number, an NMTOKEN */
    char *title, *campaign;
    char *date, *due; /* "2026-11-24" */
    JobParty customer, printer;
    char *supplier, *supplier_title; /* whose rules the files follow */
    char *checked_by, *checked_on;   /* the address in the code: opened by whom, when */
    char *standard;                  /* "PDF/X-4" */
    char *condition;                 /* "FOGRA39": its registered name, else its own */
    char *condition_title;
    char *marks;     /* what stands around the bleed, for people */
    JobFile profile; /* no name: its licence keeps it out, or it is not known */
    char *profile_name, *profile_licence;
    GPtrArray *addresses; /* of JobAddress; owned */
    GPtrArray *posters;   /* of JobPoster; owned */
    GPtrArray *openings;  /* of JobOpening: gates that were opened; owned */
    gint64 time;          /* of all entries: seconds since 1970 */
} Job;

Job *job_new(void);
void job_free(Job *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Job, job_free)

/* Each appends one to fill in; borrowed. */
JobAddress *job_add_address(Job *self);
JobPoster *job_add_poster(Job *self);
JobOpening *job_add_opening(Job *self);
JobApproval *job_poster_add_approval(JobPoster *self);

const JobPoster *job_poster(const Job *self, guint index);
const JobAddress *job_address(const Job *self, guint index);

/* "platz, CLP, Deutsch, row 3": what people call it; caller frees. */
char *job_poster_to_text(const JobPoster *self);

/* "1:10"; caller frees. */
char *job_scale_to_text(const JobPoster *self);

/* "1185x1750", "1185 × 1750", without zeros that say nothing; caller frees. */
char *job_trim_to_text(const JobPoster *self, const char *times);

/* Of all posters together. */
guint job_copies(const Job *self);
