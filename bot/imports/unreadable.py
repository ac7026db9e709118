"""The one way in which reading a file can fail."""


class UnreadableFile(Exception):
    """A file that cannot be read; the message says what is wrong, where, and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def damaged(name: str) -> UnreadableFile:
    """Say that a workbook is broken, and what usually mends it."""
    return UnreadableFile(
        f"{name} is damaged or cut off, so it cannot be read. Open it in your spreadsheet program, save it again as "
        ".xlsx and try that file."
    )


def locked(name: str) -> UnreadableFile:
    """Say that a workbook can only be opened with its password."""
    return UnreadableFile(
        f"{name} is protected with a password, so it cannot be read. Open it in your spreadsheet program, take the "
        "password off, save it and try again."
    )
