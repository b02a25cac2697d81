#include "base/program.h"

#include <elf.h>
#include <link.h>
#include <stdbool.h>
#include <string.h>

static gsize round_up(gsize length) {
    return (length + 3) & ~(gsize)3;
}

/* Notes are a head, a name and a value, each padded to four bytes (elf(5)). */
static bool append_build_id(GString *text, const guint8 *at, gsize length) {
    static const char digits[] = "0123456789abcdef";
    const guint8 *end = at + length;

    while ((gsize)(end - at) > sizeof(ElfW(Nhdr))) {
        ElfW(Nhdr) head;
        const guint8 *name = at + sizeof head, *value;

        memcpy(&head, at, sizeof head);
        value = name + round_up(head.n_namesz);
        if (head.n_type == NT_GNU_BUILD_ID && head.n_namesz == sizeof ELF_NOTE_GNU &&
            memcmp(name, ELF_NOTE_GNU, sizeof ELF_NOTE_GNU) == 0) {
            for (guint i = 0; i < head.n_descsz; i++) {
                g_string_append_c(text, digits[value[i] >> 4]);
                g_string_append_c(text, digits[value[i] & 15]);
            }
            return true;
        }
        at = value + round_up(head.n_descsz);
    }
    return false;
}

typedef struct {
    GString *text;
    int left; /* of those that were there at the start */
} Listing;

static int linked;

static int count_object(struct dl_phdr_info *info, size_t size, void *data) {
    (void)info;
    (void)size;
    (void)data;
    linked++;
    return 0;
}

/* What is loaded later comes behind. */
__attribute__((constructor)) static void count_linked(void) {
    dl_iterate_phdr(count_object, NULL);
}

static int append_object(struct dl_phdr_info *info, size_t size, void *data) {
    Listing *self = data;
    bool found = false;

    (void)size;
    if (self->left-- == 0)
        return 1;
    /* What the kernel puts into every process makes no file. */
    if (g_str_has_prefix(info->dlpi_name, "linux-"))
        return 0;
    for (int i = 0; i < info->dlpi_phnum && !found; i++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[i];

        if (part->p_type == PT_NOTE)
            found = append_build_id(self->text,
                                    (const guint8 *)(info->dlpi_addr + part->p_vaddr),
                                    part->p_memsz);
    }
    if (!found)
        g_string_append(self->text, info->dlpi_name);
    g_string_append_c(self->text, '\n');
    return 0;
}

char *program_id(void) {
    Listing listing = {g_string_new(PLAKAT_VERSION "\n"), linked};

    dl_iterate_phdr(append_object, &listing);
    return g_string_free(listing.text, FALSE);
}
