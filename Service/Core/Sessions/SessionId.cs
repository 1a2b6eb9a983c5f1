namespace WcfBroker.Core.Sessions;

/// <summary>Names a connected session; given by whoever attaches it, never twice.</summary>
public readonly record struct SessionId(long Value)
{
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
