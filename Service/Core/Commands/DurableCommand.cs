namespace WcfBroker.Core.Commands;

/// <summary>A command that concerns durable subscriptions alone.</summary>
public abstract record DurableCommand : Command;
