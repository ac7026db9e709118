"""Evidence: kept as a link or a copy, listed and fetched again by those who have to do with the action."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as some

from handlers.actions import presses
from handlers.actions.evidence import keep_evidence
from handlers.actions.keeping import LARGEST_TOTAL, LONGEST_NAME, Refusal, checked, clean_name
from handlers.feature import Context
from handlers.files.model import MOST_BYTES
from handlers.outcomes import FormErrors, SendFile
from handlers.plans.model import Evidence
from handlers.rights import rights_of
from tests.handlers.actions.wenlow import Wenlow, foreign_action, labels, shown, written
from tests.support.house import direct_chat, text

PDF = b"%PDF-1.7 a report"


async def _keep(wenlow: Wenlow, user: str, ref: str, name: str, content: bytes = PDF) -> Evidence | Refusal:
    return await _keep_id(wenlow, user, wenlow.ids[ref], name, content)


async def _keep_id(wenlow: Wenlow, user: str, action_id: int, name: str, content: bytes) -> Evidence | Refusal:
    house = wenlow.house
    async with house.bunsen.begin() as tx:
        work = tx.of(house.institution.id)
        person = await work.people.by_email(f"{user}@wenlow.example")
        assert person is not None
        kinds = frozenset(each.post.kind for each in await work.people.holdings(house.clock.now().date(), person.id))
        context = Context(
            work, house.services, house.clock.now(), house.institution, person, rights_of(kinds), direct_chat(user)
        )
        return await keep_evidence(context, action_id, name, content)


def _why(outcome: Evidence | Refusal) -> str:
    assert isinstance(outcome, Refusal), outcome
    return outcome.why


async def test_a_copy_is_kept_with_its_hash_size_and_type(wenlow: Wenlow) -> None:
    kept = await _keep(wenlow, "olu", "V1", "Report.PDF")
    assert isinstance(kept, Evidence)
    digest = hashlib.sha256(PDF).hexdigest()
    assert (kept.title, kept.media_type, kept.size, kept.sha256) == ("Report.pdf", "application/pdf", len(PDF), digest)


async def test_keeping_is_recorded_in_the_history(wenlow: Wenlow) -> None:
    await _keep(wenlow, "ed", "V1", "Report.pdf")
    (card,) = await wenlow.house.hears("olu", "action V1")
    assert "Ed added evidence “Report.pdf”" in text(card)


@pytest.mark.parametrize("user", ["olu", "ed", "lea"])
async def test_a_copy_is_fetched_again_as_it_was(wenlow: Wenlow, user: str) -> None:
    kept = await _keep(wenlow, "olu", "V1", "Report.pdf")
    assert isinstance(kept, Evidence)
    outcome = await wenlow.press(user, presses.FETCH_PRESS, kept.id)
    assert isinstance(outcome, SendFile)
    assert (outcome.name, outcome.content) == ("Report.pdf", PDF)


async def test_who_has_nothing_to_do_with_an_action_cannot_fetch_its_evidence(wenlow: Wenlow) -> None:
    kept = await _keep(wenlow, "olu", "V2", "Report.pdf")
    assert isinstance(kept, Evidence)
    assert "not yours" in text(shown(await wenlow.press("ed", presses.FETCH_PRESS, kept.id)))


async def test_the_list_has_a_button_for_every_copy_and_a_link_for_every_link(wenlow: Wenlow) -> None:
    await _keep(wenlow, "olu", "V1", "Report.pdf")
    form = await wenlow.form("olu", presses.ADD_EVIDENCE_PRESS, "V1")
    await wenlow.send("olu", form, link="https://www.example.ac.uk/page", title="The page")
    card = shown(await wenlow.press("ed", presses.EVIDENCE_PRESS, wenlow.ids["V1"]))
    assert ("The page: https://www.example.ac.uk/page" in text(card), labels(card)[0]) == (True, "Fetch Report.pdf")


async def test_a_link_that_is_there_is_not_kept_twice(wenlow: Wenlow) -> None:
    for _ in range(2):
        form = await wenlow.form("olu", presses.ADD_EVIDENCE_PRESS, "V1")
        outcome = await wenlow.send("olu", form, link="https://www.example.ac.uk/page")
    assert shown(outcome).title == "It is there already"


@pytest.mark.parametrize("link", ["", "www.example.ac.uk", "javascript:alert(1)", "http://example.ac.uk"])
async def test_a_link_of_the_wrong_shape_is_refused_beside_its_field(wenlow: Wenlow, link: str) -> None:
    form = await wenlow.form("olu", presses.ADD_EVIDENCE_PRESS, "V1")
    outcome = await wenlow.send("olu", form, link=link)
    assert isinstance(outcome, FormErrors)
    assert list(outcome.errors) == ["link"]


async def test_the_same_file_twice_on_one_action_is_recognised(wenlow: Wenlow) -> None:
    await _keep(wenlow, "olu", "V1", "Report.pdf")
    assert "it was kept as “Report.pdf” on 1 March 2027" in _why(await _keep(wenlow, "olu", "V1", "Copy of it.pdf"))


async def test_the_same_file_can_show_two_actions(wenlow: Wenlow) -> None:
    await _keep(wenlow, "olu", "V1", "Report.pdf")
    assert isinstance(await _keep(wenlow, "olu", "V2", "Report.pdf"), Evidence)


async def test_a_file_for_somebody_elses_action_is_refused_and_nothing_is_written(wenlow: Wenlow) -> None:
    before = await written(wenlow.house)
    why = _why(await _keep(wenlow, "ed", "V2", "Report.pdf"))
    assert ("not yours" in why, await written(wenlow.house)) == (True, before)


async def test_a_file_for_an_action_of_another_institution_is_refused(wenlow: Wenlow) -> None:
    foreign = await foreign_action(wenlow.house)
    assert "do not know that action" in _why(await _keep_id(wenlow, "lea", foreign, "Report.pdf", PDF))


async def test_when_the_room_of_an_institution_is_full_a_file_is_refused(wenlow: Wenlow) -> None:
    assert isinstance(await _keep(wenlow, "olu", "V1", "Report.pdf"), Evidence)
    assert "1 GB is full" in _why_of(checked("Report.pdf", PDF, LARGEST_TOTAL))


def _why_of(outcome: tuple[str, str] | Refusal) -> str:
    assert isinstance(outcome, Refusal)
    return outcome.why


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("tool.exe", b"MZ\x90", "not of a kind that I keep"),
        ("page.html", b"<html>", "not of a kind that I keep"),
        ("picture.svg", b"<svg>", "not of a kind that I keep"),
        ("macro.docm", b"PK\x03\x04", "not of a kind that I keep"),
        ("nothing", b"%PDF-1.7", "not of a kind that I keep"),
        ("report.pdf", b"MZ\x90\x00", "not what its name says"),
        ("data.csv", b"<!DOCTYPE html><script>", "not what its name says"),
        ("notes.txt", b"\xef\xbb\xbf  <html>", "not what its name says"),
        ("notes.txt", "<html><script>".encode("utf-16"), "not what its name says"),
        ("notes.txt", b"#!/bin/sh\n", "not what its name says"),
        ("data.csv", b"a,b\x00\x01", "not what its name says"),
        ("report.pdf", b"", "is empty"),
        ("report.pdf", b"%PDF-" + b"x" * MOST_BYTES, "larger than 10 MB"),
    ],
)
def test_a_file_that_is_not_kept_is_refused_with_why(name: str, content: bytes, says: str) -> None:
    assert says in _why_of(checked(name, content, 0))


@pytest.mark.parametrize("name", ["data.csv", "excel.csv", "photo.JPG", "minutes.docx", "phone.heic", "shot.webp"])
def test_documents_pictures_and_spreadsheets_are_kept(name: str) -> None:
    contents = {
        "data.csv": "a;b\n1;£2".encode(),
        "excel.csv": "a;b\n1;£2".encode("utf-16"),
        "photo.JPG": b"\xff\xd8\xff\xe0",
        "minutes.docx": b"PK\x03\x04..",
        "phone.heic": b"\x00\x00\x00\x18ftypheic",
        "shot.webp": b"RIFF\x00\x00\x00\x00WEBP",
    }
    assert not isinstance(checked(name, contents[name], 0), Refusal)


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\olu\\Report.PDF", "Report.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("line\nbreak.pdf", "linebreak.pdf"),
        (".pdf", "evidence.pdf"),
        ("", "evidence"),
        ('what? "this".pdf', "what_ _this.pdf"),
    ],
)
def test_names_are_made_safe(name: str, clean: str) -> None:
    assert clean_name(name) == clean


@given(some.text(max_size=400))
def test_a_name_is_never_empty_long_or_a_path(name: str) -> None:
    clean = clean_name(name)
    assert 0 < len(clean) <= LONGEST_NAME
    assert not set(clean) & set('/\\<>:"|?*\n\r\t\x00')


@given(some.text(max_size=400))
def test_a_name_that_is_clean_stays_as_it_is(name: str) -> None:
    assert clean_name(clean_name(name)) == clean_name(name)
