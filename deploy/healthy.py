"""`python healthy.py PORT PATH`: ends with 0 where the process on this machine answers 200, else with 1.

Standard library only, since both images use it; a proxy of the surroundings is not asked.
"""

from __future__ import annotations

import http.client
import sys
from typing import Final

#: Seconds; less than what the container engine waits for the check itself.
_PATIENCE: Final = 4.0


def main(port: int, path: str) -> int:
    """Ask once."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    try:
        connection.request("GET", path)
        return int(connection.getresponse().status != http.HTTPStatus.OK)
    except (OSError, http.client.HTTPException):
        return 1
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2]))
