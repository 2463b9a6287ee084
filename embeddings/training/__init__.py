"""How the built-in models are made, and how a catalogue makes them its own.

`text/` is trilingual business text written for Mitra; `corpus` reads it, `sources` reads what lies
beside it, `pairs` draws training pairs, `losses` and `trainer` train, `teacher` gives the starting
point, `static` distils the small fast model, `run` does all of it from one settings file.
"""
