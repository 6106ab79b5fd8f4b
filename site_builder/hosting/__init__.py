"""What a web server has to say about each file: one set of rules, written down for each kind of server."""
