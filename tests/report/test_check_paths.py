"""Paths from the root of a repository, and paths as URIs."""

from __future__ import annotations

from urllib.parse import unquote_to_bytes, urlsplit

import pytest

from tests.report.checkups import HOSTILE
from wardeval.report.check_paths import Checkout, repository_path, uri


@pytest.mark.parametrize(
    ("name", "path"),
    {
        "a.yaml": "a.yaml",
        "./a.yaml": "a.yaml",
        "2024//b/../a.yaml": "2024/a.yaml",
        "../a.yaml": "../a.yaml",
        "/elsewhere/a.yaml": "/elsewhere/a.yaml",
        "-": "-",
    }.items(),
)
def test_a_path_without_a_repository(name: str, path: str) -> None:
    assert repository_path(name) == path


@pytest.mark.parametrize(
    ("name", "path"),
    {
        "a.yaml": "wards/a.yaml",
        "./2024/a.yaml": "wards/2024/a.yaml",
        "../a.yaml": "a.yaml",
        "../../a.yaml": "../../a.yaml",
        "/repo/wards/a.yaml": "wards/a.yaml",
        "/repo/a.yaml": "a.yaml",
        "/repository/a.yaml": "/repository/a.yaml",
        "/elsewhere/a.yaml": "/elsewhere/a.yaml",
    }.items(),
)
@pytest.mark.parametrize("root", ["/repo", "/repo/"])
def test_a_path_in_a_repository(name: str, path: str, root: str) -> None:
    assert repository_path(name, Checkout(root, "/repo/wards")) == path


def test_a_repository_that_is_everything() -> None:
    assert repository_path("a.yaml", Checkout("/", "/wards")) == "wards/a.yaml"


@pytest.mark.parametrize(
    ("path", "expected"),
    {
        "xã/a b.yaml": "x%C3%A3/a%20b.yaml",
        "a:b?c#d%e.yaml": "a%3Ab%3Fc%23d%25e.yaml",
        "/xã/a b.yaml": "file:///x%C3%A3/a%20b.yaml",
    }.items(),
)
def test_a_path_as_a_uri(path: str, expected: str) -> None:
    assert uri(path) == expected


def test_a_path_that_is_no_text_as_a_uri() -> None:
    assert uri("\udce9.yaml") == "%E9.yaml"
    assert uri("\ud800.yaml") == "%ED%A0%80.yaml"


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_name_is_a_uri_of_nothing_but_its_path(name: str) -> None:
    path = repository_path(name)
    written = uri(path)
    assert written.isascii()
    assert written.isprintable()
    scheme, authority, read, query, fragment = urlsplit(written)
    assert (scheme in ("", "file"), authority, query, fragment) == (True, "", "", "")
    errors = "surrogatepass" if "\ud800" in name else "surrogateescape"
    assert unquote_to_bytes(read) == path.encode(errors=errors)
