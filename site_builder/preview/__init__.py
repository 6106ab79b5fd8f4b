"""The editor's preview: the site from memory, on any day, with what is wrong on top of it."""
