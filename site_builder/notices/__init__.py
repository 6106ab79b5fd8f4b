"""Telling people: a release becomes pages, feeds and messages; `announce.py` is the only room that sends."""
