#include "resources/svg_wholes.h"

#include "resources/svg_tree.h"
#include "resources/svgs.h"

#include <string.h>

static void clear_whole(gpointer pointer) {
    SvgWhole *whole = pointer;

    g_free(whole->id);
}

static void add_whole(GArray *wholes, RsvgHandle *handle, const char *id,
                      Rect view_box) {
    g_autofree char *layer = g_strconcat("#", id, NULL);
    SvgWhole whole = {.id = NULL};

    if (!svg_measure(handle, layer, view_box, 1, &whole.ink, NULL))
        return;
    whole.id = g_strdup(id);
    g_array_append_val(wholes, whole);
}

GArray *svg_wholes_find(const Source *source, RsvgHandle *handle, Rect view_box) {
    GArray *wholes = g_array_new(FALSE, FALSE, sizeof(SvgWhole));
    g_autoptr(SvgTree) tree = svg_tree_parse(source, NULL);

    g_array_set_clear_func(wholes, clear_whole);
    for (guint i = 0; tree != NULL && i < tree->elements->len; i++) {
        const SvgElement *element = g_ptr_array_index(tree->elements, i);
        const char *id = svg_element_get(element, "id");

        if (id != NULL &&
            svg_element_has_class(element, SVG_KEEP_WHOLE, strlen(SVG_KEEP_WHOLE)))
            add_whole(wholes, handle, id, view_box);
    }
    return wholes;
}
