"""The kinds of servers that the rules can be written down for."""

from collections.abc import Callable, Mapping

from site_builder.hosting.apache import apache_rules
from site_builder.hosting.headers_file import headers_file
from site_builder.hosting.nginx import nginx_rules
from site_builder.hosting.rules import Rules

NOTATIONS: Mapping[str, Callable[[Rules], str]] = {
    "nginx": nginx_rules,
    "apache": apache_rules,
    "headers": headers_file,
}
