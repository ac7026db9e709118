"""The pre-check: what panels are known to remark, held against the plan and all that was done with it."""
