#!/usr/bin/env python3
"""The site: docs/ as static HTML, with an index of the checks and a search.
usage: make.py COROLINT BUILD

Writes pages for MkDocs to BUILD/site-pages, its HTML to BUILD/site, and fails if a link in that leads
nowhere. Links to files that are no pages lead to the repository.
"""

import html.parser
import json
import os
import posixpath
import re
import shutil
import subprocess
import sys
import urllib.parse

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
REPOSITORY = "https://github.com/corolint/corolint/blob/main/"


def mended(text, page):
    """A page whose links to what is no page lead to the repository; with the words of its examples'
    fences (```cpp bad) out of the way."""

    def link(match):
        target, _, anchor = match[1].partition("#")
        if not target or "://" in target:
            return match[0]
        path = posixpath.normpath(posixpath.join("docs", posixpath.dirname(page), target))
        if path == "README.md":
            path = "docs/index.md"
        if path == "docs/checks":
            path = "docs/checks/index.md"
        if path.startswith("docs/") and path.endswith(".md"):
            path = posixpath.relpath(path, posixpath.join("docs", posixpath.dirname(page)))
            return f"]({path}{'#' + anchor if anchor else ''})"
        return f"]({REPOSITORY}{path})"

    text = re.sub(r"\]\(([^)\s]+)\)", link, text)
    return re.sub(r"^```(\w+) .*$", r"```\1", text, flags=re.M)


def index_of_checks(checks):
    out = "# Checks\n\n| check | level | precision | what it reports |\n|---|---|---|---|\n"
    for check in checks:
        level, precision = f"`{check['level']}`", f"`{check['precision']}`"
        out += f"| [{check['id']}]({check['id']}.md) | {level} | {precision} | {check['summary']} |\n"
    return out


class Links(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.targets, self.anchors = [], set()

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name in ("href", "src") and value:
                self.targets.append(value)
            elif name in ("id", "name") and value:
                self.anchors.add(value)


def dead_links(site):
    pages = {}
    for folder, _, files in os.walk(site):
        for file in files:
            if file.endswith(".html"):
                path = os.path.join(folder, file)
                pages[path] = Links()
                with open(path, encoding="utf-8") as f:
                    pages[path].feed(f.read())
    dead = []
    for page, links in sorted(pages.items()):
        if os.path.basename(page) == "404.html":
            continue
        for target in links.targets:
            parts = urllib.parse.urlsplit(target)
            if parts.scheme or parts.netloc or target.startswith("#__"):
                continue
            path = os.path.normpath(os.path.join(os.path.dirname(page), urllib.parse.unquote(parts.path)))
            path = page if not parts.path else os.path.join(path, "index.html") if os.path.isdir(path) else path
            if not os.path.exists(path):
                dead.append(f"{os.path.relpath(page, site)}: {target}")
            elif parts.fragment and path in pages and urllib.parse.unquote(parts.fragment) not in pages[path].anchors:
                dead.append(f"{os.path.relpath(page, site)}: {target}: no such place")
    return dead, len(pages)


def main():
    corolint, build = sys.argv[1:]
    pages = os.path.join(build, "site-pages")
    shutil.rmtree(pages, ignore_errors=True)
    for file in subprocess.run(["git", "-C", ROOT, "ls-files", "docs"], check=True, capture_output=True,
                               text=True).stdout.split():
        name = file.removeprefix("docs/")
        to = os.path.join(pages, name)
        os.makedirs(os.path.dirname(to), exist_ok=True)
        if not name.endswith(".md"):
            shutil.copy(os.path.join(ROOT, file), to)
            continue
        with open(os.path.join(ROOT, file), encoding="utf-8") as f:
            text = mended(f.read(), name)
        with open("index.md".join(to.rsplit("README.md", 1)) if name == "README.md" else to, "w") as f:
            f.write(text)
    listed = json.loads(subprocess.run([corolint, "--list-checks=json"], check=True, capture_output=True, text=True).stdout)
    with open(os.path.join(pages, "checks", "index.md"), "w") as f:
        f.write(index_of_checks(listed))
    subprocess.run(["mkdocs", "build", "--quiet", "--config-file", os.path.join(HERE, "mkdocs.yml")], check=True)
    dead, count = dead_links(os.path.join(build, "site"))
    if dead:
        sys.exit("links that lead nowhere:\n" + "\n".join(dead))
    print(f"{count} pages, no dead link")


main()
