"""Which ISIC division a company belongs to, told from the vector of its description.

`examples` are short texts of every division, written for Mitra in three languages; a `head` tells
divisions apart in the vector space of one model. The built-in model's head was trained
(`benchmarks/train_sectors.py`) and lies beside this file; any other model gets one from the
examples alone (`fitting`).
"""
