/* A page that cairo writes as PDF, in memory. */
#pragma once

#include <cairo.h>
#include <gio/gio.h>
#include <stdbool.h>

/* Points. The page goes to `bytes`, which must outlive it; the caller destroys it. */
cairo_surface_t *page_surface_new(GByteArray *bytes, double width, double height);

/* Ends the page; false with `error` when something on the way to it failed. */
bool page_surface_finish(cairo_surface_t *self, GError **error);
