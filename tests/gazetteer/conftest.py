"""The geoparser with the data that ship, opened once."""

import pytest


@pytest.fixture(scope="session")
def parser(tmp_path_factory):
    from gazetteer.files.store import Gazetteer
    from gazetteer.geoparse import Geoparser

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BUFFERMAP_DATA_DIR", str(tmp_path_factory.mktemp("no-user-data")))
        return Geoparser.open(Gazetteer.open())
