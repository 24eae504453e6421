"""The history of the gateway's tables, one step a file in `versions/`. Run when the gateway starts."""
