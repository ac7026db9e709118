"""The plan check: what a friendly reviewer would say about the plan itself, before the reviewers do."""
