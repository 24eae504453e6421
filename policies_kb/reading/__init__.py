"""From YAML files to the model, with every problem at once.

Here belongs what knows that the knowledge base is written in YAML: line numbers, duplicate keys, messages that
say how to mend a file. What a notice may say is in `model`; what makes sense across files is in `lint`.
"""

from policies_kb.reading.folder import (
    HERE,
    SHARED,
    Files,
    notice_files,
    read_folder,
    read_notice,
    read_shared,
)

__all__ = ["HERE", "SHARED", "Files", "notice_files", "read_folder", "read_notice", "read_shared"]
