"""Rights: who may do what. They come from posts, and dispatch checks them."""

from enum import StrEnum


class PostKind(StrEnum):
    """What a post is for; it decides what its holders may do."""

    LEAD = "lead"
    CHAIR = "chair"
    OWNER = "owner"


def kind_by_name(name: str) -> PostKind:
    """What a post of this name is for where nobody said so; only the plain names carry more than owning actions."""
    match " ".join(name.split()).casefold():
        case "institutional lead":
            return PostKind.LEAD
        case "committee chair" | "chair":
            return PostKind.CHAIR
        case _:
            return PostKind.OWNER


class Right(StrEnum):
    """What a command, press or form asks of the person who uses it."""

    MEMBER = "member"
    """Anybody of the institution."""
    OWNER = "owner"
    """Holders and deputies of any post that may own actions."""
    COMMITTEE = "committee"
    """Chairs and leads."""
    LEAD = "lead"
    """The institutional lead."""


def rights_of(kinds: frozenset[PostKind]) -> frozenset[Right]:
    """The rights that come with holding (or deputising for) posts of these kinds."""
    rights = {Right.MEMBER}
    if kinds:
        rights.add(Right.OWNER)
    if kinds & {PostKind.CHAIR, PostKind.LEAD}:
        rights.add(Right.COMMITTEE)
    if PostKind.LEAD in kinds:
        rights.add(Right.LEAD)
    return frozenset(rights)


def who_may(right: Right) -> str:
    """Say in words who has this right, for a refusal."""
    match right:
        case Right.MEMBER:
            return "people of this institution"
        case Right.OWNER:
            return "holders of a post that owns actions"
        case Right.COMMITTEE:
            return "the committee chairs and the institutional lead"
        case Right.LEAD:
            return "the institutional lead"
