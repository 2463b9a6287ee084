"""Keeping the catalogue in step with a portal's own companies: `mitra sync`.

`settings` say where they are; `source` opens that as a table, of a database or of a file on the web;
`run` saves what is new or changed and tells what vanished, which `memory` knows from earlier runs;
`schedule` does it again and again.
"""
