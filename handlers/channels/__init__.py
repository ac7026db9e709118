"""What Bunsen does in a channel: a switch for each."""
