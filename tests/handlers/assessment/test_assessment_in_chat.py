"""The self-assessment in chat: the lead's draft and appendix as files, who owes what, examples for recommendations."""

from datetime import date

import pytest

from handlers.assessment import names
from handlers.assessment.appendix import appendix_as
from handlers.assessment.talent import how_many, shipped
from handlers.cards import Button, Card
from handlers.documents import DocumentKind
from handlers.outcomes import Close, FormErrors, Outcome, Reply, SendDocument, Update
from handlers.plans.model import Action
from handlers.rights import PostKind
from handlers.submission.model import Submission
from tests.handlers.assessment.plan_world import make_plan, rate
from tests.support.house import House, buttons, opened, text

ALL_PRESSES = [names.DRAFT, names.APPENDIX, names.OWED, names.TALENT, names.EXAMPLE, names.EXAMPLE_OWN]


@pytest.fixture
async def lea(house: House) -> str:
    await house.person("lea", ("Institutional Lead", PostKind.LEAD))
    return "lea"


def _shown(outcome: Outcome) -> Card:
    assert isinstance(outcome, Close | Reply | Update), outcome
    card = outcome.update or outcome.reply if isinstance(outcome, Close) else outcome.card
    assert card is not None
    return card


@pytest.mark.parametrize("stage", [1, 2, 3])
async def test_the_lead_gets_a_draft_of_each_stage_as_a_word_file(house: House, lea: str, stage: int) -> None:
    (card,) = await house.hears(lea, "self-assessment")
    (word,) = [each for each in buttons(card) if each.value == f"docx:{stage}"]
    outcome = await house.press(lea, word)
    assert isinstance(outcome, SendDocument), outcome
    assert (outcome.kind, outcome.document.title) == (DocumentKind.DOCX, f"Self-assessment, stage {stage}: draft")


async def test_the_stage_that_is_set_is_the_only_one_offered(house: House, lea: str) -> None:
    async with house.bunsen.begin() as tx:
        await tx.of(house.institution.id).submissions.save(Submission(0, 3, date(2028, 1, 31)))
    (card,) = await house.hears(lea, "self-assessment")
    assert [each.value for each in buttons(card) if each.press == names.DRAFT] == ["docx:3", "html:3"]


@pytest.mark.parametrize("value", ["docx:4", "docx:", "exe:3", "", "docx:²"])
async def test_a_stage_or_kind_that_is_not_there_is_refused(house: House, lea: str, value: str) -> None:
    assert "no such stage" in text(_shown(await house.press(lea, Button("", names.DRAFT, value))))


@pytest.mark.parametrize("kind", [DocumentKind.DOCX, DocumentKind.XLSX, DocumentKind.HTML])
async def test_the_lead_gets_the_appendix(house: House, lea: str, kind: DocumentKind) -> None:
    await make_plan(house)
    outcome = await house.press(lea, Button("", names.APPENDIX, kind.value))
    assert isinstance(outcome, SendDocument), outcome
    assert (outcome.kind, outcome.document) == (kind, appendix_as(await rate(house), kind))


async def test_without_a_plan_there_is_no_appendix(house: House, lea: str) -> None:
    assert "no action plan" in text(_shown(await house.press(lea, Button("", names.APPENDIX, "docx"))))


async def test_the_card_says_how_much_is_owed_and_by_whom(house: House, lea: str) -> None:
    await make_plan(house)
    (card,) = await house.hears(lea, "rag appendix")
    assert "owed on 2 actions" in text(card)
    assert "By: OSD Manager." in text(card)


async def test_who_owes_what_comes_in_pages(house: House, lea: str) -> None:
    await house.plan(*(Action(0, 0, f"V{number}", "Visibility", "Hub") for number in range(9)))
    first = _shown(await house.press(lea, Button("", names.OWED)))
    (turn,) = [each for each in buttons(first) if each.label == "Next page"]
    assert "9 to 9 of 9" in text(_shown(await house.press(lea, turn)))


@pytest.mark.parametrize("press", ALL_PRESSES)
@pytest.mark.parametrize("kind", [PostKind.OWNER, PostKind.CHAIR])
async def test_nobody_but_the_lead_reaches_any_of_it(house: House, press: str, kind: PostKind) -> None:
    await house.person("tom", ("Some post", kind))
    outcome = await house.press("tom", Button("", press, "docx:3"))
    assert isinstance(outcome, Reply), outcome
    assert "the institutional lead" in text(outcome.card)


async def test_an_example_is_kept_and_shown(house: House, lea: str) -> None:
    form = opened(await house.press(lea, Button("", names.EXAMPLE, "data")))
    shown = _shown(await house.submit(lea, form, {"example": "A taxonomy is in use", "source": "Annual report"}))
    assert "A taxonomy is in use" in text(shown)


async def test_a_recommendation_that_is_added_lessens_what_is_missing(house: House, lea: str) -> None:
    form = opened(await house.press(lea, Button("", names.EXAMPLE_OWN)))
    shown = _shown(
        await house.submit(lea, form, {"wording": "Fund technical training", "example": "A fund of its own"})
    )
    assert f"{how_many() - len(shipped()) - 1} of the report's {how_many()}" in text(shown)


async def test_a_recommendation_given_again_is_replaced(house: House, lea: str) -> None:
    for example in ("First", "Second"):
        form = opened(await house.press(lea, Button("", names.EXAMPLE_OWN)))
        await house.submit(lea, form, {"wording": "Fund  technical training.", "example": example})
    async with house.bunsen.begin() as tx:
        (answer,) = await tx.of(house.institution.id).assessments.talent()
    assert answer.example == "Second"


@pytest.mark.parametrize(("wording", "said"), [("", "fill this in"), ("?!", "write the recommendation")])
async def test_a_recommendation_without_words_is_refused(house: House, lea: str, wording: str, said: str) -> None:
    form = opened(await house.press(lea, Button("", names.EXAMPLE_OWN)))
    outcome = await house.submit(lea, form, {"wording": wording, "example": "Something"})
    assert isinstance(outcome, FormErrors)
    assert said in outcome.errors["wording"]


async def test_an_unknown_recommendation_shows_the_list(house: House, lea: str) -> None:
    assert "TALENT" in _shown(await house.press(lea, Button("", names.EXAMPLE, "nothing"))).title
