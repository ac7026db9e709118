"""The tables. Every row of an institution carries its id; `tests/storage` proves that migrations make just these."""

from storage.tables.answers import (
    channels,
    enquiries,
    knowledge_versions,
    marks,
    not_ours,
    questions,
    recent_questions,
)
from storage.tables.base import metadata
from storage.tables.messages import bot_tokens, deliveries, inbox, lanes, used_nonces
from storage.tables.people import accounts, alarms, handovers, holdings, institutions, people, posts, units, workspaces
from storage.tables.plans import action_posts, actions, evidence, nudge_answers, plans, reviews, updates, uploads
from storage.tables.voice import ballots, invitations, sealed_ballots, surveys

__all__ = [
    "accounts",
    "action_posts",
    "actions",
    "alarms",
    "ballots",
    "bot_tokens",
    "channels",
    "deliveries",
    "enquiries",
    "evidence",
    "handovers",
    "holdings",
    "inbox",
    "institutions",
    "invitations",
    "knowledge_versions",
    "lanes",
    "marks",
    "metadata",
    "not_ours",
    "nudge_answers",
    "people",
    "plans",
    "posts",
    "questions",
    "recent_questions",
    "reviews",
    "sealed_ballots",
    "surveys",
    "units",
    "updates",
    "uploads",
    "used_nonces",
    "workspaces",
]
