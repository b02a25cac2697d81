"""place.py X Y [OPTION]… <POINTS   points of a drawing where it stands on the page

POINTS are those of plates.py, of a drawing with 0,0 at its top left; that comes to X,Y.

--unit N        millimetres a unit of the drawing [1]
--turn DEGREES  clockwise, about the middle of --size N, in its units [60]
--mirror N      all on a page N mm wide that is read from the right
--opacity N     of all, 0 to 1, over paper
--over C,M,Y,K  multiplied with these percents"""

import argparse
import math
import sys


def read(line):
    first, *spots = line.split("\t")
    return [float(number) for number in first.split()], [
        (name, float(percent)) for name, percent in (spot.split("=") for spot in spots)
    ]


def place(x, y, asked):
    x, y = (x - asked.size / 2) * asked.unit, (y - asked.size / 2) * asked.unit
    turn, half = math.radians(asked.turn), asked.size * asked.unit / 2
    x, y = (
        x * math.cos(turn) - y * math.sin(turn) + half + asked.x,
        x * math.sin(turn) + y * math.cos(turn) + half + asked.y,
    )
    return (asked.mirror - x if asked.mirror else x), y


def ink(percent, below, opacity):
    return 100 - (100 - opacity * percent) * (100 - below) / 100


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("x", type=float)
    parser.add_argument("y", type=float)
    for name, usual in (("unit", 1), ("turn", 0), ("size", 60), ("mirror", 0), ("opacity", 1)):
        parser.add_argument(f"--{name}", type=float, default=usual)
    parser.add_argument("--over", default="0,0,0,0")
    asked = parser.parse_args()
    over = [float(percent) for percent in asked.over.split(",")]
    for line in sys.stdin:
        if not line.strip() or line.startswith("#"):
            continue
        (x, y, *process), spots = read(line.rstrip("\n"))
        numbers = *place(x, y, asked), *(ink(*pair, asked.opacity) for pair in zip(process, over))
        print(
            " ".join(f"{number:.3f}" for number in numbers),
            *(f"{name}={percent * asked.opacity:.3f}" for name, percent in spots),
            sep="\t",
        )


if __name__ == "__main__":
    main()
