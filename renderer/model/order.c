#include "model/order.h"

#include <string.h>

static void free_line(gpointer line) {
    order_line_free(line);
}

Order *order_new(void) {
    Order *self = g_new0(Order, 1);

    self->addresses = g_ptr_array_new_with_free_func(g_free);
    self->lines = g_ptr_array_new_with_free_func(free_line);
    return self;
}

void order_free(Order *self) {
    if (self == NULL)
        return;
    g_ptr_array_unref(self->lines);
    g_ptr_array_unref(self->addresses);
    g_free(self);
}

OrderLine *order_line_new(void) {
    OrderLine *self = g_new0(OrderLine, 1);

    self->languages = g_ptr_array_new();
    self->rows = g_ptr_array_new();
    self->deliveries = g_ptr_array_new_with_free_func(g_free);
    return self;
}

void order_line_free(OrderLine *self) {
    if (self == NULL)
        return;
    g_ptr_array_unref(self->deliveries);
    g_ptr_array_unref(self->rows);
    g_ptr_array_unref(self->languages);
    g_free(self);
}

const OrderAddress *order_find_address(const Order *self, const char *key) {
    for (guint i = 0; i < self->addresses->len; i++) {
        const OrderAddress *address = g_ptr_array_index(self->addresses, i);

        if (strcmp(address->key.text, key) == 0)
            return address;
    }
    return NULL;
}

static bool share_one(const GPtrArray *a, const GPtrArray *b) {
    for (guint i = 0; i < a->len; i++) {
        if (g_ptr_array_find((GPtrArray *)b, g_ptr_array_index(a, i), NULL))
            return true;
    }
    return false;
}

bool order_lines_overlap(const OrderLine *a, const OrderLine *b) {
    return a->motif == b->motif && a->size == b->size &&
           share_one(a->languages, b->languages) &&
           (a->rows->len == 0 || share_one(a->rows, b->rows));
}
