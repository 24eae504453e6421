"""What people send besides text, in the fields that Telegram gives it."""

from __future__ import annotations

import io

from PIL import Image

from tests.telegram.botapi.payloads import Json
from tests.telegram.botapi.world import World

PHOTO_SIDES = (90, 320, 800, 1280)  # the longer side, in pixels


def photo(world: World, data: bytes) -> Json:
    """A photo as Telegram makes it: JPEGs of several sizes, smallest first, none larger than what was sent."""
    with Image.open(io.BytesIO(data)) as picture:
        rgb = picture.convert("RGB")
    longer = max(rgb.size)
    sides = [*(side for side in PHOTO_SIDES if side < longer), min(longer, PHOTO_SIDES[-1])]
    sizes = []
    for side in dict.fromkeys(sides):
        width, height = (max(1, round(length * side / longer)) for length in rgb.size)
        stored = world.store("photos", ".jpg", _jpeg(rgb.resize((width, height))))
        sizes.append({**stored.fields(), "width": width, "height": height})
    return {"photo": sizes}


def document(world: World, data: bytes, name: str, mime: str, size: int | None = None) -> Json:
    """A file as it is; `size` in bytes pretends that it has more."""
    suffix = name[name.rfind(".") :] if "." in name else ""
    stored = world.store("documents", suffix, data, size)
    return {"document": {**stored.fields(), "file_name": name, "mime_type": mime}}


def voice(world: World, data: bytes, seconds: int) -> Json:
    """A voice message."""
    return {
        "voice": {
            **world.store("voice", ".oga", data).fields(),
            "duration": seconds,
            "mime_type": "audio/ogg",
        }
    }


def sticker(world: World, emoji: str) -> Json:
    """A sticker that stands still."""
    kind = {"type": "regular", "is_animated": False, "is_video": False, "set_name": "HotCherry"}
    stored = world.store("stickers", ".webp", b"RIFF0000WEBP")
    return {"sticker": {**stored.fields(), **kind, "width": 512, "height": 512, "emoji": emoji}}


def location(latitude: float, longitude: float) -> Json:
    """A place on the map, in degrees."""
    return {"location": {"latitude": latitude, "longitude": longitude}}


def contact(phone: str, first_name: str) -> Json:
    """A contact."""
    return {"contact": {"phone_number": phone, "first_name": first_name}}


def dice(value: int) -> Json:
    """A die with what it shows."""
    return {"dice": {"emoji": "🎲", "value": value}}


def poll(world: World, question: str, options: tuple[str, ...]) -> Json:
    """A poll that nobody has voted in."""
    choices = [
        {"text": one, "voter_count": 0, "persistent_id": f"o{place}"} for place, one in enumerate(options)
    ]
    flags = {
        "is_closed": False,
        "is_anonymous": True,
        "allows_multiple_answers": False,
        "allows_revoting": True,
        "members_only": False,
    }
    poll_id = str(5_000_000_000 + world.number())
    content = {
        "id": poll_id,
        "question": question,
        "options": choices,
        "total_voter_count": 0,
        "type": "regular",
    }
    return {"poll": {**content, **flags}}


def _jpeg(picture: Image.Image) -> bytes:
    """Recompressed, without what the camera wrote into it."""
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=87)
    return buffer.getvalue()
