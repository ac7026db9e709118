"""Achievements, their versions, and what shows them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, insert, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.achievements.model import Achievement, AchievementProof, State, Testimonial
from storage.tables import achievement_actions, achievement_evidence, achievement_versions, achievements, actions

_V = achievement_versions.c
_WITHOUT_COPY = [column for column in achievement_evidence.c if column.name != "content"]


class SqlAchievements:
    """`handlers.achievements.ports.Achievements` in SQL."""

    def __init__(self, connection: AsyncConnection, institution_id: int) -> None:
        self._connection = connection
        self._institution_id = institution_id

    async def all(self) -> Sequence[Achievement]:
        """The newest version of each, those done last first; of every state."""
        newest = {each.id: each for each in await self._versions(true())}
        return sorted(newest.values(), key=lambda each: (each.done_on, each.id), reverse=True)

    async def get(self, achievement_id: int) -> Achievement | None:
        """The newest version of one."""
        versions = await self.history(achievement_id)
        return versions[-1] if versions else None

    async def history(self, achievement_id: int) -> Sequence[Achievement]:
        """All versions of one, the oldest first."""
        return await self._versions(_V.achievement_id == achievement_id)

    async def add(self, achievement: Achievement) -> Achievement:
        """Record a new one; its `id` is given back."""
        row = insert(achievements).values(institution_id=self._institution_id).returning(achievements.c.id)
        new_id: int = (await self._connection.execute(row)).scalar_one()
        return await self._write(replace(achievement, id=new_id, number=1, begun_by_id=achievement.by_person_id))

    async def change(self, achievement: Achievement) -> Achievement | None:
        """Add a version to the one with this `id`; None where there is none."""
        before = await self.get(achievement.id)
        if before is None:
            return None
        return await self._write(replace(achievement, number=before.number + 1, begun_by_id=before.begun_by_id))

    async def forget_testimonial(self, achievement_id: int) -> None:
        """Take somebody's words out of all versions."""
        mine = and_(_V.institution_id == self._institution_id, _V.achievement_id == achievement_id)
        nothing = {"testimonial": "", "testimonial_of": "", "consent": "", "consented_on": None}
        await self._connection.execute(update(achievement_versions).where(mine).values(nothing))

    async def add_proof(self, proof: AchievementProof, content: bytes = b"") -> AchievementProof:
        """Keep what shows an achievement; its `id` is given back."""
        statement = insert(achievement_evidence).values(
            institution_id=self._institution_id,
            achievement_id=proof.achievement_id,
            title=proof.title,
            link=proof.link,
            media_type=proof.media_type,
            size=proof.size,
            sha256=proof.sha256,
            content=content or None,
            added_at=proof.added_at,
            by=proof.by,
            by_person_id=proof.by_person_id,
        )
        return _proof((await self._connection.execute(statement.returning(*_WITHOUT_COPY))).one())

    async def proofs(self) -> Sequence[AchievementProof]:
        """What shows achievements, all of them, oldest first, without the copies."""
        mine = select(*_WITHOUT_COPY).where(achievement_evidence.c.institution_id == self._institution_id)
        return [_proof(row) for row in await self._connection.execute(mine.order_by(achievement_evidence.c.id))]

    async def proof_copy(self, proof_id: int) -> tuple[AchievementProof, bytes] | None:
        """One piece with its copy."""
        which = and_(
            achievement_evidence.c.institution_id == self._institution_id, achievement_evidence.c.id == proof_id
        )
        row = (await self._connection.execute(select(achievement_evidence).where(which))).one_or_none()
        return (_proof(row), bytes(row.content or b"")) if row else None

    async def _write(self, achievement: Achievement) -> Achievement:
        statement = insert(achievement_versions).values(_values(achievement) | {"institution_id": self._institution_id})
        version: int = (await self._connection.execute(statement.returning(_V.id))).scalar_one()
        known = await self._known_actions(achievement.action_ids)
        rows = [
            {"institution_id": self._institution_id, "version_id": version, "action_id": action_id}
            for action_id in known
        ]
        if rows:
            await self._connection.execute(insert(achievement_actions), rows)
        return replace(achievement, action_ids=known)

    async def _known_actions(self, wanted: Iterable[int]) -> tuple[int, ...]:
        """Those of these actions that this institution has."""
        mine = and_(actions.c.institution_id == self._institution_id, actions.c.id.in_(tuple(wanted)))
        rows = await self._connection.execute(select(actions.c.id).where(mine).order_by(actions.c.id))
        return tuple(row.id for row in rows)

    async def _versions(self, which: ColumnElement[bool]) -> Sequence[Achievement]:
        mine = and_(_V.institution_id == self._institution_id, which)
        links = select(achievement_actions).join(achievement_versions, _V.id == achievement_actions.c.version_id)
        linked: dict[int, list[int]] = {}
        for row in await self._connection.execute(links.where(mine).order_by(achievement_actions.c.action_id)):
            linked.setdefault(row.version_id, []).append(row.action_id)
        rows = (await self._connection.execute(select(achievement_versions).where(mine).order_by(_V.id))).all()
        begun = {row.achievement_id: row.by_person_id for row in rows if row.number == 1}
        return [_achievement(row, tuple(linked.get(row.id, ())), begun.get(row.achievement_id)) for row in rows]


def _values(achievement: Achievement) -> dict[str, Any]:
    said = achievement.testimonial
    return {
        "achievement_id": achievement.id,
        "number": achievement.number,
        "state": achievement.state,
        "theme": achievement.theme,
        "what": achievement.what,
        "done_on": achievement.done_on,
        "figure": achievement.figure,
        "unit": achievement.unit,
        "testimonial": said.words if said else "",
        "testimonial_of": said.of if said else "",
        "consented_on": said.consented_on if said else None,
        "consent": said.consent if said else "",
        "cross_reference": achievement.cross_reference,
        "note": achievement.note,
        "at": achievement.at,
        "by": achievement.by,
        "by_person_id": achievement.by_person_id,
    }


def _achievement(row: Row[Any], action_ids: tuple[int, ...], begun_by_id: int | None) -> Achievement:
    said = Testimonial(row.testimonial, row.testimonial_of, row.consented_on, row.consent) if row.testimonial else None
    return Achievement(
        id=row.achievement_id,
        theme=row.theme,
        what=row.what,
        done_on=row.done_on,
        state=State(row.state),
        at=row.at,
        figure=row.figure,
        unit=row.unit,
        testimonial=said,
        cross_reference=row.cross_reference,
        action_ids=action_ids,
        note=row.note,
        number=row.number,
        by=row.by,
        by_person_id=row.by_person_id,
        begun_by_id=begun_by_id,
    )


def _proof(row: Row[Any]) -> AchievementProof:
    return AchievementProof(
        id=row.id,
        achievement_id=row.achievement_id,
        title=row.title,
        added_at=row.added_at,
        link=row.link,
        media_type=row.media_type,
        size=row.size,
        sha256=row.sha256,
        by=row.by,
        by_person_id=row.by_person_id,
    )
