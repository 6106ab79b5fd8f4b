"""A privacy statement and its consent banner, published from one register of facts."""

__version__ = "0.1.0"
