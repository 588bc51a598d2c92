"""Where a host lets exports write: a folder of its own, any file, or a stream that it hands over."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import IO

from suiteplug.connector.errors import InputError


@dataclass(frozen=True, slots=True)
class Outlets:
    """What the destinations of an export may be.

    ``folder`` None: there is none. With ``anywhere``, paths are the caller's own and relative ones start in
    ``folder``; without, they must stay inside it. ``stream`` is what ``-`` means.
    """

    folder: Path | None = None
    anywhere: bool = False
    stream: IO[bytes] | None = None

    def file(self, name: str) -> Path:
        """The file that ``name`` means.

        Raises:
            InputError: The host does not let exports write there, or the folder does not exist.
        """
        if self.folder is None:
            raise InputError(
                "This host lets no export write files.",
                code="EXPORTS_OFF",
                field="to",
                fix="The host names a folder with Options(outlets=Outlets(folder)).",
            )
        path = Path(self.folder, name)
        inside = path.resolve()
        if not self.anywhere and not inside.is_relative_to(self.folder.resolve()):
            raise InputError(
                f"'{name}' lies outside of the folder for exports.",
                code="OUTSIDE_OF_EXPORTS",
                field="to",
                fix="Give a name without .. that does not begin with a slash; it is made in the folder for exports.",
            )
        if not self.anywhere:
            inside.parent.mkdir(parents=True, exist_ok=True)
        if not inside.parent.is_dir():
            raise InputError(
                f"There is no folder {inside.parent}.",
                code="DESTINATION_UNWRITABLE",
                field="to",
                fix="Make it, or give a path in a folder that exists.",
            )
        if inside.is_dir():
            raise InputError(
                f"{inside} is a folder.", code="DESTINATION_UNWRITABLE", field="to", fix="Give the name of a file."
            )
        return inside


NOWHERE = Outlets()
"""A host that lets no export write."""
