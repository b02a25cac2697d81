/* A poster in the inks of the press for those who draw it again: plates. */
#pragma once

#include "prepress/print_pdf.h"

typedef struct {
    GBytes *pdf; /* as large as the bleed, without marks, in final size, text as
                  * outlines; owned */
    GPtrArray
        *spots; /* of const Ink: plates of their own, as they are first used; owned
                 */
} PrintPage;

/* Items from `first` up to before `end` only. False with `error`, and then `page` is
 * empty. */
bool print_page_make(PrintRoom *self, const Poster *poster, const PrintJob *job,
                     guint first, guint end, Diagnostics *diagnostics, PrintPage *page,
                     GError **error);
void print_page_clear(PrintPage *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PrintPage, print_page_clear)
