using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Core.Deliveries;
using WcfBroker.Server.Calls;
using WcfBroker.Server.Security;

namespace WcfBroker.Server.Tests.Harness;

/// <summary>A caller whose callbacks go nowhere.</summary>
internal sealed class TestCaller(string? name, params string[] roles) : ICaller, ISubscriberChannel
{
    public Identity? User { get; init; } = name is null ? null : new Identity(name, roles);

    public bool IsLocal { get; init; } = true;

    public string Address => "test";

    public ISubscriberChannel? Channel => this;

    public CancellationToken Ended => CancellationToken.None;

    public bool HasLeft => false;

    /// <summary>Why the broker has ended the session.</summary>
    public string? Aborted { get; private set; }

    public void Abort(string reason) => Aborted ??= reason;

    public ValueTask OnMessageAsync(OutboxItem item, bool more) => ValueTask.CompletedTask;

    public ValueTask OnMessagesAsync(IReadOnlyList<OutboxItem> items, int start, int count) => ValueTask.CompletedTask;

    public Task HandleMessageAsync(OutboxItem item, TimeSpan timeout) => Task.CompletedTask;

    public ValueTask OnNoticeAsync(Notice notice) => ValueTask.CompletedTask;
}
