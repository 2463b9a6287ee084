"""Every company of one selection against every company of another, exactly and in bounded memory.

`all_pairs` keeps the best of all pairs, whatever scores them; `vector_scores`, `similar_scores` and
`match_scores` say what a pair scores, as `Catalog.similar` and `Catalog.matches` do for one company.
"""
