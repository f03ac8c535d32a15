#!/usr/bin/env python3
"""Does every #include point down the layers, and none in a circle? usage: layers.py ROOT

A ◄ B: B may include A, never the other way.
    fixes ◄ checks ◄ driver ◄ editors
    in checks: base ◄ {program, models} ◄ facts ◄ analysis ◄ Tu ◄ the checks ◄ Analyze ◄ TidyModule
    in driver: base ◄ options ◄ input ◄ scan ◄ unit ◄ {run, report} ◄ commands ◄ main
An analysis can't report (no Sink.h); a check knows no other check and no model; what is known of a
whole program (checks/program) needs nothing of clang.
"""

import os
import re
import sys

HOUSES = ["fixes", "checks", "driver", "editors"]
# Rooms of one floor do not know each other.
FLOORS = {
    "checks": [["base"], ["program", "models"], ["facts"], ["analysis"], ["tu"], ["check"], ["analyze"], ["host"]],
    "driver": [["base"], ["options"], ["input"], ["scan"], ["unit"], ["run", "report"], ["commands"], ["main"]],
}
OWN_FLOOR = {"Tu": "tu", "Dump": "tu", "Consequence": "tu", "Repair": "tu", "TwinCall": "tu", "Analyze": "analyze",
             "TidyModule": "host", "TidyHost": "host", "main": "main"}
root = sys.argv[1]


def room(path):
    """The house and the room of a file."""
    house, _, rest = path.partition("/")
    folder, _, name = rest.rpartition("/")
    if house not in FLOORS:
        return house, ""
    return house, folder or OWN_FLOOR.get(os.path.splitext(name)[0], "check")


def floor(house, room):
    for number, rooms in enumerate(FLOORS.get(house, [[""]])):
        if room in rooms:
            return number
    sys.exit(f"layers.py: {house}/{room} is no room that it knows")


def complaint(path, included):
    if included.startswith("clang"):
        return "a whole program needs nothing of clang" if path.startswith("checks/program/") else None
    house, here = room(path)
    to_house, there = room(included)
    if HOUSES.index(to_house) > HOUSES.index(house):
        return f"{house} must not know {to_house}"
    if house != to_house:
        return None
    below, above = floor(house, there), floor(house, here)
    if below > above or (below == above and here != there):
        return f"{here} must not know {there}"
    if here == "check" and there in ("models", "check"):
        return "a check knows no model and no other check"
    if house == "checks" and here in ("facts", "analysis") and included == "checks/base/Sink.h":
        return "an analysis can't report"
    return None


def circle(includes):
    """Files that include each other, by any way; or nothing."""
    done, path = set(), []

    def visit(file):
        if file in path:
            return path[path.index(file):] + [file]
        if file in done:
            return None
        path.append(file)
        for other in includes.get(file, []):
            if found := visit(other):
                return found
        path.pop()
        done.add(file)
        return None

    return next((found for file in sorted(includes) if (found := visit(file))), None)


bad, includes = 0, {}
for house in HOUSES:
    for folder, _, files in sorted(os.walk(os.path.join(root, house))):
        for file in sorted(files):
            if not file.endswith((".cpp", ".h")):
                continue
            path = os.path.relpath(os.path.join(folder, file), root)
            for number, line in enumerate(open(os.path.join(root, path)), 1):
                found = re.match(r'#include "((?:fixes|checks|driver|editors|clang(?:-tidy)?)/[^"]+)"', line)
                if not found or found[1].endswith((".def", ".inc")):
                    continue
                if not found[1].startswith("clang"):
                    # What a header includes, the file beside it may include as well.
                    includes.setdefault(path, []).append(found[1])
                if why := complaint(path, found[1]):
                    print(f"{path}:{number}: includes {found[1]}: {why}")
                    bad += 1
# A file and its header are one room of their own: what either includes, both know.
rooms = {}
for path, others in includes.items():
    key = os.path.splitext(path)[0]
    rooms.setdefault(key, set()).update(k for o in others if (k := os.path.splitext(o)[0]) != key)
if found := circle({room: sorted(others) for room, others in rooms.items()}):
    print("a circle of includes: " + " -> ".join(found))
    bad += 1
sys.exit(bad != 0)
