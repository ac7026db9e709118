"""Enquiries: questions handed to a person, until they are answered."""
