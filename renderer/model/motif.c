#include "model/motif.h"

void motif_free(Motif *self) {
    if (self == NULL)
        return;
    g_free(self->path);
    g_free(self);
}
