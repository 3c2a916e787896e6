using System.Text.Json.Serialization;
using NetSensor.Analyzers.Beaconing.Channels;
using NetSensor.Analyzers.Credentials;
using NetSensor.Analyzers.Devices;
using NetSensor.Analyzers.Dga;
using NetSensor.Analyzers.DnsTunnels;
using NetSensor.Analyzers.Exfiltration;
using NetSensor.Analyzers.Exposure;
using NetSensor.Analyzers.IcmpTunnels;
using NetSensor.Analyzers.LateralMovement;
using NetSensor.Analyzers.LongConnections;
using NetSensor.Analyzers.OddServices;
using NetSensor.Analyzers.Poisoning;
using NetSensor.Analyzers.RemoteAccess;
using NetSensor.Analyzers.Scans;
using NetSensor.Analyzers.ThingHabits;
using NetSensor.Analyzers.UnusualCountries;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Common.Memory;

/// <summary>
/// Everything that detectors keep as JSON. How each is read and written is generated when the program is built: compiled to machine code, it has no
/// compiler with it that could make that while it runs.
/// </summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(AccountHabits.Habit), TypeInfoPropertyName = nameof(AccountHabits))] // things have habits, too
[JsonSerializable(typeof(AddressClaims.Claimant))]
[JsonSerializable(typeof(AddressClaims.Owner))]
[JsonSerializable(typeof(AddressGivers.Giver))]
[JsonSerializable(typeof(EdgeMemory))]
[JsonSerializable(typeof(IncidentMemory))]
[JsonSerializable(typeof(int[]))]
[JsonSerializable(typeof(IpAddr[]))]
[JsonSerializable(typeof(KeptArrivals))]
[JsonSerializable(typeof(KeptAttempts))]
[JsonSerializable(typeof(KeptBurst))]
[JsonSerializable(typeof(KeptEchoes))]
[JsonSerializable(typeof(KeptExposure))]
[JsonSerializable(typeof(KeptPair))]
[JsonSerializable(typeof(KeptProfile))]
[JsonSerializable(typeof(KeptService))]
[JsonSerializable(typeof(KeptThing))]
[JsonSerializable(typeof(KeptUploadChannel))]
[JsonSerializable(typeof(KeptUploads))]
[JsonSerializable(typeof(KeptUse))]
[JsonSerializable(typeof(KeptWatch))]
[JsonSerializable(typeof(KeptZone))]
[JsonSerializable(typeof(List<int>))]
[JsonSerializable(typeof(List<NetworkServers.Server>))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(NamesAnswered.Answers))]
[JsonSerializable(typeof(OddServer))]
[JsonSerializable(typeof(Paths.Kept))]
[JsonSerializable(typeof(PoisoningDetector.Router))]
[JsonSerializable(typeof(PoisoningDetector.Told))]
[JsonSerializable(typeof(Queue<RelayedLogons.KeptLeg>))]
[JsonSerializable(typeof(RelayedLogons.Visitors))]
[JsonSerializable(typeof(RouterSearches.Search))]
[JsonSerializable(typeof(SourceMemory))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(TakenNames.KeptOwner))]
internal sealed partial class KeptTypes : JsonSerializerContext; // partial, because its other part is generated
