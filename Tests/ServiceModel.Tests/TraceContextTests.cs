using System.Diagnostics;
using System.ServiceModel.Channels;
using System.Text;
using System.Xml;
using WcfBroker.ServiceModel.Dispatch;

namespace WcfBroker.ServiceModel.Tests;

/// <summary>The trace that a request says it is part of.</summary>
[TestClass]
public sealed class TraceContextTests
{
    private const string Parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    [TestMethod]
    [DataRow($"<t:traceparent>{Parent}</t:traceparent><t:tracestate> a=1,b=2 </t:tracestate>", Parent, "a=1,b=2")]
    [DataRow($"<t:traceparent>{Parent}</t:traceparent><t:traceparent>other</t:traceparent><t:more/>", Parent, null)]
    [DataRow($"<traceparent xmlns='urn:other'>{Parent}</traceparent>", null, null)]
    [DataRow("<t:traceparent/><t:tracestate><x>1</x></t:tracestate>", "", "")]
    public void It_stands_in_two_headers_and_what_is_none_of_them_is_passed_over(string headers, string? parent, string? state) =>
        Assert.AreEqual(new TraceContext(parent, state), Read(headers));

    [TestMethod]
    public void Entered_it_is_the_parent_of_what_runs_until_it_is_left()
    {
        Assert.IsNull(Activity.Current);
        using (new TraceContext(Parent, "a=1").Enter())
        {
            Assert.AreEqual((Parent, "a=1", null), (Activity.Current?.ParentId, Activity.Current?.TraceStateString, Activity.Current?.Parent));
            Assert.AreEqual(ActivityTraceFlags.Recorded, Activity.Current!.ActivityTraceFlags);
        }

        Assert.IsNull(Activity.Current);
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("00-00000000000000000000000000000000-b7ad6b7169203331-01")]
    [DataRow("<x/>")]
    public void What_is_malformed_is_as_if_it_were_not_there(string? parent) => Assert.IsNull(new TraceContext(parent, null).Enter());

    [TestMethod]
    public void A_trace_that_must_be_understood_is()
    {
        var message = Message($"<t:traceparent s:mustUnderstand='1'>{Parent}</t:traceparent>");
        Assert.IsNull(RequestHeaders.Read(message).NotUnderstood);
        Assert.AreEqual(Parent, RequestHeaders.Read(message).Trace.Parent);
    }

    private static TraceContext Read(string headers) => TraceContext.Read(Message(headers).Headers);

    private static Message Message(string headers)
    {
        var text = $"<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope' xmlns:a='http://www.w3.org/2005/08/addressing' xmlns:t='{TraceContext.Namespace}'>"
            + $"<s:Header><a:Action s:mustUnderstand='1'>urn:act</a:Action>{headers}</s:Header><s:Body/></s:Envelope>";
        var reader = XmlDictionaryReader.CreateTextReader(Encoding.UTF8.GetBytes(text), XmlDictionaryReaderQuotas.Max);
        return System.ServiceModel.Channels.Message.CreateMessage(reader, 1 << 16, MessageVersion.Soap12WSAddressing10);
    }
}
