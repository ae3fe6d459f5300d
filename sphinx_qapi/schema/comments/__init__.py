"""Doc comments: their parts, in all releases of the language, and the definitions to which they are attached."""
