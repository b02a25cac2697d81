"""Content streams (ISO 32000-1, 7.8.2): tokens, then operations.

Operands: numbers are Python's, names "/Name", strings bytes; arrays and dictionaries are
lists and dictionaries, true, false and null are True, False and None.
"""

import re

TOKEN = re.compile(
    rb"""(?P<space>(?:[\0\t\n\f\r ]+|%[^\r\n]*)+)
    |(?P<number>[+-]?(?:\d+\.?\d*|\.\d+))(?=[\0\t\n\f\r ()<>\[\]{}/%]|\Z)
    |/(?P<name>[^\0\t\n\f\r ()<>\[\]{}/%]*)
    |(?P<open>\[|<<)|(?P<close>\]|>>)
    |<(?P<hex>[0-9A-Fa-f\0\t\n\f\r ]*)>
    |(?P<string>\()
    |(?P<word>[^\0\t\n\f\r ()<>\[\]{}/%]+)""",
    re.VERBOSE,
)
PARENTHESIS = re.compile(rb"\\[0-7]{1,3}|\\\r\n|\\.|[()]", re.DOTALL)
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
WORDS = {b"true": True, b"false": False, b"null": None}
IMAGE_DATA_ENDS = re.compile(rb"[\0\t\n\f\r ]EI(?=[\0\t\n\f\r ]|\Z)")

# Each operator of PDF 1.6 with its operands: n number, N name, s string, a array, d name
# or dictionary, * any number of anything.
OPERATORS = {
    **dict.fromkeys("b B b* B* BT BX EMC ET EX f F f* h n q Q s S T* W W*".split(), ""),
    **dict.fromkeys("c cm d1 Tm".split(), "nnnnnn"),
    **dict.fromkeys("k K re v y".split(), "nnnn"),
    **dict.fromkeys("rg RG".split(), "nnn"),
    **dict.fromkeys("d0 l m Td TD".split(), "nn"),
    **dict.fromkeys("g G i j J M Tc TL Tr Ts Tw Tz w".split(), "n"),
    **dict.fromkeys("BMC cs CS Do gs MP ri sh".split(), "N"),
    **dict.fromkeys("sc SC scn SCN".split(), "*"),
    **dict.fromkeys("BDC DP".split(), "Nd"),
    **{"d": "an", "Tf": "Nn", "Tj": "s", "TJ": "a", "'": "s", '"': "nns", "BI": "d"},
}
KINDS = {"n": (int, float), "N": str, "s": bytes, "a": list, "d": (str, dict)}
OPERANDS_MAX = 64


class Wrong(Exception):
    """This is no content; says why."""


def unescape_name(raw):
    def character(found):
        return bytes([int(found[1], 16)])

    raw = re.sub(rb"#([0-9A-Fa-f]{2})", character, raw)
    return "/" + raw.decode("utf-8", "surrogateescape")


def read_string(data, at):
    """The string that starts behind its parenthesis, and where it ends."""
    parts, depth = [], 1
    while True:
        found = PARENTHESIS.search(data, at)
        if found is None:
            raise Wrong("a string never ends")
        parts.append(data[at : found.start()])
        at, token = found.end(), found[0]
        if token == b"(":
            depth += 1
        elif token == b")":
            depth -= 1
            if depth == 0:
                return b"".join(parts), at
        if token[:1] != b"\\":
            parts.append(token)
        elif token[1:].isdigit():
            parts.append(bytes([int(token[1:], 8) & 255]))
        elif token[1:] not in (b"\n", b"\r", b"\r\n"):
            parts.append(ESCAPES.get(token[1:], token[1:]))


def read_hex(raw):
    digits = re.sub(rb"[^0-9A-Fa-f]", b"", raw)
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())


def tokens(data, at=0):
    """Kind, value, and where it ends: kinds are operand, open, close, operator."""
    while at < len(data):
        found = TOKEN.match(data, at)
        if found is None:
            raise Wrong(f"no token at byte {at}")
        kind, at = found.lastgroup, found.end()
        if kind == "space":
            continue
        if kind == "number":
            raw = found["number"]
            yield "operand", float(raw) if b"." in raw else int(raw), at
        elif kind == "name":
            yield "operand", unescape_name(found["name"]), at
        elif kind == "hex":
            yield "operand", read_hex(found["hex"]), at
        elif kind == "string":
            value, at = read_string(data, at)
            yield "operand", value, at
        elif kind == "word" and found["word"] in WORDS:
            yield "operand", WORDS[found["word"]], at
        elif kind == "word":
            jump = yield "operator", found["word"].decode("latin-1"), at
            if jump is not None:
                at = jump
                yield None  # for send()
        else:
            yield kind, found[0].strip(), at


def close(stack, bracket):
    if len(stack) == 1 or stack[-1][0] != {b"]": b"[", b">>": b"<<"}[bracket]:
        raise Wrong(f"{bracket.decode()} closes nothing")
    items = stack.pop()[1]
    if bracket == b"]":
        return items
    if len(items) % 2 or not all(isinstance(key, str) for key in items[::2]):
        raise Wrong("a dictionary without a key or a value")
    return dict(zip(items[::2], items[1::2]))


def inline_image(data, at, operands):
    """The dictionary and bytes of an inline image; `at` is behind ID."""
    if len(operands) % 2 or not all(isinstance(key, str) for key in operands[::2]):
        raise Wrong("an inline image without a key or a value")
    found = IMAGE_DATA_ENDS.search(data, at)
    if found is None:
        raise Wrong("an inline image never ends")
    return dict(zip(operands[::2], operands[1::2])), found.end()


def operations(data):
    """Each operation as (operator, operands); an inline image is one BI."""
    stack, in_image = [(None, [])], False
    stream = tokens(data)
    for kind, value, at in stream:
        operands = stack[-1][1]
        if kind == "open":
            stack.append((value, []))
        elif kind == "close":
            closed = close(stack, value)
            stack[-1][1].append(closed)
        elif kind == "operand":
            operands.append(value)
        elif len(stack) > 1:
            raise Wrong(f"{value} within an array or a dictionary")
        elif value == "BI":
            if operands:
                raise Wrong("operands before BI")
            in_image = True
        elif in_image and value == "ID":
            image, at = inline_image(data, at, operands)
            stream.send(at)
            yield "BI", [image]
            stack, in_image = [(None, [])], False
        elif in_image:
            raise Wrong(f"{value} in the dictionary of an inline image")
        else:
            yield value, operands
            stack = [(None, [])]
        if len(stack[-1][1]) > OPERANDS_MAX and len(stack) == 1 and not in_image:
            raise Wrong(f"more than {OPERANDS_MAX} operands")
    if len(stack) > 1 or stack[0][1] or in_image:
        raise Wrong("it ends within an operation")


def fits(operator, operands):
    """Whether these are the operands that the operator takes."""
    pattern = OPERATORS[operator]
    if pattern == "*":
        return True
    return len(pattern) == len(operands) and all(
        isinstance(operand, KINDS[kind]) and not isinstance(operand, bool)
        for kind, operand in zip(pattern, operands)
    )
