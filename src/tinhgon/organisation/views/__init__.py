"""Pages of the organisation: each translates in, makes one act or read, and translates out."""
