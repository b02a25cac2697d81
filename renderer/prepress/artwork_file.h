/* Converted drawings as bytes, which this machine can keep. */
#pragma once

#include "model/campaign.h"
#include "prepress/artwork.h"

GByteArray *artwork_pack(const Artwork *self);

/* Inks are looked up by name. NULL: these are no such bytes. */
Artwork *artwork_unpack(const GByteArray *bytes, const Campaign *campaign);
