"""Achievements: what was done for technicians, in the plan or outside it, and the update paper made of them."""
