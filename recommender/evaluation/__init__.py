"""How well a catalogue answers the questions that people have judged.

Judgements become questions (`questions`), a configuration answers them (`asking`), and the answers
are measured by language pair, alone or against another configuration's (`report`).
"""
