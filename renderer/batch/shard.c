#include "batch/shard.h"

#include <string.h>

bool shard_parse(const char *text, Shard *shard) {
    g_auto(GStrv) parts = g_strsplit(text, "/", 3);
    guint64 number, count;

    if (g_strv_length(parts) != 2 ||
        !g_ascii_string_to_unsigned(parts[1], 10, 1, SHARDS_MAX, &count, NULL) ||
        !g_ascii_string_to_unsigned(parts[0], 10, 1, count, &number, NULL))
        return false;
    *shard = (Shard){(guint)number, (guint)count};
    return true;
}

static void add_text(Checksum *sum, const char *text) {
    if (text != NULL)
        checksum_update(sum, text, strlen(text));
    checksum_update(sum, "", 1);
}

/* From 0. */
static guint part_of(const Task *task, guint count) {
    g_autoptr(Checksum) sum = checksum_new();
    guint8 digest[CHECKSUM_BYTES];
    guint64 number = 0;

    add_text(sum, task->motif->name);
    add_text(sum, task->size->id);
    add_text(sum, task->language);
    add_text(sum, task->row == NULL ? NULL : task->row->id);
    checksum_take(sum, digest);
    for (int i = 0; i < 8; i++)
        number = number << 8 | digest[i];
    return (guint)(number % count);
}

GPtrArray *shard_take(Shard shard, const GPtrArray *tasks) {
    GPtrArray *taken = g_ptr_array_new();

    for (guint i = 0; i < tasks->len; i++) {
        gpointer task = g_ptr_array_index(tasks, i);

        if (shard.count == 0 || part_of(task, shard.count) == shard.number - 1)
            g_ptr_array_add(taken, task);
    }
    return taken;
}

char *shard_plan_id(Inputs *inputs, const GPtrArray *tasks) {
    const char *folder = inputs_selection(inputs)->folder;
    g_autoptr(Checksum) sum = checksum_new();

    for (guint i = 0; i < tasks->len; i++) {
        const Task *task = g_ptr_array_index(tasks, i);
        const char *path = task->path + strlen(folder);

        add_text(sum, *path == '/' ? path + 1 : path);
        checksum_update(sum, inputs_world(inputs, task), CHECKSUM_BYTES);
    }
    return checksum_take_text(sum);
}
