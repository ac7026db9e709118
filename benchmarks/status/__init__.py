"""What a status costs, beside one bare question to the database."""
