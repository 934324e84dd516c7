"""Every page that exists, found by the test: at both widths, and in the dark.

No rule of axe-core broken, nothing on the console, nothing refused by the Content-Security-Policy,
no failed request, none to elsewhere, and no sideways scrolling.
"""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.urls import Resolver404, resolve

from pgx.web.examples import examples
from tests.surfaces import addresses

# The pages of the knowledge base: hundreds of a kind, and the same to everybody.
READING = r"knowledge/(?!desk/)"
THE_REST = rf"(?!{READING})"
A_KIND = 2  # pages of one pattern of addresses that are looked at, where they are many
# Without preload: axe would load style sheets again by means that our policy refuses.
AXE = {"preload": False, "resultTypes": ["violations"]}
# In the dark only what depends on the theme can be another, and it depends on no width. (A rule of
# level AAA is in the category too, and off where no category is named.)
COLOR = {"runOnly": ["cat.color"], "rules": {"color-contrast-enhanced": {"enabled": False}}}
VIEWS = ((1280, "light", AXE), (390, "light", AXE), (390, "dark", AXE | COLOR))
ERROR_PAGES = ("/there-is-nothing-here", "/account/logout/")
RUN_AXE = "async (options) => (await axe.run(options)).violations"
# A link in a picture (SVG) has no text for an address.
LINKS = "[...document.querySelectorAll('a[href]:not(svg a)')].map((link) => link.href)"


def starts() -> list[str]:
    """Where to look first: every address without parameters, and the examples of Explore."""
    plain = [address.fill({}) for address in addresses() if not address.parameters]
    return plain + [example.url for example in examples()]


def pages(visit, wanted: str, few: str) -> Iterator[str]:
    """Open pages in turn: the starts, then what they link to, each path once.

    Of each pattern of addresses that begins as `few` says, two.
    """
    queue = starts()
    questions = set(queue)  # the examples of Explore count each; elsewhere a query is a view
    seen, kinds = set(), Counter()
    while queue:
        address = queue.pop(0)
        kind = kind_of(address)
        is_one_more = kinds[kind] >= A_KIND and re.match(few, kind)
        if is_one_more or not re.match(wanted, kind):
            continue
        found = where_it_leads(visit, address)
        key = found if found in questions else urlsplit(found).path
        if not found or key in seen or not re.match(wanted, kind_of(found)):
            continue
        seen.add(key)
        kinds[kind_of(found)] += 1
        visit.open(found)
        links = visit.page.evaluate(LINKS)
        queue += [link.removeprefix(visit.site) for link in links if ours(visit, link)]
        yield found


def kind_of(address: str) -> str:
    """The pattern that an address is of; the address where there is none."""
    path = urlsplit(address).path
    try:
        return resolve(path).route
    except Resolver404:
        return path


def ours(visit, link: str) -> bool:
    return link.startswith(visit.site + "/") and "#" not in link


def where_it_leads(visit, address: str) -> str:
    """The address of the page behind this one, past its redirects; empty where it is no page."""
    response = visit.page.context.request.get(visit.site + address)
    if response.status == 500:
        visit.problems.append(f"{address}: answers 500")
    if response.status != 200 or not response.headers["content-type"].startswith("text/html"):
        return ""
    return response.url.removeprefix(visit.site)


def look(visit) -> None:
    """Look at the open page at both widths, and in the dark."""
    for refused in visit.refused():
        visit.note(refused)
    visit.page.evaluate(AXE_SCRIPT)
    for width, theme, options in VIEWS:
        visit.page.set_viewport_size({"width": width, "height": 900})
        visit.page.emulate_media(color_scheme=theme)
        for violation in visit.page.evaluate(RUN_AXE, options):
            where = "; ".join(node["html"][:160] for node in violation["nodes"][:3])
            visit.note(f"axe {violation['id']} ({width}, {theme}): {where}")
        over = visit.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if over > 0:
            visit.note(f"{over} px too wide at {width}")


def walk(visit, wanted: str, few: str = READING) -> set[str]:
    """Look at the pages whose pattern begins as wanted; the paths that were looked at."""
    looked = set()
    for address in pages(visit, wanted, few):
        look(visit)
        looked.add(urlsplit(address).path)
    return looked


def test_every_page_of_a_visitor(visit):
    looked = walk(visit, THE_REST)
    assert not visit.problems, "\n".join(visit.problems)
    assert {"/", "/account/login/", "/account/signup/", "/account/password/reset/"} <= looked


def test_every_kind_of_page_to_read(visit):
    looked = walk(visit, READING)
    assert not visit.problems, "\n".join(visit.problems)
    kinds = {each.route for each in addresses() if re.match(READING, each.route)}
    assert kinds - set(map(kind_of, looked)) == set()


@pytest.mark.parametrize("address", ERROR_PAGES)
def test_error_pages(visit, address):
    visit.open(address)
    # The browser reports the error itself; all else must be in order.
    visit.problems.clear()
    look(visit)
    assert not visit.problems, "\n".join(visit.problems)
    visit.page.get_by_role("link", name="Go to the start page").click()
    assert urlsplit(visit.page.url).path == "/"


# Last, and the other walk first: two that stand together go to one process.
def test_every_page_of_an_administrator(signed_in):
    looked = walk(signed_in, THE_REST, few="")  # a visitor has seen the others of a kind
    assert not signed_in.problems, "\n".join(signed_in.problems)
    assert {"/account/", "/account/tokens/new/", "/account/reauthenticate/"} <= looked
    assert {"/admin/", "/admin/accounts/user/add/"} <= looked
