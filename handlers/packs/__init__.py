"""The review pack: what a committee reads before a review, and keeps of one that is closed."""
