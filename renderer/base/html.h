/* Pages that anybody can read: HTML, without a script where that says so. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Appends text with its signs escaped, in elements and quoted attributes alike. */
void html_append(GString *html, const char *text);

/* Appends what `format` gives, in which each %s is escaped; there is nothing else in
 * it.
 */
void html_format(GString *html, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Everything up to the beginning of the body, in a language (BCP 47). */
void html_begin(GString *html, const char *title, const char *language,
                bool right_to_left);
void html_end(GString *html);
