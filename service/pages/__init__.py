"""Pages for people: searching, companies, comparing, sectors, reports, events, importing, keys, the API.

They are whole without scripts, in three languages, and their state is in their addresses.
"""
