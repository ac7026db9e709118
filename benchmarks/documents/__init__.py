"""What writing documents costs, and whom it keeps waiting."""
