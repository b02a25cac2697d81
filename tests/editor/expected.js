"use strict";
/* What an editor shows of our files, and what it cannot see. */

/* Mistakes that no schema sees, and why: by the id of the finding or, where others of
 * that id are seen, by the folder in tests/errors. */
exports.unseen = {
    "it is right by itself: other files, or other places in this one, lack the name": [
        "motif/unknown-art",
        "motif/unknown-condition",
        "motif/unknown-ink",
        "motif/unknown-item",
        "motif/unknown-language",
        "motif/unknown-layout",
        "motif/unknown-role",
        "motif/unknown-size",
        "motif/unknown-style",
        "motif/unknown-variant",
        "motif/unknown-words",
        "rows/none",
        "rows/unknown-column",
        "rows/unreadable",
        "a-campaign-is-given-as-a-motif",
    ],
    "which words are needed, other files say": [
        "campaign/missing-sentence",
        "motif/endless-words",
        "motif/missing-words",
        "motif/not-in-language",
    ],
    "a motif may give a box the key that its layout lacks, and names no kind of box": [
        "a-box-lacks-what-it-needs",
        "a-photo-box-shows-nothing",
        "a-shape-lacks-its-path",
        "a-key-does-not-fit-the-kind-of-box",
        "motif/fixed-key",
    ],
    "a name is expected; that only one is right, the key table does not say": [
        "layout/unknown-logos",
    ],
    "it is fine under other printing conditions": [
        "ink/derived-recipe",
        "ink/no-screen",
        "printing/too-much-ink",
    ],
    "that a map needs one key at least, the key table does not say": ["ink/no-recipe"],
    "it must be laid out or drawn first": [
        "layout/does-not-fit",
        "layout/nearest-shape",
        "layout/no-room",
        "layout/no-tree",
        "layout/overflow",
        "layout/too-many-lines",
        "layout/too-many-marks",
        "photo/flat-mask",
        "photo/other-shape",
        "photo/two-cuts",
        "qr/not-ascii",
        "qr/too-long",
        "size/no-room",
        "size/out-of-range",
    ],
    "names must differ, or lead somewhere": [
        "ink/plate-recipes",
        "ink/plate-spelling",
        "layout/duplicate-name",
        "layout/endless-seat",
        "layout/same-name",
        "layout/unknown-seat",
        "plan/same-file",
    ],
    "fonts, drawings and photos are other files": [
        "art/is-photo",
        "art/unusable",
        "photo/is-drawing",
        "photo/no-profile",
        "photo/unusable",
        "text/missing-glyph",
        "text/unknown-family",
        "text/unknown-weight",
    ],
    "YAML has it; only we do not": [
        "yaml/directive",
        "yaml/second-document",
        "yaml/tag",
        "yaml/text-cut-off",
        "a-file-is-empty",
    ],
    "the first key is first only to us": ["the-first-key-says-no-kind"],
    "the editor puts its mark at the end of the file": ["a-quote-is-not-closed"],
    "the editor has read the bytes already": ["yaml/not-utf-8"],
};

/* `all` that is offered at ‸, or `some` of it; and some of what is `inserted` then. */
exports.completions = [
    {
        kind: "motif",
        text: "‸",
        some: ["motif", "title", "layout", "words", "art", "when"],
        inserts: ["motif: $1\ntitle: $2\nlayout: $3", "title: "],
    },
    {
        kind: "motif",
        text: "motif: a\nwhen:\n  - ‸",
        some: ["size", "shape", "language", "words", "items", "hide"],
        inserts: ["size: ", "shape: ", "words:\n    "],
    },
    {
        kind: "motif",
        text: "motif: a\nwhen:\n  - shape: ‸",
        all: ["tall", "portrait", "square", "landscape", "wide", "card"],
    },
    {
        kind: "motif",
        text: "motif: a\nwords:\n  headline:\n    de: {s‸}",
        some: ["text", "state", "by", "on"],
    },
    { kind: "motif", text: "motif: a\ntitle: ‸", all: [] },
    {
        kind: "layout",
        text: "layout: a\nportrait:\n  ‸",
        some: ["stack", "row", "column", "grid", "group", "panel", "art", "photo", "text", "qr"],
    },
    {
        kind: "layout",
        text: "layout: a\nportrait:\n  text:\n    ‸",
        some: ["say", "style", "min", "max", "lines", "align", "ink", "width"],
        inserts: ["say: ", "tint: ${1:100%}", "lines: ${1:0}"],
    },
    {
        kind: "layout",
        text: "layout: a\nportrait:\n  stack:\n    - text: {say: a, m‸}",
        some: ["style", "min", "max", "lines"],
    },
    {
        kind: "layout",
        text: "layout: a\nportrait:\n  panel: {ink: a, blend: ‸}",
        all: ["normal", "multiply"],
    },
    {
        kind: "layout",
        text: "layout: a\nportrait:\n  panel: {ink: a, hide: ‸}",
        all: ["yes", "no"],
        inserts: ["yes", "no"],
    },
    {
        kind: "layout",
        text: "layout: a\nportrait:\n  photo: {show: a, fit: ‸}",
        all: ["contain", "cover"],
    },
    {
        kind: "layout",
        text: "layout: a\nportrait:\n  panel:\n    anchor: ‸",
        some: ["bottom", "center", "bottom right"],
    },
    {
        kind: "campaign",
        text: "campaign: a\ninks:\n  blue:\n    state: ‸",
        all: ["placeholder", "draft", "reviewed"],
    },
    {
        kind: "sizes",
        text: "sizes:\n  a3:\n    ‸",
        some: ["title", "kind", "trim", "bleed", "ppi", "distance"],
    },
];

/* The help of a key, by section, is shown, and `then` what its value looks like. */
exports.hovers = [
    { kind: "motif", text: "motif: a\nti‸tle: A", key: "motif.title", then: [] },
    { kind: "motif", text: "motif: a\nwo‸rds: {a: b}", key: "changes.words", then: [] },
    { kind: "motif", text: "motif: a\nwords: {greet‸ing: b}", key: "words.*", then: [] },
    {
        kind: "motif",
        text: "motif: a\nitems: {a: {t‸int: 50%}}",
        key: "ink-keys.tint",
        then: ["a percentage such as 60%; default `100%`"],
    },
    {
        kind: "layout",
        text: "layout: a\nportrait: {te‸xt: a}",
        key: "box.text",
        then: [],
    },
    {
        kind: "layout",
        text: "layout: a\nportrait:\n  text: {say: a, ma‸x: 3mm}",
        key: "text-keys.max",
        then: ["a length such as 3mm, 5u or 50%"],
    },
    {
        kind: "layout",
        text: "layout: a\nportrait:\n  panel: {bl‸end: multiply}",
        key: "blend-keys.blend",
        then: ["default `normal`", "Allowed Values:", "* `multiply`\n* `normal`"],
    },
    {
        kind: "layout",
        text: "layout: a\nportrait:\n  photo: {show: a, foc‸us: 40% 30%}",
        key: "photo-keys.focus",
        then: ["two percentages such as 40% 30%; default `50% 50%`"],
    },
    { kind: "sizes", text: "sizes:\n  a3: {ti‸tle: A3}", key: "size.title", then: [] },
    {
        kind: "campaign",
        text: "campaign: a\ndat‸e: 2026-11-22",
        key: "campaign.date",
        then: ["a date such as 2026-11-22"],
    },
];
