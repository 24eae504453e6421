"""Images: made of what is locked, run by nobody in particular, and like what runs here."""

from __future__ import annotations

import re
from typing import Final

import pytest

from tests.unit.deploy.places import DEPLOY, PROJECT, baked, started_here

_IMAGES: Final = {
    "Dockerfile.app": ("gateway", "requirements/app.txt"),
    "Dockerfile.rasa": ("rasa", "requirements/rasa.txt"),
}


def _text(dockerfile: str) -> str:
    return (DEPLOY / dockerfile).read_text(encoding="utf-8").replace("\\\n", " ")


@pytest.mark.parametrize("dockerfile", _IMAGES)
def test_only_locked_releases_are_installed(dockerfile: str) -> None:
    """With hashes, once, and from the locked file of that environment."""
    installs = re.findall(r"pip install .*", _text(dockerfile))

    assert len(installs) == 1
    assert "--require-hashes -r " in installs[0]
    assert f"COPY {_IMAGES[dockerfile][1]} " in _text(dockerfile)


@pytest.mark.parametrize("dockerfile", _IMAGES)
def test_it_does_not_run_as_root_and_tells_its_health(dockerfile: str) -> None:
    """The last stage names another user and a check."""
    last = _text(dockerfile).rsplit("\nFROM ", 1)[1]

    assert re.search(r"^USER 10001:10001$", last, re.MULTILINE)
    assert re.search(r"^HEALTHCHECK .* CMD \[\"python\", \"healthy.py\", ", last, re.MULTILINE)


@pytest.mark.parametrize("dockerfile", _IMAGES)
def test_its_environment_is_that_of_make_run(dockerfile: str) -> None:
    """Threads, heaps, telemetry: what was found out for one way of starting holds for the other."""
    process, _ = _IMAGES[dockerfile]

    assert started_here()[process][1].items() <= baked(dockerfile).items()


@pytest.mark.parametrize("dockerfile", _IMAGES)
def test_what_it_copies_exists_and_is_let_in(dockerfile: str) -> None:
    """A folder that was renamed is found here and not in a build; the list of what is let in has no other."""
    sources = {
        word
        for line in re.findall(r"^COPY (?!--from)(.*)$", _text(dockerfile), re.MULTILINE)
        for word in line.split()[:-1]
    }
    ignored = (DEPLOY / f"{dockerfile}.dockerignore").read_text(encoding="utf-8")
    let_in = set(re.findall(r"^!(.*)$", ignored, re.MULTILINE))

    assert all((PROJECT / source).exists() for source in sources)
    assert let_in == sources
