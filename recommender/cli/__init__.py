"""The `mitra` command: a thin layer over `Catalog`.

`app` holds the commands about companies; the service adds its own and owns the entry point.
"""
