/* What a softproof or a preview says over the poster: where it ends and how much of it
 * is seen, and what the picture is not meant for. Thin lines, dark within light, and
 * words on tags, so that both are seen on any ground. */
#pragma once

#include "model/poster.h"
#include "model/size.h"
#include "resources/fonts.h"

#include <cairo.h>

typedef struct {
    const PageBoxes *boxes; /* `bleed` is the whole page */
    int width, height;      /* of the page; pixels */
    const Fonts *fonts;
    const char *family; /* of the words; NULL: any */
    const char *note;   /* at the foot */
    const Size *size;   /* the joints of its parts are drawn; NULL: none are */
    const char *across; /* large, from corner to corner; NULL: nothing */
} ProofPage;

typedef struct ProofMarks ProofMarks;

/* In the language of messages. `page` is no longer needed afterwards. */
ProofMarks *proof_marks_new(const ProofPage *page);
void proof_marks_free(ProofMarks *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ProofMarks, proof_marks_free)

/* On a band of the page whose first row is `top`. */
void proof_marks_draw(const ProofMarks *self, cairo_surface_t *canvas, int top,
                      int rows);
