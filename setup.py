"""For pre-commit, which installs a repository of hooks as a Python package: the program itself is
the wheel that every release has."""

import os
import re

from setuptools import setup

here = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(here, "CMakeLists.txt"), encoding="utf-8") as f:
    version = re.search(r"project\(corolint VERSION (\S+)", f.read()).group(1)

setup(name="corolint-hooks", version=version, packages=[], install_requires=["corolint==" + version])
