"""What the visitors look with."""

from typing import Any

from site_builder.audit.records import GPC, NO_JAVASCRIPT, PHONE, Visitor

DESKTOP = {"width": 1280, "height": 800}
HANDSET = {"width": 360, "height": 640}


def device(visitor: Visitor) -> dict[str, Any]:
    """The options of a visitor's browser context."""
    if visitor.name == PHONE:
        return {"viewport": HANDSET, "screen": HANDSET, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}
    options: dict[str, Any] = {"viewport": DESKTOP}
    if visitor.name == NO_JAVASCRIPT:
        options["java_script_enabled"] = False
    if visitor.name == GPC:
        options["extra_http_headers"] = {"Sec-GPC": "1"}
    return options
