namespace WcfBroker.Core.Tests.DurableModel;

/// <summary>One message of one durable subscription. A replayed dead letter stands at its own sequence, with the message that it was.</summary>
internal sealed class ReferenceEntry(long sequence, ReferenceMessage message)
{
    public long Sequence => sequence;

    public ReferenceMessage Message => message;

    public bool IsLetter => sequence != message.Sequence;

    public EntryState State { get; set; }

    public bool IsOpen => State is EntryState.ToCome or EntryState.InFlight or EntryState.Waiting;

    /// <summary>Whether the store has it beside the log, so that it waits after a restart, too.</summary>
    public bool IsHole { get; set; }

    /// <summary>Whether it was published before the time that the subscription starts at, and is here because it was replayed.</summary>
    public bool BeforeStart { get; init; }

    /// <summary>Attempts that counted.</summary>
    public int Attempts { get; set; }

    /// <summary>Whether the next delivery is marked as not the first.</summary>
    public Certainty Redelivered { get; set; }

    /// <summary>Whether there was an attempt at all.</summary>
    public bool Given { get; set; }

    /// <summary>Whether the attempt under way could be seen outside.</summary>
    public bool Released { get; set; }

    /// <summary>Whether nothing is promised of it any more: what it stands for was dropped by hand or by age.</summary>
    public bool Optional { get; set; }

    public ReferenceMember? Member { get; set; }

    public long Token { get; set; }

    public DateTime SinceUtc { get; set; }

    public DateTime DeadlineUtc { get; set; }

    /// <summary>It is not tried again before this time.</summary>
    public DateTime DueMin { get; set; }

    /// <summary>From this time on it is tried again.</summary>
    public DateTime DueMax { get; set; }

    public override string ToString() => $"{sequence} ({message.Topic} {message.Sequence}) {State} x{Attempts}";
}
