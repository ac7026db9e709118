"""Understand a real action plan from its sheets. Pure: no file, no clock, and it never raises."""

from handlers.plans.reading.as_json import to_json
from handlers.plans.reading.drafts import ActionDraft, ColumnDraft, PlanDraft
from handlers.plans.reading.reader import read_plan

__all__ = ["ActionDraft", "ColumnDraft", "PlanDraft", "read_plan", "to_json"]
