namespace WcfBroker.Core.Tests.Model;

/// <summary>A message as the reference keeps it.</summary>
internal sealed record ReferenceMessage(string Topic, long Sequence, DateTime At, int Bytes, TimeSpan? Life, bool Clears)
{
    public bool IsExpired(DateTime now) => now - At >= Life;
}
