"""A published site, judged from outside: does it still say what was released?"""
