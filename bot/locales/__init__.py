"""What the program says, a module a language; `bot.render` decides what is said and in which order."""
