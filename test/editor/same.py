#!/usr/bin/env python3
"""same.py SERVER DATABASE FILE…: in each file the editor shows what the driver says of it alone.

The driver runs beside it, the files are named relative to the current directory.
"""

import json
import os
import subprocess
import sys

from lsp import Editor, SEVERITIES


def shown(editor, file):
    editor.open(file)
    return sorted({(d["range"]["start"]["line"] + 1, d["code"], SEVERITIES[d["severity"]])
                   for d in editor.diagnostics(file) if str(d.get("code", "")).startswith("coro-")})


def said(database, file):
    done = subprocess.run([os.path.join(os.environ["COROLINT_BUILD"], "bin", "corolint"), "-p", database,
                           "--format=json", "--fail-on=never", file], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"same.py: corolint failed on {file}:\n{done.stderr}")
    file = os.path.realpath(file)
    report = json.loads(done.stdout)
    # An editor has no note that stands alone: see TidyHost.
    levels = {"note": "warning"}
    return sorted({(f["at"]["line"], f["check"], levels.get(f["level"], f["level"])) for f in report["findings"]
                   if os.path.join(report["root"], f["at"]["file"]) == file})


def main():
    server, database, *files = sys.argv[1:]
    editor = Editor([server, f"--compile-commands-dir={database}"])
    count, wrong = 0, 0
    for file in files:
        seen, told = shown(editor, file), said(database, file)
        count += len(told)
        for finding in sorted(set(seen) ^ set(told)):
            wrong += 1
            print(f"{file}: only {'the editor' if finding in seen else 'the driver'}: {finding}")
    editor.close()
    print(f"{len(files)} files, {count} findings, {wrong} differences")


main()
