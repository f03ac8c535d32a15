#!/usr/bin/env python3
"""Does code mean what the words of an option say, and are they in help and docs? usage: options.py ROOT COROLINT

Options.td lists the words (Values<>), Options.cpp what they mean, in the same order.
"""

import os
import re
import subprocess
import sys

root, corolint = sys.argv[1:]


def read(*path):
    return open(os.path.join(root, *path)).read()


def asked(*words):
    return subprocess.run([corolint, *words], capture_output=True, text=True)


bad = []
options = re.split(r"^def(?=m? )", read("driver", "options", "Options.td"), flags=re.M)
code = read("driver", "options", "Options.cpp")
help = asked("--help-hidden").stdout
found = 0
for option in options:
    if not (values := re.search(r'Values<"([^"]*)">', option)):
        continue
    found += 1
    words = values[1].split(",")
    name = re.match(r"m? (\w+)", option)[1]
    meant = re.search(r"choice<OPT_" + name + r">\(\s*[\w.]+,([^)]*)\)", code)
    meanings = [m.strip().rsplit("::")[-1].lower() for m in meant[1].split(",")] if meant else []
    if meanings != ["nullopt" if word == "never" and "nullopt" in meanings else word for word in words]:
        bad.append(f"{name}: the words are {words}, Options.cpp means {meanings}")
    spelled = "--" + name.removesuffix("_as").replace("_", "-")
    refused = asked(spelled + "=nonsense").stderr
    if not refused.endswith(f"'{spelled}=nonsense': expected {', '.join(words[:-1])} or {words[-1]}\n"):
        bad.append(f"{name}: {refused}")
    shown = help[help.find(spelled):].split("\n  -")[0] if spelled in help else ""
    if "_as" not in name and not all(word in shown for word in words):
        bad.append(f"{name}: --help has not all of {words}")
if found < 4:
    bad.append(f"only {found} options with Values<> were found")

formats = re.findall(r'^FORMAT\((\w+), "(\w+)", (\w+)\)', read("driver", "options", "Formats.def"), re.M)
refused = asked("--format=nonsense").stderr
shown = " ".join(help[help.find("--format"):].split("\n  -")[0].split())
listed = ", ".join(name for _, name, shows in formats if shows == "Findings").replace(", ", " (default), ", 1)
if " or ".join(listed.rsplit(", ", 1)) not in shown:
    bad.append(f"--help does not list '{listed}': {shown}")
reports = read("docs", "reports.md")
for id, name, shows in formats:
    if name not in refused or name not in shown:
        bad.append(f"'{name}' is not named by --format=nonsense and --help")
    if shows == "Findings" and f"`{name}`" not in reports:
        bad.append(f"'{name}' is not in docs/reports.md")
    if shows == "Findings" and not os.path.exists(os.path.join(root, "driver", "report", f"Emit{id}.cpp")):
        bad.append(f"there is no driver/report/Emit{id}.cpp")
print("\n".join(bad))
sys.exit(bool(bad))
