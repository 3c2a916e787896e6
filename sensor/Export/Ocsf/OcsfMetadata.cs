using System.Text.Json;

namespace NetSensor.Export.Ocsf;

/// <summary>OCSF's <c>metadata</c>, which every record must have: the schema's version and the product that writes it.</summary>
/// <param name="productVersion">Version of the program.</param>
internal sealed class OcsfMetadata(string productVersion)
{
    /// <summary>The product, its vendor, and the provider of what is enriched.</summary>
    public const string Product = "NetSensor";

    /// <summary>Writes the object.</summary>
    /// <param name="json">Into an object that is open.</param>
    /// <param name="uid">The record's own id; null when it has none.</param>
    /// <param name="profiles">OCSF profiles that the record applies.</param>
    public void Write(Utf8JsonWriter json, string? uid = null, params ReadOnlySpan<string> profiles)
    {
        json.WriteStartObject("metadata");
        json.WriteString("version", OcsfClass.Version);
        if (uid is not null) json.WriteString("uid", uid);
        if (profiles.Length > 0)
        {
            json.WriteStartArray("profiles");
            foreach (var profile in profiles) json.WriteStringValue(profile);
            json.WriteEndArray();
        }
        json.WriteStartObject("product");
        json.WriteString("name", Product);
        json.WriteString("vendor_name", Product);
        json.WriteString("version", productVersion);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
