"""Times a program's start as a person sees it: from its start to the first look, and to the answer to a click.

Arguments: a JSON object {"program": [path, argument...], "painted": look, "answered": look, "click": [x, y]}, where a
look is {"at": [x, y], "colour": [red, green, blue]} on the whole display. The click is repeated until it is answered,
as an early one finds nobody. Writes {"painted": ms, "answered": ms} to file descriptor 3, and ends the program.
"""

import json
import os
import subprocess
import sys
import time

from Xlib import X, display
from Xlib.ext import xtest

DEADLINE_S = 60
CLICK_AGAIN_S = 0.1

screen = display.Display()
root = screen.screen().root


def looks(look):
    x, y = look["at"]
    pixel = root.get_image(x, y, 1, 1, X.ZPixmap, 0xFFFFFF).data
    return [pixel[2], pixel[1], pixel[0]] == look["colour"]


def click(at):
    xtest.fake_input(screen, X.MotionNotify, x=at[0], y=at[1])
    xtest.fake_input(screen, X.ButtonPress, 1)
    xtest.fake_input(screen, X.ButtonRelease, 1)
    screen.sync()


def wait_for(look, start, again=lambda: None):
    clicked = -1.0
    while True:
        now = time.monotonic() - start
        if looks(look):
            return now
        if now > DEADLINE_S:
            sys.exit(f"not within {DEADLINE_S} s: {look}")
        if now - clicked > CLICK_AGAIN_S:
            clicked = now
            again()
        time.sleep(0.001)


task = json.loads(sys.argv[1])
begin = time.monotonic()
child = subprocess.Popen(task["program"], env=os.environ)
try:
    painted = wait_for(task["painted"], begin)
    answered = wait_for(task["answered"], begin, lambda: click(task["click"]))
finally:
    child.terminate()
    child.wait()
os.write(3, (json.dumps({"painted": painted * 1000, "answered": answered * 1000}) + "\n").encode())
