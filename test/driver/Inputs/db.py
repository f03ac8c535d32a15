"""db.py DIR FILE...: DIR/compile_commands.json for those files.

Each FILE may be "name -flag @flag"; the directory of the commands is DIR.
"""

import json
import os
import re
import sys

directory = os.path.abspath(sys.argv[1])
inputs = os.path.dirname(os.path.abspath(__file__))
entries = []
for spec in sys.argv[2:]:
    name, *flags = re.split(" (?=[-@])", spec)
    compiler = ["/usr/bin/cc", "-std=c17"] if name.endswith(".c") else ["/usr/bin/c++", "-std=c++20"]
    entries.append({
        "directory": directory,
        "file": name,
        "arguments": [*compiler, f"-I{inputs}", *flags, "-o", name + ".o", "-c", name],
    })
os.makedirs(directory, exist_ok=True)
with open(os.path.join(directory, "compile_commands.json"), "w") as file:
    json.dump(entries, file, indent=1)
