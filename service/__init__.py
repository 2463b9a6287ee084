"""The catalogue over HTTP.

This package knows HTTP; how a vector is made or an index is searched, it leaves to the others.
"""
