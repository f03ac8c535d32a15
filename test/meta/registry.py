#!/usr/bin/env python3
"""Do the list, the values, the pages and the tests name the same checks? usage: registry.py ROOT COROLINT"""

import json
import os
import re
import subprocess
import sys

root, corolint = sys.argv[1], sys.argv[2]
bad = []


def names(path, pattern):
    return re.findall(pattern, open(os.path.join(root, path)).read(), re.M)


listed = names("checks/checks.def", r'^CHECK\((\w+), "([\w-]+)", (?:Stable|Preview)\)')
ids = [f"coro-{name}" for _, name in listed]
if ids != sorted(ids):
    bad.append("checks.def is not sorted")
for value, name in listed:
    source = open(os.path.join(root, f"checks/{value}.cpp")).read()
    if f'"coro-{name}"' not in source:
        bad.append(f"checks/{value}.cpp does not have the id coro-{name}")
    page = f"docs/checks/coro-{name}.md"
    opening = source.split("#include")[0]
    if not opening.startswith(f"//===- {value}.cpp - coro-{name} -") or page not in opening:
        bad.append(f"checks/{value}.cpp does not open with what it reports, and its page")
    text = open(os.path.join(root, page)).read()
    if not text.startswith(f"# coro-{name}\n\n"):
        bad.append(f"{page} does not begin with its id")
    for section in ("Why it matters", "Example", "Options", "Known limits"):
        if f"## {section}" not in text:
            bad.append(f"{page} has no section '{section}'")
    for option in re.findall(r'^    \{"(\w+)", "', source, re.M):
        if f"`coro-{name}.{option}`" not in text:
            bad.append(f"{page} does not name the option {option}")
    for test in ("mini", "asio", "cppcoro", "folly", "quiet"):
        if not os.path.exists(os.path.join(root, f"test/checks/coro-{name}/{test}.cpp")):
            bad.append(f"test/checks/coro-{name}/{test}.cpp is missing")
for house in ("checks", "driver", "fixes", "editors"):
    for folder, _, files in os.walk(os.path.join(root, house)):
        for path in (os.path.join(folder, file) for file in files if file.endswith((".cpp", ".h", ".td"))):
            # The one in a comment of the sources is an example.
            code = re.sub(r"//.*", "", open(path).read())
            for id in set(ids) & set(re.findall(r'"(coro-[\w-]+)"', code)):
                if os.path.relpath(path, root) != f"checks/{listed[ids.index(id)][0]}.cpp":
                    bad.append(f"{os.path.relpath(path, root)} knows {id}: let the Check say what it needs")
pages = sorted(f[:-3] for f in os.listdir(os.path.join(root, "docs/checks")) if f != "README.md")
if pages != ids:
    bad.append(f"pages {pages} are not the checks {ids}")
folders = sorted(os.listdir(os.path.join(root, "test/checks")))
if folders != ids:
    bad.append(f"test folders {folders} are not the checks {ids}")
told = json.loads(subprocess.check_output([corolint, "--list-checks=json"]))
if [check["id"] for check in told] != ids:
    bad.append(f"--list-checks names {[check['id'] for check in told]}")
for check in told:
    if not 20 < len(check["summary"]) < 300:
        bad.append(f"the summary of {check['id']} is no sentence: '{check['summary']}'")
print("\n".join(bad))
sys.exit(bool(bad))
