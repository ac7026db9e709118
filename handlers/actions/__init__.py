"""What owners do with their actions, and the nudges that remind them."""
