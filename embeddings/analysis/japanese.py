"""Japanese running text to words in their normalised forms (SudachiPy)."""

import re
import threading
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

RUN = re.compile(
    "[\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u9fff\uf900-\ufaff]+"
)
"""Japanese writing without punctuation."""

LONGEST_RUN = 8_000
"""Characters that are analysed at a time; the analyser refuses more than 49,149 bytes."""

_CONTENT = frozenset({"名詞", "動詞", "形容詞", "形状詞", "接頭辞", "接尾辞"})
_EMPTY = frozenset({"数詞", "非自立可能", "助動詞語幹"})
_AFFIX_FORMS = frozenset({"系", "用", "製", "性", "型", "式", "付き", "対応"})

STOP_WORDS = frozenset(
    """
    為る 居る 有る 成る 出来る 因る 就く 於く 事 物 為 等 様 所 他 此れ 其れ 其の 此の 我が 御 当社 弊社 自社 同社 私 私達
    我々 会社 企業 メーカー 業者 行う 持つ 出す 来る 行く 見る 言う 呼ぶ 下さる 頂く 探す 求める 求む 手掛ける 扱う 取り扱う 中 内 上 下
    前 後 間 的 達 者 社 年 月 日 時 個 台 件 名 人 方 周り 共 毎 各 約 以上 以下 程 迄 様々 多数 大手
    """.split()  # noqa: SIM905 - reads better as running text
)

_TOKENIZING = threading.Lock()


class Word(NamedTuple):
    """A word's normalised form and its place in the run."""

    form: str
    start: int
    end: int


def words(run: str) -> Iterator[Word]:
    """Content words of a run of Japanese writing, compounds cut into words (Sudachi's unit B)."""
    for start in range(0, len(run), LONGEST_RUN):
        for morpheme in _morphemes(run[start : start + LONGEST_RUN]):
            kind, detail, further, *_ = morpheme.part_of_speech()
            if kind not in _CONTENT or detail in _EMPTY:
                continue
            form = morpheme.normalized_form()
            if kind in {"接頭辞", "接尾辞"} and form not in _AFFIX_FORMS:
                continue
            if form in STOP_WORDS or further == "助数詞":
                continue
            yield Word(form, start + morpheme.begin(), start + morpheme.end())


def readings(text: str) -> Iterator[tuple[bool, str]]:
    """Parts of a text: those in Japanese writing as katakana (true), others as they are (false)."""
    start = 0
    for run in RUN.finditer(text):
        yield False, text[start : run.start()]
        morphemes = _morphemes(run.group()[:LONGEST_RUN])
        yield True, "".join(m.reading_form() or m.surface() for m in morphemes)
        start = run.end()
    yield False, text[start:]


def _morphemes(run: str) -> Any:  # noqa: ANN401 - as below
    # A tokenizer refuses a second thread while it works.
    with _TOKENIZING:
        return _tokenizer().tokenize(run)


@cache
def _tokenizer() -> Any:  # noqa: ANN401 - a class of the extension module without types
    from sudachipy import Dictionary, SplitMode

    return Dictionary(dict="core").tokenizer(SplitMode.B)
