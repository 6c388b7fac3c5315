"""Does the whole thing work in a real browser, with real processes and files?"""
