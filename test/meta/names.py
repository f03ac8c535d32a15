#!/usr/bin/env python3
"""Is a library named in C++? usage: names.py ROOT

What is known of a library is data: its namespaces, read from the model files,
must not stand in a string of the sources. The language's own names may.
"""

import json
import os
import re
import sys

root = sys.argv[1]
models = os.path.join(root, "checks", "models")
names = set()
for file in sorted(os.listdir(models)):
    if not file.endswith(".json") or file == "schema.json":
        continue
    model = json.load(open(os.path.join(models, file)))
    names.add(model["library"])
    for section in ("types", "functions"):
        names |= {name.split("::")[0] for name in model.get(section, {})}
# "coro" is the prefix of our own checks as well as a library's namespace, "async" a word of models.
names -= {"", "async", "coro", "std", "posix", "windows", "http", "database", "messaging", "event-loops"}
names = {n for n in names if len(n) > 2}

bad = 0
for house in ("fixes", "checks", "driver"):
    for folder, _, files in sorted(os.walk(os.path.join(root, house))):
        for file in sorted(files):
            if not file.endswith((".cpp", ".h", ".td")):
                continue
            path = os.path.join(folder, file)
            for number, line in enumerate(open(path), 1):
                if line.lstrip().startswith(("//", "#include")):
                    continue
                line = re.sub(r"//[/!<].*", "", line)
                for text in re.findall(r'"((?:[^"\\]|\\.)*)"', line):
                    for name in names:
                        if re.search(rf"\b{re.escape(name)}\b", text):
                            print(f"{os.path.relpath(path, root)}:{number}: names the library {name}: make it a model")
                            bad += 1
sys.exit(bad != 0)
