using System.Globalization;

namespace WcfBroker.Core.Requests;

/// <summary>Names a request that waits for its reply; written as its reply address.</summary>
public readonly record struct RequestId(long Value)
{
    private const string Prefix = "/$request/";

    public static bool TryParse(string? replyTo, out RequestId id)
    {
        var number = 0L;
        var valid = replyTo is not null
            && replyTo.StartsWith(Prefix, StringComparison.Ordinal)
            && long.TryParse(replyTo.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out number);
        id = new RequestId(number);
        return valid;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Value}");
}
