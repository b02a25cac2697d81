"""headlines.py PROGRAM, in a folder with a copy of motifs/: in every size and language a
headline of one word and one of twelve are as large as their box or their `max` allows,
and nothing overflows."""

import concurrent.futures
import json
import pathlib
import re
import subprocess
import sys

import yaml

MOTIF = "motif: {0}\ntitle: {0}\nlayout: bank\nart: {{figures: art/platz.svg}}\n"

ONE = {"de": "Willkommen.", "en": "Welcome.", "tr": "Hoşgeldiniz.", "ar": "مرحبا"}
TWELVE = {
    "de": "Hier ist noch Platz für dich und mich und alle anderen Leute.",
    "en": "There is still a place for you and me and all others.",
    "tr": "Burada senin için benim için ve bütün öteki insanlar için yer var.",
    "ar": "هنا ما زال مكان لك ولي ولكل الناس الآخرين في هذه المدينة",
}


class Headline:
    """What `plakat items` says about one."""

    def __init__(self, items):
        self.trim = numbers(re.search(r"^trim (.*)$", items, re.M)[1])
        text = re.search(r'^ *text "headline" (.*)\n((?: *line .*\n)+)', items, re.M)
        self.area = numbers(text[1])
        self.size = float(re.search(r" size (\S+)", text[1])[1])
        self.lines = [numbers(line[1]) for line in re.finditer(r"line (.*)\n", text[2])]
        self.baseline = float(re.findall(r" baseline (\S+)", text[2])[-1])

    def mistakes(self):
        x, y, width, height = self.area
        # The items have hundredths of a point.
        if abs(y + height - self.baseline) > 0.02:
            yield f"the last baseline {self.baseline} is not the foot of {self.area}"
        for line in self.lines:
            if line[0] < x - 0.02 or line[0] + line[2] > x + width + 0.02:
                yield f"line {line} leaves its box {self.area}"
            if not is_inside(line, self.trim):
                yield f"line {line} leaves the trim {self.trim}"


def numbers(text):
    return [float(number) for number in text.split()[:4]]


def is_inside(inner, outer):
    return (
        inner[0] >= outer[0]
        and inner[1] >= outer[1]
        and inner[0] + inner[2] <= outer[0] + outer[2]
        and inner[1] + inner[3] <= outer[1] + outer[3]
    )


def write_motif(name, words, more=""):
    headline = json.dumps(words, ensure_ascii=False)
    text = MOTIF.format(name) + f"words: {{headline: {headline}}}\n" + more
    pathlib.Path(f"motifs/{name}.yaml").write_text(text, encoding="utf-8")


def plakat(*arguments):
    return subprocess.run(
        [sys.argv[1], *arguments], capture_output=True, text=True, check=False
    )


def read_headlines(name, posters):
    def read(poster):
        result = plakat("items", name, "--size", poster[0], "--lang", poster[1])
        if result.returncode != 0:
            sys.exit(f"{name} {poster}: {result.stderr}")
        return Headline(result.stdout)

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return dict(zip(posters, pool.map(read, posters)))


def refused(name, words, sizes):
    """The posters that do not fit when they have to be larger than these sizes (a `max`
    gives way to `min`)."""
    whens = [
        f"  - {{size: {size}, language: {language}, "
        f"items: {{headline: {{min: {1.01 * points:.3f}pt}}}}}}\n"
        for (size, language), points in sizes.items()
    ]
    write_motif(name, words, "when:\n" + "".join(whens))
    plakat("check", "-q", "--size", "all", "--lang", "all", "--report", "r.json", name)
    report = json.loads(pathlib.Path("r.json").read_text(encoding="utf-8"))
    return {
        tuple(re.fullmatch("size (.*), language (.*)", poster).groups())
        for finding in report["findings"]
        if finding["id"] == "layout/does-not-fit"
        for poster in finding["posters"]
    }


def mistakes(name, words, posters, at_max):
    """Adds to `at_max`, by size, the font sizes that the box does not limit."""
    write_motif(name, words)
    headlines = read_headlines(name, posters)
    for poster, headline in headlines.items():
        yield from (f"{poster}: {mistake}" for mistake in headline.mistakes())
    sizes = {poster: headline.size for poster, headline in headlines.items()}
    touching = refused(f"{name}-larger", words, sizes)
    for poster in posters:
        if poster not in touching:
            at_max.setdefault(poster[0], []).append(sizes[poster])


def main():
    sizes = yaml.safe_load(pathlib.Path("motifs/sizes.yaml").read_text("utf-8"))["sizes"]
    posters = [(size, language) for size in sizes for language in ONE]
    at_max = {}
    found = list(mistakes("one", ONE, posters, at_max))
    found += mistakes("twelve", TWELVE, posters, at_max)
    found += [
        f"{size}: {set(fonts)} pt touch their box on no side, and cannot all be the max"
        for size, fonts in at_max.items()
        if len(set(fonts)) > 1
    ]
    if sum(map(len, at_max.values())) > len(posters):
        found.append("more than half of the headlines touch their box on no side")
    return "\n".join(found) or None


if __name__ == "__main__":
    sys.exit(main())
