"""The consent banner of a site: the register's storage becomes one script per locale; nothing it says is said twice.

The script asks for each purpose that needs consent. What a purpose covers is its *scope*: a set of elements (services,
recipients, countries, storage items), each with a code that the visitor's record keeps. So the script itself can tell
a scope that widened, which asks again, from one that narrowed or was reworded, which does not.
"""
