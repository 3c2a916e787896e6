using System.Text.Json.Serialization;

namespace NetSensor.Export.Delivery.Receivers;

/// <summary>
/// How the options of each type of exporter are put into words, to be compared: generated when the program is built, because compiled to machine code it has no
/// compiler with it that could make that while it runs.
/// </summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(AmqpOptions))]
[JsonSerializable(typeof(ElasticsearchOptions))]
[JsonSerializable(typeof(FileExporterOptions))]
[JsonSerializable(typeof(HttpsOptions))]
[JsonSerializable(typeof(SyslogOptions))]
internal sealed partial class ExporterOptionTypes : JsonSerializerContext; // partial, because its other part is generated
