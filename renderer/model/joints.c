#include "model/joints.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void clear_joint(gpointer pointer) {
    Joint *self = pointer;

    g_string_free(self->fits, TRUE);
}

static void add_joint(GArray *joints, bool is_upright, double at, const char *split) {
    Joint joint = {.is_upright = is_upright, .at = at};

    for (guint i = 0; i < joints->len; i++) {
        const Joint *known = &g_array_index(joints, Joint, i);

        if (known->is_upright == is_upright && fabs(known->at - at) < 0.01) {
            g_string_append_printf(known->fits, ", %s", split);
            return;
        }
    }
    joint.fits = g_string_new(split);
    g_array_append_val(joints, joint);
}

static void add_joints(GArray *joints, Rect trim, const char *split) {
    int columns = atoi(split), rows = atoi(strchr(split, 'x') + 1);

    for (int i = 1; i < columns; i++)
        add_joint(joints, true, trim.width * i / columns, split);
    for (int i = 1; i < rows; i++)
        add_joint(joints, false, trim.height * i / rows, split);
}

GArray *size_joints(const Size *self) {
    GArray *joints = g_array_new(FALSE, FALSE, sizeof(Joint));
    Rect trim = size_boxes(self).trim;

    g_array_set_clear_func(joints, clear_joint);
    for (guint i = 0; self->parts != NULL && i < self->parts->len; i++)
        add_joints(joints, trim, g_ptr_array_index(self->parts, i));
    return joints;
}
