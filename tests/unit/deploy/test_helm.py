"""The Helm chart, linted and rendered by Helm's own code where it is installed: `requirements/dev.in` says where."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

import pytest
import yaml

from tests.unit.deploy.places import CHART, PROJECT, baked, plain, read_yaml, started_here

_PROCESSES: Final = {"gateway": "Dockerfile.app", "rasa": "Dockerfile.rasa", "actions": "Dockerfile.app"}
_SECRETS: Final = {"ZHIWEN_DATABASE_URL", "ZHIWEN_BOT_DATABASE_URL", "ZHIWEN_TRACKERS_URL", "ZHIWEN_REDIS_URL",
                   "ZHIWEN_WEB_SECRET", "ZHIWEN_METRICS_TOKEN", "TELEGRAM_BOT_TOKEN", "ZHIWEN_OIDC_SECRET"}  # fmt: skip


@pytest.fixture(scope="module")
def helm() -> Any:
    """Helm as a library."""
    return pytest.importorskip("helm_python", reason="Helm's library is not installed: helm-python-sdk")


@pytest.fixture(scope="module")
def chart(helm: Any) -> Iterator[Any]:
    """The chart, loaded."""
    with helm.Chart.load(str(CHART)) as loaded:
        yield loaded


@pytest.fixture(scope="module")
def objects(chart: Any) -> dict[tuple[str, str], Any]:
    """What it makes with its default values, by kind and name."""
    return _made(chart, {})


def _made(chart: Any, values: dict[str, Any]) -> dict[tuple[str, str], Any]:
    rendered = chart.render(values, name="zhiwen", namespace="zhiwen")
    texts = [text for name, text in rendered.items() if name.endswith(".yaml")]
    found = [one for text in texts for one in yaml.safe_load_all(text) if one]
    return {(one["kind"], one["metadata"]["name"]): one for one in found}


def _pods(objects: dict[tuple[str, str], Any]) -> dict[str, Any]:
    kinds = ("Deployment", "StatefulSet", "Job")
    found = (one for (kind, _), one in objects.items() if kind in kinds)
    return {one["metadata"]["name"].removeprefix("zhiwen-"): one["spec"]["template"]["spec"] for one in found}


def test_chart_values_and_schema_can_be_read() -> None:
    """What needs no Helm: the files are YAML and JSON, and the schema knows every value there is."""
    assert read_yaml(CHART / "Chart.yaml")["name"] == "zhiwen"
    schema = json.loads((CHART / "values.schema.json").read_text(encoding="utf-8"))
    assert set(read_yaml(CHART / "values.yaml")) <= set(schema["properties"])


def test_helm_finds_nothing_to_mend(helm: Any) -> None:
    """`helm lint --strict`."""
    report = helm.lint(str(CHART), strict=True)

    assert report["errors"] == []
    assert [one for one in report["messages"] if one["severity"] > 1] == []


@pytest.mark.parametrize(
    "values",
    [
        {"gateways": {}},
        {"gateway": {"replicas": 0}},
        {"secret": ""},
        {"settings": {"ZHIWEN_WEB_SECRET": "in a file that is not secret"}},
        {"settings": {"ZHIWEN_LOG": 1}},
        {"networkPolicy": {"gatewayFrom": []}},
    ],
    ids=str,
)
def test_wrong_values_are_refused(helm: Any, chart: Any, values: dict[str, Any]) -> None:
    """Before anything is installed: unknown names, nobody to serve, secrets where they do not belong."""
    with pytest.raises(helm.HelmError):
        chart.validate_schema(chart.merge_values(values))


@pytest.mark.parametrize("process", _PROCESSES)
def test_a_pod_runs_what_make_run_starts(objects: dict[tuple[str, str], Any], process: str) -> None:
    """Same command, nothing of the environment left out."""
    container = _pods(objects)[process]["containers"][0]
    command, variables = started_here()[process]
    given = {one["name"]: one.get("value") for one in container["env"]}

    assert plain(container["command"][1:]) == command
    assert variables.items() <= {**baked(_PROCESSES[process]), **given}.items()


def test_no_pod_is_given_addresses_under_the_names_of_settings(objects: dict[tuple[str, str], Any]) -> None:
    """Kubernetes sets `ZHIWEN_RASA_PORT=tcp://…` for a Service of that name, unless it is told not to."""
    assert all(pod["enableServiceLinks"] is False for pod in _pods(objects).values())


def test_no_pod_has_rights_or_writes_to_its_image(objects: dict[tuple[str, str], Any]) -> None:
    """Not root, no capabilities, no token of the cluster, limits of memory."""
    for pod in _pods(objects).values():
        rights = pod["containers"][0]["securityContext"]
        assert pod["securityContext"]["runAsNonRoot"] is True
        assert pod["automountServiceAccountToken"] is False
        assert rights["readOnlyRootFilesystem"] is True
        assert rights["capabilities"] == {"drop": ["ALL"]}
        assert pod["containers"][0]["resources"]["limits"]["memory"]


def test_rasa_answers_gateways_and_actions_answer_rasa(objects: dict[tuple[str, str], Any]) -> None:
    """Nobody else, and neither is in the Ingress or has a port on the nodes."""
    for part, by in (("rasa", "gateway"), ("actions", "rasa")):
        allowed = objects["NetworkPolicy", f"zhiwen-{part}"]["spec"]["ingress"]
        (peer,) = allowed[0]["from"]
        assert len(allowed) == 1
        assert peer["podSelector"]["matchLabels"]["app.kubernetes.io/component"] == by
        assert objects["Service", f"zhiwen-{part}"]["spec"].get("type", "ClusterIP") == "ClusterIP"
    paths = objects["Ingress", "zhiwen-gateway"]["spec"]["rules"][0]["http"]["paths"]
    assert {one["backend"]["service"]["name"] for one in paths} == {"zhiwen-gateway"}
    assert not {"/metrics", "/readyz"} & {one["path"] for one in paths}
    assert {one["path"] for one in paths if one["pathType"] == "Prefix"}.isdisjoint({"/"})


def test_the_ingress_has_every_public_route() -> None:
    """A route that is new in the gateway is public, or is named here as one that is not."""
    text = (CHART / "templates" / "ingress.yaml").read_text(encoding="utf-8")
    described = (PROJECT / "bot").rglob("*.py")
    roots = {
        line.split('"')[1]
        for file in described
        for line in file.read_text(encoding="utf-8").splitlines()
        if ".add_get(" in line or ".add_post(" in line or ".add_delete(" in line
        if '("/' in line
    }

    missing = {root for root in roots if f'"/{root.split("/")[1]}"' not in text and f'"{root}"' not in text}

    assert missing - {"/metrics", "/readyz", "/webhooks/rest/webhook"} == set()


def test_gateways_know_as_many_rasa_servers_as_there_are(chart: Any) -> None:
    """Each by its own name, so that a conversation stays with one."""
    objects = _made(chart, {"rasa": {"replicas": 3}})
    env = _pods(objects)["gateway"]["containers"][0]["env"]
    urls = next(one["value"] for one in env if one["name"] == "ZHIWEN_RASA_URL").split()

    assert urls == [f"http://zhiwen-rasa-{number}.zhiwen-rasa:5005" for number in range(3)]
    assert objects["StatefulSet", "zhiwen-rasa"]["spec"]["serviceName"] == "zhiwen-rasa"


def test_secrets_come_from_the_secret(objects: dict[tuple[str, str], Any]) -> None:
    """No value of theirs is ever written into a pod, and Rasa gets no more than it needs."""
    for name, pod in _pods(objects).items():
        env = {one["name"]: one for one in pod["containers"][0]["env"]}
        assert all("value" not in one for key, one in env.items() if key in _SECRETS)
        if name == "rasa":
            assert set(env) & _SECRETS == {"ZHIWEN_TRACKERS_URL", "ZHIWEN_REDIS_URL"}


def test_one_of_each_may_be_away(chart: Any) -> None:
    """A node that is emptied takes one of each at a time; of one there is nothing to keep."""
    two, one = _made(chart, {}), _made(chart, {part: {"replicas": 1} for part in _PROCESSES})

    assert {name for kind, name in two if kind == "PodDisruptionBudget"} == {
        f"zhiwen-{part}" for part in _PROCESSES
    }
    assert not [name for kind, name in one if kind == "PodDisruptionBudget"]
