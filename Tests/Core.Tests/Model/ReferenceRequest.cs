namespace WcfBroker.Core.Tests.Model;

/// <summary>A request and what became of it: null while it waits.</summary>
internal sealed class ReferenceRequest(long id, long session, DateTime deadline)
{
    public long Id => id;

    public long Session => session;

    public DateTime Deadline => deadline;

    public string? Outcome { get; set; }
}
