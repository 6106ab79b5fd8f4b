"""What a browser could have seen, in short."""

from typing import Any

from site_builder.audit.records import Banner, Button, Call, Item, Visit, Visitor


def item(name: str, kind: Any = "cookie", life: str = "session", host: str = "www.example.nl", cause: str = "") -> Item:
    return Item(kind=kind, name=name, host=host, life=life, cause=cause)


def call(host: str, cause: str = "") -> Call:
    return Call(host=host, address=f"https://{host}/x.js", kind="script", cause=cause)


def visit(visitor: str, *seen: Item | Call, page: str = "https://www.example.nl/", **more: Any) -> Visit:
    name, _, purpose = visitor.partition(":")
    return Visit(
        page=page,
        host="www.example.nl",
        visitor=Visitor(name, purpose),
        items=tuple(one for one in seen if isinstance(one, Item)),
        calls=tuple(one for one in seen if isinstance(one, Call)),
        **more,
    )


def button(**more: Any) -> Button:
    fair: dict[str, Any] = {"width": 100, "height": 44, "style": {"color": "black"}, "label": 12.0, "edge": 12.0}
    return Button(**{**fair, "seen": True, "hit": True, **more})


def banner(**more: Any) -> Banner:
    return Banner(**{"name": "site-builder", "accept": button(), "reject": button(), **more})
