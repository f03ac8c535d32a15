"""What a program shows on a terminal, as soon as these words are there, or after a minute. usage: screen.py WORDS COMMAND"""
import os
import subprocess
import sys
import time

words, command = sys.argv[1:]
server = ["tmux", "-L", f"corolint-{os.getpid()}", "-f", os.devnull]
subprocess.run([*server, "new-session", "-d", "-x", "120", "-y", "30", command], check=True)
screen = ""
for _ in range(120):
    time.sleep(0.5)
    now = subprocess.run([*server, "capture-pane", "-p"], capture_output=True, text=True)
    if now.returncode:  # It has ended.
        break
    screen = now.stdout
    if words in screen:
        break
subprocess.run([*server, "kill-server"], stderr=subprocess.DEVNULL)
print(screen)
