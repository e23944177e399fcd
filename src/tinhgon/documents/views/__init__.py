"""Pages of papers: each translates in, makes one act or read, and translates out."""
