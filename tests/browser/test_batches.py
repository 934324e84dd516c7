"""A class file from the upload to the downloads, with a real worker; every state is looked at."""

from collections.abc import Iterator

import pytest

from pgx.batches.models import Batch
from tests.browser.test_every_page import look
from tests.browser.visits import sign_in
from tests.system.servers import working

CLASS = (
    "subject,CYP2C19,my_BDNF_column,drug,dose_mg_per_day\n"
    "s1,*2/*2,C/T,escitalopram,10\n"
    "s2,*1/*1,A/Q,sertraline,50\n"
    "s3,*1/*17,C/C,aspirn,100\n"
)
FILE = {"name": "class.csv", "mimeType": "text/csv", "buffer": CLASS.encode()}
REFUSED = {**FILE, "buffer": b"subject,birth_date\ns1,2001-01-01\n"}


@pytest.fixture
def worker(child_environment: dict[str, str]) -> Iterator[None]:
    """A worker that sees this test's database and broker."""
    with working(child_environment):
        yield


def send(visit, file) -> None:
    visit.page.get_by_label("Class file").set_input_files(file)
    visit.page.get_by_role("button", name="Send and look").click()


def test_a_class_file_from_upload_to_download(signed_in, worker):
    page = signed_in.page
    signed_in.open("/batches/")

    send(signed_in, REFUSED)
    page.get_by_text("looks like personal data").wait_for()
    assert page.get_by_label("Class file").evaluate("field => field.files.length") == 1
    look(signed_in)

    send(signed_in, FILE)
    page.get_by_role("heading", name="Raphe reads 3 rows and 1 marker.").wait_for()
    look(signed_in)
    page.get_by_label("my_BDNF_column").select_option("rs6265")
    page.get_by_role("button", name="Save and look again").click()
    page.get_by_role("heading", name="Raphe reads 3 rows and 2 markers.").wait_for()

    page.get_by_role("button", name="Start").first.click()
    # Without a reload: the page asks by itself.
    page.get_by_role("heading", name="2 of 3 rows could be assessed.").wait_for(timeout=60_000)
    look(signed_in)
    with page.expect_download() as download:
        page.get_by_role("link", name="results.csv").click()
    lines = download.value.path().read_text("utf-8").splitlines()

    assert download.value.suggested_filename == "class-results.csv"
    assert [line.partition(",")[0] for line in lines] == ["subject", "s1", "s2"]
    assert not signed_in.problems, "\n".join(signed_in.problems)


def test_the_work_can_be_followed_cancelled_and_deleted(signed_in):
    """Without a worker: what is under way stays so."""
    page = signed_in.page
    signed_in.open("/batches/")
    send(signed_in, FILE)
    page.get_by_role("button", name="Start").first.click()
    page.get_by_role("button", name="Cancel").wait_for()
    look(signed_in)
    with page.expect_response(lambda answer: "/batches/" in answer.url):
        pass  # the page asks by itself

    page.get_by_role("button", name="Cancel").click()
    page.get_by_role("heading", name="You cancelled this file.").wait_for()
    look(signed_in)
    page.get_by_role("link", name="Delete it").click()
    look(signed_in)
    page.get_by_role("button", name="Delete it for good").click()
    page.get_by_text("“class.csv” is deleted.").wait_for()

    assert not Batch.objects.exists()
    assert not signed_in.problems, "\n".join(signed_in.problems)


def test_a_class_file_is_sent_without_scripts(visit_without_scripts, administrator):

    sign_in(visit_without_scripts, administrator.username)
    visit_without_scripts.open("/batches/")

    send(visit_without_scripts, FILE)

    visit_without_scripts.page.get_by_role("button", name="Start").first.click()
    visit_without_scripts.page.get_by_role("link", name="Look again").click()
    assert visit_without_scripts.page.get_by_role("heading", level=1).is_visible()
