#include "preflight/code_reader.h"

#include <zbar.h>

static char *read_symbols(const zbar_image_t *image) {
    GString *text = g_string_new(NULL);
    const zbar_symbol_t *symbol = zbar_image_first_symbol(image);

    for (; symbol != NULL; symbol = zbar_symbol_next(symbol)) {
        if (text->len > 0)
            g_string_append_c(text, '\n');
        g_string_append_len(text, zbar_symbol_get_data(symbol),
                            (gssize)zbar_symbol_get_data_length(symbol));
    }
    return g_string_free(text, FALSE);
}

char *codes_read(const guint8 *grey, int width, int height) {
    zbar_image_scanner_t *scanner = zbar_image_scanner_create();
    zbar_image_t *image = zbar_image_create();
    char *text;

    zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
    zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
    zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
    zbar_image_set_size(image, (unsigned)width, (unsigned)height);
    zbar_image_set_data(image, grey, (unsigned long)width * (unsigned long)height,
                        NULL);
    zbar_scan_image(scanner, image);
    text = read_symbols(image);
    zbar_image_destroy(image);
    zbar_image_scanner_destroy(scanner);
    return text;
}
