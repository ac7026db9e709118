"""Files that wait for a word: some of each person's, and nobody's crowd out somebody else's."""

from datetime import UTC, datetime

from handlers.files.model import Upload
from handlers.people.model import Person
from handlers.work import Begin
from storage.uploads import MOST_OF_ONE

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)


async def test_of_one_persons_files_the_newest_are_kept(begin: Begin) -> None:
    async with begin() as tx:
        work = tx.of((await tx.institutions.add("wenlow", "Wenlow", "Europe/London", "ENG")).id)
        olu = (await work.people.save(Person(0, "Olu", "olu@wenlow.example"))).id
        ed = (await work.people.save(Person(0, "Ed", "ed@wenlow.example"))).id
        others = await work.uploads.add(Upload(0, ed, "ed.pdf", "", "x", NOW), b"e")
        given = [
            await work.uploads.add(Upload(0, olu, f"{number}.pdf", "", "x", NOW), b"o")
            for number in range(MOST_OF_ONE + 2)
        ]
        kept = [each.name for each in given if await work.uploads.get(each.id, olu) is not None]
        assert kept == [f"{number}.pdf" for number in range(2, MOST_OF_ONE + 2)]
        assert await work.uploads.get(others.id, ed) is not None
