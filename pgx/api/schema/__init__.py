"""The REST door described in OpenAPI 3.1: made from the code, so that it cannot lag behind.

Fields come from the answers' own descriptions (`records`), operations from the views
(`operations`), errors and headers from one place for all of them (`answers`), examples from
files that tests send (`examples`), and what the whole is for from `about`.
"""
