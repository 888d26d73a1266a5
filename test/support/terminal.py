"""Runs a program on a pseudo-terminal and prints what it writes there: terminal.py STATUS_FILE PROGRAM [ARGUMENT...]"""

import os
import pty
import sys

status = pty.spawn(sys.argv[2:], lambda fd: os.read(fd, 65536))
with open(sys.argv[1], "w") as file:
    file.write(str(os.waitstatus_to_exitcode(status)))
