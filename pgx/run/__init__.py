"""`make run`: prepare the data folder, then run broker, worker, scheduler and web side by side.

honcho runs the processes: when one ends it ends the others. What is added here: quiet output,
a broker on a private socket, one address, one run a folder, and no child left behind however
this ends (Ctrl-C, a closed terminal, a crash of a child, even `kill -9` of this process).
"""
