#include "resources/image_format.h"

static gsize surface_bytes(cairo_surface_t *surface) {
    return (gsize)cairo_image_surface_get_stride(surface) *
           (gsize)cairo_image_surface_get_height(surface);
}

static bool is_asked_for(const CachedSurface *cached, const Image *image,
                         const ImageSurfaceOptions *options) {
    return cached->image == image && cached->options.width == options->width &&
           cached->options.height == options->height &&
           cached->options.is_grey == options->is_grey &&
           cached->options.cmyk_profile == options->cmyk_profile;
}

cairo_surface_t *image_cache_find(Images *self, const Image *image,
                                  const ImageSurfaceOptions *options) {
    GPtrArray *cache = self->cache;

    for (guint i = 0; i < cache->len; i++) {
        CachedSurface *cached = g_ptr_array_index(cache, i);

        if (!is_asked_for(cached, image, options))
            continue;
        g_ptr_array_add(cache, g_ptr_array_steal_index(cache, i));
        return cached->surface;
    }
    return NULL;
}

static void drop_oldest(Images *self) {
    const CachedSurface *oldest = g_ptr_array_index(self->cache, 0);

    self->cache_bytes -= surface_bytes(oldest->surface);
    g_ptr_array_remove_index(self->cache, 0);
}

void image_cache_add(Images *self, const Image *image,
                     const ImageSurfaceOptions *options, cairo_surface_t *surface) {
    gsize bytes = surface_bytes(surface), most = (gsize)IMAGE_CACHE_MIB_MAX << 20;
    CachedSurface *cached;

    if (bytes > most)
        return;
    while (self->cache_bytes + bytes > most)
        drop_oldest(self);
    cached = g_new0(CachedSurface, 1);
    cached->image = image;
    cached->options = *options;
    if (options->cmyk_profile != NULL)
        g_bytes_ref(options->cmyk_profile);
    cached->surface = cairo_surface_reference(surface);
    g_ptr_array_add(self->cache, cached);
    self->cache_bytes += bytes;
}

void cached_surface_free(CachedSurface *self) {
    if (self == NULL)
        return;
    g_clear_pointer(&self->options.cmyk_profile, g_bytes_unref);
    cairo_surface_destroy(self->surface);
    g_free(self);
}

/* --- pictures scaled lately ----------------------------------------------------------
 */

static bool same_rect(Rect a, Rect b) {
    return a.x == b.x && a.y == b.y && a.width == b.width && a.height == b.height;
}

static bool is_scaled_so(const CachedScaled *cached, const Image *image,
                         const ImageScaleOptions *options) {
    const ImageScaleOptions *own = &cached->options;

    return cached->image == image && same_rect(own->part, options->part) &&
           own->width == options->width && own->height == options->height &&
           own->is_grey == options->is_grey &&
           own->cmyk_profile == options->cmyk_profile;
}

ImageScaled *image_cache_find_scaled(Images *self, const Image *image,
                                     const ImageScaleOptions *options) {
    GPtrArray *all = self->scaled;

    for (guint i = 0; i < all->len; i++) {
        CachedScaled *cached = g_ptr_array_index(all, i);

        if (!is_scaled_so(cached, image, options))
            continue;
        g_ptr_array_add(all, g_ptr_array_steal_index(all, i));
        return image_scaled_ref(cached->scaled);
    }
    return NULL;
}

static void drop_oldest_scaled(Images *self) {
    const CachedScaled *oldest = g_ptr_array_index(self->scaled, 0);

    self->scaled_bytes -= image_scaled_bytes(oldest->scaled);
    g_ptr_array_remove_index(self->scaled, 0);
}

void image_cache_add_scaled(Images *self, const Image *image,
                            const ImageScaleOptions *options, ImageScaled *scaled) {
    gsize bytes = image_scaled_bytes(scaled), most = (gsize)IMAGE_SCALED_MIB_MAX << 20;
    CachedScaled *cached;

    if (bytes > most)
        return;
    while (self->scaled_bytes + bytes > most || self->scaled->len >= IMAGE_SCALED_MAX)
        drop_oldest_scaled(self);
    cached = g_new0(CachedScaled, 1);
    cached->image = image;
    cached->options = *options;
    if (options->cmyk_profile != NULL)
        g_bytes_ref(options->cmyk_profile);
    cached->scaled = image_scaled_ref(scaled);
    g_ptr_array_add(self->scaled, cached);
    self->scaled_bytes += bytes;
}

void image_cache_forget_scaled(Images *self, const ImageScaled *scaled) {
    for (guint i = 0; i < self->scaled->len; i++) {
        const CachedScaled *cached = g_ptr_array_index(self->scaled, i);

        if (cached->scaled != scaled)
            continue;
        self->scaled_bytes -= image_scaled_bytes(scaled);
        g_ptr_array_remove_index(self->scaled, i);
        return;
    }
}

void cached_scaled_free(CachedScaled *self) {
    if (self == NULL)
        return;
    g_clear_pointer(&self->options.cmyk_profile, g_bytes_unref);
    image_scaled_free(self->scaled);
    g_free(self);
}
