using System.ServiceModel;
using WcfBroker.Client;
using WcfBroker.Client.Sessions;
using WcfBroker.Clients.Tests.Fakes;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Topics;

namespace WcfBroker.Clients.Tests.Client;

[TestClass]
public sealed class BrokerCallTests
{
    private readonly FakeNetwork _network = new();

    [TestMethod]
    public async Task A_fault_becomes_an_exception_with_all_it_says()
    {
        await using var connection = await _network.ConnectAsync();
        _network.Broker.Fault = new BrokerFault
        {
            Code = FaultCodes.ServerBusy, Message = "Too much.",
            Parameter = "p", Limit = "l", Value = "v", RetryAfter = TimeSpan.FromSeconds(2),
        };
        var error = await Assert.ThrowsExactlyAsync<BrokerException>(() => connection.PublishTextAsync("/a", "x"));
        Assert.AreEqual("Too much.", error.Message);
        Assert.AreEqual(
            (FaultCodes.ServerBusy, "p", "l", "v", TimeSpan.FromSeconds(2)),
            (error.Code, error.Parameter, error.Limit, error.Value, error.RetryAfter));
        Assert.IsTrue(error.IsTransient);
    }

    [TestMethod]
    public async Task A_fault_without_detail_keeps_its_soap_code()
    {
        var fault = new FaultException(new FaultReason("No."), new FaultCode("Receiver", new FaultCode("Broken", "urn:x")), "urn:fault");
        var error = await Assert.ThrowsExactlyAsync<BrokerException>(() => CallAsync(fault));
        Assert.AreEqual(("Broken", "No."), (error.Code, error.Message));
        Assert.IsFalse(error.IsTransient);
    }

    [TestMethod]
    [DataRow(typeof(CommunicationException))]
    [DataRow(typeof(CommunicationObjectFaultedException))]
    [DataRow(typeof(TimeoutException))]
    [DataRow(typeof(ObjectDisposedException))]
    public async Task A_lost_call_says_that_its_outcome_is_unknown(Type type)
    {
        var lost = type == typeof(ObjectDisposedException) ? new ObjectDisposedException("x") : (Exception)Activator.CreateInstance(type)!;
        var error = await Assert.ThrowsExactlyAsync<BrokerConnectionException>(() => CallAsync(lost));
        Assert.IsTrue(error.OutcomeUnknown);
        Assert.AreSame(lost, error.InnerException);
    }

    [TestMethod]
    public async Task A_call_without_an_answer_ends_after_its_time()
    {
        var options = new BrokerConnectionOptions { TimeProvider = _network.Time, OperationTimeout = TimeSpan.FromSeconds(3) };
        var calls = new BrokerCalls(options);
        var call = calls.AnswerAsync(() => new TaskCompletionSource<int>().Task, CancellationToken.None, extra: TimeSpan.FromSeconds(2));
        _network.Time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.IsFalse(call.IsCompleted);
        _network.Time.Advance(TimeSpan.FromSeconds(0.1));
        await Assert.ThrowsExactlyAsync<BrokerConnectionException>(() => call);
    }

    [TestMethod]
    public async Task Topic_pages_are_followed_to_the_end()
    {
        await using var connection = await _network.ConnectAsync();
        var names = Enumerable.Range(1, 5).Select(i => $"/t{i}").ToArray();
        _network.Broker.Topics.AddRange(names.Select(name => new TopicInfo { Name = name }));
        var listed = new List<string>();
        await foreach (var topic in connection.ListTopicsAsync())
        {
            listed.Add(topic.Name);
        }

        CollectionAssert.AreEqual(names, listed);
    }

    [TestMethod]
    public async Task A_disposed_connection_refuses_calls()
    {
        var connection = await _network.ConnectAsync();
        await connection.DisposeAsync();
        Assert.AreEqual(BrokerConnectionState.Closed, connection.State);
        await Assert.ThrowsExactlyAsync<ObjectDisposedException>(() => connection.PublishTextAsync("/a", "x"));
    }

    [TestMethod]
    [DataRow("http://localhost/broker", false)]
    [DataRow("broker", false)]
    [DataRow("net.tcp://elsewhere:8808/broker", false)]
    [DataRow("net.tcp://localhost:8808/broker", true)]
    [DataRow("net.tcp://127.0.0.1/broker", true)]
    [DataRow("net.tcp://[::1]:1/broker", true)]
    public void Only_this_machine_is_accepted_over_net_tcp(string url, bool accepted)
    {
        if (accepted)
        {
            Assert.AreEqual(new Uri(url), BrokerAddress.Parse(url, new()));
        }
        else
        {
            Assert.ThrowsExactly<ArgumentException>(() => BrokerAddress.Parse(url, new()));
        }
    }

    [TestMethod]
    public void Another_machine_is_reached_with_TLS_or_when_that_is_allowed()
    {
        Assert.AreEqual("elsewhere", BrokerAddress.Parse("net.tcp://elsewhere:8808/broker", new() { Tls = true }).Host);
        Assert.AreEqual("elsewhere", BrokerAddress.Parse("net.tcp://elsewhere:8808/broker", new() { AllowInsecure = true }).Host);
    }

    private static Task<int> CallAsync(Exception error) =>
        new BrokerCalls(new BrokerConnectionOptions()).AnswerAsync(() => Task.FromException<int>(error), CancellationToken.None);
}
