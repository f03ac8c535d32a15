"""A project as a CI service finds it: the tarball of a release and a clone of a pull request's merge,
one commit deep, with its compile database. usage: service.py PROGRAM DIRECTORY

Leaves tarball.tar.xz, clone/ and env.sh, which exports SUM and BASE."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile

program, here = sys.argv[1:]
version = "0.0.1"
folder = f"corolint-{version}-linux-x86_64"


def git(*words, cwd):
    subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", "-c", "protocol.file.allow=always", *words],
                   cwd=cwd, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


# tar finds out by itself that it is not compressed: the test would wait for nothing else.
tarball = os.path.join(here, "tarball.tar.xz")
with tarfile.open(tarball, "w") as tar:
    tar.add(program, f"{folder}/bin/corolint")
digest = hashlib.sha256(open(tarball, "rb").read()).hexdigest()

src = os.path.join(here, "src")
shutil.copytree(os.path.join(os.path.dirname(os.path.abspath(__file__)), "src"), src)
git("init", "-q", "-b", "main", ".", cwd=src)
git("add", "old.cpp", "task.h", cwd=src)
git("commit", "-qm", "base", cwd=src)
base = subprocess.run(["git", "rev-parse", "HEAD"], cwd=src, check=True, capture_output=True, text=True).stdout.strip()
git("config", "uploadpack.allowAnySHA1InWant", "true", cwd=src)
git("checkout", "-qb", "change", cwd=src)
git("add", "new.cpp", cwd=src)
git("commit", "-qm", "change", cwd=src)
git("checkout", "-q", "main", cwd=src)
git("merge", "-q", "--no-ff", "-m", "merge", "change", cwd=src)
git("clone", "-q", "--depth=1", "file://" + src, os.path.join(here, "clone"), cwd=here)
build = os.path.join(here, "clone", "build")
os.mkdir(build)
with open(os.path.join(build, "compile_commands.json"), "w") as f:
    json.dump([{"directory": build, "file": file, "command": "c++ -std=c++20 -c " + file}
               for file in ("../old.cpp", "../new.cpp")], f)
with open(os.path.join(here, "env.sh"), "w") as f:
    f.write(f"export SUM={digest} BASE={base}\n")
