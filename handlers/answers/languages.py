"""Which language a question is in, where that is plain, and how to ask in it for English.

Only what cannot be English is recognised: another script, or several small words of one language and hardly any English
ones. Whoever asks "what does 'por favor' mean" asks in English.
"""

# ruff: noqa: RUF001

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from handlers.answers.words import STOP

_FEWEST_SIGNS: Final = 2
_WORD: Final = re.compile(r"[^\W\d_]+")
_LETTERS: Final = re.compile(r"[^\W\d_]")
_LOOKED_AT: Final = 300


@dataclass(frozen=True, slots=True)
class _Language:
    asks_for_english: str
    small_words: frozenset[str] = frozenset()


def _latin(asks_for_english: str, small_words: str) -> _Language:
    return _Language(asks_for_english, frozenset(small_words.split()) - STOP)


_BY_WORDS: Final = (
    _latin(
        "Désolé, je ne réponds qu'en anglais. Pouvez-vous poser la question en anglais, s'il vous plaît ?",
        "le la les des du une est sont je tu il elle nous vous ils pour avec dans sur que qui quoi quand comment "
        "combien pourquoi mon ma mes votre vos puis peut peux faire cest quel quelle et ou au aux pas ne",
    ),
    _latin(
        "Es tut mir leid, ich antworte nur auf Englisch. Können Sie bitte auf Englisch fragen?",
        "der die das den dem ein eine einen ist sind ich du er sie wir ihr und oder nicht mit für von zu wie was wann "
        "wo wer wieviel viel kann muss mein meine gibt es auf im bei kostet bitte welche",
    ),
    _latin(
        "Lo siento, solo respondo en inglés. ¿Puede preguntar en inglés, por favor?",
        "el la los las un una es son yo usted nosotros para con en de del que qué quién cuándo cómo cuánto cuanto como "
        "dónde donde por mi mis su puedo puede hay cuesta y o no se",
    ),
    _latin(
        "Mi dispiace, rispondo solo in inglese. Può chiedere in inglese, per favore?",
        "il lo la gli le un una è sono io lei noi per con di del della che chi quando come quanto dove perché mio mia "
        "posso può si costa e non questo cosa",
    ),
    _latin(
        "Desculpe, só respondo em inglês. Pode perguntar em inglês, por favor?",
        "o os as um uma é são eu você nós para com em do da que quem quando como quanto onde por meu minha posso pode "
        "não custa e ou se qual",
    ),
    _latin(
        "Sorry, ik antwoord alleen in het Engels. Kunt u het in het Engels vragen?",
        "de het een is zijn ik jij hij wij voor met van op naar dat die wie wat wanneer hoe hoeveel waar waarom mijn "
        "kan moet niet en kost er welke",
    ),
    _latin(
        "Przepraszam, odpowiadam tylko po angielsku. Czy może Pan lub Pani zapytać po angielsku?",
        "jest są ja ty my wy dla z na w do od co kto kiedy jak ile gdzie dlaczego mój moja mogę może czy nie i lub się "
        "kosztuje który",
    ),
    _latin(
        "Mae'n ddrwg gen i, dim ond yn Saesneg rwy'n ateb. Allwch chi ofyn yn Saesneg, os gwelwch yn dda?",
        "y yr mae yn yw ydy rydw dw fi ti ni chi nhw ar gyfer gyda o beth pwy pryd sut faint ble pam fy gallaf oes "
        "ddim ac neu sydd wedi bod am",
    ),
    _latin(
        "Üzgünüm, yalnızca İngilizce yanıt veriyorum. Lütfen İngilizce sorar mısınız?",
        "bir bu ve ile için ne nasıl nerede kim kaç neden benim var mı mi değil ben sen biz kadar hangi",
    ),
    _latin(
        "Îmi pare rău, răspund doar în engleză. Puteți întreba în engleză, vă rog?",
        "și este sunt eu tu noi voi pentru cu în din la ce cine când cum cât unde de mea meu pot poate nu sau care",
    ),
)
_BY_SCRIPT: Final = {
    "CYRILLIC": "Извините, я отвечаю только по-английски. Спросите, пожалуйста, по-английски.",
    "GREEK": "Λυπάμαι, απαντώ μόνο στα αγγλικά. Μπορείτε να ρωτήσετε στα αγγλικά, παρακαλώ;",
    "ARABIC": "عذرًا، أجيب بالإنجليزية فقط. هل يمكنك أن تسأل بالإنجليزية من فضلك؟",
    "HEBREW": "מצטער, אני עונה רק באנגלית. אפשר לשאול באנגלית, בבקשה?",
    "DEVANAGARI": "क्षमा करें, मैं केवल अंग्रेज़ी में उत्तर देता हूँ। कृपया अंग्रेज़ी में पूछें।",
    "CJK": "抱歉，我只用英语回答。请用英语提问。",
    "HIRAGANA": "申し訳ありませんが、英語でのみお答えしています。英語でご質問ください。",
    "KATAKANA": "申し訳ありませんが、英語でのみお答えしています。英語でご質問ください。",
    "HANGUL": "죄송하지만 영어로만 답변합니다. 영어로 질문해 주세요.",
    "THAI": "ขออภัย ฉันตอบเป็นภาษาอังกฤษเท่านั้น กรุณาถามเป็นภาษาอังกฤษ",
}
_ENGLISH_ONLY: Final = "I answer in English only. Could you ask in English, please?"


def asks_for_english(text: str) -> str:
    """Say in the language of a question that it should be asked in English; empty where it may be English."""
    text = text[:_LOOKED_AT]
    scripts = [_script(letter) for letter in _LETTERS.findall(text)]
    other = [script for script in scripts if script != "LATIN"]
    if len(other) > len(scripts) / 2:
        # Japanese mixes its own letters with Chinese ones.
        kana = next((script for script in other if script in ("HIRAGANA", "KATAKANA")), None)
        return _BY_SCRIPT.get(kana or max(sorted(set(other)), key=other.count), _ENGLISH_ONLY)
    # As they were typed: written out, the short form "ist" would be English.
    asked = _WORD.findall(text.casefold())
    english = sum(word in STOP for word in asked)
    signs = [(sum(word in language.small_words for word in asked), language) for language in _BY_WORDS]
    most, language = max(signs, key=lambda pair: pair[0])
    return language.asks_for_english if most >= _FEWEST_SIGNS and most > 2 * english else ""


def _script(letter: str) -> str:
    return unicodedata.name(letter, "UNKNOWN").split()[0]
