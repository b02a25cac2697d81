/* What libraries say while posters are made, to be told as findings are: not in lines
 * of their own. */
#pragma once

/* For this process from now on, once. Fonts that pango cannot use are kept for
 * fonts_complaint; `refused` is called, and must not return, when GLib has no memory.
 * All else is printed as ever. */
void library_log_take(void (*refused)(void));
