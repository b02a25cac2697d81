#include "parse/yaml.h"

#include "base/translate.h"

#include <libfyaml.h>
#include <string.h>

enum { TABS_TOLD_MAX = 20 }; /* lines; whoever indents with tabs has many */

/* A container under construction; a map holds the key that waits for its value. */
typedef struct {
    Node *node;
    Node *key;
} Level;

typedef struct {
    const Source *source;
    size_t shift; /* bytes of the byte order mark before the parsed text */
    Diagnostics *diagnostics;
    GArray *levels; /* of Level */
    Node *root;
    unsigned nodes;
    unsigned alias_line; /* the last line an anchor or alias was reported on */
    bool stopped;
} Reader;

static Origin make_origin(const Reader *reader, size_t start, size_t length) {
    return (Origin){reader->source, start + reader->shift, length, NULL};
}

static Origin token_origin(const Reader *reader, struct fy_token *token) {
    const struct fy_mark *start = token == NULL ? NULL : fy_token_start_mark(token);
    const struct fy_mark *end = token == NULL ? NULL : fy_token_end_mark(token);

    if (start == NULL || end == NULL)
        return make_origin(reader, 0, 0);
    return make_origin(reader, start->input_pos, end->input_pos - start->input_pos);
}

static void refuse(Reader *reader, const char *id, Origin origin, const char *message) {
    diagnostics_add(reader->diagnostics, SEVERITY_ERROR, id, &origin, "%s", _(message));
}

static void stop(Reader *reader, const char *id, Origin origin, const char *message) {
    refuse(reader, id, origin, message);
    reader->stopped = true;
}

/* One finding a line: a line of aliases is one mistake. */
static void refuse_reference(Reader *reader, const char *id, struct fy_token *token,
                             const char *message) {
    Origin origin = token_origin(reader, token);
    unsigned line = source_place(reader->source, origin.offset).line;

    /* libfyaml's mark is behind the & or *. */
    if (origin.offset > 0 && strchr("&*", reader->source->bytes[origin.offset - 1])) {
        origin.offset--;
        origin.length++;
    }
    if (line != reader->alias_line)
        refuse(reader, id, origin, message);
    reader->alias_line = line;
}

static void check_decorations(Reader *reader, struct fy_token *anchor,
                              struct fy_token *tag) {
    if (anchor != NULL)
        refuse_reference(reader, "yaml/anchor", anchor,
                         "anchors (&name) are not part of our text files; write the "
                         "value where it is needed");
    if (tag != NULL)
        refuse(reader, "yaml/tag", token_origin(reader, tag),
               "tags (!name) are not part of our text files; leave it out");
}

static Level *top(const Reader *reader) {
    return reader->levels->len == 0
               ? NULL
               : &g_array_index(reader->levels, Level, reader->levels->len - 1);
}

static void check_key(Reader *reader, const Node *map, const Node *key) {
    const Node *twin = NULL;

    if (strcmp(key->text, "<<") == 0)
        refuse(reader, "yaml/merge-key", key->origin,
               "merge keys (<<) are not part of our text files; write the keys out");
    for (guint i = 0; i < map->keys->len && twin == NULL; i++) {
        if (strcmp(node_key(map, i)->text, key->text) == 0)
            twin = node_key(map, i);
    }
    if (twin != NULL)
        diagnostics_add(reader->diagnostics, SEVERITY_ERROR, "yaml/duplicate-key",
                        &key->origin, "key \"%s\" is already set in line %u; keep one",
                        key->text,
                        source_place(reader->source, twin->origin.offset).line);
}

/* Takes over `node`. */
static void add(Reader *reader, Node *node) {
    Level *level = top(reader);

    if (++reader->nodes > YAML_NODES_MAX && !reader->stopped)
        stop(reader, "yaml/too-large", node->origin,
             "too many values in one file; split it");
    if (level == NULL) {
        g_clear_pointer(&reader->root, node_free);
        reader->root = node;
    } else if (level->node->kind == NODE_LIST) {
        node_append(level->node, node);
    } else if (level->key == NULL && node->kind != NODE_TEXT) {
        stop(reader, "yaml/key-is-no-text", node->origin,
             "expected a key, found a list or map");
        node_free(node);
    } else if (level->key == NULL) {
        check_key(reader, level->node, node);
        level->key = node;
    } else {
        node_put(level->node, level->key, node);
        level->key = NULL;
    }
}

/* "Wir sind #vielfalt" without quotes ends before the #: almost never what was meant.
 */
static void check_comment_behind(Reader *reader, Origin origin) {
    const char *bytes = reader->source->bytes;
    size_t end = origin.offset + origin.length, at = end;

    while (bytes[at] == ' ')
        at++;
    if (origin.length == 0 || at == end || bytes[at] != '#' || bytes[at + 1] == ' ' ||
        bytes[at + 1] == '\n' || bytes[at + 1] == '\0')
        return;
    diagnostics_add(reader->diagnostics, SEVERITY_WARNING, "yaml/text-cut-off",
                    &(Origin){reader->source, at, 1, NULL},
                    "what follows here is a comment and not part of the text; put the "
                    "text in quotes, or a space behind the #");
}

/* Spaces at the end of a file indent nothing. */
static unsigned indentation_of(const Source *source, unsigned line) {
    const char *start = source->bytes + source_line_start(source, line);
    size_t length = strspn(start, " ");

    return start[length] == '\0' ? 0 : (unsigned)length;
}

static bool is_blank(const Source *source, unsigned line) {
    const char *at = source->bytes + source_line_start(source, line);

    at += strspn(at, " \r");
    return *at == '\n';
}

/* libfyaml 0.7.12 loses or makes up the end of a block text that is not indented deeper
 * than its key. The token begins with the line behind the "|". */
static bool check_block(Reader *reader, struct fy_token *token, Origin origin) {
    const Source *source = reader->source;
    enum fy_scalar_style style =
        token == NULL ? FYSS_ANY : fy_token_scalar_style(token);
    unsigned line = source_place(source, origin.offset).line, deep;
    const Level *level = top(reader);

    if (style != FYSS_LITERAL && style != FYSS_FOLDED)
        return true;
    deep = indentation_of(source, line - 1);
    if (level != NULL) {
        const Node *entry = level->key == NULL ? level->node : level->key;

        deep = MAX(deep, source_place(source, entry->origin.offset).column - 1);
    }
    while (is_blank(source, line))
        line++;
    if (origin.length == 0 || indentation_of(source, line) > deep)
        return true;
    stop(reader, "yaml/syntax",
         (Origin){source, source_line_start(source, line), 0, NULL},
         "the lines of a block text must be indented deeper than their key");
    return false;
}

/* A block text begins with the indentation of its first line. */
static Origin without_indentation(Origin origin) {
    const char *bytes = origin.source->bytes;

    if (origin.offset == 0 || bytes[origin.offset - 1] != '\n')
        return origin;
    while (origin.length > 0 && bytes[origin.offset] == ' ') {
        origin.offset++;
        origin.length--;
    }
    return origin;
}

static void add_text(Reader *reader, struct fy_token *token) {
    size_t length = 0;
    const char *text = token == NULL ? "" : fy_token_get_text(token, &length);
    Origin origin = token_origin(reader, token);

    /* Of a folded text without lines libfyaml 0.7.12 gives the byte behind it. */
    if (origin.length == 0)
        length = 0;
    if (text == NULL || length == 0)
        text = "";
    /* Nothing has no place: it is missing behind its key. */
    if (length == 0 && origin.offset <= reader->shift && top(reader) != NULL &&
        top(reader)->key != NULL)
        origin = top(reader)->key->origin;
    if (!check_block(reader, token, origin))
        return;
    if (length > YAML_TEXT_MAX) {
        stop(reader, "yaml/too-large", origin, "this text is too long (over 16 KiB)");
        return;
    }
    if (!g_utf8_validate(text, (gssize)length, NULL) &&
        memchr(text, '\0', length) == NULL) {
        stop(reader, "yaml/not-utf-8", origin,
             "an escape in this text makes bytes that are no characters");
        return;
    }
    if (memchr(text, '\0', length) != NULL)
        refuse(reader, "yaml/control-character", origin,
               "control characters are not allowed in a text");
    check_comment_behind(reader, origin);
    add(reader, node_new_text(text, length, without_indentation(origin)));
}

static void open_container(Reader *reader, NodeKind kind, struct fy_token *token) {
    Level level = {node_new(kind, token_origin(reader, token)), NULL};

    level.node->origin.length = 0;
    if (reader->levels->len >= YAML_DEPTH_MAX) {
        stop(reader, "yaml/too-deep", level.node->origin,
             "maps and lists are nested too deeply (more than 32 levels)");
        node_free(level.node);
        return;
    }
    g_array_append_val(reader->levels, level);
}

static void close_container(Reader *reader) {
    Level level = *top(reader);

    g_array_set_size(reader->levels, reader->levels->len - 1);
    node_free(level.key);
    add(reader, level.node);
}

/* A second document begins with "---", or without it behind a line "...". */
static void refuse_document(Reader *reader, struct fy_token *token) {
    const Source *source = reader->source;
    Origin origin = token_origin(reader, token);
    const char *end = g_strstr_len(source->bytes, (gssize)source->length, "\n...");

    if (origin.length == 0 && end != NULL)
        origin = (Origin){source, (size_t)(end + 1 - source->bytes), 3, NULL};
    stop(reader, "yaml/second-document", origin,
         strncmp(source->bytes + origin.offset, "...", 3) == 0
             ? N_("a file holds one document; remove the line \"...\"")
             : N_("a file holds one document; remove the line \"---\""));
}

static void read_event(Reader *reader, const struct fy_event *event) {
    switch (event->type) {
    case FYET_SCALAR:
        check_decorations(reader, event->scalar.anchor, event->scalar.tag);
        add_text(reader, event->scalar.value);
        break;
    case FYET_ALIAS:
        refuse_reference(reader, "yaml/alias", event->alias.anchor,
                         "aliases (*name) are not part of our text files; write the "
                         "value where it is needed");
        add(reader, node_new_text("", 0, token_origin(reader, event->alias.anchor)));
        break;
    case FYET_MAPPING_START:
        check_decorations(reader, event->mapping_start.anchor,
                          event->mapping_start.tag);
        open_container(reader, NODE_MAP, event->mapping_start.mapping_start);
        break;
    case FYET_SEQUENCE_START:
        check_decorations(reader, event->sequence_start.anchor,
                          event->sequence_start.tag);
        open_container(reader, NODE_LIST, event->sequence_start.sequence_start);
        break;
    case FYET_MAPPING_END:
    case FYET_SEQUENCE_END:
        close_container(reader);
        break;
    case FYET_DOCUMENT_START:
        if (reader->root != NULL)
            refuse_document(reader, event->document_start.document_start);
        break;
    default:
        break;
    }
}

static void report_syntax(Reader *reader, struct fy_diag *diag) {
    void *previous = NULL;
    struct fy_diag_error *error = fy_diag_errors_iterate(diag, &previous);
    size_t offset = 0;

    if (error == NULL) {
        refuse(reader, "yaml/syntax", make_origin(reader, 0, 0),
               "cannot read this file");
        return;
    }
    if (error->line > 0)
        offset = source_line_start(reader->source, (unsigned)error->line);
    if (error->column > 1) {
        g_autofree char *line =
            source_line_to_text(reader->source, (unsigned)error->line);
        const char *end = line + strlen(line);
        const char *at = line;

        for (int i = 1; i < error->column && at < end; i++)
            at = g_utf8_next_char(at);
        offset += (size_t)(at - line);
    }
    diagnostics_add(reader->diagnostics, SEVERITY_ERROR, "yaml/syntax",
                    &(Origin){reader->source, offset, 0, NULL},
                    "%s; look at indentation, quotes and brackets near here",
                    error->msg);
}

/* libfyaml explains tabs by a wrong line, and takes directives. */
static bool check_lines(Reader *reader) {
    const Source *source = reader->source;
    unsigned tabs = 0;
    bool fine = true;

    for (unsigned line = 1; line <= source->line_starts->len; line++) {
        size_t start = source_line_start(source, line);
        size_t end = source_line_start(source, line + 1);
        const char *tab = memchr(source->bytes + start, '\t', end - start);

        if (source->bytes[start] == '%' && end > start) {
            refuse(reader, "yaml/directive", (Origin){source, start, 1, NULL},
                   "directives (%) are not part of our text files; remove the line");
            fine = false;
        }
        if (tab == NULL)
            continue;
        fine = false;
        if (++tabs <= TABS_TOLD_MAX)
            refuse(reader, "yaml/tab",
                   (Origin){source, (size_t)(tab - source->bytes), 1, NULL},
                   "a tab; use spaces, two for each level");
    }
    return fine;
}

/* Bytes that no text file of ours holds. */
static bool check_bytes(Reader *reader) {
    const Source *source = reader->source;
    const char *bad = NULL;

    if (!g_utf8_validate(source->bytes, (gssize)source->length, &bad)) {
        refuse(reader, "yaml/not-utf-8",
               (Origin){source, (size_t)(bad - source->bytes), 0, NULL},
               "this is not UTF-8; save the file as UTF-8");
        return false;
    }
    for (size_t i = 0; i < source->length; i++) {
        unsigned char byte = (unsigned char)source->bytes[i];

        if (byte < 0x20 && strchr("\t\n\r", byte) == NULL) {
            refuse(reader, "yaml/control-character", (Origin){source, i, 1, NULL},
                   "a control character; remove it");
            return false;
        }
    }
    return check_lines(reader);
}

static void read_events(Reader *reader, struct fy_parser *parser,
                        struct fy_diag *diag) {
    bool ended = false;

    while (!reader->stopped && !ended) {
        struct fy_event *event = fy_parser_parse(parser);

        if (event == NULL) {
            if (fy_parser_get_stream_error(parser) || fy_diag_got_error(diag)) {
                report_syntax(reader, diag);
                reader->stopped = true;
            }
            break;
        }
        ended = event->type == FYET_STREAM_END;
        read_event(reader, event);
        fy_parser_event_free(parser, event);
    }
}

static void parse_text(Reader *reader) {
    const Source *source = reader->source;
    struct fy_diag_cfg diag_settings;
    struct fy_diag *diag;
    struct fy_parser *parser;
    struct fy_parse_cfg settings = {.flags = FYPCF_QUIET | FYPCF_COLLECT_DIAG |
                                             FYPCF_ALLOW_DUPLICATE_KEYS |
                                             FYPCF_JSON_NONE};

    fy_diag_cfg_default(&diag_settings);
    diag_settings.fp = NULL;
    diag_settings.colorize = false;
    diag = fy_diag_create(&diag_settings);
    fy_diag_set_collect_errors(diag, true);
    settings.diag = diag;
    parser = fy_parser_create(&settings);
    if (parser == NULL || fy_parser_set_string(parser, source->bytes + reader->shift,
                                               source->length - reader->shift) != 0)
        stop(reader, "yaml/syntax", make_origin(reader, 0, 0), "cannot read this file");
    else
        read_events(reader, parser, diag);
    fy_parser_destroy(parser);
    fy_diag_destroy(diag);
}

static void drop_levels(Reader *reader) {
    while (reader->levels->len > 0) {
        Level level = *top(reader);

        node_free(level.key);
        node_free(level.node);
        g_array_set_size(reader->levels, reader->levels->len - 1);
    }
}

Node *yaml_parse(const Source *source, Diagnostics *diagnostics) {
    static const char byte_order_mark[] = "\xEF\xBB\xBF";
    Reader reader = {.source = source, .diagnostics = diagnostics};

    if (source->length > YAML_BYTES_MAX) {
        refuse(&reader, "yaml/too-large", make_origin(&reader, 0, 0),
               "a text file may have 1 MiB");
        return NULL;
    }
    if (!check_bytes(&reader))
        return NULL;
    if (strncmp(source->bytes, byte_order_mark, 3) == 0)
        reader.shift = 3;
    reader.levels = g_array_new(FALSE, FALSE, sizeof(Level));
    parse_text(&reader);
    drop_levels(&reader);
    g_array_free(reader.levels, TRUE);
    if (reader.stopped) {
        g_clear_pointer(&reader.root, node_free);
    } else if (reader.root == NULL || reader.root->kind != NODE_MAP) {
        refuse(&reader, "yaml/no-map", make_origin(&reader, 0, 0),
               "expected a file of the form \"key: value\"");
        g_clear_pointer(&reader.root, node_free);
    }
    return reader.root;
}
