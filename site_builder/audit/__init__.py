"""An audit of a website in a real browser: what its pages store and call, against what the statement in force declares.

`browse` records, `compare` and `banner` judge, the rest tells. Only `browse` knows the browser.
"""
