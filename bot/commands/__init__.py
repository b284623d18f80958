"""The commands of `yosan`, a module each: `arguments(parser)` declares, `run(args)` does and returns the exit status.

A module imports what it needs and nothing that another command needs, so that a question asked from a
cold terminal does not wait for Telegram or for the PDF reader.
"""
