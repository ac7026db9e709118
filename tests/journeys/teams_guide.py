"""The story in Teams."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.journeys.onedrive import OneDrive
from tests.journeys.world import World, email_of, name_of
from tests.support.teams_service import Answer, Message, TeamsPerson, TeamsService, inputs, read

ROLES = ("technician", "owner", "chair", "lead")


@dataclass
class TeamsGuide:
    """Types, presses and fills in, as Teams would bring it."""

    world: World
    teams: TeamsService
    url: str
    onedrive: OneDrive
    _people: dict[str, TeamsPerson] = field(default_factory=dict)
    _message: dict[str, Message] = field(default_factory=dict)
    _form: dict[str, Answer] = field(default_factory=dict)

    def introduce(self) -> None:
        """Put everybody on the roster, with the e-mail addresses that the university has imported."""
        for role in ROLES:
            self._people[role] = self.teams.person(name_of(role), self.url, email=email_of(role))

    async def says(self, who: str, text: str) -> None:
        """Write to Bunsen in the personal chat."""
        await self._people[who].says(text)

    async def hears(self, who: str, expected: str, times: int = 1) -> None:
        """Read on in the personal chat until so many messages say this. A long answer comes in several."""
        async with asyncio.timeout(20):
            # The connector runs in a thread of its own, which no event of this loop reaches.
            while len(found := [each for each in self._messages(who) if expected in read(each.card)]) < times:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        self._message[who] = found[-1]

    async def open_form(self, who: str, label: str) -> list[str]:
        """Press a button; a dialog opens."""
        self._form[who] = await self._people[who].presses(self._message[who], label)
        return [key.removeprefix("field.") for key in inputs(self._form[who].card)]

    async def send_form(self, who: str, values: Mapping[str, str]) -> str:
        """Send the dialog; with errors it comes back."""
        answer = await self._people[who].submits(self._form[who], **values)
        if answer.body is None:
            return ""
        self._form[who] = answer
        return read(answer.card)

    async def presses(self, who: str, label: str) -> None:
        """Press a button; what is answered stands in the place of the card."""
        message = self._message[who]
        answer = await self._people[who].presses(message, label)
        if answer.body is not None and "value" in answer.body and isinstance(answer.body["value"], dict):
            message.card = answer.card

    async def drops(self, who: str, name: str, content: bytes) -> None:
        """Send a file in the personal chat; Teams puts it into the sender's OneDrive first."""
        await self._people[who].drops(name, self.onedrive.share(name, content))

    async def gets_file(self, who: str, name: str) -> bytes:
        """Wait for the question whether the file may go into the OneDrive, say yes, and look there."""
        async with asyncio.timeout(20):
            while not (asked := [each for each in self._messages(who) if "acceptContext" in each.card]):  # noqa: ASYNC110
                await asyncio.sleep(0.01)
            await self._people[who].answers_consent(asked[-1], "accept", self.onedrive.place_for(name))
            while name not in self.onedrive.taken:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        return self.onedrive.taken[name]

    async def until(self, sentence: str) -> None:
        """Move the clock from deadline to deadline."""
        await self.world.on_to(sentence)

    async def until_owners_are_asked(self) -> None:
        """The owner installs Bunsen first: without that it may not write to them (platform-facts 3.5)."""
        await self._people["owner"].installs()
        await self.hears("owner", "I am Bunsen")
        await self.world.on_to("owners are asked")

    def _messages(self, who: str) -> list[Message]:
        mine = f"a:{self._people[who].number}"
        return [message for message in self.teams.chat.messages if message.conversation == mine]
