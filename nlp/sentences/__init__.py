"""A message cut into sentences, and a sentence into spans that are understood and mentions that are left over."""
