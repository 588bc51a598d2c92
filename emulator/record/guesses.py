"""What Oracle does not publish about the record service, one switch each."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Guesses:
    """How an account behaves where neither a help page nor a recorded reply tells.

    Attributes:
        location_on_upsert: Whether PUT answers with ``Location``.
        location_on_transform: Whether a transform does; public clients depend on it.
        paths_of_rules: Whether a refusal by a business rule names the field in ``o:errorPath``. The recorded ones
            do not (ehmad11/netsuite-rest issue 26; julienchriqui-okkoer/netsuite-mcp-server).
        unknown_names_in_words: Whether the refusal of a misspelt property names it in its sentence, too, and not in
            ``o:errorPath`` only; no wording is published.
        upsert_keeps_fields: Whether PUT on a record that exists leaves alone what the body does not name, as PATCH
            does; otherwise it clears it.
        references_by_name: Whether ``{"refName": ...}`` finds a record, too, and not an option of a fixed list only.
            Two of Oracle's samples refer so (section_0817095603, article_47212826771), no page explains it.
        omitted_lines_are_taken: Whether a transform fulfils or receives the lines that its body does not name when it
            names others; one public client infers it, Oracle's samples untick them.
        static_lists_can_be_replaced: Whether ``?replace=item`` is taken on a transform into a list whose lines the
            source decides.
        options_of_lines_nested: Where select options of a sublist's field stand: inside the sublist, as in a record,
            or under ``sublist.field``, as they were asked for.
        detaching_needs_attachment: Whether detaching what is not attached is refused.
        clash_is_user_error: Whether a record that was changed meanwhile is reported as ``USER_ERROR``, like other
            refusals, or by the code that SuiteScript has for it, ``RCRD_HAS_BEEN_CHANGED``.
    """

    location_on_upsert: bool = True
    location_on_transform: bool = True
    paths_of_rules: bool = False
    unknown_names_in_words: bool = True
    upsert_keeps_fields: bool = True
    references_by_name: bool = True
    omitted_lines_are_taken: bool = True
    static_lists_can_be_replaced: bool = False
    options_of_lines_nested: bool = True
    detaching_needs_attachment: bool = True
    clash_is_user_error: bool = True


CONTRARY = Guesses(**{name: not value for name, value in asdict(Guesses()).items()})
"""Every guess the other way: a program that works with both does not depend on them."""
