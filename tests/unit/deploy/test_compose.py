"""compose.yml starts what `make run` starts, twice, and lets nobody reach what is inside."""

from __future__ import annotations

from typing import Any, Final

import pytest

from tests.unit.deploy.places import DEPLOY, baked, plain, read_yaml, started_here

_COMPOSE: Final = read_yaml(DEPLOY / "compose.yml")
_SERVICES: Final[dict[str, Any]] = _COMPOSE["services"]
_TWINS: Final = [f"{name}-{number}" for name in ("gateway", "rasa", "actions") for number in (1, 2)]


@pytest.mark.parametrize("name", _TWINS)
def test_a_service_is_the_process_that_make_run_starts(name: str) -> None:
    """Same command, and nothing of its environment left out."""
    process = name.rpartition("-")[0]
    command, variables = started_here()[process]
    image = baked("Dockerfile.rasa" if process == "rasa" else "Dockerfile.app")

    assert plain(_SERVICES[name]["command"][1:]) == command
    assert variables.items() <= {**image, **_SERVICES[name]["environment"]}.items()


def test_only_nginx_can_be_reached() -> None:
    """It alone opens ports, and it alone is on no network with Rasa, the actions or a database."""
    assert [name for name, service in _SERVICES.items() if "ports" in service] == ["nginx"]
    assert _SERVICES["nginx"]["networks"] == ["edge"]
    inside = {name for name, network in _COMPOSE["networks"].items() if network.get("internal")}
    for name, service in _SERVICES.items():
        if not name.startswith(("gateway", "nginx")):
            assert set(service["networks"]) <= inside, name


def test_gateways_know_every_rasa_server() -> None:
    """And in the same words, since the order of a conversation's servers is made from them."""
    rasa = " ".join(f"http://{name}:5005" for name in _TWINS if name.startswith("rasa"))

    assert {_SERVICES[f"gateway-{number}"]["environment"]["ZHIWEN_RASA_URL"] for number in (1, 2)} == {rasa}


@pytest.mark.parametrize("name", [name for name in _SERVICES if name != "publish"])
def test_a_service_is_watched_limited_and_started_again(name: str) -> None:
    """Health, memory, restart, no more rights than before."""
    service = _SERVICES[name]

    assert service["healthcheck"]["test"]
    assert service["deploy"]["resources"]["limits"]["memory"]
    assert service["restart"] == "unless-stopped"
    assert "no-new-privileges:true" in service["security_opt"]


@pytest.mark.parametrize("name", [name for name in _SERVICES if name.startswith(("rasa", "actions"))])
def test_the_secrets_of_the_gateway_are_the_gateways(name: str) -> None:
    """Rasa and the actions get neither the bot's token nor the key of sessions."""
    assert "env_file" not in _SERVICES[name]
