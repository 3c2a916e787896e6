using System.Text.Json.Serialization;

namespace NetSensor.Enrichment.Inventory;

/// <summary>
/// How a device is read and written as JSON, generated when the program is built: compiled to machine code, it has no compiler with it that could make that
/// while it runs.
/// </summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(KeptDevice))]
internal sealed partial class KeptDevices : JsonSerializerContext; // partial, because its other part is generated
