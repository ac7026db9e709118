"""Questions in other languages get an honest word in that language."""

import pytest

from handlers.answers.languages import asks_for_english


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("combien coûte l'inscription au registre et qui paie ?", "anglais"),
        ("wie viel kostet die Registrierung und wer bezahlt das?", "Englisch"),
        ("¿cuánto cuesta el registro y quién lo paga?", "inglés"),
        ("quanto costa la registrazione e chi la paga?", "inglese"),
        ("quanto custa o registo e quem paga?", "inglês"),
        ("hoeveel kost de registratie en wie betaalt dat?", "Engels"),
        ("ile kosztuje rejestracja i kto za nią płaci?", "angielsku"),
        ("beth yw cost cofrestru a phwy sydd yn talu", "Saesneg"),
        ("сколько стоит регистрация", "по-английски"),
        ("注册费用是多少", "英语"),
        ("登録料はいくらですか", "英語"),
        ("등록비는 얼마입니까", "영어"),
        ("ما هي تكلفة التسجيل", "بالإنجليزية"),
        ("πόσο κοστίζει η εγγραφή", "αγγλικά"),
        ("ինչ արժե գրանցումը", "in English, please"),
    ],
)
def test_the_language_is_recognised(question: str, said: str) -> None:
    assert said in asks_for_english(question)


@pytest.mark.parametrize(
    "question",
    [
        "", "🙂", "12345", "rsci", "de facto lead?", "papin prize", "what does 'por favor' mean", "AFHEA/HEA",
        "is there a lab in Den Haag or Los Angeles", "how do i say guten Tag to die Kollegen", "MIScT", "qui vive",
    ],
)  # fmt: skip
def test_what_may_be_english_is_let_through(question: str) -> None:
    assert asks_for_english(question) == ""
