"""Where the answer engine meets the machine: the shipped weights and vectors, and learning in the background."""
