"""Text, words and numbers of Japanese and English. Knows no list."""
