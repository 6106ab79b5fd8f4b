"""The rules for Apache, for a `Directory` block or a `.htaccess` file (AllowOverride FileInfo Indexes Options)."""

from collections.abc import Iterator

from site_builder.hosting.rules import HSTS, TYPES, UNSERVED, WITH_CHARSET, Rules

_ENCODINGS = (("br", "br"), ("gzip", "gz"))  # RFC 9110's name, and the end of the file's


def apache_rules(rules: Rules) -> str:
    return "\n".join(_lines(rules)) + "\n"


def _lines(rules: Rules) -> Iterator[str]:
    yield "# Made by site-builder, for Apache 2.4 with mod_headers, mod_mime, mod_dir, mod_alias and mod_rewrite."
    yield "Options -Indexes -MultiViews"
    yield "DirectoryIndex index.html"
    yield f"ErrorDocument 403 {rules.root}404.html"
    yield f"ErrorDocument 404 {rules.root}404.html"
    yield "FileETag MTime Size"
    yield ""
    for suffix, kind in TYPES.items():
        yield f'AddType "{kind}{"; charset=utf-8" if kind in WITH_CHARSET else ""}" .{suffix}'
    yield ""
    yield "# Hidden files are nobody's business, but for those that the web knows."
    yield r'RedirectMatch 404 "/\.(?!well-known/)"'
    for file in UNSERVED:
        yield f'RedirectMatch 404 "^{rules.root}{file}$"'
    yield ""
    yield "RewriteEngine On"
    yield "# A folder without a page is not there."
    yield 'RewriteCond "%{REQUEST_FILENAME}" -d'
    yield 'RewriteCond "%{REQUEST_FILENAME}/index.html" !-f'
    yield 'RewriteRule "^" "-" [R=404,L]'
    yield "# What `build --precompress` made."
    for encoding, ending in _ENCODINGS:
        yield rf'RewriteCond "%{{HTTP:Accept-Encoding}}" "\b{encoding}\b"'
        yield rf'RewriteCond "%{{REQUEST_FILENAME}}" "\.({"|".join(TYPES)})$"'
        yield rf'RewriteCond "%{{REQUEST_FILENAME}}\.{ending}" -s'
        yield f'RewriteRule "^(.*)$" "$1.{ending}" [L,E=no-gzip:1,E=no-brotli:1]'
    for encoding, ending in _ENCODINGS:
        yield f'<FilesMatch "\\.{ending}$">'
        yield f"    RemoveType .{ending}"
        yield f"    AddEncoding {encoding} .{ending}"
        yield "    Header append Vary Accept-Encoding"
        yield "</FilesMatch>"
    yield ""
    for name, value in rules.everywhere.items():
        yield f'Header always set {name} "{value}"'
    yield "# When this host and its subdomains have TLS to stay:"
    yield f'# Header always set {HSTS[0]} "{HSTS[1]}"'
    for name, expressions in rules.by_header().items():
        for value, expression in expressions.items():
            yield f'Header set {name} "{value}" "{_at(expression)}"'
    for rule in rules.types:
        kind = rule.headers["Content-Type"]
        yield f'Header set Content-Type "{kind}" "{_at(rule.expression)}"'


def _at(expression: str) -> str:
    """The condition that an address fits, or what stands compressed beside it."""
    endings = "|".join(ending for _, ending in _ENCODINGS)
    return f"expr=%{{REQUEST_URI}} =~ m#{expression.replace('$', f'([.]({endings}))?$')}#"
