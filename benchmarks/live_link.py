"""A cable inside a network namespace of its own, and who listens at its end: for measurements of live capture (root, tcpreplay)."""
import os
import re
import signal
import subprocess
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
SENSOR = os.environ.get("NETSENSOR", os.path.join(ROOT, ".build", "netsensor"))
os.environ.setdefault("DOTNET_gcConcurrent", "1")  # this and the next as the service and the launcher have it
os.environ.setdefault("DOTNET_gcServer", "0")
SENDER, MIRROR = "sender0", "mirror0"
MTU = 65535  # captures hold segments that network cards put together


class Allowance:
    """A control group that gives whoever joins it a part of a core and no more; version 1 or 2, whichever is mounted (root)."""

    PERIOD = 20_000  # microseconds; the longest that a listener is held still, which its buffer has to bridge

    def __init__(self, name, cores):
        first = "/sys/fs/cgroup/cpu"
        quota = max(1000, int(cores * self.PERIOD))
        self.folder = os.path.join(first if os.path.isdir(first) else "/sys/fs/cgroup", name)
        os.mkdir(self.folder)
        if self.folder.startswith(first):
            self._set("cpu.cfs_period_us", self.PERIOD)
            self._set("cpu.cfs_quota_us", quota)
        else:
            self._set("cpu.max", f"{quota} {self.PERIOD}")

    def join(self):
        """Puts the calling process, and all that it starts, under it."""
        self._set("cgroup.procs", os.getpid())

    def close(self):
        os.rmdir(self.folder)

    def _set(self, name, value):
        with open(os.path.join(self.folder, name), "w", encoding="ascii") as file:
            file.write(str(value))


class Link:
    """Two ends of a cable; what goes into SENDER comes out of MIRROR. Gone when closed. Listeners may be held to a part of a core."""

    def __init__(self, cores=None):
        self.name = f"nsrate{os.getpid()}"
        self.started = []
        self.allowance = Allowance(self.name, cores) if cores else None
        run("ip", "netns", "add", self.name)
        self.inside("sysctl", "-qw", "net.ipv6.conf.all.disable_ipv6=1", "net.ipv6.conf.default.disable_ipv6=1")
        self.inside("ip", "link", "add", SENDER, "mtu", str(MTU), "type", "veth", "peer", "name", MIRROR, "mtu", str(MTU))
        for end in (SENDER, MIRROR, "lo"):
            self.inside("ip", "link", "set", end, "up")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill_all()
        run("ip", "netns", "del", self.name)
        if self.allowance:
            self.allowance.close()

    def inside(self, *command):
        return run("ip", "netns", "exec", self.name, *command)

    def start(self, *command, **options):
        join = self.allowance.join if self.allowance else None
        self.started.append(subprocess.Popen(["ip", "netns", "exec", self.name, *command], preexec_fn=join, **options))
        return self.started[-1]

    def kill_all(self):
        """Ends what was started and still runs."""
        for process in self.started:
            if process.poll() is None:
                process.kill()
                process.wait()

    def received(self):
        return int(self.inside("cat", f"/sys/class/net/{MIRROR}/statistics/rx_packets"))

    def send(self, capture, packets_per_second, seconds):
        """Sends a capture over and over and returns (packets that came out, packets per second reached)."""
        before = self.received()
        said = self.inside("tcpreplay", "-K", "-q", "-i", SENDER, f"--pps={packets_per_second}", "--loop=0", f"--duration={seconds}", capture)
        reached = re.search(r"([\d.]+) pps", said)
        return self.received() - before, float(reached.group(1)) if reached else 0.0


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}: {done.stderr.strip()}")
    return done.stdout + done.stderr


def stop(process, by=signal.SIGTERM):
    """Ends a listener and returns what it printed. 'ip netns exec' becomes the program, so the signal reaches it."""
    process.send_signal(by)
    return process.communicate(timeout=120)


def write_small_packets(path, flows=10_000, per_flow=10):
    """64-byte frames (60 without the checksum) of so many UDP flows that take turns, each answered."""
    def frame(flow, answer):
        client, server = 0x0A000000 + flow, 0x0A800000 + flow % 50
        source, target = (server, client) if answer else (client, server)
        ports = (443, 20000 + flow % 40000) if answer else (20000 + flow % 40000, 443)
        ip = bytes.fromhex("4500002e00004000401100 00".replace(" ", "")) + source.to_bytes(4, "big") + target.to_bytes(4, "big")
        udp = ports[0].to_bytes(2, "big") + ports[1].to_bytes(2, "big") + (26).to_bytes(2, "big") + b"\0\0"
        return bytes.fromhex("02000000000102000000000208 00".replace(" ", "")) + ip + udp + bytes(18)

    with open(path, "wb") as out:
        out.write(bytes.fromhex("d4c3b2a1020004000000000000000000ffff000001000000"))
        number = 0
        for turn in range(per_flow):
            for flow in range(flows):
                packet = frame(flow, turn % 2 == 1)
                out.write((1_790_000_000 + number // 100_000).to_bytes(4, "little") + (number % 100_000 * 10).to_bytes(4, "little") + len(packet).to_bytes(4, "little") * 2 + packet)
                number += 1


def stolen_share():
    """Call it to begin; what it returns tells, when called, the share of the machine's processor time since then that its hypervisor gave to others while it was wanted here."""
    def ticks():
        with open("/proc/stat", encoding="ascii") as stat:
            fields = [int(field) for field in stat.readline().split()[1:9]]  # user nice system idle iowait irq softirq steal
        return fields[7], sum(fields)

    before = ticks()

    def since():
        now = ticks()
        return (now[0] - before[0]) / max(1, now[1] - before[1])
    return since


def scratch():
    return tempfile.TemporaryDirectory(prefix="netsensor-live-")
