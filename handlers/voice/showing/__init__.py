"""What is seen of a closed round: figures, groups, trends, comments and what may be quoted."""
