"""Text cut into the terms that a lexical index counts: one analyser for each language.

>>> from embeddings.analysis import analyze
>>> [token.term for token in analyze("Pengecoran ADC12, 金型の設計", "id")]
['id:cor', '=adc12', 'ja:金型', 'ja:設計']
"""

from embeddings.analysis.analyzer import ANALYSIS_VERSION, Token, analyze, forms_in, is_code

__all__ = ["ANALYSIS_VERSION", "Token", "analyze", "forms_in", "is_code"]
