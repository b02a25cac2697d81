/* What posters of one campaign share; only for those who make print PDFs. */
#pragma once

#include "prepress/artwork.h"
#include "prepress/flat_picture.h"
#include "prepress/photo_store.h"
#include "prepress/print_room.h"

/* One campaign's, for its condition. */
typedef struct {
    PrintColours *colours;
    Artworks *artworks;
    Artworks *outlined; /* those with letters, for whoever wants outlines */
    PhotoStore *photos;
    FlatPictures *flats;
    PdfPart *profile, *no_profile; /* NULL: not needed yet */
} Press;

/* Made when it is first asked for; owned by `self`. NULL with `error`. */
Press *print_room_press(PrintRoom *self, const Campaign *campaign, GError **error);

/* What the supplier asks for: text as outlines; nothing that is seen through. */
bool print_has_outlines(const Campaign *campaign);
bool print_is_flat(const Campaign *campaign);
