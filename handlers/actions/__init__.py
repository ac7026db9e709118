"""What owners do with their actions."""
