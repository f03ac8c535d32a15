"""Can every text of the page be read? usage: contrast.py PAGE

WCAG asks for 4.5 : 1. Both themes, each colour of text on each ground that it may stand on.
"""

import re
import sys

page = open(sys.argv[1]).read()


def light(colour):
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[i:i + 2], 16) / 255 for i in (0, 2, 4)]
    r, g, b = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a, b):
    dark, bright = sorted((light(a), light(b)))
    return (bright + 0.05) / (dark + 0.05)


themes = re.findall(r"^:root(?:\[data-theme=dark\])? \{(.*?)\}", page, re.M | re.S)
assert len(themes) == 2
bad = []
for theme in themes:
    colours = dict(re.findall(r"--(\w+): (#\w+)", theme))
    for ground in ("back", "card", "mark", "add", "del"):
        for text in ("ink", "soft", "accent", "error", "warning", "note"):
            if (ratio := contrast(colours[text], colours[ground])) < 4.5:
                bad.append(f"{text} {colours[text]} on {ground} {colours[ground]}: {ratio:.2f}")
# What is paler than its colour has another contrast.
bad += [f"opacity: {value}" for value in re.findall(r"opacity: ([^;}]+)", page) if value.strip() != "1"]
if bad:
    sys.exit("\n".join(bad))
