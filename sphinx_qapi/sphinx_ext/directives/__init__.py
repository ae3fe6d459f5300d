"""The directives of the domain, ``qapi-doc`` and ``qmp-example``."""
