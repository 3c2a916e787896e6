namespace NetSensor.Export.Delivery.Spool;

/// <summary>A record with its place in the order of its spool.</summary>
public readonly record struct SpooledRecord(long Sequence, DeliveryRecord Record);
