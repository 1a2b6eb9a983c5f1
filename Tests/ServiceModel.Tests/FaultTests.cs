using System.ServiceModel;
using System.ServiceModel.Channels;
using WcfBroker.ServiceModel.Tests.Calculator;

namespace WcfBroker.ServiceModel.Tests;

[TestClass]
public sealed class FaultTests
{
    [TestMethod]
    public async Task A_declared_fault_arrives_with_its_detail_and_the_session_survives()
    {
        await using var host = await CalculatorHost.StartAsync();
        var client = host.Connect();
        var fault = await Assert.ThrowsExactlyAsync<FaultException<DivisionFault>>(() => client.Divide(9, 0));
        Assert.AreEqual("division by zero", fault.Reason.ToString());
        Assert.AreEqual(9, fault.Detail.Dividend);
        Assert.AreEqual(3, await client.Divide(9, 3));
    }

    [TestMethod]
    public async Task A_plain_fault_arrives_with_its_code()
    {
        await using var host = await CalculatorHost.StartAsync();
        var client = host.Connect();
        var fault = await Assert.ThrowsExactlyAsync<FaultException>(() => client.Fail("fault"));
        Assert.AreEqual("a plain fault", fault.Reason.ToString());
        Assert.IsTrue(fault.Code.IsSenderFault);
        Assert.AreEqual("Refused", fault.Code.SubCode.Name);
        Assert.AreEqual("urn:calculator", fault.Code.SubCode.Namespace);
        Assert.AreEqual(3, client.Add(1, 2));
    }

    [TestMethod]
    public async Task An_undeclared_detail_is_not_sent()
    {
        await using var host = await CalculatorHost.StartAsync();
        var fault = await Assert.ThrowsExactlyAsync<FaultException>(() => host.Connect().Fail("undeclared"));
        Assert.AreEqual("undeclared", fault.Reason.ToString());
        Assert.IsFalse(fault.CreateMessageFault().HasDetail);
    }

    [TestMethod]
    public async Task An_unexpected_failure_gives_a_reference_and_no_detail_and_the_session_survives()
    {
        await using var host = await CalculatorHost.StartAsync();
        var client = host.Connect();
        var fault = await Assert.ThrowsExactlyAsync<FaultException>(() => client.Fail("unexpectedly"));
        Assert.IsTrue(fault.Code.IsReceiverFault);
        Assert.IsFalse(fault.Reason.ToString().Contains("secret", StringComparison.Ordinal));
        var reference = fault.Reason.ToString().Split(' ')[^1].TrimEnd('.');
        StringAssert.Contains(await host.Log.WhenLoggedAsync(reference), "secret details");
        Assert.AreEqual(CommunicationState.Opened, ((ICommunicationObject)client).State);
        Assert.AreEqual(3, client.Add(1, 2));
    }

    [TestMethod]
    public async Task An_unknown_operation_is_refused_and_the_session_survives()
    {
        await using var host = await CalculatorHost.StartAsync();
        var client = host.ConnectAs<INewerEcho>();
        await Assert.ThrowsExactlyAsync<ActionNotSupportedException>(() => client.Sing("x"));
        Assert.AreEqual("x", await client.EchoText("x"));
    }

    [TestMethod]
    public async Task An_unknown_one_way_operation_is_logged_and_ignored()
    {
        await using var host = await CalculatorHost.StartAsync();
        var client = host.ConnectAs<INewerEcho>();
        await client.Hum("x");
        Assert.AreEqual("x", await client.EchoText("x"));
        await host.Log.WhenLoggedAsync("no operation with the action 'urn:echo/IEcho/Hum'");
    }

    [TestMethod]
    public async Task A_header_that_must_be_understood_and_is_not_is_refused()
    {
        await using var host = await CalculatorHost.StartAsync();
        var client = host.ConnectAs<IEcho>();
        using (new OperationContextScope((IContextChannel)client))
        {
            OperationContext.Current!.OutgoingMessageHeaders.Add(MessageHeader.CreateHeader("Odd", "urn:odd", 1, mustUnderstand: true));
            var fault = await Assert.ThrowsAsync<CommunicationException>(() => client.EchoText("x"));
            StringAssert.Contains(fault.Message, "urn:odd:Odd");
        }

        Assert.AreEqual("x", await client.EchoText("x"));
    }

    [TestMethod]
    public async Task A_header_that_need_not_be_understood_is_passed_over()
    {
        await using var host = await CalculatorHost.StartAsync();
        var client = host.ConnectAs<IEcho>();
        using var scope = new OperationContextScope((IContextChannel)client);
        OperationContext.Current!.OutgoingMessageHeaders.Add(MessageHeader.CreateHeader("Odd", "urn:odd", 1));
        Assert.AreEqual("x", await client.EchoText("x"));
    }

    [TestMethod]
    public async Task A_parameter_that_cannot_be_read_is_named_and_the_session_survives()
    {
        await using var host = await CalculatorHost.StartAsync();
        var client = host.ConnectAs<IMistakenEcho>();
        var fault = await Assert.ThrowsExactlyAsync<FaultException>(() => client.EchoPoint("no point", new() { X = "abc" }));
        Assert.AreEqual("DeserializationFailed", fault.Code.SubCode.Name);
        Assert.AreEqual("The parameter point of the operation EchoPoint could not be read.", fault.Reason.ToString());
        Assert.AreEqual("x", await client.EchoText("x"));
    }

    [TestMethod]
    public async Task Parameters_left_out_are_defaults_and_unknown_ones_are_passed_over()
    {
        await using var host = await CalculatorHost.StartAsync();
        var client = host.ConnectAs<IMistakenEcho>();
        var values = await client.EchoValues(new() { X = "unknown" }, 5);
        Assert.AreEqual($"False 5 0 0 {default(DateTime):O} 00:00:00 {Guid.Empty} Left null", values);
    }
}
