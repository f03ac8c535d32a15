"""exits.py CODE COMMAND...: runs the command, succeeds if it exits with CODE."""

import subprocess
import sys

want = int(sys.argv[1])
got = subprocess.run(sys.argv[2:]).returncode
if got != want:
    sys.exit(f"exit code {got}, expected {want}")
