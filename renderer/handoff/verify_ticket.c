/* ticket.xjdf against the table, the files, and the rules of XJDF. */
#include "handoff/verify_judge.h"

#include "base/translate.h"
#include "base/units.h"
#include "handoff/ticket_rules.h"

#include <math.h>
#include <string.h>

#define MM (25.4 / 72)
#define TOLERANCE 0.06 /* mm; tables round to a tenth */

/* --- rules ---------------------------------------------------------------------------
 */

static void tell_problems(Verify *self, const GPtrArray *problems, const char *id) {
    for (guint i = 0; problems != NULL && i < problems->len; i++) {
        const TicketProblem *problem = g_ptr_array_index(problems, i);

        if (problem->clause == NULL)
            verify_found(self, SEVERITY_ERROR, id, PACKAGE_TICKET, problem->line, "%s",
                         problem->message);
        else
            verify_found(self, SEVERITY_ERROR, id, PACKAGE_TICKET, problem->line,
                         "%s (%s)", problem->message, problem->clause);
    }
}

static void check_rules(Verify *self, GBytes *bytes) {
    gsize length = 0;
    const char *text = g_bytes_get_data(bytes, &length);
    g_autoptr(GPtrArray) problems = ticket_rules_check(text, length);
    g_autoptr(GPtrArray) misfits = NULL;
    g_autoptr(GError) error = NULL;

    tell_problems(self, problems, "package/ticket-rule");
    if (self->options->schema == NULL)
        return;
    misfits = ticket_schema_check(text, length, self->options->schema, &error);
    if (error != NULL)
        verify_found(self, SEVERITY_ERROR, "package/ticket-schema", NULL, 0, "%s",
                     error->message);
    tell_problems(self, misfits, "package/ticket-schema");
}

/* --- telling -------------------------------------------------------------------------
 */

/* Both as they are written; NULL: nothing is. */
static void compare(Verify *self, const char *id, unsigned line, const char *what,
                    const char *said, const char *wanted) {
    if (g_strcmp0(said == NULL ? "" : said, wanted) != 0)
        verify_found(self, SEVERITY_ERROR, id, PACKAGE_TICKET, line,
                     "%s is \"%s\", in auftrag.csv \"%s\"", what,
                     said == NULL ? "" : said, wanted);
}

/* --- products ------------------------------------------------------------------------
 */

/* Lengths in points with blanks between, as millimetres; false: not so many. */
static bool read_lengths(const char *text, double *lengths, guint count) {
    g_auto(GStrv) parts = g_strsplit(text == NULL ? "" : text, " ", -1);

    if (g_strv_length(parts) < count)
        return false;
    for (guint i = 0; i < count; i++) {
        if (!number_parse(parts[i], &lengths[i]))
            return false;
        lengths[i] *= MM;
    }
    return true;
}

static bool are_lengths(const char *text, const double *wanted, guint count) {
    double lengths[2];

    if (!read_lengths(text, lengths, count))
        return false;
    for (guint i = 0; i < count; i++)
        if (!(fabs(lengths[i] - wanted[i]) <= TOLERANCE))
            return false;
    return true;
}

static void check_size(Verify *self, const TicketProduct *product,
                       const PackageLine *line) {
    double bleed, trim[2], flat[2];

    if (!package_trim(line->cells[COLUMN_TRIM], &trim[0], &trim[1]) ||
        !number_parse(line->cells[COLUMN_BLEED], &bleed))
        return;
    flat[0] = trim[0] + 2 * bleed;
    flat[1] = trim[1] + 2 * bleed;
    if (!are_lengths(product->finished, trim, 2) ||
        !are_lengths(product->bleed, &bleed, 1) ||
        (product->dimensions != NULL && !are_lengths(product->dimensions, flat, 2)))
        verify_found(self, SEVERITY_ERROR, "package/ticket-size", PACKAGE_TICKET,
                     product->line,
                     "its size is \"%s\" with a bleed of \"%s\" (in points), in "
                     "auftrag.csv %s mm with %s mm",
                     product->finished == NULL ? "" : product->finished,
                     product->bleed == NULL ? "" : product->bleed,
                     line->cells[COLUMN_TRIM], line->cells[COLUMN_BLEED]);
}

/* Stands in a comment as a word of its own: "1:1" is not in "1:10". */
static void check_scale(Verify *self, const TicketProduct *product,
                        const PackageLine *line) {
    const char *scale = line->cells[COLUMN_SCALE];
    const char *at = product->comments == NULL ? "" : product->comments;
    const char *found = strstr(at, "1:");

    while (found != NULL && found > at && g_ascii_isdigit(found[-1]))
        found = strstr(found + 2, "1:");
    if (found != NULL && strncmp(found, scale, strlen(scale)) == 0 &&
        !g_ascii_isdigit(found[strlen(scale)]))
        return;
    verify_found(self, SEVERITY_ERROR, "package/ticket-scale", PACKAGE_TICKET,
                 product->line, "no comment says that \"%s\" comes at %s",
                 line->cells[COLUMN_FILE], scale);
}

static void check_product(Verify *self, const TicketProduct *product,
                          const PackageLine *line) {
    compare(self, "package/ticket-amount", product->line, "Amount", product->amount,
            line->cells[COLUMN_COPIES]);
    check_size(self, product, line);
    check_scale(self, product, line);
    compare(self, "package/ticket-differs", product->line, "ContentID",
            product->content, line->cells[COLUMN_CONTENT]);
    compare(self, "package/ticket-differs", product->line, "PrintStandard",
            product->condition, line->cells[COLUMN_CONDITION]);
    compare(self, "package/ticket-differs", product->line, "MediaQuality",
            product->paper, line->cells[COLUMN_PAPER]);
}

/* --- files ---------------------------------------------------------------------------
 */

static void check_file(Verify *self, const TicketFile *file) {
    const ZipEntry *entry = zip_reader_find(self->zip, file->address);
    g_autofree char *size = NULL;

    if (entry == NULL || entry->md5 == NULL)
        return;
    size = g_strdup_printf("%" G_GUINT64_FORMAT, entry->size);
    if (g_strcmp0(file->size, size) != 0)
        verify_found(self, SEVERITY_ERROR, "package/ticket-file", PACKAGE_TICKET,
                     file->line, "FileSize of \"%s\" is \"%s\", the file has %s bytes",
                     file->address, file->size == NULL ? "" : file->size, size);
    if (file->checksum == NULL || g_ascii_strcasecmp(file->checksum, entry->md5) != 0)
        verify_found(
            self, SEVERITY_ERROR, "package/ticket-file", PACKAGE_TICKET, file->line,
            "CheckSum of \"%s\" is another one than the file's MD5", file->address);
}

static void find_strays(Verify *self) {
    for (guint i = 0; i < self->ticket->files->len; i++) {
        const TicketFile *file = &g_array_index(self->ticket->files, TicketFile, i);

        if (file->address != NULL &&
            package_table_find(self->table, file->address) == NULL)
            verify_found(self, SEVERITY_ERROR, "package/ticket-file", PACKAGE_TICKET,
                         file->line, "auftrag.csv orders no file \"%s\"",
                         file->address);
    }
}

/* --- deliveries ----------------------------------------------------------------------
 */

static const PackageLine *find_line(const PackagePoster *poster, const char *delivery) {
    for (guint i = 0; i < poster->lines->len; i++) {
        const PackageLine *line = g_ptr_array_index(poster->lines, i);

        if (g_strcmp0(line->cells[COLUMN_DELIVERY], delivery) == 0)
            return line;
    }
    return NULL;
}

static bool is_of(const TicketItem *item, const TicketProduct *product) {
    return item->item != NULL && (g_strcmp0(item->item, product->id) == 0 ||
                                  g_strcmp0(item->item, product->external_id) == 0);
}

static void check_item(Verify *self, const TicketItem *item, const PackageLine *line) {
    g_autofree char *due =
        g_strndup(item->required == NULL ? "" : item->required, strlen("2026-12-10"));

    if (line == NULL) {
        verify_found(self, SEVERITY_ERROR, "package/ticket-delivery", PACKAGE_TICKET,
                     item->line, "auftrag.csv delivers none of it to \"%s\"",
                     item->drop == NULL ? "" : item->drop);
        return;
    }
    compare(self, "package/ticket-delivery", item->line, "Amount", item->amount,
            line->cells[COLUMN_DELIVERED]);
    compare(self, "package/ticket-differs", item->line, "Required", due,
            line->cells[COLUMN_DUE]);
}

static void check_deliveries(Verify *self, const TicketProduct *product,
                             const PackagePoster *poster) {
    guint found = 0;

    for (guint i = 0; i < self->ticket->items->len; i++) {
        const TicketItem *item = &g_array_index(self->ticket->items, TicketItem, i);
        const PackageLine *line =
            is_of(item, product) ? find_line(poster, item->drop) : NULL;

        if (!is_of(item, product))
            continue;
        check_item(self, item, line);
        found += line != NULL;
    }
    if (found != poster->lines->len)
        verify_found(self, SEVERITY_ERROR, "package/ticket-delivery", PACKAGE_TICKET,
                     product->line,
                     "it has %u deliveries of \"%s\", auftrag.csv has %u", found,
                     poster->first->cells[COLUMN_FILE], poster->lines->len);
}

/* Parts between commas and new lines, with one comma and blank between. Caller frees.
 */
static char *join_address(const char *name, const char *lines) {
    g_autofree char *all =
        g_strconcat(name == NULL ? "" : name, "\n", lines == NULL ? "" : lines, NULL);
    g_auto(GStrv) parts = g_strsplit_set(all, ",\r\n", -1);
    GString *text = g_string_new(NULL);

    for (char **part = parts; *part != NULL; part++) {
        g_strstrip(*part);
        if (**part != '\0')
            g_string_append_printf(text, "%s%s", text->len > 0 ? ", " : "", *part);
    }
    return g_string_free(text, FALSE);
}

static const TicketContact *find_contact(const Ticket *ticket, const char *type,
                                         const char *drop) {
    for (guint i = 0; i < ticket->contacts->len; i++) {
        const TicketContact *contact =
            &g_array_index(ticket->contacts, TicketContact, i);

        if (g_strcmp0(contact->type, type) == 0 &&
            (drop == NULL || g_strcmp0(contact->drop, drop) == 0))
            return contact;
    }
    return NULL;
}

static void check_address(Verify *self, const PackageLine *line) {
    const TicketContact *contact =
        find_contact(self->ticket, "Delivery", line->cells[COLUMN_DELIVERY]);
    g_autofree char *wanted = join_address(line->cells[COLUMN_ADDRESS], NULL);
    g_autofree char *said =
        contact == NULL ? NULL : join_address(contact->name, contact->lines);

    if (g_strcmp0(said, wanted) != 0)
        verify_found(self, SEVERITY_ERROR, "package/ticket-delivery", PACKAGE_TICKET,
                     contact == NULL ? 0 : contact->line,
                     "the address \"%s\" is \"%s\", in auftrag.csv \"%s\"",
                     line->cells[COLUMN_DELIVERY], said == NULL ? "" : said, wanted);
}

/* --- the door ------------------------------------------------------------------------
 */

static void check_poster(Verify *self, const PackagePoster *poster) {
    const char *name = poster->first->cells[COLUMN_FILE];
    const TicketFile *file = ticket_find_file(self->ticket, name);
    const TicketProduct *product =
        file == NULL ? NULL : ticket_find_product(self->ticket, file->product);

    if (product == NULL) {
        verify_found(self, SEVERITY_ERROR, "package/ticket-file", PACKAGE_TICKET, 0,
                     "no product of the ticket has the file \"%s\"", name);
        return;
    }
    check_product(self, product, poster->first);
    check_file(self, file);
    check_deliveries(self, product, poster);
}

static void check_order(Verify *self) {
    const PackageLine *first = g_ptr_array_index(self->table->lines, 0);
    const TicketContact *customer = find_contact(self->ticket, "Customer", NULL);

    compare(self, "package/ticket-job", 0, "JobID", self->ticket->job,
            first->cells[COLUMN_ORDER]);
    if (self->ticket->order != NULL)
        compare(self, "package/ticket-job", 0, "CustomerOrderID", self->ticket->order,
                first->cells[COLUMN_ORDER]);
    if (customer != NULL)
        compare(self, "package/ticket-differs", customer->line, "OrganizationName",
                customer->name, first->cells[COLUMN_CUSTOMER]);
}

void verify_ticket(Verify *self) {
    if (self->ticket == NULL)
        return;
    check_rules(self, verify_bytes(self, PACKAGE_TICKET));
    if (self->table == NULL)
        return;
    check_order(self);
    for (guint i = 0; i < self->table->posters->len; i++)
        check_poster(self, package_table_poster(self->table, i));
    find_strays(self);
    for (guint i = 0; i < self->table->lines->len; i++)
        check_address(self, g_ptr_array_index(self->table->lines, i));
}
