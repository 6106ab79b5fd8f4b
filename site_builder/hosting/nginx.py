"""The rules for nginx, to be included in a `server` block that has a `root`."""

from collections.abc import Iterator

from site_builder.hosting.rules import HSTS, TYPES, UNSERVED, WITH_CHARSET, Rules

_BESIDES_HTML = tuple(kind for kind in WITH_CHARSET if kind != "text/html")  # nginx adds that by itself


def nginx_rules(rules: Rules) -> str:
    return "\n".join(_lines(rules)) + "\n"


def _lines(rules: Rules) -> Iterator[str]:
    yield "# Made by site-builder: include this in a server block, behind its `root`."
    yield "index index.html;"
    yield "autoindex off;"
    yield "absolute_redirect off;"
    yield f"error_page 403 404 =404 {rules.root}404.html;"
    yield ""
    yield "types {"
    yield from (f"    {kind} {suffix};" for suffix, kind in TYPES.items())
    yield "}"
    yield "default_type application/octet-stream;"
    yield "charset utf-8;"
    yield f"charset_types {' '.join(_BESIDES_HTML)};"
    yield ""
    yield "# What `build --precompress` made; what it did not make is compressed on the way."
    yield "gzip_static on;"
    yield "# brotli_static on;  # with the module for it; on Debian libnginx-mod-http-brotli-static"
    yield "gzip on;"
    yield "gzip_vary on;"
    yield f"gzip_types {' '.join(_BESIDES_HTML)} application/json;"
    yield ""
    for name, value in rules.everywhere.items():
        yield f'add_header {name} "{value}" always;'
    yield "# When this host and its subdomains have TLS to stay:"
    yield f'# add_header {HSTS[0]} "{HSTS[1]}" always;'
    yield ""
    for name, expressions in rules.by_header().items():
        variable = "$" + name.lower().replace("-", "_")
        yield f'set {variable} "";'
        for value, expression in expressions.items():
            yield f'if ($uri ~ "{expression}") {{ set {variable} "{value}"; }}'
        yield f"add_header {name} {variable} always;"
    yield ""
    yield "# Hidden files are nobody's business, but for those that the web knows."
    yield r"location ~ /\.(?!well-known/) { return 404; }"
    for file in UNSERVED:
        yield f"location = {rules.root}{file} {{ return 404; }}"
    for rule in rules.types:
        kind = rule.headers["Content-Type"]
        yield f'location ~ "{rule.expression}" {{ types {{ }} default_type {kind}; }}'
