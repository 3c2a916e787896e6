#!/usr/bin/env python3
"""Merges the Ethernet pcap files of a folder into one large mixed capture to measure with.

    make-mix.py SOURCE_FOLDER OUT.pcap [--packets 600000] [--seconds 3600] [--seed 1]

Every capture is laid into the same hour at a place of its own (longer ones are pressed into half of it). It is repeated until there are
enough packets; each repetition has other IPv4 and global IPv6 addresses, with checksums brought along, so that it adds flows and not
only packets. The same folder and options give the same file.
"""
import argparse
import array
import os
import random
import struct

ETHERNET = 1
START = 1_700_000_000
MAX_RECORD = 262_144
ORDERS = {b"\xd4\xc3\xb2\xa1": ("<", 1000), b"\xa1\xb2\xc3\xd4": (">", 1000), b"\x4d\x3c\xb2\xa1": ("<", 1), b"\xa1\xb2\x3c\x4d": (">", 1)}
VLAN_TYPES = (0x8100, 0x88A8, 0x9100)
CHECKSUM_AT = {6: 16, 17: 6, 58: 2}       # TCP, UDP, ICMPv6: where their checksum lies; all cover the addresses


def packets(path):
    """Times in nanoseconds, original lengths and bytes of an Ethernet pcap; nothing for any other file."""
    with open(path, "rb") as file:
        data = file.read()
    order, unit = ORDERS.get(data[:4], (None, 0))
    if order is None or len(data) < 24 or struct.unpack(order + "I", data[20:24])[0] & 0xFFFF != ETHERNET:
        return []
    found, at = [], 24
    while at + 16 <= len(data):
        seconds, fraction, captured, original = struct.unpack_from(order + "IIII", data, at)
        at += 16
        if captured > MAX_RECORD or at + captured > len(data):
            break
        found.append((seconds * 1_000_000_000 + fraction * unit, original, data[at:at + captured]))
        at += captured
    return found


def mend(frame, at, before, after):
    """Brings an Internet checksum along with a changed word (RFC 1624)."""
    if at + 2 > len(frame):
        return
    old = struct.unpack_from("!H", frame, at)[0]
    total = (~old & 0xFFFF) + (~before & 0xFFFF) + after
    total = (total & 0xFFFF) + (total >> 16)
    total = (total & 0xFFFF) + (total >> 16)
    struct.pack_into("!H", frame, at, ~total & 0xFFFF)


def readdress(bytes_, repetition):
    """The frame with its unicast addresses moved into another range."""
    frame = bytearray(bytes_)
    at = 12
    while at + 2 <= len(frame) and struct.unpack_from("!H", frame, at)[0] in VLAN_TYPES:
        at += 4
    if at + 2 > len(frame):
        return bytes_
    kind, ip = struct.unpack_from("!H", frame, at)[0], at + 2
    if kind == 0x0800 and ip + 20 <= len(frame):
        header = ip + (frame[ip] & 15) * 4
        protocol = frame[ip + 9]
        first = struct.unpack_from("!H", frame, ip + 6)[0] & 0x1FFF == 0
        words = [word for word in (ip + 12, ip + 16) if 0 < frame[word] < 224 and frame[word] != 127]
        checksum = ip + 10
    elif kind == 0x86DD and ip + 40 <= len(frame):
        header, protocol, first, checksum = ip + 40, frame[ip + 6], True, None
        words = [word + 2 for word in (ip + 8, ip + 24) if frame[word] & 0xE0 == 0x20]
    else:
        return bytes_
    for word in words:
        before = struct.unpack_from("!H", frame, word)[0]
        after = before ^ repetition
        struct.pack_into("!H", frame, word, after)
        if checksum is not None:
            mend(frame, checksum, before, after)
        if first and protocol in CHECKSUM_AT:
            field = header + CHECKSUM_AT[protocol]
            if protocol != 17 or frame[field:field + 2] != b"\0\0":
                mend(frame, field, before, after)
    return bytes(frame)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("source")
    options.add_argument("out")
    options.add_argument("--packets", type=int, default=600_000)
    options.add_argument("--seconds", type=int, default=3600)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    paths = sorted(os.path.join(folder, name) for folder, _, names in os.walk(chosen.source) for name in names)
    captures = [capture for capture in map(packets, paths) if capture]
    if not captures:
        raise SystemExit(f"{chosen.source}: no Ethernet pcap files in it")
    chance = random.Random(chosen.seed)
    window = chosen.seconds * 1_000_000_000
    times, mixed, repetition = array.array("q"), [], 0
    while len(mixed) < chosen.packets:
        for capture in captures:
            first = min(time for time, _, _ in capture)
            length = max(time for time, _, _ in capture) - first
            press = min(1.0, window / 2 / length) if length else 1.0
            begin = START * 1_000_000_000 + int(chance.random() * (window - length * press))
            for time, original, frame in capture:
                times.append(begin + int((time - first) * press))
                mixed.append((original, readdress(frame, repetition) if repetition else frame))
        repetition += 1
    with open(chosen.out, "wb") as out:
        out.write(struct.pack("<IHHiIII", 0xA1B23C4D, 2, 4, 0, 0, MAX_RECORD, ETHERNET))
        for index in sorted(range(len(mixed)), key=times.__getitem__):
            original, frame = mixed[index]
            seconds, rest = divmod(times[index], 1_000_000_000)
            out.write(struct.pack("<IIII", seconds, rest, len(frame), original) + frame)
    print(f"{chosen.out}: {len(mixed)} packets of {len(captures)} captures, {repetition} times, {os.path.getsize(chosen.out)} bytes")


if __name__ == "__main__":
    main()
