"""What the plan's measures say: from which baseline, to which target, and where they are now."""
