"""What became of a post's files between two versions: added, removed, other content under the same address, another name or address."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import methodcaller
from typing import Any, Literal

from markupsafe import Markup

from publish.safe import shown
from publish.words import Translator, known

File = Mapping[str, Any]
Kind = Literal["added", "removed", "replaced", "renamed", "moved", "obtained", "lost", "same"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChange:
    """A file before and after; one of the two is None where it was added or removed."""

    kind: Kind
    before: File | None
    after: File | None

    @property
    def name(self) -> str:
        return str((self.after or self.before or {}).get("name") or "")

    def facts(self, fact: str) -> tuple[str, str]:
        """A fact of the file (name, url, bytes, sha256) before and after, empty where it is not known."""
        before, after = (str((file or {}).get(fact) or "") for file in (self.before, self.after))
        return before, after


def changes(old: Sequence[File], new: Sequence[File]) -> list[FileChange]:
    """Every file of two versions once, in the order of the later one, those that were taken out at the end.

    The same file is told by its address, else by its content, else by its name.
    """
    left, partner = list(range(len(old))), dict[int, int]()
    keys: tuple[Callable[[File], Any], ...] = (_whole, *(methodcaller("get", fact) for fact in ("url", "sha256", "name")))
    for key in keys:
        for place, file in enumerate(new):
            if place not in partner and key(file):
                found = next((one for one in left if key(old[one]) == key(file)), None)
                if found is not None:
                    left.remove(found)
                    partner[place] = found
    paired = [_paired(old[partner[place]], file) if place in partner else FileChange(kind="added", before=None, after=file) for place, file in enumerate(new)]
    return paired + [FileChange(kind="removed", before=old[place], after=None) for place in left]


def _whole(file: File) -> tuple[Any, ...]:
    return (file.get("url"), file.get("sha256"), file.get("name"))


def _paired(before: File, after: File) -> FileChange:
    digests = before.get("sha256"), after.get("sha256")
    kind: Kind = "same"
    if digests[0] != digests[1]:
        kind = "replaced" if all(digests) else "obtained" if digests[1] else "lost"
    elif before.get("name") != after.get("name"):
        kind = "renamed"
    elif before.get("url") != after.get("url"):
        kind = "moved"
    return FileChange(kind=kind, before=before, after=after)


def told(change: FileChange, words: Translator) -> Markup:
    """A change of a file in a line: its name, what became of it, its size and SHA-256 before and after."""
    facts = Markup("; ").join(_fact(words(label), *change.facts(fact)) for fact, label in (("bytes", "bytes"), ("sha256", "sha256")) if any(change.facts(fact)))
    kind, names = known(words, "file_kind", change.kind), change.facts("name")
    name = Markup("<del>{}</del> → <ins>{}</ins>").format(*map(shown, names)) if change.kind == "renamed" else Markup("{}").format(shown(change.name) or "—")
    return Markup("{}: {}").format(name, kind) + (Markup(" ({})").format(facts) if facts else Markup())


def _fact(label: str, before: str, after: str) -> Markup:
    if before and after and before != after:
        return Markup("{} <del>{}</del> → <ins>{}</ins>").format(label, shown(before), shown(after))
    return Markup("{} {}").format(label, shown(after or before))
