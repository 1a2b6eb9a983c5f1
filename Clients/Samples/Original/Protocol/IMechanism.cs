namespace WcfBroker.Samples.Original.Protocol;

/// <summary>A form that messages are written in.</summary>
internal interface IMechanism
{
    /// <summary>The name sent as the first frame.</summary>
    string Name { get; }

    byte[] Write(LabMessage message);

    /// <exception cref="InvalidDataException">The bytes are no message.</exception>
    LabMessage Read(byte[] frame);
}
