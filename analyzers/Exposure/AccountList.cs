using System.Collections;

namespace NetSensor.Analyzers.Exposure;

/// <summary>Accounts in the order in which they were seen, each once, the first ones of many.</summary>
internal sealed class AccountList(int most) : IReadOnlyCollection<string>
{
    private readonly List<string> _accounts = [];

    /// <inheritdoc/>
    public int Count => _accounts.Count;

    /// <summary>Takes an account.</summary>
    public void Add(string account)
    {
        if (_accounts.Count < most && !_accounts.Contains(account)) _accounts.Add(account);
    }

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => _accounts.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
