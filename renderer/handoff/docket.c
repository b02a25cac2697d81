#include "handoff/docket.h"

#include "base/checksum.h"
#include "base/units.h"

static void clear_party(DocketParty *self) {
    g_free(self->name);
    g_free(self->office);
    g_free(self->address);
    g_free(self->contact);
    g_free(self->email);
}

static void free_address(gpointer pointer) {
    DocketAddress *self = pointer;

    g_free(self->id);
    g_free(self->name);
    g_free(self->address);
    g_free(self->area);
    g_free(self->note);
    g_free(self);
}

static void free_approval(gpointer pointer) {
    DocketApproval *self = pointer;

    g_free(self->role);
    g_free(self->date);
    g_free(self->remark);
    g_free(self);
}

static void free_opening(gpointer pointer) {
    DocketOpening *self = pointer;

    g_free(self->id);
    g_free(self->reason);
    g_free(self);
}

static void clear_file(DocketFile *self) {
    g_free(self->name);
    g_free(self->path);
    g_free(self->sha256);
    g_free(self->md5);
}

static void free_poster(gpointer pointer) {
    DocketPoster *self = pointer;
    char *texts[] = {self->motif,      self->title,      self->size,
                     self->size_title, self->language,   self->language_name,
                     self->row,        self->content,    self->inks,
                     self->paper,      self->paper_kind, self->paper_coating,
                     self->finishing,  self->thumb};

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        g_free(texts[i]);
    for (int i = 0; i < DOCKET_FILES; i++)
        clear_file(&self->files[i]);
    g_array_unref(self->deliveries);
    g_ptr_array_unref(self->approvals);
    g_free(self);
}

Docket *docket_new(void) {
    Docket *self = g_new0(Docket, 1);

    self->addresses = g_ptr_array_new_with_free_func(free_address);
    self->posters = g_ptr_array_new_with_free_func(free_poster);
    self->openings = g_ptr_array_new_with_free_func(free_opening);
    return self;
}

static void free_texts(const Docket *self) {
    char *texts[] = {self->id,
                     self->title,
                     self->campaign,
                     self->date,
                     self->due,
                     self->supplier,
                     self->supplier_title,
                     self->checked_by,
                     self->checked_on,
                     self->standard,
                     self->condition,
                     self->condition_title,
                     self->marks,
                     self->profile_name,
                     self->profile_licence};

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        g_free(texts[i]);
}

void docket_free(Docket *self) {
    if (self == NULL)
        return;
    free_texts(self);
    clear_party(&self->customer);
    clear_party(&self->printer);
    clear_file(&self->profile);
    g_ptr_array_unref(self->addresses);
    g_ptr_array_unref(self->posters);
    g_ptr_array_unref(self->openings);
    g_free(self);
}

DocketAddress *docket_add_address(Docket *self) {
    DocketAddress *address = g_new0(DocketAddress, 1);

    g_ptr_array_add(self->addresses, address);
    return address;
}

DocketPoster *docket_add_poster(Docket *self) {
    DocketPoster *poster = g_new0(DocketPoster, 1);

    poster->scale = 1;
    poster->deliveries = g_array_new(FALSE, FALSE, sizeof(DocketDelivery));
    poster->approvals = g_ptr_array_new_with_free_func(free_approval);
    g_ptr_array_add(self->posters, poster);
    return poster;
}

DocketOpening *docket_add_opening(Docket *self) {
    DocketOpening *opening = g_new0(DocketOpening, 1);

    g_ptr_array_add(self->openings, opening);
    return opening;
}

DocketApproval *docket_poster_add_approval(DocketPoster *self) {
    DocketApproval *approval = g_new0(DocketApproval, 1);

    g_ptr_array_add(self->approvals, approval);
    return approval;
}

static bool read_sums(GInputStream *stream, DocketFile *file, GError **error) {
    g_autoptr(Checksum) sum = checksum_new();
    g_autoptr(GChecksum) md5 = g_checksum_new(G_CHECKSUM_MD5);
    guchar chunk[1 << 14];
    gssize length;

    while ((length = g_input_stream_read(stream, chunk, sizeof chunk, NULL, error)) >
           0) {
        checksum_update(sum, chunk, (gsize)length);
        g_checksum_update(md5, chunk, length);
        file->bytes += (guint64)length;
    }
    file->sha256 = checksum_take_text(sum);
    file->md5 = g_ascii_strup(g_checksum_get_string(md5), -1);
    return length == 0;
}

bool docket_file_read(DocketFile *self, const char *path, const char *name,
                      GError **error) {
    g_autoptr(GFile) file = g_file_new_for_path(path);
    g_autoptr(GFileInputStream) stream = g_file_read(file, NULL, error);

    clear_file(self);
    *self = (DocketFile){.name = g_strdup(name), .path = g_strdup(path)};
    return stream != NULL && read_sums(G_INPUT_STREAM(stream), self, error);
}

const DocketPoster *docket_poster(const Docket *self, guint index) {
    return g_ptr_array_index(self->posters, index);
}

const DocketAddress *docket_address(const Docket *self, guint index) {
    return g_ptr_array_index(self->addresses, index);
}

char *docket_poster_to_text(const DocketPoster *self) {
    GString *text = g_string_new(NULL);

    g_string_append_printf(text, "%s, %s, %s", self->title, self->size_title,
                           self->language_name);
    if (self->row != NULL)
        g_string_append_printf(text, ", %s", self->row);
    return g_string_free(text, FALSE);
}

char *docket_scale_to_text(const DocketPoster *self) {
    return g_strdup_printf("1:%d", self->scale);
}

char *docket_trim_to_text(const DocketPoster *self, const char *times) {
    GString *text = g_string_new(NULL);

    number_append(text, self->width, 1);
    g_string_append(text, times);
    number_append(text, self->height, 1);
    return g_string_free(text, FALSE);
}

const char *docket_address_title(const DocketAddress *self) {
    if (self->name != NULL)
        return self->name;
    return self->area != NULL ? self->area : self->id;
}

guint docket_copies(const Docket *self) {
    guint copies = 0;

    for (guint i = 0; i < self->posters->len; i++)
        copies += docket_poster(self, i)->copies;
    return copies;
}
