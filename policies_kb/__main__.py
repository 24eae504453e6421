"""`python -m policies_kb`: check, publish and look at the notices."""

import sys

from policies_kb.cli import main

if __name__ == "__main__":
    sys.exit(main())
