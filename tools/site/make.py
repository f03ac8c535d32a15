#!/usr/bin/env python3
"""The site: docs/ as static HTML, with an index of the checks, the libraries known, recorded runs, and
a search that needs no server. usage: make.py COROLINT BUILD

Writes pages for MkDocs to BUILD/site-pages, its HTML to BUILD/site. It fails if a link in that leads
nowhere, or if a page that the program links to is not there. Links to files that are no pages lead to
the repository.
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

import yaml

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
REPOSITORY = "https://github.com/corolint/corolint/blob/main/"


def read(*path):
    with open(os.path.join(*path), encoding="utf-8") as f:
        return f.read()


def write(text, *path):
    path = os.path.join(*path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


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


def has_fix(check):
    """Is there a test of its fixes?"""
    folder = os.path.join(ROOT, "test", "checks", check["id"])
    return os.path.isdir(folder) and any(f.startswith("fix") for f in os.listdir(folder))


def first_version(check):
    """The first release that had its page; without one, the version that will be."""
    page = f"docs/checks/{check['id']}.md"
    born = output("git", "-C", ROOT, "log", "--diff-filter=A", "--format=%H", "--", page).split()
    tags = output("git", "-C", ROOT, "tag", "--contains", born[-1], "--sort=version:refname", "v*").split() if born else []
    return tags[0].removeprefix("v") if tags else re.search(r"project\(corolint VERSION (\S+)", read(ROOT, "CMakeLists.txt"))[1]


def index_of_checks(checks):
    out = ("# Checks\n\nHow loud an ordinary finding is, how often a finding is right, whether there are fixes, and the "
           "first version that had the check.\n\n"
           "| check | level | precision | fix | since | what it reports |\n|---|---|---|---|---|---|\n")
    for check in checks:
        badges = [check["level"], check["precision"], "fix" if has_fix(check) else "", first_version(check)]
        row = " | ".join(f"`{badge}`" if badge else "" for badge in badges)
        out += f"| [{check['id']}]({check['id']}.md) | {row} | {check['summary']} |\n"
    return out


def libraries():
    out = ("# Libraries\n\nTask types are recognised by what they are, those of your project too. What the functions of "
           "these libraries do is known from [models](models.md); "
           "`corolint --explain-model NAME` shows what is known of one.\n\n"
           "| library | functions | types | of the functions |\n|---|---|---|---|\n")
    folder = os.path.join(ROOT, "checks", "models")
    for file in sorted(os.listdir(folder)):
        if not file.endswith(".json") or file == "schema.json":
            continue
        model = json.loads(read(folder, file))
        functions = [f for f in model.get("functions", {}).values() if isinstance(f, dict)]
        said = {words: sum(verb in f for f in functions)
                for verb, words in (("blocks", "block"), ("runs-loop", "run a loop"), ("gathers", "gather"))}
        known = ", ".join(f"{count} {words}" for words, count in said.items() if count)
        name = f"[{model['library']}]({REPOSITORY}checks/models/{file})"
        out += f"| {name} | {len(functions)} | {len(model.get('types', {}))} | {known} |\n"
    return out


def runs():
    recorded = read(ROOT, "test", "docs", "Inputs", "first-commands.txt")
    return ("# Recorded runs\n\nWhat a new user types first, in a project of two files, and what the program prints: a test "
            f"types the same, and compares.\n\n```console\n{recorded}```\n")


class Page(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.targets, self.anchors = [], set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name in ("href", "src") and value:
                self.targets.append(value)
            elif name in ("id", "name") and value:
                self.anchors.add(value)


def pages_of(site):
    found = [os.path.join(folder, file) for folder, _, files in os.walk(site) for file in files if file.endswith(".html")]
    return {path: Page(read(path)) for path in sorted(found)}


def dead_links(site):
    pages = pages_of(site)
    dead = []
    for page, links in pages.items():
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


def dead_links_of(corolint, checks, site):
    """Those that editors, SARIF and --explain show, as far as they lead into the site."""
    address = checks[0]["page"].rpartition("/checks/")[0]
    dead = []
    for check in checks:
        said = output(corolint, "--explain", check["id"])
        for link in {check["page"], *re.findall(re.escape(address) + r"[^)\s]*", said)}:
            path = os.path.join(site, link.removeprefix(address + "/").partition("#")[0])
            if not link.startswith(address) or not os.path.isfile(path):
                dead.append(f"--explain {check['id']}: {link}")
    return dead


def let_search_without_server(site):
    """Pages of the disk may neither fetch the index nor start a worker: they get the index as a script,
    and a worker that is a frame."""
    index = read(site, "search", "search_index.json")
    write(read(HERE, "search.js").replace("INDEX", index), site, "search", "search_index.js")
    for page in pages_of(site):
        base = posixpath.relpath(site, os.path.dirname(page))
        text = read(page)
        at = text.rindex("<script src=", 0, text.rindex("assets/javascripts/bundle"))
        write(f'{text[:at]}<script src="{base}/search/search_index.js"></script>{text[at:]}', page)


def main():
    corolint, build = sys.argv[1:]
    pages, site = (os.path.join(build, name) for name in ("site-pages", "site"))
    shutil.rmtree(pages, ignore_errors=True)
    for file in output("git", "-C", ROOT, "ls-files", "docs").split():
        name = file.removeprefix("docs/")
        if not name.endswith(".md"):
            os.makedirs(os.path.dirname(os.path.join(pages, name)), exist_ok=True)
            shutil.copy(os.path.join(ROOT, file), os.path.join(pages, name))
            continue
        write(mended(read(ROOT, file), name), pages, "index.md" if name == "README.md" else name)
    checks = json.loads(output(corolint, "--list-checks=json"))
    write(index_of_checks(checks), pages, "checks", "index.md")
    write(libraries(), pages, "libraries.md")
    write(runs(), pages, "runs.md")

    config = yaml.safe_load(read(HERE, "mkdocs.yml"))
    for entry in config["nav"]:
        if "Checks" in entry:
            entry["Checks"] = ["checks/index.md", *({c["id"]: f"checks/{c['id']}.md"} for c in checks)]
    config.update(docs_dir="site-pages", site_dir="site")
    write(yaml.safe_dump(config), build, "site.yml")
    subprocess.run(["mkdocs", "build", "--quiet", "--config-file", os.path.join(build, "site.yml")], check=True)
    let_search_without_server(site)

    dead, count = dead_links(site)
    dead += dead_links_of(corolint, checks, site)
    if dead:
        sys.exit("links that lead nowhere:\n" + "\n".join(dead))
    print(f"{count} pages, no dead link")


main()
