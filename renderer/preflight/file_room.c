#include "preflight/file_rules.h"
struct FileRoom {
    int unused;
};
FileRoom *file_room_new(void) {
    return g_new0(FileRoom, 1);
}
void file_room_free(FileRoom *self) {
    g_free(self);
}
