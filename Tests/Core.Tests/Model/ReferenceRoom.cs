namespace WcfBroker.Core.Tests.Model;

/// <summary>How much may still be replayed.</summary>
internal sealed class ReferenceRoom
{
    public long Messages { get; set; }

    public long Bytes { get; set; }

    public long Looks { get; set; }

    public bool IsLeft => Messages > 0 && Bytes > 0 && Looks > 0;
}
