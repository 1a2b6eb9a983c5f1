using System.ServiceModel;
using System.ServiceModel.Channels;
using WcfBroker.ServiceModel.Tests.Calculator;

namespace WcfBroker.ServiceModel.Tests.Http;

[TestClass]
public sealed class SoapFaultTests
{
    public static IEnumerable<object[]> Bindings => ClientBindings.Names.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Bindings))]
    public async Task A_declared_fault_arrives_with_its_detail(string binding)
    {
        await using var host = await SoapHost.StartAsync();
        var client = host.Connect(ClientBindings.Named(binding));
        var fault = await Assert.ThrowsExactlyAsync<FaultException<DivisionFault>>(() => client.Divide(9, 0));
        Assert.AreEqual("division by zero", fault.Reason.ToString());
        Assert.AreEqual(9, fault.Detail.Dividend);
        Assert.IsTrue(fault.Code.IsSenderFault);
        Assert.AreEqual(3, await client.Divide(9, 3));
    }

    [TestMethod]
    [DynamicData(nameof(Bindings))]
    public async Task A_plain_fault_arrives_with_its_code(string binding)
    {
        await using var host = await SoapHost.StartAsync();
        var fault = await Assert.ThrowsExactlyAsync<FaultException>(() => host.Connect(ClientBindings.Named(binding)).Fail("fault"));
        Assert.AreEqual("a plain fault", fault.Reason.ToString());
        var code = fault.Code.SubCode ?? fault.Code;
        Assert.AreEqual("Refused", code.Name);
        Assert.AreEqual("urn:calculator", code.Namespace);
    }

    [TestMethod]
    public async Task An_undeclared_detail_is_not_sent()
    {
        await using var host = await SoapHost.StartAsync();
        var fault = await Assert.ThrowsExactlyAsync<FaultException>(() => host.Connect(ClientBindings.Basic).Fail("undeclared"));
        Assert.AreEqual("undeclared", fault.Reason.ToString());
        Assert.IsFalse(fault.CreateMessageFault().HasDetail);
    }

    [TestMethod]
    [DynamicData(nameof(Bindings))]
    public async Task An_unexpected_failure_gives_a_reference_and_no_detail(string binding)
    {
        await using var host = await SoapHost.StartAsync();
        var fault = await Assert.ThrowsExactlyAsync<FaultException>(() => host.Connect(ClientBindings.Named(binding)).Fail("unexpectedly"));
        Assert.IsTrue(fault.Code.IsReceiverFault);
        Assert.IsFalse(fault.Reason.ToString().Contains("secret", StringComparison.Ordinal));
        var reference = fault.Reason.ToString().Split(' ')[^1].TrimEnd('.');
        StringAssert.Contains(await host.Log.WhenLoggedAsync($"reference {reference}"), "secret details");
    }

    [TestMethod]
    [DataRow("unserializable fault")]
    [DataRow("unserializable result")]
    public async Task An_answer_that_cannot_be_written_becomes_a_reference(string how)
    {
        await using var host = await SoapHost.StartAsync();
        var fault = await Assert.ThrowsExactlyAsync<FaultException>(() => host.Connect(ClientBindings.Basic).Misbehave(how));
        StringAssert.StartsWith(fault.Reason.ToString(), "The service failed unexpectedly.");
    }

    [TestMethod]
    [DynamicData(nameof(Bindings))]
    public async Task An_unknown_operation_is_refused_in_a_way_that_clients_know(string binding)
    {
        await using var host = await SoapHost.StartAsync();
        var client = host.Connect<INewerEcho>(ClientBindings.Named(binding));
        var refused = await Assert.ThrowsExactlyAsync<ActionNotSupportedException>(() => client.Sing("x"));
        StringAssert.Contains(refused.Message, "no operation with the action 'urn:echo/IEcho/Sing'");
        Assert.AreEqual("x", await client.EchoText("x"));
    }

    [TestMethod]
    [DynamicData(nameof(Bindings))]
    public async Task A_header_that_must_be_understood_and_is_not_is_refused(string binding)
    {
        await using var host = await SoapHost.StartAsync();
        var client = host.Connect<IEcho>(ClientBindings.Named(binding));
        using var scope = new OperationContextScope((IContextChannel)client);
        OperationContext.Current!.OutgoingMessageHeaders.Add(MessageHeader.CreateHeader("Odd", "urn:odd", 1, mustUnderstand: true));
        var fault = await Assert.ThrowsAsync<CommunicationException>(() => client.EchoText("x"));
        StringAssert.Contains(fault.Message, "urn:odd:Odd");
    }

    [TestMethod]
    public async Task A_header_that_need_not_be_understood_is_passed_over()
    {
        await using var host = await SoapHost.StartAsync();
        var client = host.Connect<IEcho>(ClientBindings.WS);
        using var scope = new OperationContextScope((IContextChannel)client);
        OperationContext.Current!.OutgoingMessageHeaders.Add(MessageHeader.CreateHeader("Odd", "urn:odd", 1));
        Assert.AreEqual("x", await client.EchoText("x"));
    }

    [TestMethod]
    [DynamicData(nameof(Bindings))]
    public async Task A_parameter_that_cannot_be_read_is_named(string binding)
    {
        await using var host = await SoapHost.StartAsync();
        var client = host.Connect<IMistakenEcho>(ClientBindings.Named(binding));
        // A ProtocolException where the binding is of SOAP 1.1, a FaultException else: so says the client.
        var fault = await Assert.ThrowsAsync<CommunicationException>(() => client.EchoPoint("no point", new() { X = "abc" }));
        Assert.AreEqual("The parameter point of the operation EchoPoint could not be read.", fault.Message);
        Assert.AreEqual("x", await client.EchoText("x"));
    }
}
