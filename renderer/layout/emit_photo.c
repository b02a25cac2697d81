#include "layout/emit_photo.h"

#include "layout/emit_shape.h"

#include <math.h>

/* A photo on the page, before mirroring. */
typedef struct {
    Rect area;
    Rect crop;       /* pixels of the picture that fill it */
    Outline *mask;   /* NULL: none; owned by who takes it */
    bool is_round;   /* has round corners */
    double radii[4]; /* of these */
} Frame;

static Image *load(Emit *self, const Artwork *artwork) {
    g_autoptr(GError) error = NULL;
    Image *image = images_load(self->resources->images, artwork->path, &error);

    if (image != NULL)
        return image;
    if (svgs_load(self->resources->svgs, artwork->path, NULL) != NULL)
        diagnostics_add(
            self->diagnostics, SEVERITY_ERROR, "photo/is-drawing", &artwork->origin,
            "'%s' is a drawing; a box of the kind \"art\" shows it", artwork->path);
    else
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "photo/unusable",
                        &artwork->origin, "%s", error->message);
    return NULL;
}

/* What of `length` is seen when only `seen` is: about the focus, as far as it goes. */
static double start_of(double length, double seen, double focus) {
    return fmin(fmax(length * focus - seen / 2, 0), length - seen);
}

static Rect find_crop(const Box *box, const ImageInfo *info, Rect area) {
    double width = info->width, height = info->height;
    double scale = fmax(area.width / width, area.height / height);
    double seen_width = fmin(area.width / scale, width);
    double seen_height = fmin(area.height / scale, height);

    return (Rect){start_of(width, seen_width, box->focus[0]),
                  start_of(height, seen_height, box->focus[1]), seen_width,
                  seen_height};
}

/* The whole picture in the area, by the anchor (centred if it has none). */
static Rect contain(const Box *box, const ImageInfo *info, Rect area) {
    double scale = fmin(area.width / info->width, area.height / info->height);
    double width = info->width * scale, height = info->height * scale;
    int side_x = box->anchor.is_set ? box->anchor.x : 0;
    int side_y = box->anchor.is_set ? box->anchor.y : 0;

    return (Rect){area.x + (area.width - width) * (side_x + 1) / 2,
                  area.y + (area.height - height) * (side_y + 1) / 2, width, height};
}

static Frame find_frame(const Emit *self, const Box *box, const ImageInfo *info) {
    Frame frame = {.area = flow_area(self->flow, box)};

    if (box->mask != NULL)
        frame.mask = emit_fit_path(box, box->mask, FIT_CONTAIN, &frame.area);
    if (box->fit == FIT_CONTAIN)
        frame.area = contain(box, info, frame.area);
    frame.is_round = emit_corner_radii(self, box, frame.area, frame.radii);
    if (box->mask == NULL && box->fit == FIT_COVER)
        frame.area = emit_run_straight_sides(self, frame.area, frame.radii);
    frame.crop = find_crop(box, info, frame.area);
    return frame;
}

/* The mask moves with the picture that it cuts out, or it would show another part. */
static Outline *find_clip(const Emit *self, const Frame *frame) {
    if (frame->mask != NULL) {
        emit_move(self, frame->mask, frame->area);
        return frame->mask;
    }
    return frame->is_round
               ? emit_rounded(self, emit_mirror(self, frame->area), frame->radii)
               : NULL;
}

/* CMYK that says nothing of itself is that of the campaign's printing condition. */
static bool find_cmyk_profile(Emit *self, const Artwork *artwork, const Image *image,
                              Photo *photo) {
    const ImageInfo *info = image_info(image);
    const Condition *condition = self->brief->motif->campaign->condition;
    g_autoptr(GError) error = NULL;
    Profile *profile = NULL;

    if (info->model != IMAGE_CMYK || info->profile != NULL)
        return true;
    if (condition != NULL)
        profile = profiles_load_for(self->resources->profiles, condition, &error);
    if (profile != NULL)
        photo->cmyk_profile = profile_bytes(profile);
    else
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "photo/no-profile",
                        &artwork->origin,
                        "'%s' is CMYK and does not say which; save it with its colour "
                        "profile, or as RGB (%s)",
                        artwork->path,
                        error != NULL ? error->message
                                      : "the campaign names no printing condition");
    return profile != NULL;
}

/* A picture that was made smaller is up to a pixel off. */
static bool is_same_shape(const ImageInfo *a, const ImageInfo *b) {
    const ImageInfo *small = a->width < b->width ? a : b, *large = small == a ? b : a;
    double height = (double)large->height * small->width / large->width;

    return fabs(small->height - height) <= 1;
}

static bool find_cut_out(Emit *self, const Box *box, Item *item) {
    Photo *photo = &item->photo;
    const ImageInfo *info = image_info(photo->image), *other;
    const Artwork *artwork;

    if (box->cut_out == NULL)
        return true;
    artwork = g_hash_table_lookup(self->brief->artwork, box->cut_out);
    photo->cut_out = load(self, artwork);
    if (photo->cut_out == NULL ||
        !find_cmyk_profile(self, artwork, photo->cut_out, photo))
        return false;
    item_add_state(item, artwork->state);
    other = image_info(photo->cut_out);
    if (is_same_shape(info, other))
        return true;
    diagnostics_add(
        self->diagnostics, SEVERITY_ERROR, "photo/other-shape", &artwork->origin,
        "'%s' has %d x %d pixels, the photo that it cuts out %d x %d; "
        "width and height must be in the same proportion",
        artwork->path, other->width, other->height, info->width, info->height);
    return false;
}

static void add_duotone(const Emit *self, const Box *box, Item *item) {
    Photo *photo = &item->photo;

    if (box->duotone[0] == NULL)
        return;
    photo->dark = emit_paint(self, box->duotone[0], 1);
    photo->light = emit_paint(self, box->duotone[1], 1);
    item_add_state(item, photo->dark.ink->state);
    item_add_state(item, photo->light.ink->state);
}

static bool check_cut(Emit *self, const Box *box, const Frame *frame) {
    if (frame->mask == NULL)
        return true;
    if (!(frame->area.width > 0 && frame->area.height > 0)) {
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "photo/flat-mask",
                        &box->origin,
                        "this mask has no width or no height: nothing of the photo "
                        "would be seen");
        return false;
    }
    if (!frame->is_round)
        return true;
    diagnostics_add(self->diagnostics, SEVERITY_ERROR, "photo/two-cuts", &box->origin,
                    "a photo has a mask or round corners, not both; \"radius: 0mm\" "
                    "makes the corners square");
    return false;
}

/* All but what is seen of it; false when something it needs is not there. */
static bool fill_item(Emit *self, const Box *box, Item *item) {
    const Artwork *artwork = g_hash_table_lookup(self->brief->artwork, box->show);

    item->origin = artwork->origin;
    item->path = g_strdup(artwork->path);
    item_add_state(item, artwork->state);
    item->photo.image = load(self, artwork);
    item->photo.focus_x = box->focus[0];
    item->photo.focus_y = box->focus[1];
    add_duotone(self, box, item);
    return item->photo.image != NULL &&
           find_cmyk_profile(self, artwork, item->photo.image, &item->photo) &&
           find_cut_out(self, box, item);
}

void emit_photo(Emit *self, const Box *box, GPtrArray *items) {
    g_autoptr(Item) item = emit_item(self, ITEM_PHOTO, box);
    Frame frame;

    if (!fill_item(self, box, item))
        return;
    frame = find_frame(self, box, image_info(item->photo.image));
    item->clip = find_clip(self, &frame);
    if (!check_cut(self, box, &frame))
        return;
    item->area = emit_mirror(self, frame.area);
    item->photo.crop = frame.crop;
    item->photo.ppi = frame.crop.width / frame.area.width * 72;
    g_ptr_array_add(items, g_steal_pointer(&item));
}
