"""Ways to ask, as tables: a module a language."""
