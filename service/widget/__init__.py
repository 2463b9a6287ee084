"""The widget: search and partners inside the pages of a portal.

`src/` holds its sources in TypeScript, `built/` the files that `make widget` makes of them and that are
served: the newest version, and those before it that pages still load.
"""
