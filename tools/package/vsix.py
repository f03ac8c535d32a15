#!/usr/bin/env python3
"""Puts what vsce has packed beside the other packages. usage: vsix.py FILE.vsix OUT

The same files, but compressed as far as a zip file can be: a package has less than 20 MB. The
list of sums gets one more line.
"""

import hashlib
import os
import sys
import zipfile

packed, out = sys.argv[1:]
name = os.path.basename(packed)
with zipfile.ZipFile(packed) as a, zipfile.ZipFile(os.path.join(out, name), "w", zipfile.ZIP_DEFLATED, compresslevel=9) as b:
    for entry in a.infolist():
        b.writestr(entry, a.read(entry), zipfile.ZIP_DEFLATED, compresslevel=9)

sums = os.path.join(out, "SHA256SUMS")
lines = open(sums).read().splitlines(keepends=True) if os.path.exists(sums) else []
with open(os.path.join(out, name), "rb") as f:
    content = f.read()
lines = [line for line in lines if not line.endswith(f"  {name}\n")] + [f"{hashlib.sha256(content).hexdigest()}  {name}\n"]
with open(sums, "w") as f:
    f.writelines(lines)
print(f"{len(content) / 1e6:6.1f} MB  {name}")
