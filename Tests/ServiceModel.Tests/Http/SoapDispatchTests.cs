namespace WcfBroker.ServiceModel.Tests.Http;

[TestClass]
public sealed class SoapDispatchTests
{
    [TestMethod]
    [DataRow("text/xml", "\"" + SoapText.AddAction + "\"")]
    [DataRow("Text/XML;Charset=\"UTF-8\"", SoapText.AddAction)]
    [DataRow("text/xml; charset=utf-8", "\"\"")]
    [DataRow("text/xml", null)]
    public async Task SOAP_11_is_dispatched_by_its_SOAPAction_or_else_by_its_body(string contentType, string? action)
    {
        await using var host = await SoapHost.StartAsync();
        var (status, text) = await host.PostAsync(contentType, SoapText.Envelope11(SoapText.Add), action);
        Assert.AreEqual(200, status, text);
        StringAssert.Contains(text, SoapText.Sum);
    }

    [TestMethod]
    [DataRow("application/soap+xml; charset=utf-8; action=\"" + SoapText.AddAction + "\"", null)]
    [DataRow("application/soap+xml", "\"" + SoapText.AddAction + "\"")]
    [DataRow("application/soap+xml; action=\"\"", null)]
    [DataRow("application/soap+xml", null)]
    public async Task SOAP_12_is_dispatched_by_its_action_parameter_or_else_by_its_body(string contentType, string? action)
    {
        await using var host = await SoapHost.StartAsync();
        var (status, text) = await host.PostAsync(contentType, SoapText.Envelope12(SoapText.Add), action);
        Assert.AreEqual(200, status, text);
        StringAssert.Contains(text, SoapText.Sum);
    }

    [TestMethod]
    [DataRow("text/xml", "urn:other")]
    [DataRow("application/soap+xml; action=\"urn:other\"", null)]
    public async Task An_action_that_is_named_counts_before_the_body(string contentType, string? action)
    {
        await using var host = await SoapHost.StartAsync();
        var envelope = contentType.StartsWith("text", StringComparison.Ordinal) ? SoapText.Envelope11(SoapText.Add) : SoapText.Envelope12(SoapText.Add);
        var (status, text) = await host.PostAsync(contentType, envelope, action);
        Assert.AreEqual(500, status);
        StringAssert.Contains(text, "ActionNotSupported");
        Assert.IsEmpty(host.Sums);
    }

    [TestMethod]
    public async Task A_body_that_no_operation_has_is_refused_by_its_name()
    {
        await using var host = await SoapHost.StartAsync();
        var (status, text) = await host.PostAsync(SoapText.Type11, SoapText.Envelope11("<Add xmlns=\"urn:other\"/>"));
        Assert.AreEqual(500, status);
        StringAssert.Contains(text, "no operation with the action 'Add'");
    }

    [TestMethod]
    public async Task Addressing_headers_are_answered_with_the_id_as_it_was_sent()
    {
        await using var host = await SoapHost.StartAsync();
        var header = SoapText.Headers(("Action", $" {SoapText.AddAction}\n"), ("MessageID", "any <![CDATA[&]]> ID"));
        var (status, text) = await host.PostAsync(SoapText.Type12, SoapText.Envelope12(SoapText.Add, header));
        Assert.AreEqual(200, status, text);
        StringAssert.Contains(text, "<a:RelatesTo>any &amp; ID</a:RelatesTo>");
        StringAssert.Contains(text, $">{SoapText.AddAction}Response</a:Action>");
    }

    [TestMethod]
    public async Task Without_addressing_headers_none_are_sent()
    {
        await using var host = await SoapHost.StartAsync();
        var (_, text) = await host.PostAsync(SoapText.Type12, SoapText.Envelope12(SoapText.Add));
        Assert.IsFalse(text.Contains("Header", StringComparison.Ordinal), text);
    }

    [TestMethod]
    [DataRow("MessageAddressingHeaderRequired", "urn:pocket/IPocketCalculator/Add", null, null)]
    [DataRow("OnlyAnonymousAddressSupported", "urn:pocket/IPocketCalculator/Add", "id", "http://elsewhere/")]
    [DataRow("OnlyAnonymousAddressSupported", "urn:pocket/IPocketCalculator/Add", "id", "http://www.w3.org/2005/08/addressing/none")]
    [DataRow("ActionMismatch", "urn:pocket/IPocketCalculator/Divide", "id", null)]
    public async Task Addressing_that_cannot_be_served_is_refused_by_its_fault(string fault, string action, string? id, string? replyTo)
    {
        await using var host = await SoapHost.StartAsync();
        var header = SoapText.Headers(("Action", action)) +
            (id is null ? "" : SoapText.Headers(("MessageID", id))) +
            (replyTo is null ? "" : SoapText.Headers(("ReplyTo", $"<a:Metadata/><a:Address>{replyTo}</a:Address>")));
        var (status, text) = await host.PostAsync(SoapText.Type11, SoapText.Envelope11(SoapText.Add, header), SoapText.AddAction);
        Assert.AreEqual(500, status);
        StringAssert.Contains(text, $"<faultcode xmlns:c=\"{SoapText.Addressing}\">c:{fault}</faultcode>");
        Assert.AreEqual(id is not null, text.Contains("<a:RelatesTo>id</a:RelatesTo>", StringComparison.Ordinal));
        Assert.IsEmpty(host.Sums);
    }

    [TestMethod]
    [DataRow("Action")]
    [DataRow("MessageID")]
    public async Task An_addressing_header_sent_twice_is_refused(string header)
    {
        await using var host = await SoapHost.StartAsync();
        var twice = SoapText.Headers((header, SoapText.AddAction), (header, SoapText.AddAction));
        var (status, text) = await host.PostAsync(SoapText.Type12, SoapText.Envelope12(SoapText.Add, twice));
        Assert.AreEqual(500, status);
        StringAssert.Contains(text, "c:InvalidAddressingHeader");
    }

    [TestMethod]
    [DataRow("http://schemas.xmlsoap.org/soap/actor/next", 500)]
    [DataRow("", 500)]
    [DataRow("urn:somebody-else", 200)]
    public async Task Headers_of_SOAP_11_for_another_actor_are_passed_over(string actor, int expected)
    {
        await using var host = await SoapHost.StartAsync();
        var header = $"<Odd xmlns=\"urn:odd\" s:actor=\"{actor}\" s:mustUnderstand=\"1\"><deep/></Odd>";
        var (status, text) = await host.PostAsync(SoapText.Type11, SoapText.Envelope11(SoapText.Add, header));
        Assert.AreEqual(expected, status, text);
        Assert.AreEqual(expected == 500, text.Contains("s:MustUnderstand", StringComparison.Ordinal));
    }

    [TestMethod]
    [DataRow("http://www.w3.org/2003/05/soap-envelope/role/next", "true", 500)]
    [DataRow("http://www.w3.org/2003/05/soap-envelope/role/ultimateReceiver", "1", 500)]
    [DataRow("http://www.w3.org/2003/05/soap-envelope/role/next", "false", 200)]
    [DataRow("http://www.w3.org/2003/05/soap-envelope/role/none", "true", 200)]
    public async Task Headers_of_SOAP_12_for_another_role_are_passed_over(string role, string mustUnderstand, int expected)
    {
        await using var host = await SoapHost.StartAsync();
        var header = $"<o:Odd xmlns:o=\"urn:odd\" s:role=\"{role}\" s:mustUnderstand=\"{mustUnderstand}\"/>";
        var (status, text) = await host.PostAsync(SoapText.Type12, SoapText.Envelope12(SoapText.Add, header));
        Assert.AreEqual(expected, status, text);
        Assert.AreEqual(expected == 500, text.Contains("<s:NotUnderstood qname=\"h:Odd\" xmlns:h=\"urn:odd\"/>", StringComparison.Ordinal));
    }

    [TestMethod]
    [DataRow("<Odd s:mustUnderstand=\"1\"/>")]
    [DataRow("<xml:odd s:mustUnderstand=\"1\"/>")]
    [DataRow("<s:Odd s:mustUnderstand=\"1\"/>")]
    [DataRow("<o:Odd xmlns:o=\"http://www.w3.org/2000/xmlns/\" s:mustUnderstand=\"1\"/>")]
    public async Task A_header_of_an_odd_namespace_is_not_understood_either(string header)
    {
        await using var host = await SoapHost.StartAsync();
        var (status, text) = await host.PostAsync(SoapText.Type12, SoapText.Envelope12(SoapText.Add, header));
        Assert.AreEqual(500, status, text);
        StringAssert.Contains(text, "<s:Value>s:MustUnderstand</s:Value>");
        System.Xml.Linq.XDocument.Parse(text);
    }

    [TestMethod]
    [DataRow("urn:another-soap")]
    [DataRow("")]
    public async Task An_envelope_of_an_unknown_version_is_a_version_mismatch(string ns)
    {
        await using var host = await SoapHost.StartAsync();
        var (status, text) = await host.PostAsync(SoapText.Type12, $"<Envelope xmlns=\"{ns}\"/>");
        Assert.AreEqual(500, status);
        StringAssert.Contains(text, "<s:Value>s:VersionMismatch</s:Value>");
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("application/json")]
    [DataRow("application/xml")]
    [DataRow("multipart/related; type=\"application/xop+xml\"")]
    [DataRow("text/xml; charset=iso-8859-1")]
    [DataRow("text/xml, text/xml")]
    public async Task Other_content_types_are_refused(string? contentType)
    {
        await using var host = await SoapHost.StartAsync();
        var (status, text) = await host.PostAsync(contentType, SoapText.Envelope11(SoapText.Add));
        Assert.AreEqual(415, status, text);
        StringAssert.Contains(text, "is not served: send text/xml (SOAP 1.1) or application/soap+xml (SOAP 1.2)");
    }
}
