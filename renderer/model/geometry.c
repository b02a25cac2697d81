#include "model/geometry.h"

Rect rect_inset(Rect rect, Insets insets) {
    return (Rect){rect.x + insets.left, rect.y + insets.top,
                  rect.width - insets.left - insets.right,
                  rect.height - insets.top - insets.bottom};
}

Rect rect_outset(Rect rect, double distance) {
    return rect_inset(rect, (Insets){-distance, -distance, -distance, -distance});
}

Rect rect_mirror(Rect rect, double axis) {
    rect.x = 2 * axis - rect.x - rect.width;
    return rect;
}
