"""Of a description, the sentences that ask for something are found, and only those."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings import split_sentences
from recommender.seeking import requests

ASKING = [
    "Kami mencari pemasok biji kakao fermentasi dari Sulawesi untuk kontrak tahunan.",
    "Saat ini kami membutuhkan mesin pengering berkapasitas dua ton per hari.",
    "Dibutuhkan investor, karena kami belum punya lini pelapisan sendiri.",
    "Butuh pemasok ingot ADC12 yang bisa kirim rutin ke Cikarang.",
    "Perusahaan berminat menjajaki alih teknologi pengelasan robot.",
    "Kendala kami hanya satu: tenaga juru las bersertifikat.",
    "Terbuka untuk usaha patungan dengan mitra dari Osaka.",
    "Resin daur ulang kelas pangan masih sulit didapat di Jawa Timur.",
    "インドネシアで量産を任せられるプレス会社を探しています。",
    "東南アジアの販売代理店を募集中です。",
    "将来は西ジャワに合弁の工場を置きたいと考えています。",
    "熟練した旋盤工の不足が続いており、技能実習生の受け入れを検討中です。",
    "籐家具を直接仕入れたく、チルボンの工房との取引を希望します。",
    "海外販路の開拓が課題です。",
    "小ロットの鋳造を引き受けてくださる工場があれば紹介してほしい。",
    "We are looking for a distributor of frozen tuna in the Kansai area.",
    "The company is currently seeking a licensor of low-temperature drying.",
    "Seeking buyers for carbonised coconut shell, twenty tonnes a month.",
    "We need a second source of stainless wire before next spring.",
    "Our owners would welcome a minority investor from Japan.",
    "A toolmaker who can cut small gates is wanted.",
    "The foundry is short of pattern makers and hopes to find a training partner.",
]
NOT_ASKING = [
    "Kami memenuhi kebutuhan pelanggan di Jabodetabek dengan pengiriman harian.",
    "Bengkel kami memproduksi roda gigi untuk pelanggan yang mencari putaran halus.",
    "Siap melayani konsumen yang ingin memesan dalam jumlah kecil.",
    "Kursi rotan ini paling dicari pembeli dari Eropa.",
    "Gudang pendingin kami menampung empat ratus ton ikan tuna.",
    "お客様のニーズに応える製品づくりを続けています。",
    "お客様の求める精度に、五軸加工で応えます。",
    "人手不足を解消する自動搬送機を設計しています。",
    "求められる品質を守るため、全数を検査しています。",
    "お気軽にお問い合わせください。ご連絡をお待ちしております。",
    "1978年の創業以来、自動車用の座金を量産しています。",
    "Daily deliveries meet our customers' needs.",
    "The most sought grade is packed in cartons of ten kilograms.",
    "Our search for defects ends with a camera at the last station.",
    "We press washers and brackets for makers of motorcycles.",
    "We work with partners like Hotel Melati and Cafe Kenanga.",
    "Our customers need short lead times.",
    "We invite you to visit our showroom in Sidoarjo.",
    "Kami membantu pelanggan yang kesulitan mencari suku cadang mesin tua.",
    "Cocok untuk Anda yang ingin membuka kedai kopi.",
    "小ロットでの試作をお探しのお客様に対応します。",
    "人手不足でお困りの工場に自動機を納めています。",
    "省エネを課題とするお客様を支援しています。",
]

# One word of asking for each way of asking that a sentence above is an example of.
CUES = ["mencari", "探して", "looking for", "belum punya", "募集", "we need"]


@pytest.mark.parametrize("sentence", ASKING)
def test_a_sentence_that_asks_is_found_whole(sentence):
    (span,) = requests(sentence)
    assert span.of(sentence) == sentence


@pytest.mark.parametrize("sentence", NOT_ASKING)
def test_meeting_what_others_ask_for_is_not_asking(sentence):
    assert requests(sentence) == []


@pytest.mark.parametrize(
    ("before", "asking", "after", "joint"),
    [
        (NOT_ASKING[4], ASKING[0], NOT_ASKING[0], " "),
        (NOT_ASKING[10], ASKING[8], NOT_ASKING[5], ""),
        (NOT_ASKING[14], ASKING[15], NOT_ASKING[11], "\n"),
        (NOT_ASKING[10], ASKING[15], NOT_ASKING[4], "\n\n"),
    ],
)
def test_of_several_sentences_the_one_that_asks_is_found(before, asking, after, joint):
    description = joint.join([before, asking, after])
    assert [span.of(description) for span in requests(description)] == [asking]


def test_several_requests_come_in_the_order_of_the_text():
    description = f"{ASKING[0]} {NOT_ASKING[4]} {ASKING[3]} {ASKING[16]}"
    found = [span.of(description) for span in requests(description)]
    assert found == [ASKING[0], ASKING[3], ASKING[16]]


@pytest.mark.parametrize("upper", [str.upper, str.title])
def test_capital_letters_ask_too(upper):
    sentence = upper("kami mencari pemasok gula aren organik")
    assert len(requests(sentence)) == 1


@pytest.mark.parametrize("text", ["", " ", "\n\n", "。", "PT."])
def test_a_text_without_sentences_asks_for_nothing(text):
    assert requests(text) == []


@given(st.text(max_size=300))
def test_any_text_can_be_looked_through(text):
    assert set(requests(text)) <= set(split_sentences(text))


PIECES = st.lists(
    st.sampled_from([*CUES, "。", ". ", "\n", " ", "Roda gigi", "部品を", "gears", "Kami", "A"]),
    max_size=30,
).map("".join)


@given(PIECES)
def test_a_sentence_is_a_request_exactly_when_it_holds_a_cue(text):
    # The pieces are chosen so that these cues, and no other ones, can arise.
    cue = re.compile(r"\b(?:mencari|belum punya|looking for|we need)\b|探して|募集", re.IGNORECASE)
    spans = split_sentences(text)
    assert requests(text) == [span for span in spans if cue.search(text[span.start : span.end])]
