namespace WcfBroker.Core.Tests.Model;

/// <summary>Something that the broker decided to send. Within a group, the order between receivers is the broker's own choice.</summary>
internal readonly record struct Emission(string Group, long Session, ReferenceItem Item);
