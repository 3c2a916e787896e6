using System.Text.Json;
using NetSensor.Events;

namespace NetSensor.Export.Ocsf;

/// <summary>The parts of a risk as a property <c>risk_parts</c>: name, points and why of each.</summary>
public static class RiskPartsJson
{
    /// <summary>Writes them into the object that is open; an empty list when there are none.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<RiskPart> parts)
    {
        json.WriteStartArray("risk_parts");
        foreach (var part in parts)
        {
            json.WriteStartObject();
            json.WriteString("name", part.Name);
            json.WriteNumber("points", part.Points);
            json.WriteString("why", part.Why);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
