"""`POST /api/photo-check`: a photo against what a notice demands. Nothing is kept, and no picture is logged."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Final, cast

from aiohttp import BodyPartReader, MultipartReader, web
from aiohttp.http_exceptions import HttpProcessingError

from bot import keys
from bot.problems import problem
from policies_kb.catalogue import Catalogue, PhotoChecked, PictureRefused, figures_of
from policies_kb.model.text import Lang
from policies_kb.wording.photo import refused_text

_LANGS: Final = ("zh", "zh-hant", "en")
#: Bytes of a field that is no file; a name of a notice is much shorter.
_FIELD_MOST: Final = 200
#: Parts a form may have, and bytes around the photo for their heads and boundaries.
_PARTS_MOST: Final = 10
_FORM_MOST: Final = 64 * 1024
_CHUNK: Final = 64 * 1024
#: Seconds in which a form must have come.
_IN_TIME: Final = 60
#: Where a refused file has a status of its own; all others are 422.
_STATUS: Final = {"too_large": 413, "wrong_type": 415}


@dataclass
class _Form:
    """The fields of a form as they come in, each once."""

    photo: bytes | None = None
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def lang(self) -> Lang:
        """The language asked for; Chinese where none, or none of ours, was."""
        asked = self.fields.get("lang")
        return cast(Lang, asked) if asked in _LANGS else "zh"

    def wrong(self) -> dict[str, str]:
        """What is wrong with each field; empty where all is well."""
        wrong = {}
        if self.photo is None:
            wrong["photo"] = "must be a file"
        if not self.fields.get("notice"):
            wrong["notice"] = "must name a notice"
        if self.fields.get("lang", "zh") not in _LANGS:
            wrong["lang"] = "must be zh, zh-hant or en"
        return wrong


class _Refused(Exception):
    """The form cannot be used; holds the response that says so."""

    def __init__(self, response: web.Response) -> None:
        super().__init__(response.status)
        self.response = response


async def photo_check(request: web.Request) -> web.Response:
    """A form with `photo`, `notice` and perhaps `lang` → `{"text", "answer", "photo"}`; `photo` is null where the
    notice says nothing on photos.
    """
    form = _Form()
    try:
        await _read(request, form)
    except _Refused as refused:
        return refused.response
    except PictureRefused as refused:
        return _refused(refused, form)
    wrong = form.wrong()
    if wrong:
        return problem(422, "bad_fields", "some fields cannot be used", wrong)
    catalogue = await request.app[keys.KNOWLEDGE].required()
    notice = form.fields["notice"]
    if catalogue.knowledge.notice(notice) is None:
        held = ", ".join(one.id for one in catalogue.notices)
        return problem(404, "no_such_notice", f"there is no such notice; held are {held}")
    try:
        checked = await asyncio.to_thread(_checked, catalogue, form, request)
    except PictureRefused as refused:
        return _refused(refused, form)
    return web.json_response({"text": checked.reply.text, **checked.reply.custom, "photo": checked.custom})


def _refused(refused: PictureRefused, form: _Form) -> web.Response:
    text = refused_text(refused, form.lang)
    return problem(_STATUS.get(refused.code, 422), refused.code, text, {"photo": text})


def _checked(catalogue: Catalogue, form: _Form, request: web.Request) -> PhotoChecked:
    """The check itself; it takes its time, so it runs beside the event loop."""
    assert form.photo is not None
    figures = figures_of(form.photo, request.app[keys.SETTINGS].photo_most)
    return catalogue.photos.check(form.fields["notice"], figures, request.app[keys.CLOCK](), form.lang)


async def _read(request: web.Request, form: _Form) -> None:
    """Fill the form. Raises _Refused for what is no form or does not come, PictureRefused for too large a photo."""
    most = request.app[keys.SETTINGS].photo_most
    if request.content_type != "multipart/form-data":
        raise _Refused(problem(415, "unsupported_type", "send multipart/form-data"))
    if (request.content_length or 0) > most + _FORM_MOST:
        raise PictureRefused("too_large", most=most)
    try:
        async with asyncio.timeout(_IN_TIME):
            await _parts(request, form, most)
    except TimeoutError:
        raise _Refused(problem(408, "too_slow", f"the form did not come within {_IN_TIME} s")) from None
    except (ValueError, AssertionError, RuntimeError, HttpProcessingError):
        raise _Refused(problem(400, "bad_form", "the body is no multipart form")) from None


async def _parts(request: web.Request, form: _Form, most: int) -> None:
    reader = await request.multipart()
    for _ in range(_PARTS_MOST):
        part = await reader.next()
        if part is None:
            return
        if isinstance(part, MultipartReader):
            raise _Refused(problem(400, "bad_form", "a form within the form"))
        name = part.name or ""
        if name in form.fields or (name == "photo" and form.photo is not None):
            raise _bad(name, "must come once")
        if name == "photo":
            form.photo = await _content(part, most)
            if form.photo is None:
                raise PictureRefused("too_large", most=most)
        else:
            text = await _content(part, _FIELD_MOST)
            if text is None:
                raise _bad(name, "is too long")
            form.fields[name] = text.decode()
    raise _Refused(problem(400, "bad_form", "too many parts"))


def _bad(name: str, what: str) -> _Refused:
    return _Refused(problem(422, "bad_fields", "some fields cannot be used", {name: what}))


async def _content(part: BodyPartReader, most: int) -> bytes | None:
    """What a part holds; None, and no further reading, as soon as it is more than `most` bytes."""
    content = bytearray()
    while chunk := await part.read_chunk(_CHUNK):
        content += chunk
        if len(content) > most:
            return None
    return bytes(content)
