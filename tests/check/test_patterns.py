"""Which paths a pattern fits."""

from __future__ import annotations

from unicodedata import normalize

import pytest

from tests.pace import in_seconds
from wardeval.check.patterns import fits

FITS = {
    "itself": ("a/b.yaml", "a/b.yaml"),
    "anything in a name": ("a/*.yaml", "a/b.yaml"),
    "one letter": ("a/?.yaml", "a/đ.yaml"),
    "some letters": ("a/[bc].yaml", "a/c.yaml"),
    "any letters but": ("a/[!bc].yaml", "a/d.yaml"),
    "any folders": ("**/b.yaml", "x/y/b.yaml"),
    "no folder at all": ("**/b.yaml", "b.yaml"),
    "folders between": ("a/**/b.yaml", "a/x/y/b.yaml"),
    "nothing between": ("a/**/b.yaml", "a/b.yaml"),
    "all below": ("a/**", "a/x/b.yaml"),
    "all below a folder": ("a/", "a/x/b.yaml"),
    "everything": ("**", "a.yaml"),
    "a point before it": ("./a/*", "a/b.yaml"),
    "two of them": ("**/**/b.yaml", "a/b.yaml"),
    "tones apart": (normalize("NFD", "phường/*"), "phường/a.yaml"),
    "tones apart in the path": ("phường/*", normalize("NFD", "phường/a.yaml")),
    "stars inside a name": ("a**/b", "ax/b"),
}
FITS_NOT = {
    "a folder below": ("a/*.yaml", "a/b/c.yaml"),
    "the folder itself": ("a/**", "a"),
    "a part of a name": ("a/b", "a/bc"),
    "a folder only": ("a", "a/b.yaml"),
    "a folder above": ("b.yaml", "a/b.yaml"),
    "a longer pattern": ("a/b/c", "a/b"),
    "capitals": ("A/*", "a/b"),
    "a point is a point": ("a.yaml", "aXyaml"),
    "stars inside a name stay in it": ("a**", "a/b"),
    "another beginning": ("**/x/*.yaml", "x.yaml"),
}


@pytest.mark.parametrize(("pattern", "path"), FITS.values(), ids=FITS.keys())
def test_a_pattern_fits(pattern: str, path: str) -> None:
    assert fits(pattern, path)


@pytest.mark.parametrize(("pattern", "path"), FITS_NOT.values(), ids=FITS_NOT.keys())
def test_a_pattern_does_not_fit(pattern: str, path: str) -> None:
    assert not fits(pattern, path)


def test_many_stars_take_no_time() -> None:
    with in_seconds(1):
        assert not fits("**/a/**/b/**/c/**/d/**/x", "/".join("abcd" * 6))
