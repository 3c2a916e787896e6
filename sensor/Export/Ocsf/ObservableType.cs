namespace NetSensor.Export.Ocsf;

/// <summary>OCSF 1.8.0 <c>observable.type_id</c>.</summary>
internal enum ObservableType
{
    HostName = 1,
    IpAddress = 2,
    MacAddress = 3,
    UserName = 4,
    Port = 11,
    Country = 14,
}
