using System.Buffers;
using System.Text;

namespace WcfBroker.ServiceModel.Framing;

/// <summary>Fault, [MC-NMF] 2.2.3.5: the last record of a connection that went wrong.</summary>
internal static class FaultRecord
{
    public static void Write(IBufferWriter<byte> output, string fault)
    {
        SessionFrame.WriteRecord(output, FramingRecord.Fault);
        MultiByteInt31.Write(output, Encoding.UTF8.GetByteCount(fault));
        Encoding.UTF8.GetBytes(fault, output);
    }
}
