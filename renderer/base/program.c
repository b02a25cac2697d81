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
    const guint8 *end = at + length;

    while ((gsize)(end - at) > sizeof(ElfW(Nhdr))) {
        ElfW(Nhdr) head;
        const guint8 *name = at + sizeof head, *value;

        memcpy(&head, at, sizeof head);
        value = name + round_up(head.n_namesz);
        if (head.n_type == NT_GNU_BUILD_ID && head.n_namesz == sizeof ELF_NOTE_GNU &&
            memcmp(name, ELF_NOTE_GNU, sizeof ELF_NOTE_GNU) == 0) {
            for (guint i = 0; i < head.n_descsz; i++)
                g_string_append_printf(text, "%02x", value[i]);
            return true;
        }
        at = value + round_up(head.n_descsz);
    }
    return false;
}

static int append_object(struct dl_phdr_info *info, size_t size, void *data) {
    GString *text = data;
    bool found = false;

    (void)size;
    /* What the kernel puts into every process makes no file. */
    if (g_str_has_prefix(info->dlpi_name, "linux-"))
        return 0;
    for (int i = 0; i < info->dlpi_phnum && !found; i++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[i];

        if (part->p_type == PT_NOTE)
            found = append_build_id(
                text, (const guint8 *)(info->dlpi_addr + part->p_vaddr), part->p_memsz);
    }
    if (!found)
        g_string_append(text, info->dlpi_name);
    g_string_append_c(text, '\n');
    return 0;
}

char *program_id(void) {
    GString *text = g_string_new(PLAKAT_VERSION "\n");

    dl_iterate_phdr(append_object, text);
    return g_string_free(text, FALSE);
}
