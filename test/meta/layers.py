#!/usr/bin/env python3
"""Does every #include point down the layers? usage: layers.py ROOT

A ◄ B: B may include A, never the other way.
    fixes ◄ checks ◄ driver ◄ editors
    base ◄ models ◄ facts ◄ analysis ◄ Tu ◄ the checks ◄ Analyze ◄ TidyModule
An analysis can't report (no Sink.h); a check knows no other check and no model.
"""

import os
import re
import sys

ROOMS = ["base", "models", "facts", "analysis", "tu", "check", "analyze", "host"]
TU = {"Tu", "Dump", "Consequence", "Repair"}
root = sys.argv[1]


def room(path):
    """The layer of a file, as (house, index)."""
    house, _, rest = path.partition("/")
    if house == "fixes":
        return ("fixes", 0)
    if house in ("driver", "editors"):
        return (house, 0)
    folder, _, _ = rest.rpartition("/")
    name = os.path.splitext(os.path.basename(rest))[0]
    if folder:
        return ("checks", ROOMS.index(folder))
    if name in TU:
        return ("checks", ROOMS.index("tu"))
    return ("checks", ROOMS.index({"Analyze": "analyze", "TidyModule": "host", "TidyHost": "host"}.get(name, "check")))


def complaint(path, included):
    house, index = room(path)
    to_house, to_index = room(included)
    order = ["fixes", "checks", "driver", "editors"]
    if order.index(to_house) > order.index(house):
        return f"{house} must not know {to_house}"
    if house == to_house == "checks":
        if to_index > index:
            return f"{ROOMS[index]} must not know {ROOMS[to_index]}"
        if ROOMS[index] == "check" and (ROOMS[to_index] == "models" or ROOMS[to_index] == "check"):
            return "a check knows no model and no other check"
        if ROOMS[index] in ("facts", "analysis") and included == "checks/base/Sink.h":
            return "an analysis can't report"
    return None


bad = 0
for house in ("fixes", "checks", "driver", "editors"):
    for folder, _, files in sorted(os.walk(os.path.join(root, house))):
        for file in sorted(files):
            if not file.endswith((".cpp", ".h")):
                continue
            path = os.path.relpath(os.path.join(folder, file), root)
            for number, line in enumerate(open(os.path.join(root, path)), 1):
                found = re.match(r'#include "((?:fixes|checks|driver|editors)/[^"]+)"', line)
                why = found and not found[1].endswith(".def") and complaint(path, found[1])
                if why:
                    print(f"{path}:{number}: includes {found[1]}: {why}")
                    bad += 1
sys.exit(bad != 0)
