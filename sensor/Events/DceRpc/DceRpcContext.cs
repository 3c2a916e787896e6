namespace NetSensor.Events;

/// <summary>One interface that a client asked a server of DCE/RPC for, and what the server said.</summary>
/// <param name="Id">Number by which requests name it.</param>
/// <param name="Interface">Identifier of the interface (abstract syntax).</param>
/// <param name="Name">Zeek's name of the interface ("svcctl"), or "unknown-" and the identifier.</param>
/// <param name="Major">Major version of the interface.</param>
/// <param name="Minor">Minor version of the interface.</param>
/// <param name="TransferSyntax">"ndr", "ndr64", "features" (bind time feature negotiation), or the identifier; the one agreed on, or the first offered when not.</param>
/// <param name="Result">0 accepted, 1 refused by the user, 2 by the provider, 3 features acknowledged (C706 §12.6.3.1, [MS-RPCE] §2.2.2.4); null when no answer was seen.</param>
public sealed record DceRpcContext(int Id, Guid Interface, string Name, int Major, int Minor, string TransferSyntax, int? Result);
