"""A page as the preview serves it: with a bar on top, and with a policy that lets the preview's own files in."""

import html
import re

PREVIEW = (
    ("style-src", "'self'"),
    ("script-src", "'self'"),
    ("connect-src", "'self'", "ws://{host}"),
    ("form-action", "'self'"),
)
# What the script passes through it is the bar that this server made; without the directive any name is allowed.
TRUSTED = "site-preview"
_POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(">)', re.IGNORECASE)
_HEAD_END = re.compile(r"</head>", re.IGNORECASE)
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)


def wrap(page: str, head: str, bar: str, host: str) -> str:
    """A page with `head` at the end of its head and `bar` at the beginning of its body, served at `host`.

    What is published has neither: output and preview are made from the same bytes, and only these change.
    """
    page = _POLICY.sub(lambda match: match[1] + _with_preview(match[2], host) + match[3], page, count=1)
    page = _HEAD_END.sub(lambda match: head + match[0], page, count=1)
    return _BODY.sub(lambda match: match[0] + bar, page, count=1)


def _with_preview(policy: str, host: str) -> str:
    """A Content-Security-Policy that also allows the preview's style, script, form and socket (CSP 3, section 6.1)."""
    directives: dict[str, list[str]] = {}
    for directive in html.unescape(policy).split(";"):
        name, *sources = directive.split() or [""]
        directives.setdefault(name.lower(), sources)
    for name, *needed in PREVIEW:
        allowed = [source for source in directives.get(name, ()) if source != "'none'"]
        wanted = [source.format(host=host) for source in needed]
        directives[name] = [*allowed, *(source for source in wanted if source not in allowed)]
    if "trusted-types" in directives:
        directives["trusted-types"] = [*(name for name in directives["trusted-types"] if name != "'none'"), TRUSTED]
    written = "; ".join(" ".join([name, *sources]) for name, sources in directives.items() if name)
    return html.escape(written, quote=False).replace('"', "&quot;")
