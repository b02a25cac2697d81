"""Compares catalogues of messages with the code.

messages.py TEMPLATE TEXTS CATALOGUE…: TEMPLATE has the messages that the code marks,
TEXTS every text there is in it, as .pot files. Prints what is wrong.
"""

import re
import sys

# Texts of several words that are no messages: they are typed, or read by programs, or
# belong to posters, or are words of PDF.
NO_MESSAGES = """
list motifs
list sizes
list languages
list suppliers
plakat render
plakat render platz --size a2,clp --lang de,tr --to pdf
plakat render platz --size 1080x1350 --to jpg,thumb --quality 80
plakat check platz --lang it
plakat list sizes
ENTWURF – nicht freigegeben
Softproof – kein verbindlicher Prüfdruck
sichtbarer Bereich
graphics state
colour space
%u index %s mul add
%u -1 roll pop
duotone of two spot inks
gradient between two spot inks
up to date
no memory
failed to allocate
XJDF 2.1, XJDF: order of elements
XJDF 2.1, 2.2.3: ID and IDREF
Vorschau – nicht drucken
""".strip("\n").split("\n")


def read(path):
    """The entries of a .po file: texts (one, or two for one and for many) to translations
    and flags; and its obsolete lines."""
    entries, obsolete = {}, []
    for block in re.split(r"\n\s*\n", open(path, encoding="utf-8").read()):
        obsolete += [line for line in block.split("\n") if line.startswith("#~")]
        flags = re.findall(r"^#, (.*)", block, re.M)
        fields = re.findall(r'^(msg\S+) ((?:"(?:[^"\\]|\\.)*"\s*)+)', block, re.M)
        parts = [(key, "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', text))) for key, text in fields]
        texts = tuple(text for key, text in parts if key.startswith("msgid"))
        if texts not in ((), ("",)):
            entries[texts] = ([t for k, t in parts if k.startswith("msgstr")], flags)
    return entries, obsolete


def is_sentence(text):
    """Words as people write them, and neither a pattern nor a list of words nor a file
    nor syntax (of PDF, PostScript, SVG)."""
    return re.search(r"[A-Za-z]{2,}[,;:]? [a-z]{2,}", text) and not re.search(
        r"\||\\n\S|^[</0-9]", text)


def problems(template, all_texts, catalogues):
    known = {text for texts in template for text in texts}.union(NO_MESSAGES)
    for (text,) in read(all_texts)[0]:
        if is_sentence(text) and text not in known:
            yield f'never translated: "{text}": say it through _() or N_(), or let \
renderer/po/update know what takes it; if nobody reads it, add it to {sys.argv[0]}'
    for path in catalogues:
        entries, obsolete = read(path)
        for texts in template:
            if texts not in entries:
                yield f'{path} lacks "{texts[0]}": renderer/po/update adds it, to be translated'
        for texts, (translations, flags) in entries.items():
            if texts not in template:
                yield f'{path} has "{texts[0]}", which is gone: renderer/po/update removes it'
            elif "" in translations:
                yield f'{path}: translate "{texts[0]}"'
            elif any("fuzzy" in flag for flag in flags):
                yield f'{path}: "{texts[0]}" is marked fuzzy'
        for line in obsolete:
            yield f"{path}: obsolete: {line}"


marked = read(sys.argv[1])[0]
found = list(problems(marked, sys.argv[2], sys.argv[3:]))
print(*found, sep="\n", file=sys.stderr)
print(len(marked), "messages read")
sys.exit(len(found) > 0 or len(marked) < 700)
