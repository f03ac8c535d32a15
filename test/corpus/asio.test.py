"""Writes a compile database for the examples. usage: asio.test.py DIRECTORY"""
import glob
import json
import os
import sys

boost = "/usr/share/doc/libboost1.81-doc/examples/libs/asio/example/cpp20"
asio = "/usr/share/doc/libasio-dev/examples/cpp17/coroutines_ts"
files = [(f, "-std=c++20") for room in ("coroutines", "channels", "operations", "type_erasure")
         for f in glob.glob(f"{boost}/{room}/*.cpp")]
files += [(f, "-std=c++20 -DASIO_HAS_CO_AWAIT -DASIO_HAS_STD_COROUTINE") for f in glob.glob(f"{asio}/*.cpp")]
assert len(files) == 30, len(files)
os.makedirs(sys.argv[1], exist_ok=True)
with open(f"{sys.argv[1]}/compile_commands.json", "w") as out:
    json.dump([{"directory": os.path.dirname(f), "file": f, "command": f"g++ {flags} -c {f}"} for f, flags in sorted(files)], out)
