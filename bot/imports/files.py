"""The bytes of a file on disk, or a clear word on why there are none."""

from pathlib import Path

from bot.imports.limits import MAX_BYTES
from bot.imports.unreadable import UnreadableFile


def read_limited(file: Path) -> bytes:
    """Read the whole file, but never more than the limit. Raises `UnreadableFile`."""
    try:
        with file.open("rb") as opened:
            data = opened.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise UnreadableFile(f"There is no file {file}. Check its name and folder.") from None
    except IsADirectoryError:
        raise UnreadableFile(f"{file} is a folder. Name the file inside it.") from None
    except (OSError, ValueError) as error:
        raise UnreadableFile(
            f"{file.name} could not be opened ({_reason(error)}). Check that you may read it."
        ) from None
    check_size(file.name, data)
    return data


def check_size(name: str, data: bytes) -> None:
    """Refuse a file that is too large. Raises `UnreadableFile`."""
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // (1024 * 1024)
        raise UnreadableFile(f"{name} is larger than {limit} MB. Keep only the sheet that is needed and try again.")


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or "its name is not possible"
