"""What is kept of somebody who wrote, signed, and was named on the public page; and forgetting it."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from handlers.people.model import Institution, Person
from handlers.plans.model import Action, Plan
from handlers.public_page.model import Contact, ContactState, PageVersion, PublicComment
from handlers.submission.model import (
    DraftVersion,
    Remark,
    RemarkKind,
    Role,
    SectionWork,
    SignOff,
    Submission,
)
from handlers.work import Begin
from storage.tables import metadata

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
ADA = "ada@wenlow.example"
NAME = "Ada Byron"


@pytest.fixture
async def wenlow(begin: Begin) -> Institution:
    """An institution whose submission has Ada in every place."""
    async with begin() as tx:
        institution = await tx.institutions.add("wenlow", "Wenlow", "Europe/London", "ENG")
        work = tx.of(institution.id)
        ada = await work.people.save(Person(0, NAME, ADA))
        plan = await work.plans.add(Plan(0, "Plan"))
        (action,) = await work.plans.add_actions([Action(0, plan.id, "A1", "Visibility", "One")])
        submission = await work.submissions.save(Submission(0, 1, date(2027, 7, 30)))
        section = SectionWork("profile", person_id=ada.id, marked_at=NOW, by=NAME, by_person_id=ada.id)
        await work.submissions.assign(submission.id, section)
        version = DraftVersion(0, submission.id, 1, "0" * 64, NOW, "final.docx", "", NAME, ada.id)
        kept = await work.submissions.add_version(version, b"the text")
        await work.submissions.sign(SignOff(kept.id, Role.LEAD, "Lead", NOW, NAME, ada.id))
        said = Remark(0, 1, date(2027, 1, 1), RemarkKind.PRAISE, "Good", "", NOW, NAME, ada.id)
        await work.remarks.save(said)
        contact = await work.public_pages.ask(Contact(0, ada.id, ContactState.AGREED, NAME, ADA, NOW, NOW))
        await work.public_pages.show_comment(PublicComment(action.id, "Done", NOW, NAME, ada.id))
        await work.public_pages.approve(PageVersion(0, 1, "0" * 64, {}, contact.id, NOW, NAME, ada.id))
    return institution


_TABLES = {
    "people", "submission_sections", "draft_versions", "sign_offs", "panel_remarks",
    "page_contacts", "public_comments", "page_versions",
}  # fmt: skip


async def test_all_of_it_is_given(begin: Begin, wenlow: Institution) -> None:
    async with begin() as tx:
        work = tx.of(wenlow.id)
        ada = await work.people.by_email(ADA)
        assert ada is not None
        assert set(await work.personal_data.about(ada.id)) == _TABLES


async def test_after_erasing_no_table_has_the_name_or_address(
    begin: Begin, wenlow: Institution, engine: AsyncEngine
) -> None:
    async with begin() as tx:
        work = tx.of(wenlow.id)
        ada = await work.people.by_email(ADA)
        assert ada is not None
        await work.personal_data.erase(ada.id, "Former colleague", date(2027, 2, 28))
    async with engine.connect() as connection:
        dump = repr([(await connection.execute(table.select())).all() for table in metadata.sorted_tables])
    assert [word for word in (NAME, ADA) if word in dump] == []


async def test_after_erasing_they_are_no_contact_any_more(begin: Begin, wenlow: Institution) -> None:
    async with begin() as tx:
        work = tx.of(wenlow.id)
        ada = await work.people.by_email(ADA)
        assert ada is not None
        await work.personal_data.erase(ada.id, "Former colleague", date(2027, 2, 28))
        contact = await work.public_pages.contact()
        assert contact is not None
        assert contact.state is ContactState.WITHDRAWN
