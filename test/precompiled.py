"""Headers that many check tests include, parsed once for all of them.

The first test that needs one makes it, in the build directory, and any test that
finds it older than one of its files makes it anew.
"""

import fcntl
import glob
import hashlib
import os
import re
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
# Whose headers go in: those that any check test includes, if the test at hand
# asks for one of them: by name, or by the flag that says which library it is on.
ROOMS = [(r"<[a-z_]+>", r"^#include <", None),
         (r"<boost/asio[\w/.]*>", r"^#include <boost/", r"-DON_(ASIO|COBALT)$"),
         (r"<Q[A-Z]\w+>", r"^#include <Q[A-Z]", r"-DON_QCORO$"),
         (r"<QCoro/\w+>", r"^#include <QCoro/", r"-DON_QCORO$")]


def headers(test, flags):
    every = "".join(open(file).read() for file in glob.glob(os.path.join(HERE, "checks", "*", "*.cpp")))
    own = open(test).read()
    return sorted({name for room, named, flag in ROOMS
                   if re.search(named, own, re.M) or (flag and any(re.match(flag, f) for f in flags))
                   for name in re.findall(rf"^#include ({room})$", every, re.M)})


def fresh(file, listed):
    """Is it younger than all that went in?"""
    try:
        made = os.stat(file).st_mtime
        names = open(listed).read().split(":", 1)[1].replace("\\\n", " ").split()
        return all(os.stat(name).st_mtime < made for name in names)
    except (OSError, IndexError):
        return False


def flags_for(compiler, test, flags):
    """What makes `compiler`, and a clang-tidy of its version, read them from there."""
    # A test's own macros are for its own headers.
    base = [flag for flag in flags if not flag.startswith("-D")]
    text = "".join(f"#include {name}\n" for name in headers(test, flags))
    if not text:
        return flags
    folder = os.path.join(os.environ["COROLINT_BUILD"], "test", "precompiled")
    key = hashlib.sha256("\n".join([compiler, *base, text]).encode()).hexdigest()[:16]
    source, made, listed = (os.path.join(folder, key + end) for end in (".h", ".pch", ".d"))
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, key + ".lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not fresh(made, listed):
            with open(source, "w") as out:
                out.write(text)
            command = [compiler, *base, "-x", "c++-header", source, "-MD", "-MF", listed, "-o", made]
            # Headers that are not there, or do not go together: each test reads its own.
            if subprocess.run(command, capture_output=True).returncode:
                return flags
    return [*flags, "-include-pch", made]
