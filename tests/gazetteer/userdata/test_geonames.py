"""Dumps from a server, a mirror, a folder or a file, end to end into a library."""

import io
import zipfile

import pytest

from gazetteer.errors import LayerError, SourceUnavailableError
from gazetteer.userdata.fetch import Downloader, Limits
from gazetteer.userdata.geonames import SERVER, DumpSource, default_server
from gazetteer.userdata.library import Library
from tests.gazetteer.http_server import serve, status, whole
from tests.gazetteer.toy_places import build_toy
from tests.gazetteer.userdata.test_dump import line

QUICK = Downloader(limits=Limits(first_wait_s=0.01, attempts=2, stall_s=1))


@pytest.fixture
def library(tmp_path):
    return Library(user_dir=tmp_path / "user", data_dir=build_toy(tmp_path / "data"))


def zipped(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in members.items():
            archive.writestr(f"{name}.txt", text)
    return buffer.getvalue()


DUMP = zipped(readme="about", UA=line(2001, "Selo"))
NAMES = zipped(readme="about", UA="1\t2001\tuk\tСело\t1\n2\t2001\tuk\tСтаре\t\t\t\t1\n")


def test_a_country_is_fetched_with_its_names(library):
    with serve(whole(DUMP), whole(NAMES)) as server:
        source = DumpSource(library=library, origin=server.url + "/mirror/", downloader=QUICK)
        (record,) = source.add(["UA"])
    assert [path for path, _ in server.requests] == ["/mirror/UA.zip", "/mirror/alternatenames/UA.zip"]
    assert record.source == f"{server.url}/mirror/UA.zip"
    assert (record.licence, record.countries, record.rows) == ("CC BY 4.0", ("UA",), 1)
    gazetteer = library.gazetteer()
    (match,) = gazetteer.match("Старе")
    assert gazetteer.place(match.row).name_local == "Село"
    assert not list((library.user_dir / "downloads").iterdir())


def test_the_names_can_be_left_out(library):
    with serve(whole(DUMP), status(404)) as server:
        DumpSource(library=library, origin=server.url, downloader=QUICK, with_names=False).add(["UA"])
    assert len(server.requests) == 1


def test_one_dump_by_its_url(library):
    with serve(whole(DUMP)) as server:
        (record,) = DumpSource(library=library, origin=server.url + "/a/UA.zip", downloader=QUICK).add([])
    assert record.name == "GeoNames UA"


def test_a_folder_laid_out_like_the_server(library, tmp_path):
    folder = tmp_path / "mirror"
    (folder / "alternatenames").mkdir(parents=True)
    (folder / "UA.zip").write_bytes(DUMP)
    (folder / "alternatenames" / "UA.zip").write_bytes(NAMES)
    (folder / "MD.txt").write_text(line(3001, "Sat").replace("\tUA\t", "\tMD\t"))
    records = DumpSource(library=library, origin=str(folder)).add(["UA", "MD"])
    assert [record.name for record in records] == ["GeoNames UA", "GeoNames MD"]
    assert library.gazetteer().match("Село")
    with pytest.raises(LayerError, match=r"neither RU.zip nor RU.txt"):
        DumpSource(library=library, origin=str(folder)).add(["RU"])
    with pytest.raises(LayerError, match="which countries"):
        DumpSource(library=library, origin=str(folder)).add([])


def test_countries_are_taken_out_of_a_larger_dump(library, tmp_path):
    path = tmp_path / "all.txt"
    path.write_text(line(2001, "Selo") + line(3001, "Sat").replace("\tUA\t", "\tMD\t"))
    (record,) = DumpSource(library=library, origin=str(path)).add(["MD"])
    assert record.rows == 1
    assert not library.gazetteer().match("Selo")


def test_a_failed_download_changes_nothing(library):
    with serve(status(404)) as server, pytest.raises(SourceUnavailableError, match="404"):
        DumpSource(library=library, origin=server.url, downloader=QUICK).add(["UA"])
    assert library.records() == []


def test_what_is_no_archive_is_fetched_twice_and_refused(library):
    with serve(whole(b"not a zip")) as server, pytest.raises(SourceUnavailableError, match="no zip"):
        DumpSource(library=library, origin=server.url, downloader=QUICK).add(["UA"])
    assert len(server.requests) == 2
    assert library.records() == []


def test_a_missing_file_is_named(library):
    with pytest.raises(LayerError, match="there is no file or folder"):
        DumpSource(library=library, origin="nowhere.zip").add(["UA"])


def test_the_mirror_can_be_set(monkeypatch):
    monkeypatch.delenv("BUFFERMAP_MIRROR", raising=False)
    assert default_server() == SERVER
    monkeypatch.setenv("BUFFERMAP_MIRROR", "https://mirror.example/dump")
    assert default_server() == "https://mirror.example/dump"
