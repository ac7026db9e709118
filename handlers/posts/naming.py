"""Names of posts: tidy, and short enough to be found again."""

LONGEST = 500
"""PostgreSQL finds posts by an index that takes no more than some 2,700 bytes."""


def tidy(name: str) -> str:
    """The name with single spaces."""
    return " ".join(name.split())


def name_problem(name: str) -> str:
    """Say what is wrong with the name of a post; empty where nothing is."""
    tidied = tidy(name)
    if not tidied:
        return "The name of the post is empty. Write for example “Committee chair”."
    if len(tidied) > LONGEST:
        return f"The name of the post has {len(tidied):,} characters; at most {LONGEST} can be kept."
    return ""
