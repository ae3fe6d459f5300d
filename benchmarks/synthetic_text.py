"""Words, sentences and versions for made-up schemas."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

_VOCABULARY = """
the of to is a in that it for are be on this with not as guest host device image node driver network memory when if
will may must only default value option state number size name file process enabled disabled migration storage virtual
machine server client request reply error bytes seconds supported available present otherwise between before after
until given same other another first last
"""
_WORDS = tuple(_VOCABULARY.split())
_ALL_NOUNS = """
account address alarm archive backup balance barrier batch bridge bucket buffer bundle burst cabinet cache carrier
channel chassis clock cluster console counter cursor damper decoder depot digest domain drawer engine envelope
fabric feeder filter flow folder frame gateway gauge granule handle harbour header hopper interval journal kernel
ladder latch ledger limit link locker margin marker matrix meter mirror module mount nozzle offset outlet packet
paddle parcel period pilot pointer portal profile pump quota rack radius ratio record region relay replica route
sample scanner schedule segment sensor session shard signal silo slot socket spindle splice stage station stream
switch table tariff tenant ticket timer token topic tower trace trailer transit tray tunnel valve vault vector
volume voucher wagon warrant window worker zone
"""
NOUNS = tuple(_ALL_NOUNS.split())
"""The words from which names of modules, types and members are made."""
_ALL_VERBS = """
add adjust apply attach block cancel change check clear close commit continue copy create defer delete detach drain
eject enable expire export find fetch freeze grant import insert inspect join kick list load lock merge move offer
open pause poll prune publish query raise read rebuild release remove rename repair replace report reserve reset
resize resume revoke rotate save scan seal send set show shrink skip split start stop store stream suspend swap
sync tag test thaw trim tune unlock unset update verify wake watch wipe write
"""
VERBS = tuple(_ALL_VERBS.split())
_LINE = 64
_VERSIONS = tuple(f"{major}.{minor}" for major in range(11) for minor in range(4))


def version(random: Random) -> str:
    """A random release."""
    return _VERSIONS[random.randrange(len(_VERSIONS))]


def later_version(random: Random, than: str) -> str:
    """A release after *than*, or the newest."""
    return _VERSIONS[min(len(_VERSIONS) - 1, _VERSIONS.index(than) + random.randrange(1, 12))]


def paragraph(random: Random, mean: int, names: Sequence[str] = ()) -> str:
    """One paragraph, seldom followed by another one, a list or a note; each sentence has about *mean* words."""
    first = sentence(random, mean, names, indent=0)
    more = random.random()
    if more < 0.04:
        return f"{first}\n#\n# {sentence(random, 2 * mean, names, indent=0)}"
    if more < 0.055:
        items = "\n#\n".join(f"# - {sentence(random, mean, indent=2)}" for _ in range(3))
        return f"{first}\n#\n{items}"
    if more < 0.08:
        return f"{first}\n#\n# .. note:: {sentence(random, mean, indent=3)}"
    return first


def sentence(random: Random, mean: int, names: Sequence[str] = (), *, indent: int = 4) -> str:
    """A sentence of about *mean* words, wrapped as in comments, which may contain one of *names*."""
    words = random.choices(_WORDS, k=3 + int(random.expovariate(1 / (mean - 2))))
    if names and random.random() < 0.25:
        words[random.randrange(len(words))] = random.choice(names)
    elif random.random() < 0.03:
        words[random.randrange(len(words))] = f"``{random.choice(_WORDS)}``"
    lines, line = [], words[0][:1].upper() + words[0][1:]
    for word in words[1:]:
        if len(line) + len(word) > _LINE:
            lines.append(line)
            line = " " * indent + word
        else:
            line += f" {word}"
    return "\n# ".join([*lines, line]) + "."
