#include "batch/input_list.h"

#include <string.h>

InputList *input_list_new(void) {
    InputList *self = g_new0(InputList, 1);

    self->inputs = g_array_new(FALSE, FALSE, sizeof(Input));
    self->bytes = g_string_new(NULL);
    return self;
}

void input_list_free(InputList *self) {
    if (self == NULL)
        return;
    g_array_unref(self->inputs);
    g_string_free(self->bytes, TRUE);
    g_free(self);
}

/* FNV-1a (RFC draft-eastlake-fnv); tells inputs apart for people, while keys are
 * SHA-256. */
static guint64 hash_of(const char *bytes, gsize length) {
    guint64 hash = 0xcbf29ce484222325;

    for (gsize i = 0; i < length; i++)
        hash = (hash ^ (guint8)bytes[i]) * 0x100000001b3;
    return hash;
}

void input_append_block(InputList *self, const void *block, gsize length) {
    g_string_append_len(self->bytes, block, (gssize)length);
}

void input_append_text(InputList *self, const char *text) {
    g_string_append_len(self->bytes, text != NULL ? text : "\1", -1);
    g_string_append_c(self->bytes, '\0');
}

void input_append_node(InputList *self, const Node *node) {
    const char sign = node == NULL              ? '-'
                      : node->kind == NODE_TEXT ? 't'
                      : node->kind == NODE_LIST ? 'l'
                                                : 'm';

    g_string_append_c(self->bytes, sign);
    if (node == NULL)
        return;
    if (node->kind == NODE_TEXT)
        input_append_text(self, node->text);
    for (guint i = 0; i < node_count(node); i++) {
        if (node->kind == NODE_MAP)
            input_append_text(self, node_key(node, i)->text);
        input_append_node(self, node_item(node, i));
    }
    g_string_append_c(self->bytes, '.');
}

void input_begin(InputList *self, const char *kind, const char *name, const char *part,
                 const Origin *origin) {
    Input input = {.kind = kind,
                   .name = name,
                   .part = part,
                   .origin = origin != NULL ? *origin : (Origin){0}};
    gsize start = self->bytes->len;

    input_append_text(self, kind);
    input_append_text(self, name);
    input_append_text(self, part);
    input.id = hash_of(self->bytes->str + start, self->bytes->len - start);
    g_array_append_val(self->inputs, input);
    self->value = self->bytes->len;
}

void input_end(InputList *self) {
    Input *input = &g_array_index(self->inputs, Input, self->inputs->len - 1);

    input->value =
        hash_of(self->bytes->str + self->value, self->bytes->len - self->value);
}

void input_add(InputList *self, const char *kind, const char *name,
               const Origin *origin, const char *text) {
    input_begin(self, kind, name, NULL, origin);
    input_append_text(self, text);
    input_end(self);
}

void input_list_note(const InputList *self, GArray *notes) {
    for (guint i = 0; i < self->inputs->len; i++) {
        const Input *input = &g_array_index(self->inputs, Input, i);
        InputNote note = {input->id, input->value};

        g_array_append_val(notes, note);
    }
}

static char *describe(const Input *input) {
    GString *text = g_string_new(NULL);

    if (input->origin.source != NULL)
        g_string_append_printf(
            text, "%s:%u: ", input->origin.source->name,
            source_place(input->origin.source, input->origin.offset).line);
    g_string_append(text, input->kind);
    if (input->name != NULL)
        g_string_append_printf(text, " %s", input->name);
    if (input->part != NULL)
        g_string_append_printf(text, ".%s", input->part);
    return g_string_free(text, FALSE);
}

/* Inputs of one name count by their order: two boxes of a kind. */
static bool is_noted(const GArray *notes, const Input *input, guint *from) {
    for (guint i = 0; i < notes->len; i++) {
        guint at = (*from + i) % notes->len;
        const InputNote *note = &g_array_index(notes, InputNote, at);

        if (note->id != input->id)
            continue;
        *from = at + 1;
        return note->value == input->value;
    }
    return false;
}

char *input_list_difference(const InputList *self, const GArray *notes, guint *from) {
    for (guint i = 0; i < self->inputs->len; i++) {
        const Input *input = &g_array_index(self->inputs, Input, i);

        if (!is_noted(notes, input, from))
            return describe(input);
    }
    return NULL;
}
