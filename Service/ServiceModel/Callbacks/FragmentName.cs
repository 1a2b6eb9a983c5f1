namespace WcfBroker.ServiceModel.Callbacks;

/// <summary>
/// An element name as the encoded callbacks of one operation carry it. Made once by <see cref="CallbackOperation.Element"/>.
/// </summary>
public readonly struct FragmentName
{
    private readonly byte[] _record;

    internal FragmentName(byte[] record) => _record = record;

    internal ReadOnlySpan<byte> Record => _record;
}
