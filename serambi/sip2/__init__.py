"""Self-service machines: a server of SIP2 2.00, the language of self-check stations, return machines and gates.

Words: a *terminal* (mesin) is a machine with a login of its own, at one branch; a *message* is one line it sends, and
one line we answer; a *conversation* is one connection from its login to its end; an *exception* is what a machine did
while the line was down ("no block") and the rules would have refused: staff settle it by hand.

The room is a gateway: it reads messages (`wire`, pure), finds whom they mean (`people`), calls the acts of lending,
and writes what they answered. It holds no rule of lending. Acts are called with `by=None`: no member of staff did
them. Which machine did is written in the machine's own log (`MachineAct`), in the transaction of the act.

Lock order: after those of circulation; then Terminal, then MachineAct, MachineDay, NoBlockException.
"""
