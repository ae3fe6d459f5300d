"""Words by which readers may search for a definition although its comment does not contain them.

A search index knows whole words: it does not know that ``DEVICE_DELETED`` is about devices, nor that ``del`` is short
for what people call to delete, to remove or to unplug.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
"""The words of a name, in any of the spellings that QAPI allows."""

MEANINGS = {
    "abort": "cancel stop",
    "add": "create attach plug hotplug insert new",
    "backup": "copy save",
    "balloon": "memory",
    "blk": "block disk",
    "block": "disk drive",
    "blockdev": "block device disk drive",
    "cancel": "abort stop",
    "capabilities": "features supported",
    "change": "set modify switch",
    "char": "character",
    "chardev": "character device serial",
    "clear": "reset empty",
    "close": "shut end",
    "commit": "merge flatten",
    "complete": "finish end",
    "cont": "continue resume unpause start run",
    "cpu": "processor",
    "cpus": "processors",
    "create": "make new add",
    "del": "delete remove detach unplug",
    "delete": "remove del destroy",
    "deleted": "removed unplugged gone",
    "dev": "device",
    "dismiss": "remove forget",
    "dump": "take save capture write",
    "eject": "open remove medium",
    "expire": "end expiration",
    "fd": "file descriptor",
    "finalize": "finish end",
    "hmp": "monitor command",
    "human": "monitor",
    "incoming": "receive destination",
    "info": "information",
    "insert": "add put",
    "iothread": "thread",
    "iothreads": "threads",
    "kbd": "keyboard",
    "mem": "memory",
    "memsave": "save memory",
    "migrate": "move live migration",
    "mirror": "copy clone",
    "nbd": "network block",
    "net": "network",
    "netdev": "network device card nic",
    "nic": "network card",
    "nmi": "interrupt",
    "object": "create",
    "oob": "out band",
    "opts": "options",
    "param": "parameter",
    "params": "parameters",
    "pause": "stop suspend hold",
    "pmemsave": "save physical memory",
    "powerdown": "power off shutdown shut down poweroff",
    "props": "properties",
    "qom": "object property",
    "query": "list show get find",
    "quit": "exit terminate kill end",
    "remove": "delete del detach",
    "reopen": "change options",
    "reset": "reboot restart",
    "resize": "grow shrink size enlarge",
    "resume": "continue unpause",
    "rtc": "clock time",
    "save": "store write",
    "screendump": "screenshot screen take capture picture",
    "send": "press type",
    "set": "change modify",
    "shutdown": "shut down power off halt",
    "snapshot": "take checkpoint save",
    "start": "begin run",
    "stop": "pause suspend halt",
    "stream": "copy pull",
    "suspend": "sleep pause",
    "system": "machine",
    "throttle": "limit rate speed",
    "tpm": "trusted platform module",
    "unplug": "remove detach",
    "uuid": "identifier",
    "wakeup": "wake resume",
    "watchdog": "timer",
    "xen": "hypervisor",
}
"""Everyday words for parts of names."""


def search_words(names: Iterable[str]) -> tuple[str, ...]:
    """Return the parts of *names* and what they mean, in lower case, each once, in order of first appearance."""
    parts = [part.lower() for name in names for part in _PARTS.findall(name)]
    whole = [word for name in names for word in re.split(r"[-_.]", name.lower())]
    known = dict.fromkeys((*parts, *whole))
    return tuple(dict.fromkeys((*known, *(word for each in known for word in MEANINGS.get(each, "").split()))))
