"""A whole rule set as one form: groups within groups, rows that are added and removed, nothing typed lost.

The form sends one `node` for each row and group, parents before their members; `nX-in` says where X belongs. Node 0 is
the outermost group. A button named `do` changes the form without judging it: "rule:X" and "group:X" add to the group
X, "remove:X" takes X away, "refresh" shows the fields that fit the choices made.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.http import QueryDict

from marketplace.eligibility.nodes import Json
from marketplace.eligibility.parsing import MAX_DEPTH, RuleError
from marketplace.eligibility.rules import RuleSet

from .rows import GroupRow, RuleRow

#: More rows than a rule set can have; a form that sends more was not made here.
MOST_NODES = 80


@dataclass
class Node:
    """A row or a group at its place."""

    number: int
    form: RuleRow | GroupRow
    depth: int = 0
    parent: "Node | None" = None
    members: "list[Node]" = field(default_factory=list)
    #: "3" for the third rule of the page.
    place: int = 0
    #: Where the next key goes: the row that was just added, or the group that something was taken from.
    is_next: bool = False

    @property
    def is_group(self) -> bool:
        return isinstance(self.form, GroupRow)

    @property
    def is_blank(self) -> bool:
        return isinstance(self.form, RuleRow) and self.form.is_blank

    @property
    def may_nest(self) -> bool:
        return self.depth + 1 < MAX_DEPTH

    @property
    def rule_wish(self) -> str:
        return f"rule:{self.number}"

    @property
    def group_wish(self) -> str:
        return f"group:{self.number}"

    @property
    def remove_wish(self) -> str:
        return f"remove:{self.number}"

    def walk(self) -> "Iterator[Node]":
        yield self
        for member in self.members:
            yield from member.walk()


class Builder:
    """`Builder(data, stored=…)`: from what was sent, else from a stored rule set."""

    def __init__(self, data: QueryDict | None = None, *, stored: Json, currency: str = "EUR") -> None:
        self.data, self.currency = data, currency
        canonical = RuleSet.parse(stored).as_json()
        self.stored = {item["code"]: item for item in _criteria(canonical)}
        self._dates = {name: canonical[name] for name in ("valid_from", "valid_to") if name in canonical}
        self.root = Node(0, self._group(0, canonical))
        self._next = 1
        if data is None:
            self._fill(self.root, canonical)
        else:
            self._read(data)
        if self.is_asking:
            self._ask(str(data["do"]) if data else "")
            self._forget_errors()
        if not self.root.members:
            self._add(self.root, self._row(self._next))
        for place, node in enumerate((node for node in self.root.walk() if not node.is_group), start=1):
            node.place = place
            if node.is_next:
                node.form.fields["measure"].widget.attrs["autofocus"] = True

    @property
    def is_asking(self) -> bool:
        """Sent by a button that changes the form, not by one that saves it."""
        return bool(self.data and self.data.get("do"))

    def is_valid(self) -> bool:
        """Every row on its own, then the whole; errors stand on the rows they belong to."""
        if self.data is None:
            return False
        # Every row is judged, not only the first wrong one.
        judged = [node.form.is_valid() for node in self.root.walk() if not node.is_blank]
        if not all(judged):
            return False
        nodes: dict[str, Node] = {}
        try:
            self.rule_set = RuleSet.parse(self._json(self.root, nodes, "") | self._dates)
        except RuleError as error:
            self._blame(error, nodes)
            return False
        return True

    def as_json(self) -> Json:
        """The canonical form of what was sent, once it is valid."""
        return self.rule_set.as_json()

    @property
    def wrong(self) -> list[Node]:
        """The rows and groups that need a change, in order."""
        if self.data is None or self.is_asking:
            return []
        return [node for node in self.root.walk() if not node.is_blank and node.form.errors]

    def _row(self, number: int, stored: Json | None = None) -> RuleRow:
        return RuleRow(self._sent(number), prefix=f"n{number}", stored=stored, currency=self.currency)

    def _group(self, number: int, stored: Json | None = None) -> GroupRow:
        return GroupRow(self._sent(number), prefix=f"n{number}", stored=stored)

    def _sent(self, number: int) -> QueryDict | None:
        """What was sent, if it has this node: a node that was just added starts unfilled."""
        sent = self.data is not None and (number == 0 or str(number) in self.data.getlist("node"))
        return self.data if sent else None

    def _add(self, parent: Node, form: RuleRow | GroupRow) -> Node:
        node = Node(self._next, form, parent.depth + 1, parent)
        self._next += 1
        parent.members.append(node)
        return node

    def _fill(self, parent: Node, group: Json) -> None:
        for item in group.get("all") or group.get("any") or group.get("of") or []:
            if "measure" in item:
                self._add(parent, self._row(self._next, item))
            else:
                self._fill(self._add(parent, self._group(self._next, item)), item)

    def _read(self, data: QueryDict) -> None:
        numbers = [int(text) for text in data.getlist("node") if text.isascii() and text.isdigit()][:MOST_NODES]
        groups = {0: self.root}
        self._next = max(numbers, default=0) + 1
        for number in dict.fromkeys(number for number in numbers if number > 0):
            parent = groups.get(_whole(data.get(f"n{number}-in")), self.root)
            form: RuleRow | GroupRow
            if f"n{number}-kind" in data:
                form = self._group(number)
            else:
                form = self._row(number, self.stored.get(data.get(f"n{number}-code", "")))
            node = Node(number, form, parent.depth + 1, parent)
            parent.members.append(node)
            if node.is_group:
                groups[number] = node

    def _ask(self, wish: str) -> None:
        verb, _colon, number = wish.partition(":")
        found = next((node for node in self.root.walk() if node.number == _whole(number)), None)
        if found is None or verb not in ("rule", "group", "remove"):
            return
        if verb == "remove" and found.parent:
            found.parent.members.remove(found)
            found.parent.is_next = True
        elif verb == "rule" and found.is_group:
            self._add(found, self._row(self._next)).is_next = True
        elif verb == "group" and found.is_group and found.may_nest:
            group = self._add(found, GroupRow(prefix=f"n{self._next}", stored={"any": []}))
            self._add(group, self._row(self._next)).is_next = True

    def _forget_errors(self) -> None:
        """Show what was typed without judging it yet."""
        for node in self.root.walk():
            node.form.full_clean()
            node.form.errors.clear()

    def _json(self, node: Node, nodes: dict[str, Node], path: str) -> Json:
        """The rule set, and by path which node each part is."""
        assert isinstance(node.form, GroupRow)
        members: list[Json] = []
        kind = node.form.cleaned_data["kind"]
        listed = f"{path}.{'of' if kind == 'atleast' else kind}".lstrip(".")
        nodes[path] = node
        for member in node.members:
            if member.is_blank:
                continue
            place = f"{listed}[{len(members)}]"
            nodes[place] = member
            is_row = isinstance(member.form, RuleRow)
            members.append(member.form.as_json() if is_row else self._json(member, nodes, place))  # type: ignore[call-arg]
        return node.form.as_json(members)

    def _blame(self, error: RuleError, nodes: dict[str, Node]) -> None:
        at = max((path for path in nodes if error.path.startswith(path)), key=len, default="")
        node = nodes.get(at, self.root)
        node.form.add_error("k" if error.path.endswith("atleast") and "k" in node.form.fields else None, error.message)


def _criteria(group: Json) -> Iterator[Json]:
    for item in group.get("all") or group.get("any") or group.get("of") or []:
        if "measure" in item:
            yield item
        else:
            yield from _criteria(item)


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else -1
