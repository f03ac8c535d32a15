"""What is linked into the static program: for its licence notices and its SBOM."""

import hashlib
import json
import re
import subprocess
import time

# What the linker's command names → SPDX licence, where it comes from.
LICENCES = {
    "llvm": ("LLVM and Clang", "Apache-2.0 WITH LLVM-exception", "https://llvm.org"),
    "libstdc++": ("GNU libstdc++ and libgcc", "GPL-3.0-or-later WITH GCC-exception-3.1", "https://gcc.gnu.org"),
    "libc6-dev": ("GNU C library", "LGPL-2.1-or-later", "https://www.gnu.org/software/libc"),
    "zlib1g-dev": ("zlib", "Zlib", "https://zlib.net"),
    "libzstd-dev": ("Zstandard", "BSD-3-Clause", "https://facebook.github.io/zstd"),
    "nlohmann-json3-dev": ("JSON for Modern C++", "MIT", "https://json.nlohmann.me"),
}


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def packages(build):
    """The packages that the archives come from."""
    cache = open(f"{build}/CMakeCache.txt").read()
    major = re.search(r"^COROLINT_LLVM_VERSION:\w+=(\d+)", cache, re.M)[1]
    compiler = re.search(r"^CMAKE_CXX_COMPILER:\w+=(.*)", cache, re.M)[1]
    archive = output(compiler, "-print-file-name=libstdc++.a").strip()
    owner = output("dpkg-query", "-S", output("realpath", archive).strip()).split(":")[0]
    return [f"llvm-{major}-dev", f"libclang-{major}-dev", owner, "libc6-dev", "zlib1g-dev", "libzstd-dev",
            "nlohmann-json3-dev"]


def linked_in(build):
    """A list of {package, name, version, licence, home}."""
    found = []
    for package in packages(build):
        version = output("dpkg-query", "-W", "-f=${Version}", package)
        key = "llvm" if re.match(r"(lib)?(llvm|clang)-\d", package) else re.sub(r"-\d+-dev$", "", package)
        name, licence, home = LICENCES[key]
        found.append({"package": package, "name": name, "version": version, "licence": licence, "home": home})
    return found


def notices(parts):
    text = ("corolint is licensed under the Apache License 2.0 (see LICENSE). These are linked into the\n"
            "program, as Debian's packages have them; what follows is what those packages say. Whoever wants\n"
            "to link corolint with another version of them finds its sources, and how to build it, at\n"
            "https://github.com/corolint/corolint.\n")
    for part in parts:
        title = f"{part['name']}: {part['package']} {part['version']}"
        text += f"\n{'=' * 80}\n{title}\n{'=' * 80}\n\n"
        text += open(f"/usr/share/doc/{part['package']}/copyright", encoding="utf-8").read()
    return text.encode()


def spdx(parts, version, moment, home, program):
    digest = hashlib.sha256(program).hexdigest()

    def entry(ident, name, version, licence, home, **more):
        return {"SPDXID": f"SPDXRef-{ident}", "name": name, "versionInfo": version, "licenseConcluded": licence,
                "licenseDeclared": licence, "copyrightText": "NOASSERTION", "downloadLocation": home,
                "filesAnalyzed": False, **more}

    own = entry("corolint", "corolint", version, "Apache-2.0", home,
                checksums=[{"algorithm": "SHA256", "checksumValue": digest}])
    others = [entry(re.sub(r"[^A-Za-z0-9.-]", "-", p["package"]), p["package"], p["version"], p["licence"], p["home"],
                    externalRefs=[{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl",
                                   "referenceLocator": f"pkg:deb/debian/{p['package']}@{p['version']}"}])
              for p in parts]
    linked = [{"spdxElementId": "SPDXRef-corolint", "relationshipType": "STATIC_LINK", "relatedSpdxElement": o["SPDXID"]}
              for o in others]
    return json.dumps({
        "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT",
        "name": f"corolint-{version}", "documentNamespace": f"{home}/spdx/{version}/{digest}",
        "creationInfo": {"created": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(moment)),
                         "creators": ["Tool: corolint-tools/package"]},
        "packages": [own, *others],
        "relationships": [{"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES",
                           "relatedSpdxElement": "SPDXRef-corolint"}, *linked],
    }, indent=2).encode() + b"\n"
