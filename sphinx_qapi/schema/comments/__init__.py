"""Doc comments: their parts, in every era of the language, and what each is attached to."""
