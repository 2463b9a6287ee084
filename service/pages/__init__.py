"""Pages for people: searching, companies, comparing, sectors, importing, keys, the API's description.

They are whole without scripts, in three languages, and their state is in their addresses.
"""
