"""One conversation, as a person's program leads it."""

from __future__ import annotations

import json
import urllib.request
import uuid
from typing import Any, Final

Reply = list[dict[str, Any]]
#: What the person of the self-checks says when asked about an attribute; of anything else they have nothing.
PERSON: Final = {
    "education": "大专",
    "years_of_work": "2017年3月开始",
    "region": "单位在永嘉县",
    "employer_type": "民营企业",
    "employed_now": "在职",
    "specialty": "建筑施工",
    "general_course": "考试合格了",
    "assessments_passed": "年年合格",
    "insurance_same_employer": "是，公司一直在永嘉交的",
    "insurance_newcomer": "没有，一直在本地",
    "local_insurance": "五年多，没断过",
}
NOTHING: Final = "没有"


class Talk:
    """One conversation over the REST channel."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._sender = uuid.uuid4().hex

    def say(self, message: str) -> Reply:
        """The replies to one message."""
        body = json.dumps({"sender": self._sender, "message": message}).encode()
        request = urllib.request.Request(
            f"{self._url}/webhooks/rest/webhook", body, {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=30) as reply:
            return list(json.load(reply))
