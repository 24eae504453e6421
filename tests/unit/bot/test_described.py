"""What every described operation has in common."""

from __future__ import annotations

from bot.described import completed

DONE = {"200": {"description": "done"}}


def test_names_in_a_path_are_parameters() -> None:
    """Each once, also where one is described already."""
    known = {"name": "a", "in": "path", "required": True, "schema": {"enum": ["x"]}}
    found = completed({"/{a}/{b}": {"get": {"parameters": [known], "responses": DONE}}})
    parameters = found["/{a}/{b}"]["get"]["parameters"]
    assert [one["name"] for one in parameters] == ["a", "b"]
    assert parameters[0] == known


def test_what_has_a_body_may_be_refused_for_it() -> None:
    """With the errors of reading; what the operation says of its own stands."""
    own = {"description": "its own"}
    found = completed({"/": {"post": {"requestBody": {}, "responses": {**DONE, "400": own}}}})
    responses = found["/"]["post"]["responses"]
    assert set(responses) == {"200", "400", "408", "413", "415"}
    assert responses["400"] == own


def test_what_has_none_is_left_alone() -> None:
    """No more than it said."""
    paths = {"/": {"get": {"summary": "x", "responses": DONE}}}
    assert completed(paths) == paths
