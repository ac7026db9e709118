"""Two accounts are one person because of a verified e-mail, and for no other reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.interactions import Account, Platform
from handlers.people.model import Person, Profile
from handlers.work import Begin

NAMES = st.sampled_from(["Ada Byron", "ada byron", "Ada  Byron", "A. Byron", "ada@wenlow.example", ""])
EMAILS = st.one_of(
    st.just(""),
    st.sampled_from(["ada@wenlow.example", "ADA@Wenlow.example", "a.byron@wenlow.example", "ada@elsewhere.example"]),
    st.emails(),
)


@dataclass(frozen=True)
class Meeting:
    """An account speaks, and its platform says who that is."""

    platform: Platform
    user: str
    profile: Profile


MEETINGS = st.lists(
    st.builds(
        Meeting,
        st.sampled_from([Platform.SLACK, Platform.TEAMS]),
        st.sampled_from(["U1", "U2", "U3"]),
        st.builds(Profile, NAMES, EMAILS),
    ),
    min_size=2,
    max_size=8,
)
IMPORTED = st.lists(st.builds(Person, st.just(0), NAMES, EMAILS.filter(bool), invited=st.just(True)), max_size=3)
# Each example has an institution and workspaces of its own, so that the database need not be a new one.
IN_ONE_DATABASE = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
NUMBERS = count()


async def met(
    begin: Begin, imported: Sequence[Person], meetings: Sequence[Meeting]
) -> tuple[Mapping[Account, Person], Mapping[str, int]]:
    """Whose each account is after all have spoken in this order, and the imported people by folded e-mail."""
    number = next(NUMBERS)
    async with begin() as tx:
        institution = await tx.institutions.add(f"wenlow-{number}", "Wenlow", "Europe/London", "ENG")
        people = tx.of(institution.id).people
        listed = {person.email.casefold(): (await people.save(person)).id for person in imported}
        accounts = [Account(each.platform, f"T{number}", each.user) for each in meetings]
        for account, each in zip(accounts, meetings, strict=True):
            await people.meet(account, each.profile)
        owners = {account: await people.by_account(account) for account in accounts}
    return {account: owner for account, owner in owners.items() if owner is not None}, listed


def verified(meetings: Sequence[Meeting]) -> Mapping[tuple[Platform, str], str]:
    """The first verified e-mail that each account brought, folded; empty where it never brought any."""
    found: dict[tuple[Platform, str], str] = {}
    for each in meetings:
        key = (each.platform, each.user)
        found[key] = found.get(key) or each.profile.email.casefold()
    return found


@IN_ONE_DATABASE
@given(IMPORTED, MEETINGS)
async def test_accounts_are_one_person_exactly_where_their_verified_emails_are_the_same(
    begin: Begin, imported: Sequence[Person], meetings: Sequence[Meeting]
) -> None:
    owners, _ = await met(begin, imported, meetings)
    emails = verified(meetings)
    for (one, her), (two, him) in combinations(owners.items(), 2):
        mine, yours = emails[one.platform, one.user], emails[two.platform, two.user]
        assert (her.id == him.id) is (mine != "" and mine == yours)


@IN_ONE_DATABASE
@given(IMPORTED, MEETINGS)
async def test_an_account_belongs_to_somebody_on_the_list_only_by_their_email(
    begin: Begin, imported: Sequence[Person], meetings: Sequence[Meeting]
) -> None:
    owners, listed = await met(begin, imported, meetings)
    emails = verified(meetings)
    for account, owner in owners.items():
        email = emails[account.platform, account.user]
        assert (owner.id in listed.values(), owner.id == listed.get(email)) == (email in listed, email in listed)
