using System.ServiceModel;
using System.ServiceModel.Channels;
using System.Text;
using WcfBroker.ServiceModel.Tests.Calculator;

namespace WcfBroker.ServiceModel.Tests.Http;

/// <summary>The bindings of unmodified WCF clients.</summary>
public static class ClientBindings
{
    private const int LargeBytesMax = 64 * 1024 * 1024;

    public static IEnumerable<string> Names =>
    [
        nameof(Basic), "Basic UTF-16", "Basic UTF-16 big endian", "Basic streamed", "WS", "SOAP 1.2 without addressing", "SOAP 1.1 with addressing",
    ];

    public static BasicHttpBinding Basic => new()
    {
        MaxReceivedMessageSize = LargeBytesMax,
        MaxBufferSize = LargeBytesMax,
        ReaderQuotas = { MaxArrayLength = LargeBytesMax, MaxStringContentLength = LargeBytesMax },
        SendTimeout = TestTime.Limit,
    };

    public static WSHttpBinding WS => new(SecurityMode.None)
    {
        MaxReceivedMessageSize = LargeBytesMax,
        ReaderQuotas = { MaxArrayLength = LargeBytesMax, MaxStringContentLength = LargeBytesMax },
        SendTimeout = TestTime.Limit,
    };

    public static Binding Named(string name)
    {
        var basic = Basic;
        switch (name)
        {
            case "Basic UTF-16":
                basic.TextEncoding = Encoding.Unicode;
                return basic;
            case "Basic UTF-16 big endian":
                basic.TextEncoding = Encoding.BigEndianUnicode;
                return basic;
            case "Basic streamed":
                basic.TransferMode = TransferMode.Streamed;
                return basic;
            case nameof(WS):
                return WS;
            case "SOAP 1.2 without addressing":
                return Text(EnvelopeVersion.Soap12, AddressingVersion.None);
            case "SOAP 1.1 with addressing":
                return Text(EnvelopeVersion.Soap11, AddressingVersion.WSAddressing10);
            default:
                return basic;
        }
    }

    private static CustomBinding Text(EnvelopeVersion envelope, AddressingVersion addressing)
    {
        var encoding = new TextMessageEncodingBindingElement(MessageVersion.CreateVersion(envelope, addressing), Encoding.UTF8);
        Basic.ReaderQuotas.CopyTo(encoding.ReaderQuotas);
        return new(encoding, new HttpTransportBindingElement { MaxReceivedMessageSize = LargeBytesMax, MaxBufferSize = LargeBytesMax })
        {
            SendTimeout = TestTime.Limit,
        };
    }
}
