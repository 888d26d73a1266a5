"""Slugs of user names: no two names share one, and nothing in them means anything to Vault."""

from __future__ import annotations

import random
import re

import pytest


@pytest.fixture
def user_slug(home):
    from user_slug import user_slug

    return user_slug


@pytest.mark.parametrize(
    "name, slug",
    [
        ("ada", "ada"),
        ("ada.love-lace@example.org", "ada.love-lace@example.org"),
        ("Ada", "_41da"),
        ("a..b", "a_2e_2eb"),
        (".", "_2e"),
        ("a.", "a_2e"),
        ("a_b", "a_5fb"),
        ("_41da", "_5f41da"),
        ("a+*b", "a_2b_2ab"),
        ("{{x}}", "_7b_7bx_7d_7d"),
        ("ä", "_c3_a4"),
        ("a" * 128, "a" * 128),
        ("a" * 129, "_hc12cb024a2e5551cca0e08fce8f1c5e314555cc3fef6329ee994a3db752166ae"),
        ("", "_he3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ],
)
def test_examples(user_slug, name, slug):
    assert user_slug(name) == slug


def test_half_a_million_names_without_a_collision(user_slug):
    pick = random.Random(7)
    letters = "abcABC019._-@+*{}/\\\"' \n%äßΩ漢🙂"
    names = {"".join(pick.choices(letters, k=pick.randint(1, 9))) for _ in range(700_000)}
    names |= {"x" * 125 + "".join(pick.choices(letters, k=8)) for _ in range(20_000)}
    slugs = {user_slug(name).casefold() for name in names}
    assert len(names) > 500_000
    assert len(slugs) == len(names)


def test_a_slug_tells_its_name(user_slug):
    pick = random.Random(8)
    for _ in range(2000):
        name = "".join(chr(pick.choice((pick.randrange(32, 127), pick.randrange(160, 0x2000)))) for _ in range(9))
        slug = user_slug(name)
        assert re.fullmatch(r"[a-z0-9@._-]{1,128}", slug)
        raw = re.sub(rb"_([0-9a-f]{2})", lambda found: bytes.fromhex(found[1].decode()), slug.encode())
        assert raw.decode() == name
