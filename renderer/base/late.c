#include "base/late.h"

#include "base/translate.h"

#include <dlfcn.h>
#include <string.h>

static bool fail(const char *library, GError **error) {
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                _("cannot load the library '%s': %s; run renderer/setup"), library,
                dlerror());
    return false;
}

bool late_load(const char *library, const char *const *names, void *functions,
               GError **error) {
    void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
    char *at = functions;

    if (handle == NULL)
        return fail(library, error);
    for (guint i = 0; names[i] != NULL; i++) {
        if (dlsym(handle, names[i]) == NULL)
            return fail(library, error);
    }
    for (guint i = 0; names[i] != NULL; i++) {
        void *address = dlsym(handle, names[i]);

        memcpy(at + i * sizeof address, &address, sizeof address);
    }
    return true;
}
