/* read_jpeg FILE: a CMYK JPEG as PAM, 255 is full ink. Those with Adobe's marker are
 * written the other way round. */
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

static void write_rows(struct jpeg_decompress_struct *jpeg) {
    size_t length = (size_t)jpeg->output_width * 4;
    unsigned char *row = malloc(length);

    while (row != NULL && jpeg->output_scanline < jpeg->output_height) {
        jpeg_read_scanlines(jpeg, &row, 1);
        for (size_t i = 0; jpeg->saw_Adobe_marker && i < length; i++)
            row[i] = (unsigned char)(255 - row[i]);
        fwrite(row, 1, length, stdout);
    }
    free(row);
}

int main(int argc, char **argv) {
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    struct jpeg_decompress_struct jpeg;
    struct jpeg_error_mgr errors;

    if (file == NULL) {
        fprintf(stderr, "usage: read_jpeg FILE\n");
        return EXIT_FAILURE;
    }
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_decompress(&jpeg);
    jpeg_stdio_src(&jpeg, file);
    jpeg_read_header(&jpeg, TRUE);
    jpeg.out_color_space = JCS_CMYK;
    jpeg_start_decompress(&jpeg);
    printf("P7\nWIDTH %u\nHEIGHT %u\nDEPTH 4\nMAXVAL 255\nTUPLTYPE CMYK\nENDHDR\n",
           jpeg.output_width, jpeg.output_height);
    write_rows(&jpeg);
    jpeg_destroy_decompress(&jpeg);
    fclose(file);
    return EXIT_SUCCESS;
}
