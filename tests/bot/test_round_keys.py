"""Round keys in files: only their owner reads them, and what is destroyed is gone."""

import asyncio
from pathlib import Path

import pytest

from bot.round_keys import FileRoundKeys
from handlers.voice.model import Ballot
from handlers.voice.sealing import OpenedBallots, seal

BALLOT = Ballot("", {"V1": "4"})


@pytest.fixture(params=["", "a secret"])
def keys(request: pytest.FixtureRequest, tmp_path: Path) -> FileRoundKeys:
    """Without and with a secret."""
    return FileRoundKeys(tmp_path / "keys", request.param)


async def test_a_ballot_can_be_opened_with_the_key(keys: FileRoundKeys) -> None:
    public_key = await keys.create()
    private_key = await keys.private(public_key)
    assert private_key is not None
    opened = OpenedBallots(private_key)
    opened.add([seal(BALLOT, public_key, 4096)])
    assert (len(opened), opened.unreadable) == (1, 0)


async def test_a_key_is_there_after_a_restart(tmp_path: Path) -> None:
    public_key = await FileRoundKeys(tmp_path, "a secret").create()
    assert await FileRoundKeys(tmp_path, "a secret").private(public_key) is not None


async def test_a_destroyed_key_is_gone(keys: FileRoundKeys) -> None:
    public_key = await keys.create()
    await keys.destroy(public_key)
    assert await keys.private(public_key) is None


async def test_a_destroyed_key_leaves_no_file(keys: FileRoundKeys) -> None:
    await keys.destroy(await keys.create())
    assert list(keys.folder.iterdir()) == []


async def test_destroying_twice_does_no_harm(keys: FileRoundKeys) -> None:
    public_key = await keys.create()
    await keys.destroy(public_key)
    await keys.destroy(public_key)


async def test_kept_keys_are_listed(keys: FileRoundKeys) -> None:
    made = {await keys.create() for _ in range(3)}
    assert set(await keys.kept()) == made


async def test_without_a_folder_no_key_is_kept(keys: FileRoundKeys) -> None:
    assert list(await keys.kept()) == []


async def test_a_strange_file_in_the_folder_is_passed_over(keys: FileRoundKeys) -> None:
    public_key = await keys.create()
    (keys.folder / "old notes.key").write_text("nothing")
    assert list(await keys.kept()) == [public_key]


async def test_a_key_file_is_for_its_owner_alone(keys: FileRoundKeys) -> None:
    await keys.create()
    (file,) = keys.folder.iterdir()
    assert (keys.folder.stat().st_mode & 0o777, file.stat().st_mode & 0o777) == (0o700, 0o600)


def test_a_file_does_not_show_an_encrypted_key(tmp_path: Path) -> None:
    keys = FileRoundKeys(tmp_path, "a secret")
    private_key = asyncio.run(keys.private(asyncio.run(keys.create())))
    assert private_key is not None
    (file,) = tmp_path.iterdir()
    assert private_key not in file.read_bytes()


@pytest.mark.parametrize("secret", ["", "another secret"])
async def test_an_encrypted_key_needs_its_secret(tmp_path: Path, secret: str) -> None:
    public_key = await FileRoundKeys(tmp_path, "a secret").create()
    assert await FileRoundKeys(tmp_path, secret).private(public_key) is None


async def test_a_key_from_before_there_was_a_secret_can_still_be_used(tmp_path: Path) -> None:
    public_key = await FileRoundKeys(tmp_path).create()
    assert await FileRoundKeys(tmp_path, "a secret").private(public_key) is not None


@pytest.mark.parametrize("content", [b"", b"short", b"x" * 72])
async def test_a_damaged_key_is_no_key(keys: FileRoundKeys, content: bytes) -> None:
    public_key = await keys.create()
    (file,) = keys.folder.iterdir()
    file.write_bytes(content)
    assert await keys.private(public_key) is None


async def test_two_processes_that_see_one_folder_know_it_by_the_same(tmp_path: Path) -> None:
    first, second = FileRoundKeys(tmp_path / "keys", "a secret"), FileRoundKeys(tmp_path / "keys", "a secret")
    assert await first.folder_id() == await second.folder_id()


async def test_a_folder_that_is_mounted_elsewhere_is_known_by_the_same(tmp_path: Path) -> None:
    keys = FileRoundKeys(tmp_path / "keys")
    before = await keys.folder_id()
    (tmp_path / "keys").rename(tmp_path / "mounted")
    assert await FileRoundKeys(tmp_path / "mounted").folder_id() == before


async def test_two_folders_are_known_by_different_ids(tmp_path: Path) -> None:
    assert await FileRoundKeys(tmp_path / "one").folder_id() != await FileRoundKeys(tmp_path / "two").folder_id()


async def test_one_folder_under_another_secret_is_another_one(tmp_path: Path) -> None:
    assert await FileRoundKeys(tmp_path, "a secret").folder_id() != await FileRoundKeys(tmp_path, "other").folder_id()


async def test_two_marks_that_were_made_at_once_end_in_one_id(tmp_path: Path) -> None:
    keys = FileRoundKeys(tmp_path)
    await keys.folder_id()
    (tmp_path / "folder-0").touch()
    assert await keys.folder_id() == await FileRoundKeys(tmp_path).folder_id()


async def test_the_mark_of_a_folder_is_no_key(tmp_path: Path) -> None:
    keys = FileRoundKeys(tmp_path)
    await keys.folder_id()
    assert await keys.kept() == []
