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
    guint count = g_strv_length((char **)names);
    g_autofree void **found = g_new(void *, count);
    void *handle;

    memcpy(found, functions, count * sizeof *found);
    if (found[0] != NULL)
        return true;
    handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL)
        return fail(library, error);
    for (guint i = 0; i < count; i++) {
        found[i] = dlsym(handle, names[i]);
        if (found[i] == NULL)
            return fail(library, error);
    }
    memcpy(functions, found, count * sizeof *found);
    return true;
}
