"""Help: what there is, for the person who asks."""
