/* Reads a binary PGM on stdin and prints every QR code on it, one a line. */
#include <stdio.h>
#include <stdlib.h>
#include <zbar.h>

int main(void) {
    unsigned width, height;
    unsigned char *grey;
    zbar_image_scanner_t *scanner = zbar_image_scanner_create();
    zbar_image_t *image = zbar_image_create();

    if (scanf("P5 %u %u 255", &width, &height) != 2 || getchar() != '\n')
        return 1;
    grey = malloc((size_t)width * height);
    if (grey == NULL || fread(grey, width, height, stdin) != height)
        return 1;
    zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
    zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
    zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
    zbar_image_set_size(image, width, height);
    zbar_image_set_data(image, grey, (unsigned long)width * height, NULL);
    zbar_scan_image(scanner, image);
    for (const zbar_symbol_t *symbol = zbar_image_first_symbol(image); symbol != NULL;
         symbol = zbar_symbol_next(symbol))
        puts(zbar_symbol_get_data(symbol));
    zbar_image_destroy(image);
    zbar_image_scanner_destroy(scanner);
    free(grey);
    return 0;
}
