"""A Japanese name sounds the same in kanji, in kana and in every romanisation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.romanization import romanize, sound_key


def joined(text: str) -> str:
    return sound_key(text).replace(" ", "")


@pytest.mark.parametrize(
    "spellings",
    [
        ("トヨタ紡織", "Toyota Boshoku", "toyota bosyoku", "ﾄﾖﾀ紡織", "TOYOTA BŌSHOKU"),
        ("大塚", "Otsuka", "Ohtsuka", "Ootuka", "おおつか"),
        ("日産", "Nissan", "ニッサン", "にっさん"),
        ("しんぶん", "Shimbun", "Shinbun", "sinbun"),
        ("ちゃづけ", "Chazuke", "tyazuke", "チャヅケ"),
        ("九州", "Kyushu", "Kyūshū", "kyuusyuu", "キュウシュウ"),
        ("ジュース", "juusu", "jūsu", "zyuusu"),
        ("マッチャ", "matcha", "maccha", "mattya"),
    ],
)
def test_all_spellings_of_a_name_have_one_key(spellings):
    assert len({joined(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("kana", "latin"),
    [
        ("キャッチ", "kyacchi"),
        ("コーヒー", "koohii"),
        ("ファミリー", "famirii"),
        ("シェフ", "shefu"),
    ],
)
def test_kana_are_written_in_hepburn(kana, latin):
    assert romanize(kana) == latin


@pytest.mark.parametrize(
    ("one", "other"), [("Denso", "Dentsu"), ("Kubota", "Kuboto"), ("Sato", "Saito")]
)
def test_different_names_have_different_keys(one, other):
    assert joined(one) != joined(other)


@given(st.text())
def test_any_text_has_a_key_that_is_its_own_key(text):
    key = sound_key(text)
    assert key == " ".join(key.split())
