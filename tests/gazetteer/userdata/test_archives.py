"""Zip files that are damaged, encrypted, bombs, or full of names that lead elsewhere."""

import struct
import zipfile

import numpy as np
import pytest

from gazetteer.errors import LayerError
from gazetteer.userdata.archives import ArchiveLimits, check_zip, open_data


def packed(path, members, *, method=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def read(path, pattern=r"(?!readme)\w+\.txt", **options):
    with open_data(path, pattern, **options) as stream:
        return stream.read()


def test_the_one_fitting_member_is_read(tmp_path):
    path = packed(tmp_path / "UA.zip", {"readme.txt": "no", "UA.txt": "yes\n" * 1000})
    assert read(path) == b"yes\n" * 1000
    check_zip(path)


def test_a_plain_file_is_read_as_it_is(tmp_path):
    path = tmp_path / "UA.txt"
    path.write_bytes(b"plain")
    assert read(path) == b"plain"


@pytest.mark.parametrize("members", [{"readme.txt": ""}, {"UA.txt": "", "RU.txt": ""}, {}])
def test_none_or_several_fitting_members_are_an_error(tmp_path, members):
    with pytest.raises(LayerError, match="fitting file"):
        read(packed(tmp_path / "UA.zip", members))


@pytest.mark.parametrize("name", ["../UA.txt", "/etc/UA.txt", "a/../../UA.txt", "C:\\UA.txt", "..\\UA.txt"])
def test_names_that_lead_out_are_refused(tmp_path, name):
    with pytest.raises(LayerError, match="points outside"):
        read(packed(tmp_path / "UA.zip", {name: "x"}))


def test_a_bomb_is_refused_by_its_list(tmp_path):
    path = packed(tmp_path / "UA.zip", {"UA.txt": b"0" * 2_000_000})
    with pytest.raises(LayerError, match="would unpack to 2 MB"):
        read(path, limits=ArchiveLimits(ratio_from=1_000_000))
    with pytest.raises(LayerError, match="would unpack"):
        read(path, limits=ArchiveLimits(max_bytes=1_000_000))


def test_a_member_longer_than_announced_is_stopped(tmp_path):
    path = packed(tmp_path / "UA.zip", {"UA.txt": b"0123456789" * 1000})
    data = path.read_bytes()
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(signature) + offset
        assert struct.unpack("<I", data[at : at + 4]) == (10_000,)
        data = data[:at] + struct.pack("<I", 100) + data[at + 4 :]
    path.write_bytes(data)
    with pytest.raises(LayerError):
        read(path)


def test_too_many_members_are_refused(tmp_path):
    path = packed(tmp_path / "UA.zip", {f"{i}.txt": "" for i in range(20)})
    with pytest.raises(LayerError, match="holds 20 files"):
        read(path, limits=ArchiveLimits(max_members=10))


@pytest.mark.parametrize("damage", ["cut", "flip", "empty"])
def test_damage_is_one_error(tmp_path, damage):
    path = packed(tmp_path / "UA.zip", {"UA.txt": bytes(range(256)) * 400}, method=zipfile.ZIP_STORED)
    data = path.read_bytes()
    data = {
        "cut": data[: len(data) // 2],
        "flip": data[:500] + bytes([data[500] ^ 1]) + data[501:],
        "empty": b"PK\x03\x04",
    }[damage]
    path.write_bytes(data)
    with pytest.raises(LayerError, match="fetch it again"):
        check_zip(path)
    with pytest.raises(LayerError):
        read(path)


def test_an_encrypted_archive_is_refused(tmp_path):
    path = packed(tmp_path / "UA.zip", {"UA.txt": "secret"})
    data = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    path.write_bytes(bytes(data))
    with pytest.raises(LayerError, match="encrypted"):
        read(path)


def test_random_damage_is_refused_in_one_line_or_harmless(tmp_path):
    good = packed(tmp_path / "good.zip", {"UA.txt": "1\tx\n" * 500, "readme.txt": "r"}).read_bytes()
    rng = np.random.default_rng(7)
    path = tmp_path / "bad.zip"
    messages = []
    for _ in range(300):
        data = np.frombuffer(good, np.uint8).copy()
        where = rng.integers(len(data), size=rng.integers(1, 5))
        data[where] = rng.integers(256, size=len(where))
        path.write_bytes(data.tobytes())
        try:
            read(path)
        except LayerError as error:
            messages.append(str(error))
    assert len(messages) > 100
    assert not [message for message in messages if "\n" in message]
