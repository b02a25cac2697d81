#include "resources/images_ahead.h"

#include "base/process.h"
#include "resources/image_format.h"

#include <signal.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <unistd.h>

/* A helper works beside a process that has its own use for the memory. */
enum { HELPER_MIB_MAX = 16 };

/* What is added later must not drive these out of the cache. */
enum {
    PICTURES_MAX = IMAGE_SCALED_MAX / 2,
    BYTES_MAX = IMAGE_SCALED_MIB_MAX << 20 >> 1,
};

typedef struct {
    Image *image;
    ImageScaleOptions options; /* `cmyk_profile` is owned */
    ImageScaled *scaled;       /* owned */
} Ahead;

/* What both processes know: who takes which picture, and how far they are. */
typedef struct {
    atomic_uint next; /* that nobody has taken yet */
    atomic_bool is_filled[PICTURES_MAX];
} Progress;

struct ImagesAhead {
    GPtrArray *pictures; /* of Ahead; owned */
    gsize bytes;
    Progress *progress; /* owned; NULL: it has not started */
    pid_t helper;       /* 0: none */
};

static void free_ahead(gpointer pointer) {
    Ahead *ahead = pointer;

    image_scaled_free(ahead->scaled);
    g_clear_pointer(&ahead->options.cmyk_profile, g_bytes_unref);
    g_free(ahead);
}

ImagesAhead *images_ahead_new(void) {
    ImagesAhead *self = g_new0(ImagesAhead, 1);

    self->pictures = g_ptr_array_new_with_free_func(free_ahead);
    return self;
}

static bool is_filled(const ImagesAhead *self, guint index) {
    return self->progress != NULL && atomic_load(&self->progress->is_filled[index]);
}

/* What has no pixels: image_scale is to make it. */
static void forget(ImagesAhead *self) {
    for (guint i = 0; i < self->pictures->len; i++) {
        const Ahead *ahead = g_ptr_array_index(self->pictures, i);

        if (!is_filled(self, i))
            image_cache_forget_scaled(ahead->image->images, ahead->scaled);
    }
    g_ptr_array_set_size(self->pictures, 0);
}

void images_ahead_free(ImagesAhead *self) {
    if (self == NULL)
        return;
    if (self->helper > 0) {
        kill(self->helper, SIGKILL);
        process_wait(self->helper);
    }
    forget(self);
    if (self->progress != NULL)
        munmap(self->progress, sizeof *self->progress);
    g_ptr_array_unref(self->pictures);
    g_free(self);
}

static bool has_room(const ImagesAhead *self, const ImageScaled *scaled) {
    return self->pictures->len < PICTURES_MAX &&
           self->bytes + image_scaled_bytes(scaled) <= BYTES_MAX;
}

void images_ahead_add(ImagesAhead *self, Image *image,
                      const ImageScaleOptions *options) {
    g_autoptr(ImageScaled) found =
        image_cache_find_scaled(image->images, image, options);
    g_autoptr(ImageScaled) scaled = NULL;
    Ahead *ahead;

    if (found != NULL)
        return;
    scaled = image_scaled_plan(image, options, NULL);
    if (scaled == NULL || !has_room(self, scaled))
        return;
    image_cache_add_scaled(image->images, image, options, scaled);
    ahead = g_new0(Ahead, 1);
    ahead->image = image;
    ahead->options = *options;
    if (options->cmyk_profile != NULL)
        g_bytes_ref(options->cmyk_profile);
    self->bytes += image_scaled_bytes(scaled);
    ahead->scaled = g_steal_pointer(&scaled);
    g_ptr_array_add(self->pictures, ahead);
}

static bool fill(const ImagesAhead *self, guint index, GError **error) {
    const Ahead *ahead = g_ptr_array_index(self->pictures, index);
    bool is_done =
        image_scaled_fill(ahead->scaled, ahead->image, &ahead->options, error);

    atomic_store(&self->progress->is_filled[index], is_done);
    return is_done;
}

/* Those that nobody has taken yet. */
static bool fill_next(const ImagesAhead *self, GError **error) {
    guint index;

    while ((index = atomic_fetch_add(&self->progress->next, 1)) < self->pictures->len) {
        if (!fill(self, index, error))
            return false;
    }
    return true;
}

/* What it is at is not what this process is at; and what it cannot do is left to that.
 */
static void help(const ImagesAhead *self) {
    at_work_use(NULL);
    image_input_limit_memory(HELPER_MIB_MAX);
    _exit(fill_next(self, NULL) ? 0 : 1);
}

void images_ahead_start(ImagesAhead *self) {
    void *room;

    if (self->pictures->len == 0)
        return;
    room = mmap(NULL, sizeof *self->progress, PROT_READ | PROT_WRITE,
                MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (room == MAP_FAILED) {
        forget(self);
        return;
    }
    self->progress = room;
    self->helper = process_fork(SIGKILL);
    if (self->helper == 0)
        help(self);
}

bool images_ahead_end(ImagesAhead *self, GError **error) {
    if (self->progress == NULL)
        return true;
    if (!fill_next(self, error))
        return false;
    if (self->helper > 0)
        process_wait(self->helper);
    self->helper = 0;
    for (guint i = 0; i < self->pictures->len; i++) {
        const Ahead *ahead = g_ptr_array_index(self->pictures, i);

        if (!is_filled(self, i) && !fill(self, i, error))
            return false;
        ahead->image->is_sound = true;
    }
    return true;
}
