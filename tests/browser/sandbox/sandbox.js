// Acts as the public CDS Hooks sandbox does: reads /fhir, fills prefetch, calls, draws, tells.
"use strict";

const raphe = new URLSearchParams(location.search).get("raphe");
const fhir = `${raphe}/fhir`;
const patient = "teaching-01";
const user = "Practitioner/teaching-practitioner";
const place = (id) => document.getElementById(id);

function list(id, texts) {
  for (const text of texts) {
    const line = document.createElement("li");
    line.textContent = text;
    place(id).append(line);
  }
}

const coded = (value) =>
  btoa(JSON.stringify(value)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

// The sandbox always says who it is; its signature counts only where Raphe asks for it.
function token(audience) {
  const now = Math.round(Date.now() / 1000);
  const claims = { iss: "https://sandbox.example", aud: audience, iat: now, exp: now + 300 };
  const header = { alg: "ES256", typ: "JWT", kid: "a-key" };
  return `${coded(header)}.${coded({ ...claims, jti: crypto.randomUUID() })}.AAAA`;
}

async function read(query) {
  const answer = await fetch(`${fhir}/${query}`, { headers: { Accept: "application/json+fhir" } });
  if (!answer.ok) throw new Error(`${answer.status} for ${query}`);
  return answer.json();
}

function encoded(template) {
  const [address, query] = template.split("?");
  const pairs = [...new URLSearchParams(query)];
  return `${address}?${pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&")}`;
}

async function prefetched(service) {
  const found = {};
  for (const [key, template] of Object.entries(service.prefetch)) {
    const query = encoded(template.replace(/{{\s*context\.patientId\s*}}/g, patient));
    try {
      found[key] = await read(query);
    } catch (fault) {
      place("faults").append(String(fault));
    }
  }
  return found;
}

const name = "escitalopram 5 MG Oral Tablet";
const order = {
  resourceType: "MedicationRequest",
  id: "request-123",
  status: "draft",
  authoredOn: "2026-11-22",
  subject: { reference: `Patient/${patient}` },
  dosageInstruction: [
    {
      doseQuantity: { value: 2, system: "http://unitsofmeasure.org", code: "{pill}" },
      timing: { repeat: { frequency: 1, period: 1, periodUnit: "d" } },
    },
  ],
  medicationCodeableConcept: {
    text: name,
    coding: [{ display: name, system: "http://www.nlm.nih.gov/research/umls/rxnorm", code: "351249" }],
  },
};

function context(hook) {
  const shared = { patientId: patient, userId: user };
  if (hook === "patient-view") return shared;
  const drafts = { resourceType: "Bundle", entry: [{ resource: order }] };
  const selections = hook === "order-select" ? { selections: ["MedicationRequest/request-123"] } : {};
  return { ...shared, ...selections, draftOrders: drafts };
}

async function call(service) {
  const url = `${raphe}/cds-services/${service.id}`;
  const asked = {
    hookInstance: crypto.randomUUID(),
    hook: service.hook,
    fhirServer: fhir,
    context: context(service.hook),
    prefetch: await prefetched(service),
  };
  const answer = await fetch(url, {
    method: "POST",
    headers: {
      Accept: "application/json",
      "Content-Type": "application/json",
      Authorization: `Bearer ${token(url)}`,
    },
    body: JSON.stringify(asked),
  });
  const { cards } = await answer.json();
  list(service.hook, cards.map((card) => card.summary));
  cards.forEach((card, at) => {
    place(service.hook).children[at].dataset.ending = card.detail.slice(-40);
  });
  const sizes = Object.entries(asked.prefetch).map(([key, found]) => [key, found.total]);
  place("prefetched").textContent = JSON.stringify(Object.fromEntries(sizes));
  return cards;
}

async function tell(service, card) {
  const url = `${raphe}/cds-services/${service.id}/feedback`;
  const item = {
    card: card.uuid,
    outcome: "overridden",
    outcomeTimestamp: new Date().toISOString(),
  };
  const answer = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token(url)}` },
    body: JSON.stringify({ feedback: [item] }),
  });
  place("feedback").textContent = answer.status;
}

async function act() {
  place("server").textContent = (await read("metadata")).fhirVersion;
  const people = (await read("Patient")).entry.map((entry) => entry.resource.name[0]);
  list("people", people.map((each) => `${each.given.join(" ")} ${each.family}`));
  const discovery = `${raphe}/cds-services`;
  const headers = { Accept: "application/json", Authorization: `Bearer ${token(discovery)}` };
  const { services } = await (await fetch(discovery, { headers })).json();
  list("services", services.map((each) => each.hook));
  let cards = [];
  for (const service of services) cards = await call(service);
  await tell(services.at(-1), cards[0]);
}

act()
  .catch((fault) => place("faults").append(String(fault)))
  .finally(() => { place("done").hidden = false; });
