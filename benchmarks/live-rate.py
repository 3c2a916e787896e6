#!/usr/bin/env python3
"""The highest rate that is listened to without losing a packet, ours beside tcpdump's and argus', over a virtual cable of this machine (root).

  benchmarks/live-rate.py [--mixed CAPTURE] [--seconds N] [--only NAME[,NAME…]] [--cores N]

Traffic: 64-byte frames of 10,000 flows, and, when a capture is named, its packets over and over. The rate doubles until packets are lost, then the gap is halved
three times. For ours also: the highest rate at which every payload was read, and what happens at twice the highest rate. The sender needs a core of its own, so
that on two cores the figures say how programs compare, not what a bigger machine does; where it sends no faster than all of them listen, --cores 0.3 holds each of them
to that part of a core, which shows what a packet costs and what happens beyond the limit. Needs tcpreplay; tcpdump and argus (with ra) where they are to be compared.
"""
import argparse
import json
import re
import shutil
import signal
import subprocess
import time

import live_link
from live_link import MIRROR, SENSOR, Link, stop

LOWEST, HIGHEST = 12_500, 3_200_000  # packets per second


def listen_sensor(link, folder):
    process = link.start(SENSOR, "run", "--interface", MIRROR, "--out", folder, "--metrics", "off", "--json", stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while "listening" not in (line := process.stderr.readline()):
        if not line:
            raise SystemExit("netsensor does not listen: " + process.stdout.read())

    def end():
        summary = json.loads(stop(process)[0])
        limits = summary["limits"]
        return {"lost": summary["drops"]["kernel"], "packets": summary["packets"], "flows": summary["flows"], "unread": limits["payload_shed_flows"]}
    return end


def listen_tcpdump(link, folder):
    process = link.start("tcpdump", "-i", MIRROR, "-n", "-B", "65536", "-w", "/dev/null", stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while "listening" not in process.stderr.readline():
        pass

    def end():
        said = stop(process, signal.SIGINT)[1]
        return {"lost": int(re.search(r"(\d+) packets? dropped by kernel", said).group(1)), "packets": int(re.search(r"(\d+) packets? received by filter", said).group(1))}
    return end


def listen_argus(link, folder):
    process = link.start("argus", "-F", "/dev/null", "-i", MIRROR, "-S", "3600", "-w", folder + "/argus", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(2)

    def end():
        stop(process, signal.SIGINT)
        told = subprocess.run(["ra", "-F", "/dev/null", "-r", folder + "/argus", "-n", "-c", ",", "-s", "spkts", "dpkts", "-", "not", "man"], capture_output=True, text=True).stdout
        counts = [int(number) for line in told.splitlines() for number in line.split(",") if number.strip().isdigit()]
        return {"lost": None, "packets": sum(counts)}
    return end


LISTENERS = {"netsensor": listen_sensor, "tcpdump": listen_tcpdump, "argus": listen_argus}


def trial(link, name, capture, rate, seconds):
    """One program at one rate: its own count of losses where it has one, else what it saw beside what the interface saw."""
    with live_link.scratch() as folder:
        end = LISTENERS[name](link, folder)
        sent, reached = link.send(capture, rate, seconds)
        time.sleep(0.5)
        told = end()
    told["sent"], told["reached"] = sent, reached
    if told["lost"] is None:
        told["lost"] = max(0, sent - told["packets"])
    told["ok"] = told["lost"] == 0 and told["packets"] >= sent
    return told


def highest(link, name, capture, seconds, holds):
    """The highest rate reached for which the condition holds, and every trial on the way."""
    best, rate = 0.0, LOWEST
    low, high = 0, None
    while rate <= HIGHEST and (high is None or high - low > low / 8):
        told = trial(link, name, capture, rate, seconds)
        held = holds(told)
        print(f"    {name} at {rate:,}: {told['reached']:,.0f} packets/s sent, {told['lost']:,} lost" + (f", payloads of {told['unread']:,} flows unread" if told.get("unread") else ""), flush=True)
        if held:
            best, low = max(best, told["reached"]), rate
        else:
            high = rate
        if held and told["reached"] < 0.9 * rate:
            return best, "the sender's limit"
        rate = rate * 2 if high is None else (low + high) // 2
        if low == 0 and high is not None:
            return 0.0, "even the lowest rate loses"
    return best, ""


def measure(link, capture, seconds, names):
    rates = {}
    for name in names:
        rates[name], note = highest(link, name, capture, seconds, lambda told: told["ok"])
        print(f"  {name}: {rates[name]:,.0f} packets/s without loss{', ' + note if note else ''}", flush=True)
        if name == "netsensor":
            read, note = highest(link, name, capture, seconds, lambda told: told["ok"] and told["unread"] == 0)
            print(f"  {name}: {read:,.0f} packets/s with every payload read{', ' + note if note else ''}", flush=True)
            beyond = trial(link, name, capture, int(2 * max(rates[name], LOWEST)), seconds)
            print(f"  {name} beyond it: {beyond['reached']:,.0f} packets/s sent, {100 * beyond['packets'] / max(1, beyond['sent']):.1f} % taken in, {beyond['flows']:,} flows told, payloads of {beyond['unread']:,} unread")
    for name in names:
        if name != "netsensor" and rates.get("netsensor") and rates[name]:
            print(f"  netsensor / {name}: {rates['netsensor'] / rates[name]:.2f}")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--mixed", help="capture whose packets are the mixed traffic")
    arguments.add_argument("--seconds", type=int, default=5, help="length of a trial [5]")
    arguments.add_argument("--cores", type=float, help="what a listener may use of the processor [all]")
    arguments.add_argument("--only", default=",".join(LISTENERS), help="programs to measure")
    chosen = arguments.parse_args()
    subprocess.run([f"{live_link.ROOT}/netsensor", "version"], check=True, stdout=subprocess.DEVNULL)  # builds when something changed
    names = [name for name in chosen.only.split(",") if name == "netsensor" or shutil.which(name)]
    with live_link.scratch() as folder, Link(chosen.cores) as link:
        small = folder + "/small.pcap"
        live_link.write_small_packets(small)
        print("64-byte frames, 10,000 UDP flows", flush=True)
        measure(link, small, chosen.seconds, names)
        if chosen.mixed:
            print(f"mixed: {chosen.mixed}", flush=True)
            measure(link, chosen.mixed, chosen.seconds, names)


if __name__ == "__main__":
    main()
