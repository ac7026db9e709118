"""Posts: who holds them, who stands in, and what is amiss with them."""
