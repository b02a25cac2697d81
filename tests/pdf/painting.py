"""Runs the content of a page and tells what it paints, forms and patterns included.

Each thing painted is a Mark: where, in which colour and state, and how large. All lengths
are points of the page.
"""

import copy
import dataclasses
import math

import colours
import content
from document import Damaged, is_name, is_number

IDENTITY = (1, 0, 0, 1, 0, 0)
DEPTH_MAX = 28
FILLING = {"f": "n", "F": "n", "f*": "e", "B": "n", "B*": "e", "b": "n", "b*": "e"}
STROKING = {"S", "s", "B", "B*", "b", "b*"}
ENDING = {*FILLING, *STROKING, "n"}
SPACE_OPERATORS = {
    "g": ("fill", "/DeviceGray"),
    "G": ("stroke", "/DeviceGray"),
    "k": ("fill", "/DeviceCMYK"),
    "K": ("stroke", "/DeviceCMYK"),
    "rg": ("fill", "/DeviceRGB"),
    "RG": ("stroke", "/DeviceRGB"),
}


def multiply(a, b):
    """First a, then b."""
    return (
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    )


def place(matrix, x, y):
    return (
        matrix[0] * x + matrix[2] * y + matrix[4],
        matrix[1] * x + matrix[3] * y + matrix[5],
    )


def thinnest(matrix):
    """How long a unit is in the direction in which it is shortest."""
    a, b, c, d = matrix[:4]
    half = (a * a + b * b + c * c + d * d) / 2
    area = a * d - b * c
    return math.sqrt(max(0, half - math.sqrt(max(0, half * half - area * area))))


class Box:
    """The smallest upright box around points; empty: left > right."""

    def __init__(self, left=math.inf, bottom=math.inf, right=-math.inf, top=-math.inf):
        self.left, self.bottom, self.right, self.top = left, bottom, right, top

    def add(self, x, y):
        self.left, self.right = min(self.left, x), max(self.right, x)
        self.bottom, self.top = min(self.bottom, y), max(self.top, y)

    def common(self, other):
        return Box(
            max(self.left, other.left),
            max(self.bottom, other.bottom),
            min(self.right, other.right),
            min(self.top, other.top),
        )

    def grown(self, by):
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)

    def is_empty(self):
        return self.left > self.right or self.bottom > self.top

    def touches(self, other):
        """They have an area in common, not only an edge."""
        both = self.common(other)
        return both.right - both.left > 1e-3 and both.top - both.bottom > 1e-3


EVERYWHERE = Box(-math.inf, -math.inf, math.inf, math.inf)


def box_of(matrix, left, bottom, right, top):
    box = Box()
    for x in (left, right):
        for y in (bottom, top):
            box.add(*place(matrix, x, y))
    return box


@dataclasses.dataclass
class State:
    """The graphics state, as far as anybody asks."""

    ctm: tuple
    clip: Box
    fill: colours.Colour = dataclasses.field(
        default_factory=lambda: colours.Colour(colours.GRAY, [0])
    )
    stroke: colours.Colour = dataclasses.field(
        default_factory=lambda: colours.Colour(colours.GRAY, [0])
    )
    line_width: float = 1
    fill_overprint: bool = False
    stroke_overprint: bool = False
    overprint_mode: int = 0
    fill_alpha: float = 1
    stroke_alpha: float = 1
    blend: str = "/Normal"
    font: dict | None = None
    font_size: float = 0
    character_space: float = 0
    word_space: float = 0
    stretch: float = 1
    leading: float = 0
    rise: float = 0
    render: int = 0


@dataclasses.dataclass
class Mark:
    kind: str  # text, fill, stroke, image, mask, shading
    colour: colours.Colour | None  # None: of an image or a shading
    overprint: bool
    overprint_mode: int
    alpha: float
    blend: str
    box: Box
    size: float  # of type; width of a line; pixels per inch; else 0
    number: int  # object of the stream it stands in
    in_mask: bool  # it makes a soft mask and is not seen itself


class Painter:
    """`marks` are what was painted, `complaints` (id, text, object) what is wrong with
    streams themselves."""

    def __init__(self, document):
        self.document = document
        self.marks = []
        self.complaints = []
        self.uses_transparency = False
        self.groups = []  # (dictionary, object, in_mask) of each group painted
        self.intents = []  # (name, object, in_mask) of each rendering intent set
        self.running = []  # (object, in_mask) of each stream that runs
        self.fonts = {}  # what is known of each: see widths_of
        self._operations = {}

    def complain(self, identifier, text):
        self.complaints.append((identifier, text, self.running[-1][0]))

    def run_page(self, number, page):
        document = self.document
        contents = document.get(page, "/Contents")
        parts = contents if isinstance(contents, list) else [page.get("/Contents")]
        self.running.append((document.number(parts[0]) or number, False))
        streams = [document.stream(part) for part in parts if part is not None]
        data = b"\n".join(self.data_of(stream) for stream in streams if stream)
        state = State(IDENTITY, EVERYWHERE)
        self.run(data, page.get("/Resources"), state)
        self.running.pop()

    def data_of(self, stream):
        try:
            return stream.data()
        except Damaged as error:
            self.complain("x4/content", str(error))
            return b""

    def run_stream(self, stream, resources, state, in_mask=False):
        """A form, pattern or glyph."""
        numbers = [number for number, _ in self.running]
        if stream.number in numbers or len(numbers) > DEPTH_MAX:
            self.complain("x4/content", f"object {stream.number} paints itself")
            return
        in_mask = in_mask or self.running[-1][1]
        self.running.append((stream.number, in_mask))
        self.run(self.data_of(stream), stream.dictionary.get("/Resources", resources), state)
        self.running.pop()

    def operations(self, data):
        """Read once, however often it is painted."""
        key = id(data)
        if key not in self._operations:
            found = []
            try:
                for operation in content.operations(data):
                    found.append(operation)
            except content.Wrong as wrong:
                self.complain("x4/content", str(wrong))
            self._operations[key] = (found, data)  # data, so that its id stays its own
        return self._operations[key][0]

    def run(self, data, resources, state):
        run = Run(self, self.document.get(resources) or {}, state)
        for operator, operands in self.operations(data):
            if operator not in content.OPERATORS:
                self.complain("x4/operator", f'no operator "{operator}" in PDF 1.6')
            elif not content.fits(operator, operands):
                self.complain("x4/content", f'"{operator}" has the wrong operands')
            else:
                run.operate(operator, operands)
        run.end()

    def add(self, kind, state, box, size, stroked=False, colour=None):
        box = box.common(state.clip)
        self.marks.append(
            Mark(
                kind,
                colour,
                state.stroke_overprint if stroked else state.fill_overprint,
                state.overprint_mode,
                state.stroke_alpha if stroked else state.fill_alpha,
                state.blend,
                box,
                size,
                *self.running[-1],
            )
        )


class Run:
    """One stream while it runs: its state, path and text matrices."""

    def __init__(self, painter, resources, state):
        self.painter = painter
        self.document = painter.document
        self.resources = resources
        self.state = state
        self.base = state.ctm  # patterns are relative to it
        self.stack = []
        self.path = Box()
        self.pending_clip = False
        self.text = self.line = None

    def complain(self, identifier, text):
        self.painter.complain(identifier, text)

    def resource(self, kind, name):
        found = self.document.get(self.resources, kind, name)
        if found is None:
            self.complain("x4/content", f'no resource {name} in "{kind}"')
        return found

    def numbers(self, dictionary, key, default):
        found = self.document.get(dictionary, key) or default
        return [self.document.resolve(number) for number in found]

    def reference(self, kind, name):
        return (self.document.get(self.resources, kind) or {}).get(name)

    def end(self):
        if self.stack:
            self.complain("x4/content", f"{len(self.stack)} q without Q")
        if self.text is not None:
            self.complain("x4/content", "BT without ET")

    def operate(self, operator, operands):
        state = self.state
        if operator in PATH:
            self.add_points(operator, operands)
        elif operator in ENDING:
            self.end_path(operator)
        elif operator in SPACE_OPERATORS:
            which, family = SPACE_OPERATORS[operator]
            space = colours.read_space(self.document, family, None)
            self.refuse_rgb(space)
            setattr(state, which, colours.Colour(space, operands))
        elif operator in SIMPLE:
            setattr(state, SIMPLE[operator], operands[0])
        elif operator in ACTIONS:
            ACTIONS[operator](self, *operands)

    # --- state ---

    def save(self):
        self.stack.append(copy.copy(self.state))

    def restore(self):
        if not self.stack:
            self.complain("x4/content", "Q without q")
            return
        self.state = self.stack.pop()

    def transform(self, *matrix):
        self.state.ctm = multiply(matrix, self.state.ctm)

    def set_state(self, name):
        settings = self.resource("/ExtGState", name) or {}
        state = self.state
        get = lambda key: self.document.get(settings, key)  # noqa: E731
        overprint = get("/OP")
        if overprint is not None:
            state.stroke_overprint = overprint
            state.fill_overprint = overprint
        if get("/op") is not None:
            state.fill_overprint = get("/op")
        for key, field in GS_FIELDS.items():
            if get(key) is not None:
                setattr(state, field, get(key))
        if isinstance(state.blend, list):
            state.blend = self.document.resolve(state.blend[0])
        if get("/Font"):
            state.font = self.document.get(get("/Font")[0])
            state.font_size = get("/Font")[1]
        mask = get("/SMask")
        if isinstance(mask, dict):
            self.run_mask(mask)
        if state.fill_alpha < 1 or state.stroke_alpha < 1 or isinstance(mask, dict):
            self.painter.uses_transparency = True
        if state.blend not in ("/Normal", "/Compatible"):
            self.painter.uses_transparency = True

    def run_mask(self, mask):
        stream = self.document.stream(mask.get("/G"))
        if stream is None:
            self.complain("x4/content", "a soft mask without a group")
            return
        is_luminosity = self.document.get(mask, "/S") == "/Luminosity"
        self.run_form(stream, in_mask=True, is_luminosity=is_luminosity)

    def set_space(self, name, which):
        space = colours.read_space(self.document, name, self.resources)
        if space is None:
            self.complain("x4/content", f"no colour space {name}")
            space = colours.GRAY
        self.refuse_rgb(space)
        setattr(self.state, which, colours.Colour(space, space.first_colour()))

    def refuse_rgb(self, space):
        if space.family == "/DeviceRGB":
            self.complain("x4/rgb", "a colour in DeviceRGB")

    def set_colour(self, operands, which):
        space = getattr(self.state, which).space
        if operands and is_name(operands[-1]):
            self.run_pattern(operands[-1])
        elif len(operands) != space.count or not all(map(is_number, operands)):
            self.complain("x4/content", f"a colour of {len(operands)} components")
            return
        setattr(self.state, which, colours.Colour(space, operands))

    # --- paths ---

    def add_points(self, operator, operands):
        points = operands
        if operator == "re":
            x, y, width, height = operands
            points = [x, y, x + width, y, x + width, y + height, x, y + height]
        for x, y in zip(points[::2], points[1::2]):
            self.path.add(*place(self.state.ctm, x, y))

    def end_path(self, operator):
        state = self.state
        if operator in FILLING:
            self.painter.add("fill", state, self.path, 0, colour=state.fill)
        if operator in STROKING:
            self.stroke(self.path)
        if self.pending_clip:
            state.clip = state.clip.common(self.path)
        self.path, self.pending_clip = Box(), False

    def stroke(self, box):
        state = self.state
        width = state.line_width * thinnest(state.ctm)
        box = box.grown(width / 2)
        self.painter.add("stroke", state, box, width, True, state.stroke)

    def clip(self):
        self.pending_clip = True

    # --- text ---

    def begin_text(self):
        self.text = self.line = IDENTITY

    def end_text(self):
        self.text = self.line = None

    def set_font(self, name, size):
        self.state.font = self.resource("/Font", name)
        self.state.font_size = size

    def next_line(self, x=0, y=None):
        y = -self.state.leading if y is None else y
        self.line = self.text = multiply((1, 0, 0, 1, x, y), self.line or IDENTITY)

    def next_line_leading(self, x, y):
        self.state.leading = -y
        self.next_line(x, y)

    def set_text_matrix(self, *matrix):
        self.text = self.line = matrix

    def show(self, items):
        state = self.state
        if self.text is None or state.font is None:
            self.complain("x4/content", "text outside BT and ET or without a font")
            return
        items = items if isinstance(items, list) else [items]
        start, ascent, descent = self.text, 0.9, -0.25
        for item in items:
            if isinstance(item, bytes):
                self.advance(self.width_of(item))
            else:
                self.advance(-item / 1000 * state.font_size * state.stretch)
        along = math.hypot(self.text[4] - start[4], self.text[5] - start[5])
        unit = math.hypot(start[0], start[1]) or 1
        rise, size = state.rise, state.font_size
        matrix = multiply(start, state.ctm)
        box = box_of(matrix, 0, rise + descent * size, along / unit, rise + ascent * size)
        upright = math.hypot(matrix[2], matrix[3]) * abs(size)
        if state.render in (0, 2, 4, 6):
            self.painter.add("text", state, box, upright, colour=state.fill)
        if state.render in (1, 2, 5, 6):
            self.stroke(box)

    def show_next(self, text):
        self.next_line()
        self.show(text)

    def show_spaced(self, word_space, character_space, text):
        self.state.word_space, self.state.character_space = word_space, character_space
        self.show_next(text)

    def advance(self, x):
        self.text = multiply((1, 0, 0, 1, x, 0), self.text)

    def width_of(self, codes):
        """How far these codes move the text, its own units."""
        state = self.state
        wide, widths, default = self.widths_of(state.font)
        numbers = list(codes)
        if wide:
            numbers = [a << 8 | b for a, b in zip(codes[::2], codes[1::2])]
        if wide and 0 in numbers:
            self.complain("x4/notdef", "it shows the glyph .notdef")
        total = sum(widths.get(number, default) for number in numbers) / 1000
        spaces = 0 if wide else codes.count(b" ")
        return state.stretch * (
            total * state.font_size
            + len(numbers) * state.character_space
            + spaces * state.word_space
        )

    def widths_of(self, font):
        """Whether codes have two bytes, code to width, and the width of others."""
        document, fonts = self.document, self.painter.fonts
        if id(font) in fonts:
            return fonts[id(font)]
        if document.get(font, "/Subtype") == "/Type0":
            descendant = document.get((document.get(font, "/DescendantFonts") or [None])[0])
            default = document.get(descendant, "/DW")
            default = 1000 if default is None else default
            known = True, cid_widths(document, descendant), default
        else:
            first = document.get(font, "/FirstChar") or 0
            widths = document.get(font, "/Widths") or []
            known = False, {first + i: document.resolve(w) for i, w in enumerate(widths)}, 0
        fonts[id(font)] = known
        if document.get(font, "/Subtype") == "/Type3":
            self.run_glyphs(font)
        return known

    def run_glyphs(self, font):
        """All glyphs of a Type 3 font, for what their streams hold."""
        resources = self.document.get(font, "/Resources") or self.resources
        for reference in (self.document.get(font, "/CharProcs") or {}).values():
            stream = self.document.stream(reference)
            if stream is not None:
                self.painter.run_stream(stream, resources, copy.copy(self.state))

    # --- forms, patterns, pictures ---

    def paint_object(self, name):
        found = self.resource("/XObject", name)
        stream = self.document.stream(self.reference("/XObject", name))
        if found is None or stream is None:
            return
        kind = self.document.get(found, "/Subtype")
        if kind == "/Form":
            self.run_form(stream)
        elif kind == "/Image":
            self.paint_image(stream.dictionary)
            if stream.dictionary.get("/SMask") is not None:
                self.painter.uses_transparency = True

    def run_form(self, stream, in_mask=False, is_luminosity=False):
        document, dictionary = self.document, stream.dictionary
        state = copy.copy(self.state)
        state.ctm = multiply(self.numbers(dictionary, "/Matrix", IDENTITY), state.ctm)
        box = self.numbers(dictionary, "/BBox", [])
        if len(box) != 4:
            self.complain("x4/content", f"object {stream.number}: a form without /BBox")
            return
        state.clip = state.clip.common(box_of(state.ctm, *box))
        group = document.get(dictionary, "/Group")
        if group is not None:
            state.fill_alpha = state.stroke_alpha = 1
            state.blend = "/Normal"
            below = is_luminosity or self.painter.running[-1][1]
            self.painter.groups.append((group, stream.number, below))
            self.painter.uses_transparency = True
        self.painter.run_stream(stream, self.resources, state, in_mask)

    def run_pattern(self, name):
        pattern = self.resource("/Pattern", name)
        stream = self.document.stream(self.reference("/Pattern", name))
        if pattern is None or self.document.get(pattern, "/PatternType") != 1:
            return
        matrix = self.numbers(pattern, "/Matrix", IDENTITY)
        state = State(multiply(matrix, self.base), EVERYWHERE)  # it is repeated
        if self.document.get(pattern, "/PaintType") == 2:
            state.fill = state.stroke = self.state.fill
        self.painter.run_stream(stream, self.resources, state)

    def paint_shading(self, name):
        if self.resource("/Shading", name) is not None:
            self.painter.add("shading", self.state, self.state.clip, 0)

    def paint_inline(self, image):
        long = {}
        for key, value in image.items():
            long[f"/{SHORT_KEYS.get(key[1:], key[1:])}"] = value
        filters = long.get("/Filter", [])
        for name in filters if isinstance(filters, list) else [filters]:
            if name in ("/LZW", "/LZWDecode"):
                self.complain("x4/filter", f"an inline image has the filter {name}")
        if "/ColorSpace" in long:
            value = long["/ColorSpace"]
            space = colours.read_space(self.document, value, self.resources, True)
            if isinstance(value, list) and len(value) == 4:  # Indexed
                space = colours.read_space(self.document, value[1], self.resources, True)
            if space is None:
                self.complain("x4/content", f"no colour space {value}")
            elif space.family == "/DeviceRGB":
                self.complain("x4/rgb", "an inline image is in DeviceRGB")
        self.paint_image(long)

    def paint_image(self, image):
        document, state = self.document, self.state
        width, height = document.get(image, "/Width"), document.get(image, "/Height")
        is_mask = document.get(image, "/ImageMask") is True
        across = math.hypot(state.ctm[0], state.ctm[1])
        down = math.hypot(state.ctm[2], state.ctm[3])
        if not (is_number(width) and is_number(height)):
            self.complain("x4/content", "a picture without a width or a height")
            return
        ppi = min(
            72 * width / across if across else math.inf,
            72 * height / down if down else math.inf,
        )
        if width * height == 1:
            ppi = math.inf
        bits = 1 if is_mask else document.get(image, "/BitsPerComponent")
        self.painter.add(
            "mask" if bits == 1 else "image",
            state,
            box_of(state.ctm, 0, 0, 1, 1),
            ppi,
            colour=state.fill if is_mask else None,
        )


def cid_widths(document, descendant):
    widths = {}
    items = [document.resolve(item) for item in document.get(descendant, "/W") or []]
    while len(items) >= 2:
        if isinstance(items[1], list):
            for i, width in enumerate(items[1]):
                widths[items[0] + i] = document.resolve(width)
            items = items[2:]
        else:
            widths.update(dict.fromkeys(range(items[0], items[1] + 1), items[2]))
            items = items[3:]
    return widths


PATH = {"m", "l", "c", "v", "y", "re"}
GS_FIELDS = {
    "/OPM": "overprint_mode",
    "/ca": "fill_alpha",
    "/CA": "stroke_alpha",
    "/BM": "blend",
    "/LW": "line_width",
}
SIMPLE = {
    "w": "line_width",
    "Tc": "character_space",
    "Tw": "word_space",
    "TL": "leading",
    "Ts": "rise",
    "Tr": "render",
}
SHORT_KEYS = {
    "BPC": "BitsPerComponent",
    "CS": "ColorSpace",
    "D": "Decode",
    "DP": "DecodeParms",
    "F": "Filter",
    "H": "Height",
    "IM": "ImageMask",
    "I": "Interpolate",
    "W": "Width",
}
ACTIONS = {
    "q": Run.save,
    "Q": Run.restore,
    "cm": Run.transform,
    "gs": Run.set_state,
    "ri": lambda run, name: run.painter.intents.append((name, *run.painter.running[-1])),
    "cs": lambda run, name: run.set_space(name, "fill"),
    "CS": lambda run, name: run.set_space(name, "stroke"),
    "sc": lambda run, *operands: run.set_colour(operands, "fill"),
    "scn": lambda run, *operands: run.set_colour(operands, "fill"),
    "SC": lambda run, *operands: run.set_colour(operands, "stroke"),
    "SCN": lambda run, *operands: run.set_colour(operands, "stroke"),
    "W": Run.clip,
    "W*": Run.clip,
    "BT": Run.begin_text,
    "ET": Run.end_text,
    "Tf": Run.set_font,
    "Td": Run.next_line,
    "TD": Run.next_line_leading,
    "T*": Run.next_line,
    "Tm": Run.set_text_matrix,
    "Tz": lambda run, percent: setattr(run.state, "stretch", percent / 100),
    "Tj": Run.show,
    "TJ": Run.show,
    "'": Run.show_next,
    '"': Run.show_spaced,
    "Do": Run.paint_object,
    "sh": Run.paint_shading,
    "BI": Run.paint_inline,
}
