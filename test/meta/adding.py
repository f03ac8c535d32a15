#!/usr/bin/env python3
"""Does docs/adding-a-check.md list the files that its check touches? usage: adding.py ROOT

These are the files that name the check's id, its Check value or the function
that answers its question, and architecture.md, which names the answer's file.
"""

import os
import re
import sys

root = sys.argv[1]
page = "docs/adding-a-check.md"
listed = re.findall(r"^\| `([\w./-]+)` \|", open(os.path.join(root, page)).read(), re.M)
names = re.compile(r"\b(coro-)?task-as-void-callback\b|\bTaskAsVoidCallback\b|\blostResults\b")
touched = set()
for house in ("README.md", "checks", "fixes", "driver", "editors", "docs", "test", "bench", "tools", "examples"):
    top = os.path.join(root, house)
    for folder, folders, files in [("", [], [top])] if os.path.isfile(top) else os.walk(top):
        folders[:] = [f for f in folders if f not in ("node_modules", "__pycache__")]
        for file in files:
            path = os.path.relpath(os.path.join(folder, file), root)
            text = open(os.path.join(root, path), errors="replace").read()
            if names.search(path) or names.search(text) or path == "docs/architecture.md" and "analysis/Callback" in text:
                touched.add(path)
touched -= {page, "test/meta/adding.py"}
# The tests of a check's fixes come on top, where it has fixes.
touched = {path for path in touched if not re.search(r"/fix[\w-]*\.cpp$", path)}
for path in sorted(touched - set(listed)):
    print(f"{page} does not list {path}")
for path in sorted(set(listed) - touched):
    print(f"{page} lists {path}, which says nothing of the check")
if len(listed) > 12:
    print(f"a check with a question of its own takes {len(listed)} files")
sys.exit(touched != set(listed) or len(listed) > 12)
