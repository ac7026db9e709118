"""You said, we did: after a review, what came of what technicians said goes back to those who were asked."""
