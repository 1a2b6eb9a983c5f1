namespace WcfBroker.Contracts;

/// <summary>The XML namespace of every contract, operation and data type of WcfBroker.</summary>
public static class ContractNamespace
{
    /// <summary>
    /// The namespace of the first version of the contract. Members and operations are added to it compatibly:
    /// new members are optional and come last, so an older client keeps working.
    /// </summary>
    public const string Uri = "http://schemas.wcfbroker.net/2026/11";
}
