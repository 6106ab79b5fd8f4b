"""The one room that knows the browser: it goes to the pages as each visitor and writes down what it sees."""

from site_builder.audit.browse.opening import BrowserMissingError, open_browser
from site_builder.audit.browse.tour import visit_pages

__all__ = ["BrowserMissingError", "open_browser", "visit_pages"]
