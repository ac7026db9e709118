"""Whom to turn to with what a post looks after: the only place where an answer's words for that are made.

An entry names a post that outlives its holder, and an institution need not have it, or somebody in it. Nobody is told
to ask a post that is empty: they read who helps meanwhile, or that the post is vacant.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Whom:
    """Who can be asked about what `post` looks after.

    `people` are those who do, in words: "Ann Sample (Fund administrator)"; empty where nobody is left. `vacant` tells
    that they stand in for a post that nobody holds or deputises for.
    """

    post: str
    people: str
    vacant: bool = False

    @property
    def looked_after(self) -> str:
        """Who looks after it, as a sentence."""
        if not self.vacant:
            return f"Looked after by: {self.people}."
        if not self.people:
            return f"The post that looks after this, {self.post}, is vacant."
        return f"The post that looks after this, {self.post}, is vacant; meanwhile ask {self.people}."

    @property
    def please_ask(self) -> str:
        """The end of a sentence that says to ask them."""
        if not self.vacant:
            return f"please ask {self.people}"
        if not self.people:
            return f"the post of {self.post}, which would know, is vacant"
        return f"please ask {self.people}, as the post of {self.post} is vacant"

    @property
    def instead(self) -> str:
        """Who helps in the place of a post that the text names, as a sentence; empty where the post is held."""
        if not self.vacant:
            return ""
        meanwhile = f" Please ask {self.people} instead." if self.people else ""
        return f"The post of {self.post} is vacant at the moment.{meanwhile}"


def by_name(post: str) -> Whom:
    """The post itself, where nothing is known of who holds it."""
    return Whom(post, post)


def posts_named_in(text: str, posts: Iterable[str]) -> list[str]:
    """Those of the posts to which a text sends people ("ask your Registration champion"), each once."""
    said = text.casefold()
    return [post for post in dict.fromkeys(posts) if f"your {post}".casefold() in said]


def vacancies(text: str, known: Mapping[str, Whom], owner: str) -> list[str]:
    """What to say of the posts that a text sends people to and nobody holds; not of its `owner`, see `looked_after`."""
    return [known[post].instead for post in posts_named_in(text, known) if post != owner and known[post].vacant]
