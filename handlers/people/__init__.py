"""People, the posts they hold, and reading a list of them."""
