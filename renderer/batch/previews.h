/* A plan for somebody who waits for what is to be seen. */
#pragma once

#include "batch/task.h"

/* The tasks of a plan in another order: pictures for screens (png, jpg, thumb, with
 * their alt texts) of all posters, then everything else; of both, the posters of the
 * motif in the file `motif` come first. So most posters are there twice. Of Task,
 * borrowed; free the array. */
GPtrArray *previews_sort(const GPtrArray *tasks, const char *motif);

/* The pictures of the first so many posters; likewise. */
GPtrArray *previews_first(const GPtrArray *sorted, guint posters);

/* What became of the posters of a plan, from what became of those of the sorted one, of
 * Outcome, which is taken over. Posters that were not made at all are NULL. */
GPtrArray *previews_join(const GPtrArray *tasks, const GPtrArray *sorted,
                         GPtrArray *outcomes);
