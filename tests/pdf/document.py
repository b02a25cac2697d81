"""A PDF as qpdf's JSON shows it: objects, page boxes, streams.

Values are as there: names "/Name", references "3 0 R", strings "u:…" or "b:…"; numbers,
lists, dictionaries, True, None are Python's own. It shares no code with the program.
"""

import base64
import json
import re
import subprocess
import zlib

REFERENCE = re.compile(r"(\d+) \d+ R")
BOXES = ("MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox")
INHERITED = ("MediaBox", "CropBox", "Resources", "Rotate")
LARGEST_STREAM = 1 << 28


class Damaged(Exception):
    """It cannot be read; says why."""


class Stream:
    def __init__(self, number, dictionary, raw):
        self.number = number
        self.dictionary = dictionary
        self.raw = raw
        self._data = None

    def filters(self):
        filters = self.dictionary.get("/Filter", [])
        return filters if isinstance(filters, list) else [filters]

    def data(self):
        """Its bytes without Flate; of pictures, what is below it."""
        if self._data is None:
            self._data = self.raw
            if self.filters() == ["/FlateDecode"]:
                self._data = inflate(self.raw, self.number)
            elif self.filters():
                raise Damaged(f"object {self.number}: cannot undo {self.filters()}")
        return self._data


def inflate(raw, number):
    try:
        machine = zlib.decompressobj()
        data = machine.decompress(raw, LARGEST_STREAM)
    except zlib.error as error:
        raise Damaged(f"object {number}: {error}") from error
    if not machine.eof:
        raise Damaged(f"object {number}: its compressed bytes do not end")
    return data


class Document:
    def __init__(self, path):
        self.path = path
        try:
            with open(path, "rb") as file:
                self.head = file.read(1024)
        except OSError as error:
            raise Damaged(error.strerror) from error
        parameters, objects = read_json(path)
        self.version = parameters["pdfversion"]
        self.values, self.streams = {}, {}
        self.trailer = objects.pop("trailer")["value"]
        for name, entry in objects.items():
            number = int(REFERENCE.match(name.removeprefix("obj:"))[1])
            if "stream" in entry:
                stream = entry["stream"]
                raw = base64.b64decode(stream["data"])
                self.streams[number] = Stream(number, stream["dict"], raw)
                self.values[number] = stream["dict"]
            else:
                self.values[number] = entry["value"]

    def number(self, value):
        """The number of the object that a reference means, else None."""
        found = REFERENCE.fullmatch(value) if isinstance(value, str) else None
        return int(found[1]) if found else None

    def get(self, value, *keys):
        """What a reference refers to; then the entries of these names, in turn."""
        value = self.resolve(value)
        for key in keys:
            if not isinstance(value, dict):
                return None
            value = self.resolve(value.get(key))
        return value

    def resolve(self, value):
        for _ in range(32):
            number = self.number(value)
            if number is None:
                return value
            value = self.values.get(number)
        return None

    def stream(self, value):
        """The stream that a reference means, else None."""
        return self.streams.get(self.number(value))

    def catalog(self):
        return self.get(self.trailer, "/Root") or {}

    def info(self):
        return self.get(self.trailer, "/Info") or {}

    def pages(self):
        """Number and dictionary of each page, with what it inherits."""
        yield from self._pages(self.catalog().get("/Pages"), {}, 0)

    def _pages(self, reference, inherited, depth):
        node = self.get(reference)
        if not isinstance(node, dict) or depth > 32:
            return
        own = {f"/{key}": node[f"/{key}"] for key in INHERITED if f"/{key}" in node}
        inherited = {**inherited, **own}
        if "/Kids" not in node:
            yield self.number(reference), {**inherited, **node}
        for kid in self.get(node, "/Kids") or []:
            yield from self._pages(kid, inherited, depth + 1)

    def plain(self, value, depth=0):
        """A value with all references undone and streams by their bytes, to compare."""
        stream = self.stream(value)
        value = self.resolve(value)
        if depth > 32:
            return "…"
        if isinstance(value, list):
            return [self.plain(item, depth + 1) for item in value]
        if isinstance(value, dict):
            whole = {key: self.plain(value[key], depth + 1) for key in sorted(value)}
            if stream is not None:
                for key in ("/Length", "/Filter", "/DecodeParms"):
                    whole.pop(key, None)
                whole["stream"] = stream.data().decode("latin-1")
            return whole
        return value


def read_json(path):
    command = ["qpdf", "--json=2", "--json-key=qpdf", "--json-stream-data=inline"]
    result = subprocess.run(
        [*command, "--decode-level=none", "--", path], capture_output=True, check=False
    )
    if result.returncode not in (0, 3):  # 3: it read with warnings
        raise Damaged(result.stderr.decode("utf-8", "replace").strip())
    return json.loads(result.stdout)["qpdf"]


def text_of(value):
    """A string value as text, else None."""
    if not isinstance(value, str):
        return None
    if value.startswith("u:"):
        return value[2:]
    if value.startswith("b:"):
        data = bytes.fromhex(value[2:])
        if data[:2] == b"\xfe\xff":
            return data[2:].decode("utf-16-be", "replace")
        return data.decode("latin-1")
    return None


def is_name(value):
    return isinstance(value, str) and value.startswith("/")


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)
