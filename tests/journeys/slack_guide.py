"""The story in Slack."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.demo.data import load_people
from tests.journeys.world import World, email_of
from tests.support.slack_person import Door, SlackPerson
from tests.support.slack_service import SlackService, Upload

USERS = {"technician": "U1TECH", "owner": "U2OWNER", "chair": "U3CHAIR", "lead": "U4LEAD"}


def introduce(slack: SlackService) -> None:
    """Let the workspace know everybody, with the e-mail addresses that the university has imported."""
    seated = {email_of(role): user for role, user in USERS.items()}
    for number, person in enumerate(load_people().people):
        user = seated.get(person.email, f"U9OTHER{number}")
        slack.add_user(user, profile={"real_name": person.name, "email": person.email})


@dataclass
class SlackGuide:
    """Types, presses and fills in; `door` is HTTP or the socket."""

    world: World
    slack: SlackService
    door: Door
    _people: dict[str, SlackPerson] = field(default_factory=dict)
    _message: dict[str, dict[str, Any]] = field(default_factory=dict)
    _form: dict[str, dict[str, Any]] = field(default_factory=dict)
    _forms: int = 0

    async def says(self, who: str, text: str) -> None:
        """Write to Bunsen directly."""
        await self._person(who).says(text)

    async def hears(self, who: str, expected: str, times: int = 1) -> None:
        """Look at the direct chat until so many messages say this; the newest that does."""
        direct = self._person(who).direct

        def found() -> list[dict[str, Any]]:
            return [message for message in self.slack.shown(direct) if expected in message["text"]]

        await self.slack.wait_for(lambda: len(found()) >= times, f"“{expected}” in {direct}")
        self._message[who] = found()[-1]

    async def open_form(self, who: str, label: str) -> list[str]:
        """Press a button; a modal opens."""
        await self._person(who).presses(self._message[who], label)
        self._forms += 1
        await self.slack.called("views.open", self._forms)
        self._form[who] = self.slack.views[self._forms - 1]
        return [block["block_id"] for block in self._form[who]["blocks"] if block["type"] == "input"]

    async def send_form(self, who: str, values: Mapping[str, str]) -> str:
        """Send the modal; errors stand in the acknowledgement, or the modal that takes its place."""
        answer = await self._person(who).sends(self._form[who], dict(values))
        if answer.get("response_action") == "update":
            self._form[who] = answer["view"]
            return " ".join(block["text"]["text"] for block in answer["view"]["blocks"] if block["type"] == "section")
        return " ".join(answer.get("errors", {}).values())

    async def presses(self, who: str, label: str) -> None:
        """Press a button; what it asks first is asked by Slack itself."""
        await self._person(who).presses(self._message[who], label)

    async def drops(self, who: str, name: str, content: bytes) -> None:
        """Send a file in the direct chat."""
        await self._person(who).drops(name, self.slack.share(name, content))

    async def gets_file(self, who: str, name: str) -> bytes:
        """Wait for the upload into the direct chat."""
        direct = self._person(who).direct

        def found() -> list[Upload]:
            return [each for each in self.slack.uploads.values() if name in each.name and each.channel == direct]

        await self.slack.wait_for(lambda: bool(found()), f"a file like {name} in {direct}")
        return found()[-1].content

    async def until(self, sentence: str) -> None:
        """Move the clock from deadline to deadline."""
        await self.world.on_to(sentence)

    async def until_owners_are_asked(self) -> None:
        """The owner has never written to Bunsen: they are found by an account that the workspace knows."""
        await self.says("owner", "help")
        await self.hears("owner", "What I can do")
        await self.world.on_to("owners are asked")

    def _person(self, who: str) -> SlackPerson:
        return self._people.setdefault(who, SlackPerson(self.slack, self.door, USERS[who]))
