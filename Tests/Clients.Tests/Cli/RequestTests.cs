using WcfBroker.Cli;
using WcfBroker.Clients.Tests.Fakes;
using WcfBroker.Contracts.Faults;
using WcfBroker.Samples.Calculator;

namespace WcfBroker.Clients.Tests.Cli;

[TestClass]
public sealed class RequestTests
{
    private readonly FakeTerminal _terminal = new();

    public RequestTests() => _terminal.Network.Broker.Responder =
        (topic, message) => Answer.To(Texts.Delivery(topic, 0, Texts.Of(message.Body)));

    [TestMethod]
    public async Task The_reply_is_printed()
    {
        Assert.AreEqual(ExitCodes.Done, await _terminal.RunAsync("request", "/calculator", "2*pi"));
        Assert.AreEqual("6.283185307179586\n", _terminal.Out);
    }

    [TestMethod]
    public async Task A_refusal_goes_to_standard_error_and_fails()
    {
        Assert.AreEqual(ExitCodes.Failed, await _terminal.RunAsync("request", "/calculator", "1+"));
        Assert.AreEqual("wcfbroker: Expected a number, a name or '(', found the end. [InvalidExpression]\n", _terminal.Error);
        Assert.AreEqual("", _terminal.Out);
    }

    [TestMethod]
    public async Task Lines_of_a_reply_are_kept_and_other_controls_escaped()
    {
        _terminal.Network.Broker.Responder = (_, _) => Texts.Message("one\ntwo\u001b\n");
        await _terminal.RunAsync("request", "/a", "x");
        Assert.AreEqual("one\ntwo\\u001b\n", _terminal.Out);
    }

    [TestMethod]
    public async Task A_fault_is_one_line_and_1()
    {
        _terminal.Network.Broker.Fault = new BrokerFault { Code = FaultCodes.NoResponder, Message = "Nobody answers." };
        Assert.AreEqual(ExitCodes.Failed, await _terminal.RunAsync("request", "/a", "x"));
        Assert.AreEqual("wcfbroker: Nobody answers. [NoResponder]\n", _terminal.Error);
    }
}
