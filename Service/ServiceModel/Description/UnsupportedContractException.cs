namespace WcfBroker.ServiceModel.Description;

/// <summary>A contract that cannot be served, found when the service is described; never thrown afterwards.</summary>
public sealed class UnsupportedContractException(string message) : Exception(message);
