/* A name for what a poster shows. */
#pragma once

#include "model/poster.h"

/* Twelve hexadecimal digits of a SHA-256 over everything that is seen within the trim:
 * words and where they stand, inks by name, drawings and photos by their bytes.
 * Approvals, suppliers and printing conditions do not change it. Caller frees. */
char *poster_content_id(const Poster *poster);

/* The same of one item, with all that it holds, seen in a trim; caller frees. */
char *item_content_id(const Item *item, Rect trim);

/* What people approve: the same of the poster without what stands apart, the band of
 * drafts and the line of the printer. Of a poster that has neither it is the content
 * id. Caller frees. */
char *poster_approval_id(const Poster *poster);
