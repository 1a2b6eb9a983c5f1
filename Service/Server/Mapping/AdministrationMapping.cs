using WcfBroker.Contracts.Administration;
using WcfBroker.Core;
using WcfBroker.Core.Durable;
using WcfBroker.Core.Policies;
using WcfBroker.Core.Sessions;
using WcfBroker.Server.Sessions;
using WcfBroker.Server.Startup;

namespace WcfBroker.Server.Mapping;

/// <summary>What administrators see, from the core to the contract.</summary>
internal static class AdministrationMapping
{
    public static ServerInfo ToInfo(BrokerStatus status, SessionServices services)
    {
        var store = services.Storage.Store?.Status;
        return new ServerInfo
        {
            Version = ProductVersion.Text,
            StartedUtc = services.StartedUtc,
            Epoch = services.Storage.Epoch,
            HeadSequence = status.HeadSequence,
            FirstSequence = status.FirstSequence,
            Topics = status.Topics,
            Sessions = status.Sessions,
            DurableSubscriptions = status.DurableSubscriptions,
            DeadLetters = status.DeadLetters,
            Storage = services.Storage.Place,
            StoreBytes = store?.Bytes,
            FreeDiskBytes = store?.FreeDiskBytes,
            Delivered = services.Metrics.AllDelivered,
        };
    }

    public static SubscriptionPage ToPage(DurableList list) => new()
    {
        Subscriptions = [.. list.Subscriptions.Select(ToStatus)],
        Next = list.Next,
    };

    public static SessionPage ToPage(SessionList list) => new()
    {
        Sessions = [.. list.Sessions.Select(ToInfo)],
        Next = list.Next?.Value,
    };

    public static PolicyInfo ToInfo(TopicPolicy policy) => new()
    {
        Topics = policy.Topics.Text,
        Durability = policy.Durability.ToString(),
        AgeMax = policy.AgeMax,
        CountMax = policy.CountMax,
        BytesMax = policy.BytesMax,
        PayloadBytesMax = policy.PayloadBytesMax,
        WhenSlow = policy.WhenSlow?.ToString(),
        HoldForSubscriptions = policy.HoldForSubscriptions,
    };

    private static SubscriptionStatus ToStatus(DurableSummary summary) => new()
    {
        Name = summary.Name,
        Topic = summary.Filter.Text,
        Owner = summary.Owner,
        Shared = summary.Shared,
        Order = summary.Order.ToString(),
        Members = summary.Members,
        IdleSinceUtc = summary.IdleSinceUtc,
        Position = summary.Position,
        Behind = summary.Behind,
        InFlight = summary.InFlight,
        Waiting = summary.Waiting,
        DeadLetters = summary.DeadLetters,
        Redeliveries = summary.Redeliveries,
        Paused = summary.Paused,
    };

    private static SessionInfo ToInfo(SessionSummary summary) => new()
    {
        Id = summary.Id.Value,
        Address = summary.Address,
        Identity = summary.Identity,
        SinceUtc = summary.SinceUtc,
        Subscriptions = summary.Subscriptions,
        Queued = summary.Outbox.Count,
        Dropped = summary.Outbox.Dropped,
    };
}
