"""Where the plan stands, for chairs."""
