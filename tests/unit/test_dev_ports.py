"""A port that cannot be used is said in words that name it, its purpose and the way out."""

from __future__ import annotations

import socket

import pytest

from dev.errors import CommandError
from dev.ports import HOST, Ports, free_ports, ports_from, require_free


def test_the_default_ports() -> None:
    assert ports_from({}) == Ports(gateway=8080, rasa=5005, actions=5055)


def test_ports_are_chosen_by_variables() -> None:
    chosen = ports_from({"ZHIWEN_PORT": "9000", "ZHIWEN_RASA_PORT": "9001", "ZHIWEN_ACTIONS_PORT": "9002"})

    assert chosen.gateway_url == "http://127.0.0.1:9000"
    assert (chosen.rasa, chosen.actions) == (9001, 9002)


@pytest.mark.parametrize("value", ["http", "0", "65536", "-1", "8080.5", "８０８０"])
def test_what_is_no_port_is_refused(value: str) -> None:
    with pytest.raises(CommandError, match=f"ZHIWEN_PORT={value} is not a port"):
        ports_from({"ZHIWEN_PORT": value})


def test_one_port_for_two_processes_is_refused() -> None:
    with pytest.raises(CommandError, match="ZHIWEN_PORT and ZHIWEN_RASA_PORT are both 5005"):
        ports_from({"ZHIWEN_PORT": "5005"})


def test_a_taken_port_is_named_with_its_purpose_and_the_way_out() -> None:
    ports = free_ports()
    with socket.create_server((HOST, ports.rasa)), pytest.raises(CommandError) as caught:
        require_free(ports)

    assert f"port {ports.rasa} is taken; it is wanted for the Rasa server" in str(caught.value)
    assert str(ports.gateway) not in str(caught.value)
    assert "ZHIWEN_RASA_PORT=" in str(caught.value)


def test_free_ports_are_free_and_differ() -> None:
    ports = free_ports()

    require_free(ports)
    assert len({ports.gateway, ports.rasa, ports.actions}) == 3
