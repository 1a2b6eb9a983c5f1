namespace WcfBroker.Core.Storage;

/// <summary>The sequences from one to another, both included.</summary>
public readonly record struct SequenceRange(long From, long To)
{
    public bool Contains(long sequence) => From <= sequence && sequence <= To;
}
