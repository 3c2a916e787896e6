using NetSensor.Events;
using NetSensor.Protocols.Framing;
using NetSensor.Wire;

namespace NetSensor.Protocols.Bacnet;

/// <summary>Tells devices that say who they are: I-Am, and the properties of device objects that somebody reads.</summary>
public sealed class BacnetParser : DatagramParser
{
    private const int DeviceType = 8;
    private const int InstanceMask = 0x3fffff;      // an object identifier is ten bits of type and 22 of instance
    private const int MaxIdentities = 64;           // per flow: a broadcast flow may tell of the devices behind a router

    private readonly HashSet<(long Instance, int Property, string Text)> _told = [];

    /// <inheritdoc/>
    public override ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        if (!BacnetMessage.TryRead(bytes, out var message)) return ParseResult.NotThis;
        flow.ConfirmService(BacnetProtocol.Service);
        switch (message.Kind, message.Service)
        {
            case (BacnetMessage.Unconfirmed, BacnetMessage.IAm):
                OnIAm(message.Elements, direction, flow);
                break;
            case (BacnetMessage.ComplexAck, BacnetMessage.ReadProperty or BacnetMessage.ReadPropertyMultiple):
                OnProperties(message.Elements, direction, flow);
                break;
        }
        return ParseResult.Continue(bytes.Length);
    }

    /// <inheritdoc/>
    public override void Reset() => _told.Clear();

    private void OnIAm(scoped ReadOnlySpan<byte> elements, Direction direction, IFlowContext flow)
    {
        var reader = new ByteReader(elements);
        if (!BacnetTag.TryRead(ref reader, out var identifier) || Device(identifier, context: false) is not { } instance) return;
        if (!BacnetTag.TryRead(ref reader, out _) || !BacnetTag.TryRead(ref reader, out _)) return;         // largest message, segmentation
        if (!BacnetTag.TryRead(ref reader, out var vendor)) return;
        if (IsNew(instance, -1, string.Empty))
            flow.Emit(new DeviceIdentityEvent { Protocol = BacnetProtocol.Service, IsResponder = direction == Direction.FromResponder, Instance = instance, VendorId = (int?)vendor.Value });
    }

    /// <summary>One property: context 0 object, 1 property, 3 value. Many: 0 object, 1 opens a list of 2 property and 4 value.</summary>
    private void OnProperties(scoped ReadOnlySpan<byte> elements, Direction direction, IFlowContext flow)
    {
        var reader = new ByteReader(elements);
        long? instance = null;
        long property = -1;
        while (BacnetTag.TryRead(ref reader, out var tag))                                                    // ends: each turn consumes an element
        {
            if (tag is { IsContext: true, Number: 0, IsOpening: false, IsClosing: false }) instance = Device(tag, context: true);
            else if (tag is { IsContext: true, Number: 1 or 2, IsOpening: false, IsClosing: false }) property = tag.Value ?? -1;
            else if (!tag.IsContext && instance is { } device) OnValue(device, (BacnetProperty)property, tag, (direction, flow));
        }
    }

    private void OnValue(long instance, BacnetProperty property, in BacnetTag value, (Direction Direction, IFlowContext Flow) seen)
    {
        var text = value.Number == BacnetTag.Text ? value.Characters() : null;
        int? vendorId = property == BacnetProperty.VendorIdentifier && value.Number == BacnetTag.Unsigned ? (int?)value.Value : null;
        if (text is null && vendorId is null) return;
        var isKnown = property is BacnetProperty.VendorIdentifier or BacnetProperty.VendorName or BacnetProperty.ModelName or BacnetProperty.ObjectName
            or BacnetProperty.FirmwareRevision or BacnetProperty.ApplicationVersion or BacnetProperty.Location or BacnetProperty.SerialNumber;
        if (!isKnown || !IsNew(instance, (int)property, text ?? string.Empty)) return;
        seen.Flow.Emit(new DeviceIdentityEvent
        {
            Protocol = BacnetProtocol.Service,
            IsResponder = seen.Direction == Direction.FromResponder,
            Instance = instance,
            VendorId = vendorId,
            Vendor = property == BacnetProperty.VendorName ? text : null,
            Model = property == BacnetProperty.ModelName ? text : null,
            Name = property == BacnetProperty.ObjectName ? text : null,
            Revision = property is BacnetProperty.FirmwareRevision or BacnetProperty.ApplicationVersion ? text : null,
            Location = property == BacnetProperty.Location ? text : null,
            Serial = property == BacnetProperty.SerialNumber ? text : null,
        });
    }

    private bool IsNew(long instance, int property, string text) => _told.Count < MaxIdentities && _told.Add((instance, property, text));

    private static long? Device(in BacnetTag tag, bool context)
    {
        if (tag.IsContext != context || (!context && tag.Number != BacnetTag.ObjectIdentifier) || tag.Content.Length != 4 || tag.Value is not { } value) return null;
        return value >> 22 == DeviceType ? value & InstanceMask : null;
    }
}
