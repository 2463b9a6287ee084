"""Which sectors of two sides have potential: how many good matches may be expected where.

`prospects` holds what each company of a side can expect of the other, `measures` adds it up by sector
with the uncertainty of it, `gaps` finds what is sought and not offered.
"""
