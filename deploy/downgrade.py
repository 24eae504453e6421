"""`python -m deploy.downgrade REVISION`: take the gateway's tables back to what an earlier release made.

Only the release that made the newer tables knows the way back, so this is run from it, with every gateway stopped and
a backup at hand: what the newer tables held is dropped. The database is `ZHIWEN_BOT_DATABASE_URL`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

_MIGRATIONS = Path(__file__).resolve().parents[1] / "bot" / "store" / "migrations"


def main(revision: str, url: str) -> None:
    """Everything, or nothing where a step fails."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    with create_engine(url, hide_parameters=True).begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)


if __name__ == "__main__":
    main(sys.argv[1], os.environ["ZHIWEN_BOT_DATABASE_URL"])
