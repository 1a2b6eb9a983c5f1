namespace WcfBroker.ServiceModel.Requests;

/// <summary>The name of an element as readers of encoded requests ask for it. Made once by <see cref="RequestOperation.Element"/>.</summary>
public readonly struct ElementName
{
    internal ElementName(int number) => Number = number;

    internal int Number { get; }
}
