import pytest

from tests.making import make_issued_edition, make_marked_edition


@pytest.fixture
def commitment():
    return make_issued_edition(make_marked_edition()).statements.get().commitment


@pytest.fixture
def unheard():
    """A commitment that readers do not know yet."""
    return make_marked_edition().statements.get().commitment
