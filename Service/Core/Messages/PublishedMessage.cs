using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Messages;

/// <summary>A message that the broker has taken: its content, its place and time. Held once, shared by all who receive it.</summary>
public sealed class PublishedMessage(Topic topic, long sequence, DateTime publishedUtc, string? publisher, MessageContent content)
{
    private object?[]? _forms;

    public Topic Topic { get; } = topic;

    /// <summary>The place in the broker's one order; 0 for a request, which is not kept.</summary>
    public long Sequence { get; } = sequence;

    public DateTime PublishedUtc { get; } = publishedUtc;

    public string? Publisher { get; } = publisher;

    public MessageContent Content { get; } = content;

    /// <summary>Whether several sessions are sent it at once: only then are its encoded forms kept, for they take as much memory as it does.</summary>
    public bool IsShared => Volatile.Read(ref _forms) is not null;

    public bool IsExpired(DateTime now) => Content.TimeToLive is { } life && now - PublishedUtc >= life;

    /// <summary>
    /// The message as one protocol encodes it. Of a shared message it is made on first need and kept for all subscribers of that
    /// protocol. Two threads that need it at the same moment may both make it; the result is the same.
    /// </summary>
    public T Form<T>(MessageForm<T> form)
        where T : class
    {
        if (Volatile.Read(ref _forms) is not { } forms)
            return form.Make(this);
        if (form.Slot < forms.Length && forms[form.Slot] is T made)
            return made;
        made = form.Make(this);
        var grown = new object?[Math.Max(forms.Length, form.Slot + 1)];
        forms.CopyTo(grown, 0);
        grown[form.Slot] = made;
        Volatile.Write(ref _forms, grown);
        return made;
    }

    /// <summary>It is sent to several sessions.</summary>
    internal void Share() => _forms ??= [];
}
