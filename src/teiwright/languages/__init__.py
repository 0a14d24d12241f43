"""What the program knows of each language, as data: one folder a language, read by every stage."""
