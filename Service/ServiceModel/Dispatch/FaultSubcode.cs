namespace WcfBroker.ServiceModel.Dispatch;

/// <summary>The qualified name that tells programs what is wrong.</summary>
internal readonly record struct FaultSubcode(string Name, string Namespace);
