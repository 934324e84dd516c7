"""The container files, read: there is no Docker engine where the tests run."""

import re
import shlex

import pytest
import yaml

from tests.services import ROOT

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
OURS = {name for name, service in SERVICES.items() if "build" in service}
ONE_SHOT = {"migrate"}
SECRETS = ("SECRET_KEY", "POSTGRES_PASSWORD")


def test_the_services_are_those_of_the_design() -> None:
    workers = {"worker-1", "worker-2"}
    assert {"web", "scheduler", "migrate", *workers} == OURS
    assert {"postgres", "redis"} == SERVICES.keys() - OURS


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_every_service_has_a_health_check_or_ends_by_itself(name: str) -> None:
    check = SERVICES[name]["healthcheck"]
    if name in ONE_SHOT:
        assert check == {"disable": True}
        assert SERVICES[name]["restart"] == "no"
    else:
        assert check["test"]
        assert SERVICES[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", sorted(OURS - ONE_SHOT))
def test_the_others_wait_for_migrate(name: str) -> None:
    waits = SERVICES[name]["depends_on"]
    assert waits["migrate"] == {"condition": "service_completed_successfully"}
    assert waits["redis"] == {"condition": "service_healthy"}


def test_migrate_migrates_and_loads_and_makes_no_demo_accounts() -> None:
    command = " ".join(SERVICES["migrate"]["command"])
    assert "manage.py migrate" in command
    assert "manage.py load_knowledge" in command
    assert "manage.py load_cases" in command
    assert "manage.py load_items" in command
    assert "create_demo_accounts" not in (ROOT / "docker-compose.yml").read_text()


def test_secrets_come_from_outside_and_are_required() -> None:
    for service in SERVICES.values():
        for name, value in service.get("environment", {}).items():
            if name in SECRETS:
                assert re.fullmatch(rf"\$\{{{name}:\?[^}}]+\}}", value)
    assert "${POSTGRES_PASSWORD:?" in SERVICES["web"]["environment"]["DATABASE_URL"]
    example = (ROOT / ".env.example").read_text()
    assert all(f"\n{name}=\n" in example for name in SECRETS)


def test_every_variable_of_the_compose_file_is_explained() -> None:
    used = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text()))
    explained = (ROOT / "docs" / "operate.md").read_text()
    assert not {name for name in used if f"`{name}`" not in explained}


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_images_are_pinned_to_a_full_version(name: str) -> None:
    assert re.search(r":\d+\.\d+(\.\d+)?(-|$)", SERVICES[name]["image"])


def test_named_volumes_are_declared() -> None:
    used = {v.split(":")[0] for s in SERVICES.values() for v in s.get("volumes", [])}
    assert used == set(COMPOSE["volumes"])


def test_only_the_web_server_is_reached_from_outside_and_by_default_only_locally() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["web"]
    assert SERVICES["web"]["ports"] == ["${LISTEN:-127.0.0.1}:${PORT:-8000}:8000"]


def dockerfile() -> list[list[str]]:
    """Instructions and their words, continuation lines joined."""
    text = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return [line.split() for line in lines]


def instructions(name: str) -> list[list[str]]:
    return [words[1:] for words in dockerfile() if words[0] == name]


def test_the_image_has_stages_runs_without_root_and_checks_its_health() -> None:
    assert [words[-1] for words in instructions("FROM")] == ["build", "run"]
    assert all(re.search(r":\d+\.\d+\.\d+-", words[0]) for words in instructions("FROM"))
    names = [words[0] for words in dockerfile()]
    assert instructions("USER") == [["10001:10001"]]
    assert names.index("USER") > len(names) - 1 - names[::-1].index("FROM")
    assert len(instructions("HEALTHCHECK")) == 1
    assert "--require-hashes" in (ROOT / "Dockerfile").read_text()


def test_the_image_copies_only_what_the_ignore_file_lets_through() -> None:
    let_through = {
        line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line[:1] == "!"
    }
    copied = {w for words in instructions("COPY") if "--from" not in words[0] for w in words[:-1]}
    assert copied == let_through
    assert all((ROOT / path).exists() for path in copied)


def test_the_programs_of_the_compose_file_exist() -> None:
    for name in OURS - {"web", "migrate"}:
        words = SERVICES[name]["command"]
        assert words[0] == "celery"
        assert shlex.join(words)
        assert SERVICES[name]["environment"]["ALIVE_FILE"]
