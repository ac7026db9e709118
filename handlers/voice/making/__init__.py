"""Making a survey of one's own in chat: a title, then one question after another."""
