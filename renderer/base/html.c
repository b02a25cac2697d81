#include "base/html.h"

#include <stdarg.h>
#include <string.h>

/* Readable in both colour schemes, at any width, by the keyboard. */
static const char style[] =
    ":root{color-scheme:light dark;--line:#8888;--strong:#19335f;--error:#b00020;"
    "--warning:#8a5a00}\n"
    "@media(prefers-color-scheme:dark){:root{--strong:#adddf0;--error:#ff8a80;"
    "--warning:#ffc24d}}\n"
    "*{box-sizing:border-box}\n"
    "body{font:1rem/1.5 system-ui,sans-serif;margin:0 auto;padding:1rem;max-width:90rem;"
    "overflow-wrap:anywhere}\n"
    "h1,h2,h3{line-height:1.2;margin:1.5rem 0 .5rem;color:var(--strong)}\n"
    "h2{border-top:.25rem solid;padding-top:.75rem;margin-top:2.5rem}\n"
    "small{font-weight:400}\n"
    "#filter{position:sticky;top:0;background:Canvas;padding:.5rem 0;margin:0}\n"
    "ul.grid{list-style:none;margin:0;padding:0;display:grid;gap:1rem;"
    "grid-template-columns:repeat(auto-fill,minmax(min(11rem,100%),1fr))}\n"
    ".grid li{border:1px solid var(--line);border-radius:.25rem;padding:.5rem}\n"
    ".grid img{display:block;width:100%;height:10rem;object-fit:contain}\n"
    "a:focus-visible,input:focus-visible,summary:focus-visible{outline:3px solid;"
    "outline-offset:2px}\n"
    ".files a{display:inline-block;min-height:1.5rem;margin-inline-end:.75rem}\n"
    ".error{color:var(--error)}.warning{color:var(--warning)}\n"
    "input{font:inherit;padding:.25rem .5rem;max-width:100%}\n"
    "dt{font-weight:600;margin-top:1rem}dd{margin:0;white-space:pre-line}\n";

void html_append(GString *html, const char *text) {
    g_autofree char *escaped = g_markup_escape_text(text, -1);

    g_string_append(html, escaped);
}

void html_format(GString *html, const char *format, ...) {
    va_list texts;
    const char *at = format, *sign;

    va_start(texts, format);
    while ((sign = strstr(at, "%s")) != NULL) {
        g_string_append_len(html, at, sign - at);
        html_append(html, va_arg(texts, const char *));
        at = sign + 2;
    }
    va_end(texts);
    g_string_append(html, at);
}

void html_begin(GString *html, const char *title, const char *language,
                bool right_to_left) {
    html_format(html,
                "<!doctype html>\n<html lang=\"%s\" dir=\"%s\">\n<head>\n"
                "<meta charset=\"utf-8\">\n"
                "<meta name=\"viewport\" content=\"width=device-width\">\n"
                "<title>%s</title>\n",
                language, right_to_left ? "rtl" : "ltr", title);
    g_string_append_printf(html, "<style>\n%s</style>\n</head>\n<body>\n", style);
}

void html_end(GString *html) {
    g_string_append(html, "</body>\n</html>\n");
}
