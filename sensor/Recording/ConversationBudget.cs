using NetSensor.Wire;

namespace NetSensor.Recording;

/// <summary>
/// Says which packets are worth remembering: of what two hosts say to each other the first bytes, anew whenever they were silent for a while. Handshakes,
/// check-ins and commands stay for long, transfers leave only their beginning ("Enriching Network Security Analysis with Time Travel", SIGCOMM 2008).
/// </summary>
internal sealed class ConversationBudget(int burstBytes)
{
    private const int Slots = 1 << 16; // a MiB; hosts that share a slot share its budget
    private const long SilenceNanoseconds = 2 * Timestamp.NanosecondsPerSecond; // longer than any pause within a transfer, shorter than any sleep of an implant

    private readonly Slot[] _slots = new Slot[Slots];

    /// <summary>Whether a packet of this pair of hosts is to be remembered.</summary>
    public bool Allows(uint pair, Timestamp time, int bytes)
    {
        ref var slot = ref _slots[pair >> 16];
        if (time.Nanoseconds - slot.Last >= SilenceNanoseconds || slot.Last == 0) slot.Used = 0;
        slot.Last = time.Nanoseconds;
        if (slot.Used >= burstBytes) return false;
        slot.Used += bytes;
        return true;
    }

    private struct Slot
    {
        public long Last;
        public long Used;
    }
}
