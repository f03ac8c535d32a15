"""Is the picture what a run says here? usage: run_svg.py COROLINT PICTURE MODEL

`./dev test --bless` draws it anew, and so does this with COROLINT_BLESS set.
"""

import html
import os
import re
import subprocess
import sys

corolint, picture, model = sys.argv[1:]
COLOURS = {"31": "#ff8c84", "32": "#7ee787", "33": "#e3a341", "34": "#7fb0ff", "35": "#d2a8ff", "36": "#76e3ea"}
WIDTH, HEIGHT = 7.8, 18  # Of a character.


def spans(line):
    """(column, style, text), as a terminal shows the line."""
    column, colour, is_bold = 0, "", False
    for codes, text in re.findall(r"(?:\033\[([\d;]*)m)|([^\033]+)", line):
        if text:
            yield column, colour, is_bold, text
            column += len(text)
        for code in codes.split(";") if not text else []:
            colour = COLOURS.get(code, "" if code in ("", "0") else colour)
            is_bold = code == "1" or (is_bold and code not in ("", "0"))


def drawn(text):
    lines = text.split("\n")
    width = 24 + max(len(re.sub(r"\033\[[\d;]*m", "", line)) for line in lines) * WIDTH
    out = ['<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="a run of corolint"',
           f'  width="{width:.0f}" height="{24 + len(lines) * HEIGHT}" font-family="monospace" font-size="13">',
           '<rect width="100%" height="100%" rx="8" fill="#14171c"/>', '<g fill="#e6e8ec" xml:space="preserve">']
    for row, line in enumerate(lines):
        # A line of a page has at most 110 columns.
        short = [(c + at, f, b, w[at:at + 60]) for c, f, b, w in spans(line) for at in range(0, len(w), 60)]
        for column, colour, is_bold, words in short:
            indent = len(words) - len(words.lstrip())
            if not words.strip():
                continue
            words = words.strip()
            style = (f' fill="{colour}"' if colour else "") + (' font-weight="bold"' if is_bold else "")
            out.append(f'<text x="{12 + (column + indent) * WIDTH:.1f}" y="{26 + row * HEIGHT}"{style}')
            out.append(f'  textLength="{len(words) * WIDTH:.1f}">{html.escape(words)}</text>')
    return "\n".join([*out, "</g>", "</svg>"]) + "\n"


done = subprocess.run([corolint, "--no-cache", "--color=always", f"--models={model}"], capture_output=True, text=True)
if done.returncode != 1 or done.stderr:
    sys.exit(f"the run ends with {done.returncode}: {done.stderr}")
now = drawn("$ corolint\n" + done.stdout.rstrip("\n"))
before = open(picture).read() if os.path.exists(picture) else ""
if now != before and os.environ.get("COROLINT_BLESS"):
    with open(picture, "w") as out:
        out.write(now)
    with open(os.environ["COROLINT_BLESS"], "a") as log:
        log.write(f"{picture}\n")
elif now != before:
    sys.exit(f"{picture} is not what a run says; ./dev test --bless draws it anew")
