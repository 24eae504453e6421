"""What gateway, actions and components tell of themselves in one way: faults without words, spans, forms of a log.

Here belongs what more than one process needs, on Python 3.10 too. What only the gateway tells (figures, requests) is in
`bot.telemetry`; how each process sets up its log is with that process. Nothing here knows a message or a notice.
"""

from telemetry.faults import faults_told
from telemetry.lines import form_of
from telemetry.settings import PREFIX, BadSetting

__all__ = ["PREFIX", "BadSetting", "faults_told", "form_of"]
