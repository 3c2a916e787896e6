using System.Security.Authentication;

namespace NetSensor.Export.Delivery.Receivers;

/// <summary>A receiver is not whom we trust; the message says why.</summary>
internal sealed class AuthenticationFault(string message) : AuthenticationException(message);
