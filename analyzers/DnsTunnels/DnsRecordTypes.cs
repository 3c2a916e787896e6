namespace NetSensor.Analyzers.DnsTunnels;

/// <summary>Record types (IANA DNS parameters) by who asks for them.</summary>
internal static class DnsRecordTypes
{
    private const int Cname = 5, Null = 10, Mx = 15, Txt = 16, Key = 25;
    private const int FirstPrivate = 65_280;

    /// <summary>Types that carry much and that stub resolvers of users hardly ask for.</summary>
    public static bool IsOdd(int? type) => type is Cname or Mx || Carries(type);

    /// <summary>Types whose answers hold whatever their owner likes.</summary>
    public static bool Carries(int? type) => type is Null or Txt or Key or >= FirstPrivate;
}
