#include "preflight/code_reader.h"

#include "base/late.h"

#include <zbar.h>

#define LIBRARY "libzbar.so.0"

#define FUNCTIONS(F)                 \
    F(zbar_image_create)             \
    F(zbar_image_destroy)            \
    F(zbar_image_first_symbol)       \
    F(zbar_image_scanner_create)     \
    F(zbar_image_scanner_destroy)    \
    F(zbar_image_scanner_set_config) \
    F(zbar_image_set_data)           \
    F(zbar_image_set_format)         \
    F(zbar_image_set_size)           \
    F(zbar_scan_image)               \
    F(zbar_symbol_get_data)          \
    F(zbar_symbol_get_data_length)   \
    F(zbar_symbol_next)

static struct { FUNCTIONS(LATE_MEMBER) } library;

static bool load_library(GError **error) {
    static const char *const names[] = {FUNCTIONS(LATE_NAME) NULL};

    return late_load(LIBRARY, names, &library, error);
}

static char *read_symbols(const zbar_image_t *image) {
    GString *text = g_string_new(NULL);
    const zbar_symbol_t *symbol = library.zbar_image_first_symbol(image);

    for (; symbol != NULL; symbol = library.zbar_symbol_next(symbol)) {
        if (text->len > 0)
            g_string_append_c(text, '\n');
        g_string_append_len(text, library.zbar_symbol_get_data(symbol),
                            (gssize)library.zbar_symbol_get_data_length(symbol));
    }
    return g_string_free(text, FALSE);
}

char *codes_read(const guint8 *grey, int width, int height, GError **error) {
    zbar_image_scanner_t *scanner;
    zbar_image_t *image;
    char *text;

    if (!load_library(error))
        return NULL;
    scanner = library.zbar_image_scanner_create();
    image = library.zbar_image_create();
    library.zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
    library.zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
    library.zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
    library.zbar_image_set_size(image, (unsigned)width, (unsigned)height);
    library.zbar_image_set_data(image, grey,
                                (unsigned long)width * (unsigned long)height, NULL);
    library.zbar_scan_image(scanner, image);
    text = read_symbols(image);
    library.zbar_image_destroy(image);
    library.zbar_image_scanner_destroy(scanner);
    return text;
}
