"""Colour spaces and what a colour puts on which plate."""

from document import is_name

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
DEVICES = {"/DeviceGray": 1, "/DeviceCMYK": 4, "/DeviceRGB": 3}
SHORT = {"/G": "/DeviceGray", "/RGB": "/DeviceRGB", "/CMYK": "/DeviceCMYK", "/I": "/Indexed"}


class Space:
    """A colour space; `inks` are the plates that its components print on, in order, and
    None where only a conversion would tell (RGB, ICC, patterns, Indexed)."""

    def __init__(self, family, inks=None, count=0):
        self.family = family
        self.inks = inks
        self.count = count if inks is None else len(inks)

    def first_colour(self):
        """What a space starts with when it is chosen."""
        if self.family == "/DeviceCMYK":
            return [0, 0, 0, 1]
        if self.family in ("/Separation", "/DeviceN"):
            return [1] * self.count
        return [0] * self.count


GRAY = Space("/DeviceGray", None, 1)
CMYK = Space("/DeviceCMYK", PROCESS)


def read_space(document, value, resources, short_names=False):
    """The space that a name or an array means; None when it is none."""
    value = document.resolve(value)
    if short_names and is_name(value):
        value = SHORT.get(value, value)
    if is_name(value):
        if value == "/DeviceCMYK":
            return CMYK
        if value in DEVICES:
            return Space(value, None, DEVICES[value])
        if value == "/Pattern":
            return Space(value)
        named = document.get(resources, "/ColorSpace", value)
        return None if named is None or is_name(named) else read_array(document, named)
    return read_array(document, value)


def read_array(document, value):
    if not isinstance(value, list) or not value:
        return None
    family = document.resolve(value[0])
    if family == "/Separation" and len(value) == 4:
        return Space(family, (document.resolve(value[1])[1:],))
    if family == "/DeviceN" and len(value) >= 4:
        names = document.resolve(value[1])
        return Space(family, tuple(document.resolve(name)[1:] for name in names))
    if family == "/ICCBased" and len(value) == 2:
        return Space(family, None, document.get(value[1], "/N") or 0)
    count = {"/CalGray": 1, "/CalRGB": 3, "/Lab": 3, "/Indexed": 1, "/Pattern": 0}
    return Space(family, None, count[family]) if family in count else None


class Colour:
    """A colour as it is set: its space, its components, and what prints of it."""

    def __init__(self, space, components):
        self.space = space
        self.components = components

    def inks(self):
        """Ink to amount, 0 to 1, of all that print; None where nobody can say."""
        if self.space.family == "/DeviceGray":
            amounts = {"Black": 1 - self.components[0]}
        elif self.space.inks is None:
            return None
        else:
            amounts = dict(zip(self.space.inks, self.components))
            amounts.pop("None", None)
        return {ink: amount for ink, amount in amounts.items() if amount > 0}

    def is_white(self):
        return self.inks() == {}

    def is_black(self):
        """All of the black plate and nothing else."""
        inks = self.inks()
        return inks is not None and set(inks) == {"Black"} and inks["Black"] >= 0.9999
