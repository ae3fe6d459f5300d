"""What the comments of an untrusted schema may do: what is listed here, and nothing else.

Directives and roles are looked up through `dispatcher`, before they run; what they and the rest of a markup have made
is looked through by `cleaning`, so that links, pictures and formulas are the same in every markup.
"""
