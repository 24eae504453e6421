"""`python -m actions`: the action server in one process.

The SDK's own command starts a manager and a server beside it; the manager costs a hundred megabytes and a second, and
restarts a server that died, which here whoever started this process does.
"""

from __future__ import annotations

import os
import sys

from rasa_sdk.constants import DEFAULT_SERVER_PORT
from rasa_sdk.endpoint import create_app_for_serve
from sanic import Sanic

from actions.clock import today
from actions.knowledge import catalogue
from actions.logs import configure
from actions.telemetry import Watched, tell_no_texts
from policies_kb.errors import NothingPublished
from policies_kb.model.answer import Question
from telemetry import PREFIX, BadSetting
from telemetry.spans import traces_of


def main() -> None:
    """Serve at SANIC_HOST and ZHIWEN_ACTIONS_PORT until told to stop."""
    try:
        configure()
        traces = traces_of(os.environ.get(f"{PREFIX}TRACES_URL"), "zhiwen-actions")
    except BadSetting as error:
        sys.exit(str(error))
    executor = Watched(traces)
    executor.register_package("actions")
    app = create_app_for_serve(executor)
    tell_no_texts(app)
    app.register_listener(lambda *_: traces.close(), "after_server_stop")
    app.register_listener(_read_notices, "before_server_start")
    app.prepare(
        host=os.environ.get("SANIC_HOST", "127.0.0.1"),
        port=int(os.environ.get("ZHIWEN_ACTIONS_PORT") or DEFAULT_SERVER_PORT),
        single_process=True,
        motd=False,
        access_log=False,
    )
    Sanic.serve_single(primary=app)


def _read_notices(*_: object) -> None:
    """So that the first question waits for nothing; where no notices are published, each question says so."""
    try:
        catalogue().answer(Question("报名", today()))
    except NothingPublished:
        return


if __name__ == "__main__":
    main()
