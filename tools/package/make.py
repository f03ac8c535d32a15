#!/usr/bin/env python3
"""Makes every package from one static build. usage: make.py BUILD OUT

    corolint-V-linux-x86_64.tar.xz   program, manual page, completions, pages, licences
    corolint_V_amd64.deb             the same for dpkg; depends on nothing
    corolint-V-py3-none-….whl        for pip; the program is the console script
    corolint-V.tgz, corolint-linux-x64-V.tgz   for npm: the first starts the second
    corolint-V.spdx.json             what is linked in
    SHA256SUMS

Nothing but Python's standard library. Two runs over one program are byte for byte the
same: names are sorted, times are that of the commit, owners are nobody's.
"""

import base64
import gzip
import hashlib
import io
import json
import lzma
import os
import re
import subprocess
import sys
import tarfile
import time
import zipfile

import manual
import parts

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SUMMARY = "linter for async misuse in C++20 coroutine code"
HOME = "https://github.com/corolint/corolint"
# A static program asks nothing of libc; the oldest tag that today's pip knows says so.
WHEEL_TAG = "py3-none-manylinux_2_17_x86_64.musllinux_1_1_x86_64"


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def read(*path):
    with open(os.path.join(ROOT, *path), "rb") as f:
        return f.read()


def commit_time():
    if "SOURCE_DATE_EPOCH" in os.environ:
        return int(os.environ["SOURCE_DATE_EPOCH"])
    return int(output("git", "-C", ROOT, "log", "-1", "--format=%ct"))


class Package:
    """What every kind of package is made of."""

    def __init__(self, build):
        self.program_path = os.path.join(build, "static", "corolint")
        with open(self.program_path, "rb") as f:
            self.program = f.read()
        self.version = re.search(r"project\(corolint VERSION (\S+)", read("CMakeLists.txt").decode())[1]
        self.time = commit_time()
        self.help = output(self.program_path, "--help-hidden")
        self.parts = parts.linked_in(build)
        self.notices = parts.notices(self.parts)

    def tree(self):
        """Path below a prefix → (bytes, mode), as /usr has it."""
        manuals = manual.files(self.help, self.version, self.time)
        page = manuals.pop("man/man1/corolint.1")
        tree = {
            "bin/corolint": (self.program, 0o755),
            "share/man/man1/corolint.1.gz": (gzip.compress(page, 9, mtime=self.time), 0o644),
            "share/doc/corolint/LICENSE": (read("LICENSE"), 0o644),
            "share/doc/corolint/README.md": (read("README.md"), 0o644),
            "share/doc/corolint/CHANGELOG.md": (read("CHANGELOG.md"), 0o644),
            "share/doc/corolint/NOTICES": (self.notices, 0o644),
            "share/corolint/schema.json": (read("checks", "models", "schema.json"), 0o644),
            "lib/cmake/corolint/corolintConfig.cmake": (read("tools", "cmake", "corolintConfig.cmake"), 0o644),
            **{f"share/{path}": (content, 0o644) for path, content in manuals.items()},
        }
        for file in output("git", "-C", ROOT, "ls-files", "docs").split():
            tree["share/doc/corolint/" + file.removeprefix("docs/")] = (read(file), 0o644)
        return tree

    def tar(self, tree, prefix=""):
        """The bytes of a tar file, each directory before what is in it."""
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT) as tar:
            made = set()
            for path, (content, mode) in sorted(tree.items()):
                steps = (prefix + path).split("/")
                for i in range(1, len(steps)):
                    directory = "/".join(steps[:i])
                    if directory in made or directory == ".":
                        continue
                    made.add(directory)
                    entry = tarfile.TarInfo(directory)
                    entry.type, entry.mode, entry.mtime = tarfile.DIRTYPE, 0o755, self.time
                    tar.addfile(entry)
                entry = tarfile.TarInfo(prefix + path)
                entry.size, entry.mode, entry.mtime = len(content), mode, self.time
                tar.addfile(entry, io.BytesIO(content))
        return out.getvalue()


def xz(content):
    return lzma.compress(content, preset=6)


def tarball(p):
    name = f"corolint-{p.version}-linux-x86_64"
    return {f"{name}.tar.xz": xz(p.tar(p.tree(), name + "/"))}


def deb(p):
    tree = {"usr/" + path: entry for path, entry in p.tree().items()}
    tree["usr/share/doc/corolint/copyright"] = (read("LICENSE") + b"\n\n" + p.notices, 0o644)
    size = sum(len(content) for content, _ in tree.values()) // 1024
    control = f"""Package: corolint
Version: {p.version}
Architecture: amd64
Maintainer: corolint <corolint@users.noreply.github.com>
Installed-Size: {size}
Recommends: libstdc++-dev
Section: devel
Priority: optional
Homepage: {HOME}
Description: {SUMMARY}
 It finds tasks that nobody awaits, calls that block an event loop, and awaits
 that could run side by side. The program is one static file: it needs no LLVM.
"""
    sums = "".join(f"{hashlib.md5(content).hexdigest()}  {path}\n" for path, (content, _) in sorted(tree.items()))
    meta = {"control": (control.encode(), 0o644), "md5sums": (sums.encode(), 0o644)}
    members = [("debian-binary", b"2.0\n"), ("control.tar.xz", xz(p.tar(meta, "./"))),
               ("data.tar.xz", xz(p.tar(tree, "./")))]
    out = b"!<arch>\n"
    for name, content in members:
        out += f"{name:<16}{p.time:<12}{0:<6}{0:<6}{'100644':<8}{len(content):<10}`\n".encode()
        out += content + b"\n" * (len(content) % 2)
    return {f"corolint_{p.version}_amd64.deb": out}


def wheel(p):
    info = f"corolint-{p.version}.dist-info"
    metadata = f"""Metadata-Version: 2.1
Name: corolint
Version: {p.version}
Summary: {SUMMARY}
Home-page: {HOME}
License: Apache-2.0
Requires-Python: >=3.6
Description-Content-Type: text/markdown

""".encode() + read("README.md")
    tags = "".join(f"Tag: py3-none-{platform}\n" for platform in WHEEL_TAG.removeprefix("py3-none-").split("."))
    files = {
        f"corolint-{p.version}.data/scripts/corolint": (p.program, 0o755),
        f"{info}/METADATA": (metadata, 0o644),
        f"{info}/WHEEL": (f"Wheel-Version: 1.0\nGenerator: corolint\nRoot-Is-Purelib: false\n{tags}".encode(), 0o644),
        f"{info}/LICENSE": (read("LICENSE"), 0o644),
        f"{info}/NOTICES": (p.notices, 0o644),
    }
    record = "".join(f"{path},sha256={base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip('=')},"
                     f"{len(content)}\n" for path, (content, _) in files.items())
    files[f"{info}/RECORD"] = ((record + f"{info}/RECORD,,\n").encode(), 0o644)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as zipped:
        for path, (content, mode) in files.items():
            entry = zipfile.ZipInfo(path, time.gmtime(p.time)[:6])
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, (0o100000 | mode) << 16, 3
            zipped.writestr(entry, content)
    return {f"corolint-{p.version}-{WHEEL_TAG}.whl": out.getvalue()}


def npm(p):
    common = {"version": p.version, "description": SUMMARY, "license": "Apache-2.0", "homepage": HOME,
              "repository": {"type": "git", "url": f"git+{HOME}.git"}}
    platform = {"name": "corolint-linux-x64", **common, "os": ["linux"], "cpu": ["x64"], "files": ["bin/corolint"],
                "preferUnplugged": True}
    main = {"name": "corolint", **common, "bin": {"corolint": "bin/corolint.js"}, "engines": {"node": ">=14"},
            "optionalDependencies": {"corolint-linux-x64": p.version}}

    def packed(manifest, more):
        tree = {"package.json": (json.dumps(manifest, indent=2).encode() + b"\n", 0o644),
                "LICENSE": (read("LICENSE"), 0o644), **more}
        return gzip.compress(p.tar(tree, "package/"), 9, mtime=p.time)

    return {
        f"corolint-{p.version}.tgz": packed(main, {"bin/corolint.js": (read("tools", "package", "corolint.js"), 0o755),
                                                  "README.md": (read("README.md"), 0o644)}),
        f"corolint-linux-x64-{p.version}.tgz": packed(platform, {"bin/corolint": (p.program, 0o755),
                                                                "NOTICES": (p.notices, 0o644)}),
    }


def sbom(p):
    return {f"corolint-{p.version}.spdx.json": parts.spdx(p.parts, p.version, p.time, HOME, p.program)}


def main():
    build, out = sys.argv[1:]
    package = Package(build)
    os.makedirs(out, exist_ok=True)
    sums = ""
    made = {}
    for kind in (tarball, deb, wheel, npm, sbom):
        made.update(kind(package))
    for name, content in sorted(made.items()):
        with open(os.path.join(out, name), "wb") as f:
            f.write(content)
        sums += f"{hashlib.sha256(content).hexdigest()}  {name}\n"
        print(f"{len(content) / 1e6:6.1f} MB  {name}")
    with open(os.path.join(out, "SHA256SUMS"), "w") as f:
        f.write(sums)


main()
