"""Commands that the comment of an event names as its cause, apart from commands that it only mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_qapi.analysis.emissions.said_of_commands import SENT, only_reads
from sphinx_qapi.analysis.emissions.sentences import COMMAND, several

_COMMANDS = several(COMMAND, "commands")
_LEAD = (
    r"(?:(?:an?|the|qmp|hmp|monitor|command|commands|each|every|any|either|both|one|of|successful|successfully|running|"
    r"executing|execution|issuing|sending|calling|call|to|use|using|completion|end|success|request|requests|such|as) )*"
)
_BEGUN = r"(?:triggered|caused|initiated|requested|started|begun|invoked) (?:by|with|via|through|using|from)"
_ASKED = r"(?:requests?|commands?|operations?|actions?|reasons?|causes?),? \(?(?:such as|like|e\.g\.,?|for example,?)"
_CAUSES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{SENT} (?:\w+ ){{0,2}}?(?:by|when|whenever|after|once|upon|on|following|as soon as) {_LEAD}{_COMMANDS}",
        rf"(?<![\w-]){_BEGUN} {_LEAD}{_COMMANDS}",
        rf"\b(?:in response to|response to|results? of|due to|because of|reply to|consequence of) {_LEAD}{_COMMANDS}",
        rf"\b{_ASKED} {_LEAD}{_COMMANDS}",
        rf"^{SENT} [^⟦]*\b(?:after|upon) {_LEAD}{_COMMANDS}",
        rf"{_COMMANDS}(?: commands?)? (?:was|were|is|are) (?:an? |the |its )?(?:reason|cause|trigger)\b",
    )
)
_DENIED = re.compile(
    r"\b(?:not(?! only)|never|no|until|unless|before|without|instead of|unlike|except|other than|awaiting|waiting for|"
    r"previously|formerly|used to)\b|n't\b",
    re.IGNORECASE,
)
_CONTRAST = re.compile(r"\brather than\b", re.IGNORECASE)


def causes(sentence: str, *, of_member: bool = False) -> Iterator[str]:
    """Yield the commands that *sentence*, in the comment of an event, names as causes of the event.

    With *of_member*, *sentence* describes a member, which may tell causes apart: a cause named *rather than* another
    counts.
    """
    for pattern in _CAUSES:
        for match in pattern.finditer(sentence):
            before = sentence[: match.start("commands")]
            if not _DENIED.search(before) and (of_member or not _CONTRAST.search(before)):
                yield from (each for each in re.findall(COMMAND, match["commands"]) if not only_reads(each))
