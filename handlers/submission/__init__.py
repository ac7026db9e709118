"""The self-assessment's own deadline: who writes which section, who signs, and what panels remarked."""
