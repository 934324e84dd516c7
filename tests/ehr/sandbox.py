"""A client that does what the public CDS Hooks sandbox does, over real HTTP."""

from urllib.parse import quote
from uuid import uuid4

import httpx

from tests.ehr.calls import bundle

ORIGIN = "https://sandbox.example"
USER = "Practitioner/teaching-practitioner"


class Sandbox:
    """Discovers services, fills their prefetch from /fhir, and calls them."""

    def __init__(self, site):
        self.site = site
        self.http = httpx.Client(base_url=site, headers={"Origin": ORIGIN}, timeout=30)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.http.close()

    def discover(self):
        return self.http.get("/cds-services").json()["services"]

    def fhir(self, query):
        """A resource, read as the sandbox reads."""
        answer = self.http.get(f"/fhir/{query}", headers={"Accept": "application/json+fhir"})
        assert answer.status_code == 200, answer.text
        return answer.json()

    def resources(self, query):
        """Every match of a search, page by page."""
        found, address = [], query
        while address:
            page = self.fhir(address)
            found += [each["resource"] for each in page.get("entry", [])]
            links = {each["relation"]: each["url"] for each in page["link"]}
            address = links.get("next", "").removeprefix(f"{self.site}/fhir/")
        return found

    def prefetch(self, service, patient):
        """Each template with the patient in it, its values encoded one by one."""
        return {
            key: self.fhir(_encoded(template.replace("{{context.patientId}}", patient)))
            for key, template in service["prefetch"].items()
        }

    def body(self, hook, patient, orders=(), prefetch=None, **more):
        """What the sandbox posts; every order is selected."""
        context = {"userId": USER, "patientId": patient}
        if hook != "patient-view":
            context["draftOrders"] = bundle(*orders)
        if hook == "order-select":
            context["selections"] = [f"{each['resourceType']}/{each['id']}" for each in orders]
        asked = {"hook": hook, "hookInstance": str(uuid4()), "context": context, **more}
        return asked | ({"prefetch": prefetch} if prefetch is not None else {})

    def post(self, body, path="", **headers):
        return self.http.post(
            f"/cds-services/{path or 'raphe-' + body['hook']}", json=body, headers=headers
        )

    def cards(self, body):
        answer = self.post(body)
        assert answer.status_code == 200, answer.text
        return answer.json()["cards"]


def _encoded(template):
    address, _, query = template.partition("?")
    pairs = (each.partition("=") for each in query.split("&"))
    return f"{address}?" + "&".join(f"{name}={quote(value, safe='')}" for name, _, value in pairs)
