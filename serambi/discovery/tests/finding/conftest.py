import pytest

from serambi.discovery.index import SearchIndex
from serambi.discovery.tests.finding import shelves


def built(root, works):
    index = SearchIndex(root)
    with index.rebuild() as writer:
        writer.put(works)
        writer.commit("start")
        writer.publish()
    return SearchIndex.open(root)


@pytest.fixture(scope="session")
def works():
    return shelves.read(shelves.HERE / "titles.csv") + shelves.known()


@pytest.fixture(scope="session")
def index(works, tmp_path_factory):
    return built(tmp_path_factory.mktemp("shelf") / "index", works)


@pytest.fixture(scope="session")
def titles(works):
    return {work.work_id: work.titles[0] for work in works}


@pytest.fixture
def small(tmp_path):
    """An index of the well-known works only, for tests that change it."""
    return built(tmp_path / "index", shelves.known())


@pytest.fixture(scope="session")
def build():
    return built
