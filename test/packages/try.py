#!/usr/bin/env python3
"""Are the packages what a user can install? usage: try.py PACKAGES ROOTS [SUITE…]

Makes a bare root of each Debian suite below ROOTS, with a compiler and nothing of LLVM, unless it
is there. In it, without a network, each package is installed by the suite's own tools, and what it
installed has to say of a project of two files what is written in expected.txt, and to name itself.
npm is the one of this machine. Needs root, for chroot.
"""

import os
import shutil
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
MIRROR = "http://deb.debian.org/debian"
SUITES = ("bullseye", "bookworm", "trixie")
# What the project needs, and what the packages are installed with.
INCLUDED = "g++,python3-pip,xz-utils"


def fail(message, output=""):
    sys.exit(f"try.py: {message}\n{output}")


def make_root(suite, roots):
    root = os.path.join(roots, suite)
    if os.path.exists(os.path.join(root, "made")):
        return root
    print(f"making a bare root of {suite}", flush=True)
    os.makedirs(roots, exist_ok=True)
    log = root + ".log"
    with open(log, "w") as f:
        if subprocess.run(["debootstrap", "--variant=minbase", "--include=" + INCLUDED, suite, root, MIRROR],
                          stdout=f, stderr=f).returncode:
            fail(f"debootstrap failed, see {log}")
    open(os.path.join(root, "made"), "w").close()
    return root


class Root:
    """A root directory in which commands run without a network."""

    def __init__(self, path):
        self.path = path

    def run(self, script, env=None, shell=("sh", "-eu"), code=0):
        done = subprocess.run(["unshare", "--net", "--fork", "--pid", "chroot", self.path, "/usr/bin/env", "-i",
                               "PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "HOME=/root", "LANG=C.UTF-8",
                               *(f"{k}={v}" for k, v in (env or {}).items()), *shell, "-c", script],
                              capture_output=True, text=True)
        if code is not None and done.returncode != code:
            fail(f"in {self.path}: ended with {done.returncode}, not {code}: {script}", done.stdout + done.stderr)
        return done.stdout

    def fresh(self, name):
        """An empty directory of that name in the root: its path in there, and out here."""
        outside = os.path.join(self.path, name)
        shutil.rmtree(outside, ignore_errors=True)
        os.makedirs(outside)
        return "/" + name, outside


def findings(text):
    return "".join(line + "\n" for line in text.splitlines() if "warning: " in line or "error: " in line)


def expected():
    with open(os.path.join(HERE, "Inputs", "expected.txt")) as f:
        return f.read()


def check(kind, where, said):
    if findings(said) != expected():
        fail(f"{kind} in {where}: these findings were expected:\n{expected()}and this was said:\n{said}")


def lints(root, program):
    project, outside = root.fresh("project")
    shutil.copytree(os.path.join(HERE, "Inputs", "project"), outside, dirs_exist_ok=True)
    version = root.run(f"{program} --version")
    if not version.startswith("corolint "):
        fail("--version says: " + version)
    cold = root.run(f"cd {project} && {program} --root .", code=1)
    warm = root.run(f"cd {project} && {program} --root . --cache-stats 2>&1", code=1)
    check("the first run", root.path, cold)
    if "2 of 2 reports" not in warm:
        fail("a second run found nothing in its cache", warm)
    return cold


def one(pattern, packages):
    found = [f for f in sorted(os.listdir(packages)) if f.startswith(pattern[0]) and f.endswith(pattern[1])]
    if len(found) != 1:
        fail(f"{packages}: {len(found)} files are called {pattern[0]}…{pattern[1]}")
    return os.path.join(packages, found[0])


def try_in(root, packages):
    inside, outside = root.fresh("packages")
    shutil.copytree(packages, outside, dirs_exist_ok=True)
    name = lambda *pattern: os.path.join(inside, os.path.basename(one(pattern, packages)))
    root.run(f"cd {inside} && sha256sum --check --quiet SHA256SUMS")
    # Nothing of LLVM may be there to lean on.
    root.run("! command -v clang && ! ls /usr/lib/llvm-* 2>/dev/null")

    opt, _ = root.fresh("opt/tried")
    root.run(f"tar -xf {name('corolint-', '.tar.xz')} -C {opt}")
    lints(root, f"{opt}/corolint-*/bin/corolint")

    root.run(f"dpkg -i {name('corolint_', '.deb')}")
    lints(root, "/usr/bin/corolint")
    root.run("zcat /usr/share/man/man1/corolint.1.gz | grep -q 'TH COROLINT' && dpkg -V corolint")
    root.run("bash -c '. /usr/share/bash-completion/completions/corolint && complete -p corolint'")
    root.run("dpkg -r corolint && ! test -e /usr/bin/corolint")

    pip = "PIP_BREAK_SYSTEM_PACKAGES=1 PIP_ROOT_USER_ACTION=ignore python3 -m pip --disable-pip-version-check -q"
    root.run(f"{pip} install --no-index {name('corolint-', '.whl')} 2>&1")
    lints(root, "/usr/local/bin/corolint")
    root.run(f"{pip} uninstall -y corolint 2>&1 && ! test -e /usr/local/bin/corolint")


def try_npm(packages, roots):
    folder = os.path.join(roots, "npm")
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    with open(os.path.join(folder, "package.json"), "w") as f:
        f.write("{}\n")
    files = [one(("corolint-linux-x64-", ".tgz"), packages)]
    main = [os.path.join(packages, f) for f in sorted(os.listdir(packages))
            if f.endswith(".tgz") and "linux" not in f]
    subprocess.run(["npm", "install", "--offline", "--no-audit", "--no-fund", "--loglevel=error", *files, *main],
                   cwd=folder, check=True)
    project = os.path.join(folder, "project")
    shutil.copytree(os.path.join(HERE, "Inputs", "project"), project)
    done = subprocess.run([os.path.join(folder, "node_modules", ".bin", "corolint"), "--root", "."], cwd=project,
                          capture_output=True, text=True)
    check("npm", folder, done.stdout)
    if done.returncode != 1:
        fail(f"npm: ended with {done.returncode}")


def main():
    packages, roots = (os.path.abspath(p) for p in sys.argv[1:3])
    for suite in sys.argv[3:] or SUITES:
        begin = time.time()
        root = Root(make_root(suite, roots))
        try_in(root, packages)
        print(f"{suite}: tarball, .deb and wheel install and find ({time.time() - begin:.0f} s)", flush=True)
    if shutil.which("npm"):
        try_npm(packages, roots)
        print("npm: both packages install and find", flush=True)


main()
