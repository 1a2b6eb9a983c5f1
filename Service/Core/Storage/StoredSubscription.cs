namespace WcfBroker.Core.Storage;

/// <summary>A durable subscription: what it is, without how far it has come.</summary>
public sealed record StoredSubscription
{
    /// <summary>Given by the core, unique among the subscriptions that exist.</summary>
    public required int Id { get; init; }

    public required string Name { get; init; }

    /// <summary>The identity that it belongs to; null for the anonymous one.</summary>
    public string? Owner { get; init; }

    /// <summary>The topic filter as it is written.</summary>
    public required string Filter { get; init; }

    /// <summary>Whether several sessions share its messages.</summary>
    public bool Shared { get; init; }

    /// <summary>Since when no session is attached; null while one is.</summary>
    public DateTime? IdleSinceUtc { get; init; }

    /// <summary>All other options as the core writes them, with their version in front. The store does not look inside.</summary>
    public ReadOnlyMemory<byte> Options { get; init; }
}
