"""The one way in which reading a file can fail."""


class UnreadableFile(Exception):
    """A file that cannot be read; the message says what is wrong, where, and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
