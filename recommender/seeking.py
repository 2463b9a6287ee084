"""The sentences of a description that ask for something.

For companies that do not say under `seeks` what they seek. The rule: a sentence that holds one of
the cues below is a request, and whatever is made of it is marked as inferred. A description
without such a sentence says nothing of what its company seeks, and nothing is guessed.

The cues are words of asking with a subject or an object that only whoever asks would use: "we
need", "looking for", "kami mencari", "を探して". "Meets its customers' needs" asks for nothing. How
often the rule is right: `benchmarks/matching.py`.
"""

import re

from embeddings import Span, split_sentences

_ENGLISH = r"""\b(?:
    (?:looking|searching)\ (?:for|to)
  | looks?\ for
  | in\ search\ of
  | (?:is|are|am|now|we|company|currently|actively|also)\ (?:(?:now|currently|actively|also)\ )?
    seek(?:s|ing)?
  | seek(?:s|ing)?\ (?:an?|to\ partner|(?:partner|supplier|distributor|buyer|agent|investor|maker)s?)
  | (?:we|members|owners|founders|partners?|our\ (?!(?:customer|client|buyer|user|guest)s?\b)\w+)
    \ (?:(?:now|also|would|only|still|urgently)\ )?
    (?:wish|want|need|require|lack|hope|invite(?!\ you)|welcome|are\ short)
  | would\ (?:like|welcome)
  | wish(?:es)?\ to
  | hopes?\ to\ (?:find|meet|work|buy|sell|learn)
  | wants?\ to
  | (?:is|are)\ (?:sought|wanted|invited|welcome|hard\ to\ (?:find|get|source))
  | interested\ in\ (?:an?|buying|importing|working|partner)
  | short\ of
  | what\ (?:we|it)\ (?:need|lack|want|miss|look)s?
)\b"""

_INDONESIAN = r"""\b(?:
    (?<!pelanggan\ yang\ )(?<!konsumen\ yang\ )(?<!klien\ yang\ )(?<!pembeli\ yang\ )
    (?<!anda\ yang\ )(?<!kesulitan\ )
    (?:mencari | ingin | kekurangan | kesulitan)
  | (?<!banyak\ )(?<!paling\ )dicari | mencarikan
  | (?:kami|masih|sangat|perusahaan)\ (?:\w+\ )?(?:butuh|membutuhkan|memerlukan|perlu)
  | (?:membutuhkan|butuh|memerlukan|mau)\ (?:mitra|pemasok|pembeli|distributor|importir|investor|modal|tenaga)
  | (?:di|kami\ )(?:butuhkan|perlukan)(?!\ (?:untuk|oleh|dalam|pelanggan))
  | kami\ (?:hendak|berencana|bermaksud)
  | berminat | tertarik | berharap | mengharapkan | mengundang | menginginkan | menjajaki
  | terkendala | kendala\ (?:kami|utama) | menjadi\ rebutan
  | membuka\ (?:kerja\ sama|peluang|kemitraan|kepemilikan|diri)
  | terbuka\ (?:untuk|bagi)
  | belum\ (?:punya|memiliki|mampu|ada|bisa)
  | sulit\ (?:didapat|diperoleh|dicari)
)\b"""

_JAPANESE = r"""
    (?<!お)探し | 探す | (?<!お客様の)(?<!お客様が)求め(?!られ|に応|やす) | 求む | 募集 | 募[っるり]
  | を?希望[しす] | したい(?!お客|方|場合|部品) | したく | たいと[考思望願] | たく、 | 置きたい | 望んで | 望[むみ]
  | たい(?:です|。|$|ため|のですが) | 模索 | 開拓中 | 検討中 | を検討 | を計画 | 急募 | 急務です
  | [がを]課題(?!と(?:する|される|した)(?:お客|企業|会社|工場)) | 課題です | 不足(?!の(?:お客|企業|現場)|を(?:解消|補)|でお?[困悩]) | 足り(?:ない|ません) | 困って
  | [欲ほ]しい | 迎えたい | 歓迎し | 歓迎です
  | (?<!合わせ)(?<!合せ)(?<!連絡)(?<!相談)(?<!来社)(?<!注文)(?<!依頼)をお待ち
  | 必要です | 必要として | 難しくな
  | て(?:くださる|いただける)(?:企業|会社|工場|方|業者|メーカー|パートナー|取引先|代理店|商社|人材)
"""

_CUE = re.compile(f"{_ENGLISH}|{_INDONESIAN}|{_JAPANESE}", re.IGNORECASE | re.VERBOSE)


def requests(description: str) -> list[Span]:
    """The sentences of a description that ask for something, cut as `split_sentences` does."""
    return [span for span in split_sentences(description) if _CUE.search(span.of(description))]
