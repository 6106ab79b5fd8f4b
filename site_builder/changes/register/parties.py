"""Who is responsible, who represents them, and who watches: the changes."""

from collections.abc import Iterator

from site_builder.changes.change import Change
from site_builder.changes.register.comparing import fact, plain, wording
from site_builder.changes.register.matching import by, match
from site_builder.model import Contact, Register, SupervisoryAuthority


def party_changes(before: Register, after: Register) -> Iterator[Change]:
    for name in ("name", "part_of", "address", "email", "website"):
        yield from wording(f"controller_{name}_changed", "controller", before.controller, after.controller, name)
    for name in ("registration", "telephone"):
        yield from fact(f"controller_{name}", "controller", before.controller, after.controller, name)
    yield from _contact("representative", before, after)
    yield from _joint_controllers(before, after)
    yield from wording("joint_arrangement_changed", "", before, after, "joint_arrangement")
    yield from _contact("data_protection_officer", before, after)
    yield from _authority(before, after)


def _contact(name: str, before: Register, after: Register) -> Iterator[Change]:
    """Somebody who may be declared not to be there, or of whom nothing is said."""
    old: Contact | str | None = getattr(before, name)
    new: Contact | str | None = getattr(after, name)
    if old == new:
        return
    if new is None:
        how = "withdrawn"
    elif old is None:
        how = "none_stated" if new == "none" else "stated"
    elif new == "none":
        how = "removed"
    else:
        how = "appointed" if old == "none" else "changed"
    yield Change(f"{name}_{how}", name, old, new, (before if new is None else after).origin.at(name))


def _joint_controllers(before: Register, after: Register) -> Iterator[Change]:
    name = "joint_controllers"
    old, new = before.joint_controllers or None, after.joint_controllers or None
    if old is not None and new is None:
        yield Change("joint_controllers_withdrawn", name, old, None, before.origin.at(name))
        return
    if old is None and new == "none":
        yield Change("joint_controllers_none_stated", name, None, new, after.origin.at(name))
    olds = old if isinstance(old, tuple) else ()
    news = new if isinstance(new, tuple) else ()
    for was, now in match(olds, news, by("name"), by("email")).in_order(news):
        if was is None and now is not None:
            kind = "joint_controller_stated" if old is None else "joint_controller_added"
            yield Change(kind, f"{name}.{now.name}", None, now, now.origin.at())
        elif was is not None and now is None:
            yield Change("joint_controller_removed", f"{name}.{was.name}", was, None, was.origin.at())
        elif was is not None and now is not None and was != now:
            yield Change("joint_controller_changed", f"{name}.{now.name}", was, now, now.origin.at())


def _authority(before: Register, after: Register) -> Iterator[Change]:
    name = "supervisory_authority"
    old, new = before.supervisory_authority, after.supervisory_authority
    if old is None or new is None or plain(old.name) != plain(new.name):
        yield from fact(name, "", before, after, name)
    elif _ways(old) != _ways(new):
        yield Change("supervisory_authority_contact_changed", name, old, new, after.origin.at(name))


def _ways(authority: SupervisoryAuthority) -> tuple[object, ...]:
    return (authority.website, authority.complaint, authority.address)
