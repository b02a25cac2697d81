/* What is kept between posters that are printed. */
#pragma once

#include "base/shelf.h"
#include "model/campaign.h"
#include "resources/resources.h"

/* One process, one at a time. */
typedef struct PrintRoom PrintRoom;

/* Everything given must outlive it; `shelf`: where converted drawings are kept for
 * other runs; NULL: nowhere. */
PrintRoom *print_room_new(Resources *resources, const Shelf *shelf);
void print_room_free(PrintRoom *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrintRoom, print_room_free)

const Resources *print_room_resources(const PrintRoom *self);
const Shelf *print_room_shelf(const PrintRoom *self); /* may be NULL */

/* What the campaign's files are for; and its profile, NULL with `error`. */
const Condition *print_condition(const Campaign *campaign);
Profile *print_room_profile(PrintRoom *self, const Campaign *campaign, GError **error);

/* Everything that decides what their colours become, in a text; borrowed; NULL with
 * `error`. */
const char *print_room_colours(PrintRoom *self, const Campaign *campaign,
                               GError **error);
