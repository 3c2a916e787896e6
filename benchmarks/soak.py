#!/usr/bin/env python3
"""A sensor under steady load whose receiver of findings is killed and started again at random: is its memory flat, does it lose anything? (root)

  benchmarks/soak.py STEADY NEWS --pps N [--news-pps 200] [--minutes 30] [--seed 1] [--growth 0.10]

Two captures are sent over a virtual cable over and over: STEADY as it is, as a network of always the same hosts, and NEWS beside it with addresses that change with
every turn, so that there is always something new to tell. The sensor keeps its state and saves evidence. Findings go to a webhook (HTTPS with a certificate and a token of its own) that is killed with SIGKILL and comes back seconds later. Ends with 1 when a packet that came out of
the cable was not seen, the rate was not reached, memory grew, or what arrived is not exactly what was told, in its order. Memory grows when the straight line through its samples rises
by more than a share of their mean, once the tables have their sizes. A soak is at half of the rate that live-rate.py finds, for half an hour; the tests run a
short one. Senders yield to the sensor where both want a core: on a machine that has too little of them, packets are sent later, and the rate that was reached is told
beside the share of the machine's time that its hypervisor took away.
"""
import argparse
import gzip
import http.server
import json
import os
import random
import signal
import ssl
import subprocess
import sys
import time

import live_link
from live_link import MIRROR, SENDER, SENSOR, Link, run, stolen_share, stop

HOST, PORT, METRICS = "127.0.0.1", 8443, "127.0.0.1:9477"
TOKEN = "a token for this soak alone"
RING_MIB = 512         # the sender shares the sensor's cores: what it does not get now it gets some seconds later
WARM_SHARE = 0.4       # of the time: by then every table has its size
LOG_BYTES = 256 << 20  # of a log before it is taken away, as logrotate does: half an hour of logs would fill the disk


def receive(folder):
    """The receiver: acknowledges a batch once every id of it is on disk."""
    class Webhook(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.headers.get("Authorization") != f"Bearer {TOKEN}":
                return self.answer(401)
            if self.headers.get("Content-Encoding") == "gzip":
                body = gzip.decompress(body)
            with open(f"{folder}/received", "a") as out:
                for finding in json.loads(body):
                    out.write(finding["metadata"]["uid"] + "\n")
                out.flush()
                os.fsync(out.fileno())
            self.answer(200)

        def answer(self, code):
            self.send_response(code)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(f"{folder}/cert.pem", f"{folder}/key.pem")
    server = http.server.ThreadingHTTPServer((HOST, PORT), Webhook)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.serve_forever()


def prepare(folder):
    """Certificate, token and configuration."""
    run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", f"{folder}/key.pem", "-out", f"{folder}/cert.pem",
        "-subj", f"/CN={HOST}", "-addext", f"subjectAltName=IP:{HOST}")
    with open(f"{folder}/token", "w") as out:
        out.write(TOKEN)
    with open(f"{folder}/netsensor.yaml", "w") as out:
        out.write(f"capture:\n  ring_mib: {RING_MIB}\nexporters:\n- name: soak\n  type: https\n  url: https://{HOST}:{PORT}/\n  token_file: {folder}/token\n  tls:\n    ca_file: {folder}/cert.pem\n  retry_max: 5s\n")


def start_sensor(link, folder):
    process = link.start(SENSOR, "run", "--interface", MIRROR, "--out", f"{folder}/logs", "--config", f"{folder}/netsensor.yaml", "--metrics", METRICS, "--json",
                         stdout=subprocess.PIPE, stderr=open(f"{folder}/said", "w"), text=True)
    for _ in range(300):
        if "listening on" in open(f"{folder}/said").read():
            return process
        time.sleep(0.1)
    raise SystemExit("netsensor does not listen: " + open(f"{folder}/said").read())


def resident_mib(process):
    with open(f"/proc/{process.pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024


def processor_seconds(process):
    with open(f"/proc/{process.pid}/stat") as stat:
        user, system = stat.read().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def take_logs_away(folder):
    """The sensor sees that a log is gone, and begins a new one. What was found stays: it is compared with what arrived."""
    for log in os.scandir(f"{folder}/logs"):
        if log.name.endswith(".log") and log.stat().st_size > LOG_BYTES:
            os.unlink(log.path)


def start_receiver(link, folder):
    return link.start(sys.executable, os.path.realpath(__file__), "--receive", folder, stdout=subprocess.DEVNULL)


def send(link, capture, packets_per_second, seconds, *options):
    pace = ["--timer=nano", "--pps-multi=64"]  # sleeps between 64 packets instead of watching the clock, which takes a core of its own
    return link.start("nice", "-n", "19", "tcpreplay", "-K", "-q", "-i", SENDER, f"--pps={packets_per_second}", *pace, "--loop=0", *options, f"--duration={seconds}", capture,
                      stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def soak(link, folder, chosen):
    chance = random.Random(chosen.seed)
    sensor, receiver = start_sensor(link, folder), start_receiver(link, folder)
    seconds = int(chosen.minutes * 60)
    senders = [send(link, chosen.steady, chosen.pps, seconds), send(link, chosen.news, chosen.news_pps, seconds, "--unique-ip")]
    began, kills, memory, next_kill, next_word = time.monotonic(), 0, [], 5.0, 0
    stolen, stolen_now = stolen_share(), stolen_share()
    while (passed := time.monotonic() - began) < seconds:
        memory.append((passed, resident_mib(sensor)))
        take_logs_away(folder)
        if passed >= next_kill:
            receiver.kill()
            receiver.wait()
            kills += 1
            time.sleep(chance.uniform(0, min(10, seconds / 20)))
            receiver = start_receiver(link, folder)
            next_kill = time.monotonic() - began + chance.uniform(5, min(60, seconds / 4))
        if passed >= next_word:
            print(f"  {passed:6.0f} s: {memory[-1][1]:,.0f} MiB, {processor_seconds(sensor) / max(1, passed):.2f} of a core, {100 * stolen_now():.0f} % of the machine's time taken away", flush=True)
            next_word += 60
            stolen_now = stolen_share()
        time.sleep(1)
    for sender in senders:
        sender.wait()
    sent_for = time.monotonic() - began
    summary = json.loads(stop(sensor)[0])
    summary["came"], summary["rate"], summary["stolen"] = link.received(), link.received() / sent_for, stolen()
    again = start_sensor(link, folder)          # what was told last may still wait in the spool
    wait_for_delivery(link)
    stop(again)
    receiver.kill()
    receiver.wait()
    return summary, memory, kills


def wait_for_delivery(link):
    """Until nothing waits for the receiver any more, or a minute has passed."""
    for _ in range(60):
        asked = link.start("curl", "-sf", "-m", "5", f"http://{METRICS}/metrics", stdout=subprocess.PIPE, text=True)
        page = asked.communicate()[0]
        waiting = [float(line.split()[-1]) for line in page.splitlines() if line.startswith("netsensor_export_queue_records")]
        if waiting and sum(waiting) == 0:
            return
        time.sleep(1)
    print("  what was told did not leave the spool within a minute", flush=True)


def judge(folder, summary, memory, kills, chosen):
    told = [json.loads(line)["metadata"]["uid"] for line in open(f"{folder}/logs/detections.jsonl")]
    received = open(f"{folder}/received").read().split()
    mean, slope, seconds = trend([(passed, mib) for passed, mib in memory if passed >= WARM_SHARE * memory[-1][0]])
    grown = slope * seconds / mean
    dropped = summary["came"] - summary["packets"]
    lost = set(told) - set(received)
    print(f"{summary['rate']:,.0f} packets a second; {100 * summary['stolen']:.1f} % of the machine's processor time was taken away by its hypervisor")
    print(f"{summary['came']:,} packets came, {summary['packets']:,} were seen ({summary['drops']['kernel']:,} dropped by the kernel), {summary['flows']:,} flows; payloads of {summary['limits']['payload_shed_flows']:,} flows unread")
    print(f"memory: {mean:,.0f} MiB on average after {100 * WARM_SHARE:.0f} % of the time, from there on {3600 * slope:+,.1f} MiB an hour ({100 * grown:+.1f} % in {seconds:,.0f} s), at most {max(mib for _, mib in memory):,.0f} MiB")
    print(f"findings: {len(set(told)):,} tellings, {len(set(received)):,} received, {len(received) - len(set(received)):,} of them more than once, {len(lost):,} lost; the receiver was killed {kills} times")
    print(f"order kept: {in_order(told, received)}")
    return dropped == 0 and summary["rate"] >= chosen.least * (chosen.pps + chosen.news_pps) and grown <= chosen.growth and not lost and set(received) <= set(told) and kills > 0 and told and in_order(told, received)


def trend(samples):
    """Mean, rise a second, and length of the straight line through the samples (least squares)."""
    count = len(samples)
    middle, mean = sum(passed for passed, _ in samples) / count, sum(mib for _, mib in samples) / count
    spread = sum((passed - middle) ** 2 for passed, _ in samples)
    slope = sum((passed - middle) * (mib - mean) for passed, mib in samples) / spread if spread else 0.0
    return mean, slope, samples[-1][0] - samples[0][0]


def in_order(told, received):
    place = {uid: number for number, uid in enumerate(dict.fromkeys(told))}
    firsts = [place[uid] for uid in dict.fromkeys(received) if uid in place]
    return firsts == sorted(firsts)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("steady", nargs="?")
    arguments.add_argument("news", nargs="?")
    arguments.add_argument("--pps", type=int, help="packets per second of STEADY: half of what live-rate.py found")
    arguments.add_argument("--news-pps", type=int, default=200, help="packets per second of NEWS [200]")
    arguments.add_argument("--minutes", type=float, default=30)
    arguments.add_argument("--seed", type=int, default=1, help="of the receiver's bad luck")
    arguments.add_argument("--growth", type=float, default=0.10, help="of memory that is still flat, as a share: more for a short run, in which the runtime still settles")
    arguments.add_argument("--least", type=float, default=0.8, help="share of the rate that must be reached, on average [0.8]")
    arguments.add_argument("--receive", help=argparse.SUPPRESS)
    chosen = arguments.parse_args()
    if chosen.receive:
        return receive(chosen.receive)
    if not chosen.news or not chosen.pps:
        arguments.error("name two captures and --pps")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with live_link.scratch() as folder, Link() as link:
        prepare(folder)
        summary, memory, kills = soak(link, folder, chosen)
        ok = judge(folder, summary, memory, kills, chosen)
    print("passed" if ok else "failed")
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
