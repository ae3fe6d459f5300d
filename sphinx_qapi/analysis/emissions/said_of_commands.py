"""Events that the comment of a command says it emits, apart from events that it only mentions.

An event counts as emitted if a sentence says so (`_CLAIMS`) in the present or future tense. It does not count if the
sentence denies it, contrasts it, speaks of the past, or says that the event comes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_qapi.analysis.emissions.sentences import COMMAND, EVENT, several

_EVENTS = several(EVENT, "events")
_LEAD = (
    r"(?:(?:an?|the|its|one|another|further|corresponding|matching|single|final|usual|new|both|either|qmp|events?) )*"
    r"\(?"
)
_ADVERB = r"(?:(?:\w+ly|also|then|now|always|first|soon|once|again|twice|thus|therefore) )*"
SENT = r"(?:emitted|sent|generated|raised|triggered|issued|delivered|fired|signall?ed|broadcast|posted|published)"
_SEND = (
    r"(?:emit|send|generate|raise|trigger|issue|deliver|fire|signal|broadcast|post|publish|report|cause|produce)"
    r"(?:s|ting|ling|ing)?|(?:rais|generat|trigger|issu|fir|caus|produc)ing|result(?:s|ing)? in|leads? to"
)
_TOLD = r"(?:signall?ed|indicated|reported|announced|notified|confirmed|acknowledged|accompanied|followed)"
_WILL = r"(?:will|may|might|can|could|should|must|shall)"
_IS = rf"(?:is|are|gets?|{_WILL} {_ADVERB}(?:be|get))"
_THIS = r"(?:this|it|calling|using|issuing|sending|running|invoking|executing|doing so)\b"
_BY = r"(?:with|by|via|through|using|in)"
_CLAIMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_EVENTS}(?: events?)?(?: \([^)]*\))?,?(?: that| which)? {_IS} {_ADVERB}{SENT}\b",
        rf"{_EVENTS}(?: events?)? {_ADVERB}(?:{_WILL} {_ADVERB})?(?:follow|arrive|occur)s?\b",
        rf"\b(?P<verb>{_SEND}) {_LEAD}{_EVENTS}",
        rf"\b{_IS} {_ADVERB}{_TOLD} {_BY} {_LEAD}{_EVENTS}",
        rf"\b(?:signals?|indicates?|announces?|reports?) (?:[\w-]+ ){{1,5}}{_BY} {_LEAD}{_EVENTS}",
        rf"\bevents? (?:\w+ ){{0,2}}{SENT}(?: by this command)? (?:changes to|becomes|{_IS}) {_LEAD}{_EVENTS}",
        rf"\border(?:ing)? of [^.]{{0,60}}\b(?:with|and) {_LEAD}{_EVENTS}",
        rf"\b(?:wait|listen|watch)(?:s|ing)? for {_LEAD}{_EVENTS}(?! (?:events? )?before {_THIS})",
    )
)
_DENIED = re.compile(
    r"\b(?:not|never|cannot|no longer|without|neither|nor|no|instead of|rather than|than|unlike|avoids?|prevents?|"
    r"suppress(?:es)?|stops?|disables?|skips?|fails? to|n't)\b(?: [\w-]+){0,3}[ (]*$|n't(?: \w+){0,3} $",
    re.IGNORECASE,
)
"""A denial, right before a claim."""
_FIRST = re.compile(
    r"\b(?:after|once|when|whenever|until|till|before|if|unless|while|upon|as soon as|in case)[ (]"
    r"(?:(?:an?|the|any|this|that|event) )*\(?$",
    re.IGNORECASE,
)
"""Words right before an event which say that the event comes first."""
_ELSEWHERE = re.compile(
    r"\b(?:abilit(?:y|ies)|able|readiness|previously|formerly|used to|in the past|older|earlier versions?|"
    r"earlier releases?|prior to|(?:before|until|up to) (?:versions? |releases? |qemu )?\d)\b",
    re.IGNORECASE,
)
"""Anywhere before a claim: words about another time, or about what may come first."""
_CONTRAST = re.compile(r"\b(?:unlike|whereas|(?:in|by) contrast|as opposed|compared (?:to|with))\b", re.IGNORECASE)
"""Anywhere before a claim, after the last "this command": words of contrast."""
_READING = re.compile(r"(?:^|[-_])(?:query|get|list|info)(?:[-_]|$)")
_SUBJECT = re.compile(
    rf"(?<!of )(?<!by )(?<!with )(?<!for )(?<!to ){COMMAND}(?: commands?)?,?(?: which| that)?(?: \w+)? ?$"
)
_AGENT = re.compile(
    r"^[^⟦]{0,25}\b(?:by|when|whenever|after|once|on|upon|in response to) (?:(?:the|an?|qmp) )*" + COMMAND
)


def only_reads(command: str) -> bool:
    """Return whether *command*, by its name, only asks for something, so that it causes nothing."""
    return _READING.search(command) is not None


def emitted_by(sentence: str, own: str) -> Iterator[tuple[str, str]]:
    """Yield the pairs of command and event that *sentence*, in the comment of the command *own*, claims."""
    for claim in _CLAIMS:
        for match in claim.finditer(sentence):
            if not _holds(sentence, match):
                continue
            command = _command(sentence, match, own)
            if command and (command == own or not only_reads(command)):
                yield from ((command, event) for event in re.findall(EVENT, match["events"]))


def _holds(sentence: str, match: re.Match[str]) -> bool:
    before, events = sentence[: match.start()], sentence[: match.start("events")]
    return not (
        _DENIED.search(before)
        or _DENIED.search(events)
        or _FIRST.search(events)
        or _ELSEWHERE.search(events)
        or _CONTRAST.search(events.rpartition("this command")[2])
    )


def _command(sentence: str, match: re.Match[str], own: str) -> str:
    """Return the command that emits the event: the one right before the verb, or the agent after it.

    Returns an empty string if that is unclear.
    """
    before, behind = sentence[: match.start()], sentence[match.end() :]
    found = _SUBJECT.search(before) or _AGENT.search(behind)
    if found is not None:
        return found[1]
    named = set(re.findall(COMMAND, before)) - {own}
    return own if not named or "this command" in sentence or own in re.findall(COMMAND, sentence) else ""
