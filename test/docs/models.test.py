"""usage: models.test.py PAGE CORO_LINT DIRECTORY"""
import os
import re
import subprocess
import sys

page, corolint, folder = sys.argv[1:]
os.makedirs(folder, exist_ok=True)
blocks = re.findall(r"^```json\n(.*?)^```", open(page).read(), re.S | re.M)
assert len(blocks) >= 4, len(blocks)
for number, text in enumerate(blocks):
    file = os.path.join(folder, f"{number}.json")
    with open(file, "w") as out:
        out.write(text)
    subprocess.run([corolint, f"--check-models={file}"], check=True)
