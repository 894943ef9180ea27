"""What the first bytes of a program say about the platforms that it fits; section 5 of doctor-cli-package."""

import struct

PLATFORMS = ("linux-aarch64", "linux-x86_64", "macos-aarch64", "macos-x86_64")

_ELF = b"\x7fELF"
_ELF_MACHINES = {62: "linux-x86_64", 183: "linux-aarch64"}
_MACH = b"\xcf\xfa\xed\xfe"
_OTHER_MACH = (b"\xfe\xed\xfa\xce", b"\xce\xfa\xed\xfe", b"\xfe\xed\xfa\xcf")
_MACH_PROCESSORS = {0x01000007: "macos-x86_64", 0x0100000C: "macos-aarch64"}
# Of each magic of a program for several processors: the form of a slice, with the places of offset and size.
_UNIVERSAL = {b"\xca\xfe\xba\xbe": (">5I", 2, 3), b"\xca\xfe\xba\xbf": (">2I2Q2I", 2, 3)}
_MOST_SLICES = 16


def find_platforms(read, size: int) -> tuple[str, tuple[str, ...] | None]:
    """The format in words, and the platforms that the program fits; None where the format is unknown."""
    head = read(0, 20)
    if head.startswith(b"#!"):
        return "a script", PLATFORMS
    if head.startswith(_ELF):
        platform = _find_elf(head)
        return "an ELF file", (platform,) if platform else ()
    if head.startswith(_MACH):
        platform = _find_mach(head)
        return "a Mach-O file", (platform,) if platform else ()
    if head.startswith(_OTHER_MACH):
        return "a Mach-O file of another kind", ()
    if head[:4] in _UNIVERSAL:
        return _find_universal(read, size, head)
    return "of an unknown format", None


def _find_elf(head: bytes) -> str | None:
    if len(head) < 20:
        return None
    bits, order, system = head[4], head[5], head[7]
    kind, machine = struct.unpack_from("<2H", head, 16)
    if (bits, order) != (2, 1) or system not in (0, 3) or kind not in (2, 3):
        return None
    return _ELF_MACHINES.get(machine)


def _find_mach(head: bytes) -> str | None:
    if len(head) < 16 or not head.startswith(_MACH):
        return None
    processor, _, kind = struct.unpack_from("<3I", head, 4)
    return _MACH_PROCESSORS.get(processor) if kind == 2 else None


def _find_universal(read, size: int, head: bytes) -> tuple[str, tuple[str, ...] | None]:
    count = int.from_bytes(head[4:8], "big")
    if len(head) < 8 or count > _MOST_SLICES:
        return "of an unknown format", None
    form, offset_place, size_place = _UNIVERSAL[head[:4]]
    table = read(8, count * struct.calcsize(form))
    found = []
    for start in range(0, len(table) - struct.calcsize(form) + 1, struct.calcsize(form)):
        fields = struct.unpack_from(form, table, start)
        offset, length = fields[offset_place], fields[size_place]
        if offset + length <= size:
            platform = _find_mach(read(offset, min(length, 16)))
            if platform == _MACH_PROCESSORS.get(fields[0]):
                found.append(platform)
    return "a universal Mach-O file", tuple(sorted(set(filter(None, found))))
