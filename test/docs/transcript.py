"""Runs the commands of a transcript and compares what they print. usage: transcript.py TRANSCRIPT COROLINT FOLDER

A transcript has "$ COMMAND" lines; behind each stands what it prints, standard error
first, and "[N]" if it ends with N. COROLINT_BLESS rewrites it, as `./dev test --bless` does.
Seconds are written "N s".
"""

import difflib
import os
import re
import subprocess
import sys

transcript, corolint, folder = sys.argv[1:]
before = open(transcript).read()
environment = {**os.environ, "PATH": os.path.dirname(corolint) + os.pathsep + os.environ["PATH"], "NO_COLOR": "1"}
after = []
for line in before.splitlines():
    if not line.startswith("$ "):
        if line.startswith("# ") and not any(done.startswith("$ ") for done in after):
            after.append(line)
        continue
    done = subprocess.run(line[2:], shell=True, cwd=folder, env=environment, capture_output=True, text=True)
    said = (done.stderr + done.stdout).replace(os.path.realpath(folder), "/project")
    said = re.sub(r"\b\d+\.\d+ s\b", "N s", said).rstrip("\n")
    after += [line, *said.splitlines(), *([f"[{done.returncode}]"] if done.returncode else []), ""]
after = "\n".join(after) + "\n"
if after != before and os.environ.get("COROLINT_BLESS"):
    with open(transcript, "w") as out:
        out.write(after)
    with open(os.environ["COROLINT_BLESS"], "a") as log:
        log.write(f"{transcript}\n")
elif after != before:
    sys.exit("".join(difflib.unified_diff(before.splitlines(True), after.splitlines(True), "expected", "said")))
