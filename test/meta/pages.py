#!/usr/bin/env python3
"""Are the pages short, in short lines, and do they point at what is there? usage: pages.py ROOT

docs/architecture.md has at most 900 words; no line of README.md, CONTRIBUTING.md and docs/ has more
than 110 columns; a relative link leads to a file, and to a heading of it if it names one; a path of
the sources that a page for developers names exists.
"""

import glob
import os
import re
import sys

WORDS, COLUMNS = 900, 110
PATH = re.compile(r"(?<![\w./-])(?:checks|driver|fixes|editors|test|docs|bench|tools|cmake)/[\w*][\w.*/-]*")
FILE = re.compile(r"`([A-Z]\w*\.(?:h|cpp|def|td))`")
root = sys.argv[1]
bad = []


def read(page):
    with open(os.path.join(root, page)) as file:
        return file.read()


def find(*patterns):
    found = (glob.glob(os.path.join(root, p), recursive=True) for p in patterns)
    return sorted(os.path.relpath(f, root) for some in found for f in some if os.path.isfile(f))


def prose(page):
    """Its lines and their numbers, without blocks of code."""
    is_code = False
    for number, line in enumerate(read(page).split("\n"), 1):
        if line.lstrip().startswith("```"):
            is_code = not is_code
        elif not is_code:
            yield number, line


def headings(page):
    """The anchors of a page, as GitHub names them."""
    for _, line in prose(page):
        if line.startswith("#"):
            yield re.sub(r"[^\w\- ]", "", line.lstrip("#").strip().lower()).replace(" ", "-")


words = len(read("docs/architecture.md").split())
if words > WORDS:
    bad.append(f"docs/architecture.md: has {words} words, at most {WORDS} are read")

for page in find("README.md", "CONTRIBUTING.md", "docs/**/*"):
    for number, line in enumerate(read(page).split("\n"), 1):
        if len(line) > COLUMNS:
            bad.append(f"{page}:{number}: has {len(line)} columns, at most {COLUMNS} are read")

for page in find("README.md", "CONTRIBUTING.md", "docs/**/*.md"):
    for number, line in prose(page):
        for link in re.findall(r"\]\(([^)\s]+)\)", line):
            if re.match(r"\w+:", link):
                continue
            path, _, anchor = link.partition("#")
            to = os.path.normpath(os.path.join(os.path.dirname(page), path)) if path else page
            if not os.path.exists(os.path.join(root, to)):
                bad.append(f"{page}:{number}: links to {link}, which is not there")
            elif anchor and anchor not in headings(to):
                bad.append(f"{page}:{number}: links to {link}, and there is no such heading")

names = {os.path.basename(file) for file in find("checks/**/*", "driver/**/*", "editors/*", "fixes/*")}
for page in find("CONTRIBUTING.md", "docs/architecture.md", "docs/development.md", "docs/design/*.md"):
    for number, line in enumerate(read(page).split("\n"), 1):
        for path in PATH.findall(line):
            if not glob.glob(os.path.join(root, path.rstrip("."))):
                bad.append(f"{page}:{number}: names {path}, which is not there")
        for file in FILE.findall(line):
            if file not in names:
                bad.append(f"{page}:{number}: names {file}, and no file is called so")

print("\n".join(bad))
sys.exit(bool(bad))
