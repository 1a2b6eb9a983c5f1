using System.Xml;
using WcfBroker.ServiceModel.Dispatch;
using WcfBroker.ServiceModel.Security;

namespace WcfBroker.ServiceModel.Http;

/// <summary>What is known of a request, filled in as it is read.</summary>
internal sealed class SoapRequest
{
    /// <summary>SOAP 1.1 until the content type has been read.</summary>
    public SoapVersion Version { get; set; } = SoapVersion.Soap11;

    /// <summary>The action named by the addressing headers.</summary>
    public string? Action { get; set; }

    /// <summary>Names the request, exactly as its sender does.</summary>
    public string? MessageId { get; set; }

    /// <summary>Whether the answer is wanted elsewhere than on the connection the request came on.</summary>
    public bool WantsAnswerElsewhere { get; set; }

    /// <summary>The first header that must be understood and is not.</summary>
    public XmlQualifiedName? NotUnderstood { get; set; }

    /// <summary>Whether the sender uses WS-Addressing, and so is answered with it.</summary>
    public bool IsAddressed => Action is not null || MessageId is not null;

    /// <summary>The trace that the request is part of.</summary>
    public TraceContext Trace { get; set; }

    /// <summary>The WS-Security header, where it is looked at.</summary>
    public SecurityHeader? Security { get; set; }

    /// <summary>The time stamp of the answer to a request that has one.</summary>
    public DateTime? Stamp { get; set; }

    public Operation? Operation { get; set; }

    public object?[]? Arguments { get; set; }
}
