using System.Buffers;
using WcfBroker.ServiceModel.BinaryXml;

namespace WcfBroker.ServiceModel.Callbacks;

/// <summary>
/// Writes parts of a callback's argument as the bytes that every session of the service understands, so that parts written once
/// can be sent to many. A part may leave elements open for a later part to end. It has no state: make one wherever there is a
/// buffer to write to.
/// Members stand in the order of their data contract; a member left out is received as its default.
/// </summary>
public readonly struct FragmentWriter(IBufferWriter<byte> output)
{
    /// <summary>The bytes of <see cref="End"/>, to be sent as a slice of their own.</summary>
    public static ReadOnlyMemory<byte> EndElement { get; } = new byte[] { NbfxRecord.EndElement };

    /// <summary>Opens an element whose content follows.</summary>
    public void Start(FragmentName name) => output.Write(name.Record);

    /// <summary>Ends the element opened last.</summary>
    public void End() => NbfxText.WriteRecord(output, NbfxRecord.EndElement);

    /// <summary>Writes a text, or null.</summary>
    public void Element(FragmentName name, string? value)
    {
        if (value is null)
        {
            Nil(name);
            return;
        }

        Start(name);
        NbfxText.WriteChars(output, value);
    }

    /// <summary>Writes any whole number.</summary>
    public void Element(FragmentName name, long value)
    {
        Start(name);
        NbfxText.WriteInt64(output, value);
    }

    /// <summary>Writes a truth value.</summary>
    public void Element(FragmentName name, bool value)
    {
        Start(name);
        NbfxText.WriteRecord(output, value ? NbfxRecord.TrueTextWithEnd : NbfxRecord.FalseTextWithEnd);
    }

    /// <summary>Writes a floating-point number.</summary>
    public void Element(FragmentName name, double value)
    {
        Start(name);
        NbfxText.WriteWide(output, NbfxRecord.DoubleTextWithEnd, BitConverter.DoubleToInt64Bits(value));
    }

    /// <summary>Writes a point in time with its kind.</summary>
    public void Element(FragmentName name, DateTime value)
    {
        Start(name);
        NbfxText.WriteWide(output, NbfxRecord.DateTimeTextWithEnd, value.ToBinary());
    }

    /// <summary>Writes a duration.</summary>
    public void Element(FragmentName name, TimeSpan value)
    {
        Start(name);
        NbfxText.WriteWide(output, NbfxRecord.TimeSpanTextWithEnd, value.Ticks);
    }

    /// <summary>Writes a byte array, or null.</summary>
    public void Element(FragmentName name, byte[]? value)
    {
        if (value is null)
            Nil(name);
        else
            Element(name, value.AsSpan());
    }

    /// <summary>Writes bytes as a byte array.</summary>
    public void Element(FragmentName name, ReadOnlySpan<byte> value)
    {
        Start(name);
        NbfxText.WriteBytesHeader(output, value.Length);
        output.Write(value);
    }

    /// <summary>Writes an array of whole numbers.</summary>
    public void Array(FragmentName name, ReadOnlySpan<long> values)
    {
        Start(name);
        NbfxText.WriteArray(output, NbfxRecord.Int64TextWithEnd, values);
    }

    /// <summary>Writes an array of whole numbers.</summary>
    public void Array(FragmentName name, ReadOnlySpan<int> values)
    {
        Start(name);
        NbfxText.WriteArray(output, NbfxRecord.Int32TextWithEnd, values);
    }

    /// <summary>Writes null, of whatever type.</summary>
    public void Nil(FragmentName name)
    {
        Start(name);
        output.Write(FragmentEnvelope.NilAndEnd);
    }
}
