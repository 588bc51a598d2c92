"""Settings given as text, such as ``consent=allow`` or ``jobs.moves=clock`` on a command line."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Iterable

Group = TypeVar("Group")
_BOOLEANS = {"true": True, "false": False}
_NUMBERS = (int, float)
_UNIONS = (UnionType, Union)


def switched(settings: Group, assignments: Iterable[str]) -> Group:
    """The same settings with some of them changed.

    Raises:
        ValueError: No such setting, or a value that it cannot have; the message says what there is.
    """
    for assignment in assignments:
        name, equals, text = assignment.partition("=")
        if not equals:
            raise ValueError(f"{assignment!r} is not NAME=VALUE")
        try:
            settings = _switch(settings, name.strip(), text.strip())
        except KeyError:
            raise ValueError(f"there is no setting {name!r}; there are {', '.join(sorted(_names(settings)))}") from None
        except ValueError as error:
            raise ValueError(f"{name} cannot be {text!r}; it takes {error}") from None
    return settings


def _switch(group: Group, name: str, text: str) -> Group:
    """Change one setting, in a group inside the group when the name has a dot.

    Raises:
        KeyError: No such setting.
        ValueError: What it takes instead.
    """
    first, _, rest = name.partition(".")
    hint = get_type_hints(type(group), localns={"Path": Path})[first]
    inner = getattr(group, first)
    if is_dataclass(inner) != bool(rest):
        raise KeyError(name)
    value = _switch(inner, rest, text) if rest else _value(text, hint)
    changed: Any = replace(group, **{first: value})  # type: ignore[type-var]
    return changed  # type: ignore[no-any-return]


def _names(group: Any) -> Iterable[str]:
    """Every setting, those of inner groups with a dot."""
    for field in fields(group):
        inner = getattr(group, field.name)
        yield from (f"{field.name}.{name}" for name in _names(inner)) if is_dataclass(inner) else (field.name,)


def _value(text: str, hint: Any) -> Any:
    """What a text means for a type.

    Raises:
        ValueError: Nothing; says what would mean something.
    """
    choices = get_args(hint) if get_origin(hint) in _UNIONS else (hint,)
    for choice in choices:
        found = _read(text, choice)
        if found is not _Unreadable:
            return found
    raise ValueError(" or ".join(map(_described, choices)))


class _Unreadable:
    """Stands for no value; None is one."""


def _read(text: str, hint: Any) -> Any:
    """The value, or ``_Unreadable``."""
    if hint is NoneType:
        return None if text.lower() == "none" else _Unreadable
    if get_origin(hint) is Literal:
        return text if text in get_args(hint) else _Unreadable
    if get_origin(hint) is frozenset:
        return frozenset(part for part in text.split(",") if part)
    if hint is bool:
        return _BOOLEANS.get(text.lower(), _Unreadable)
    if hint in _NUMBERS:
        try:
            return hint(text)
        except ValueError:
            return _Unreadable
    return hint(text)


def _described(hint: Any) -> str:
    """A type in words."""
    if get_origin(hint) is Literal:
        return " or ".join(get_args(hint))
    words = {NoneType: "none", bool: "true or false", int: "a whole number", float: "a number"}
    return words.get(hint, "text")
