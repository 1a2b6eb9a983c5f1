using System.ServiceModel;
using WcfBroker.Client;
using WcfBroker.Client.Durable;
using WcfBroker.Client.Sessions;
using WcfBroker.Clients.Tests.Fakes;
using WcfBroker.Contracts.Faults;

namespace WcfBroker.Clients.Tests.Client;

[TestClass]
public sealed class AcknowledgementTests
{
    private readonly FakeNetwork _network = new();
    private readonly Acknowledgements _acknowledgements;

    public AcknowledgementTests()
    {
        var options = new BrokerConnectionOptions { TimeProvider = _network.Time };
        _acknowledgements = new Acknowledgements(_network.Broker.Open(new CallSession()), new BrokerCalls(options), _network.Time);
    }

    private FakeDurable Durable => _network.Broker.Durable;

    [TestMethod]
    public async Task What_gathers_during_a_call_goes_with_the_next_at_most_1000_at_a_time()
    {
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Durable.Gate = first;
        var answers = new List<Task<bool>> { _acknowledgements.AddAsync(Token(1)) };
        await WaitForAsync(() => Durable.Waiting == 1);
        answers.AddRange(Enumerable.Range(2, 1500).Select(sequence => _acknowledgements.AddAsync(Token(sequence))));
        Assert.AreEqual(1, Durable.Waiting, "One call at a time.");
        Durable.Gate = null;
        first.SetResult();

        Assert.IsTrue((await Task.WhenAll(answers)).All(settled => settled));
        Assert.AreEqual("1 1000 500", string.Join(' ', Durable.Log.Split("; ").Select(call => call.Split(' ').Length - 1)));
    }

    [TestMethod]
    public async Task Each_is_answered_by_what_became_of_its_own_token()
    {
        var answers = await Task.WhenAll(
            _acknowledgements.AddAsync(Token(1)), _acknowledgements.AddAsync("stale"), _acknowledgements.AddAsync(Token(2)));
        Assert.AreEqual("True False True", string.Join(' ', answers));
    }

    [TestMethod]
    public async Task A_busy_broker_is_asked_again_when_it_says()
    {
        _network.Broker.Fault = new BrokerFault { Code = FaultCodes.ServerBusy, RetryAfter = TimeSpan.FromSeconds(2) };
        var answer = _acknowledgements.AddAsync(Token(1));
        await WaitForAsync(() => _network.Broker.Refusals > 0);
        _network.Broker.Fault = null;
        while (!answer.IsCompleted)
        {
            _network.Time.Advance(TimeSpan.FromSeconds(2));
            await Task.Yield();
        }

        Assert.IsTrue(await answer);
    }

    [TestMethod]
    public async Task A_fault_fails_those_of_its_call_and_no_others()
    {
        _network.Broker.Fault = new BrokerFault { Code = FaultCodes.StoreFull, Message = "No room." };
        var refused = await Assert.ThrowsExactlyAsync<BrokerException>(() => _acknowledgements.AddAsync(Token(1)));
        Assert.AreEqual(FaultCodes.StoreFull, refused.Code);
        _network.Broker.Fault = null;
        Assert.IsTrue(await _acknowledgements.AddAsync(Token(2)));
    }

    [TestMethod]
    public async Task A_lost_call_says_that_its_outcome_is_unknown()
    {
        Durable.Gate = new TaskCompletionSource();
        Durable.Gate.SetException(new CommunicationException());
        var lost = await Assert.ThrowsExactlyAsync<BrokerConnectionException>(() => _acknowledgements.AddAsync(Token(1)));
        Assert.IsTrue(lost.OutcomeUnknown);
    }

    [TestMethod]
    public async Task After_the_session_nothing_is_sent_and_all_comes_again()
    {
        _acknowledgements.End();
        Assert.IsFalse(await _acknowledgements.AddAsync(Token(1)));
        Assert.AreEqual("", Durable.Log);
    }

    private string Token(int sequence) => Durable.Give(Texts.Delivery("/a", sequence, "x")).Token!;

    private static async Task WaitForAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Yield();
        }
    }
}
