using WcfBroker.Core.Commands;
using WcfBroker.Core.Durable;
using WcfBroker.Core.Tests.Harness;

namespace WcfBroker.Core.Tests.DurableModel;

/// <summary>How clients settle what they hold.</summary>
internal sealed partial class DurableSchedule
{
    private void Acknowledge(Client client, IReadOnlyList<long> tokens)
    {
        client.Held.RemoveAll(tokens.Contains);
        _tokens.AddRange(tokens);
        Apply(new Acknowledge(client.Id, tokens, new Answered<SettleResult>()));
    }

    private void AcknowledgeUpTo(Client client, long token)
    {
        Apply(new AcknowledgeUpTo(client.Id, token, new Answered<SettleResult>()));
        client.Held.Remove(token);
        _tokens.Add(token);
    }

    private void Return(Step step, Client client, long token)
    {
        client.Held.Remove(token);
        _tokens.Add(token);
        Apply(new ReturnDelivery(client.Id, token, Delays[step.B % Delays.Length], $"returned {token}", new Answered<SettleResult>()));
    }

    private void Reject(Client client, long token)
    {
        client.Held.Remove(token);
        _tokens.Add(token);
        Apply(new RejectDelivery(client.Id, token, $"rejected {token}", new Answered<SettleResult>()));
    }

    // Who holds something, if the client does not.
    private Client Holder(Client client) => client.Held.Count > 0 ? client : Array.Find(_clients, other => other.Held.Count > 0) ?? client;

    private List<long> Tokens(Step step, Client client) => (step.B % 4) switch
    {
        0 => [Token(step, client)],
        1 => [.. client.Held],
        2 => [.. client.Held.Where(token => (token + step.A) % 2 == 0)],
        _ => [.. client.Held.TakeLast(step.A % 4).Reverse(), Token(step, client), Token(step, client)],
    };

    // Mostly one that is held; else one that is over, one of another session, or one that never was.
    private long Token(Step step, Client client)
    {
        var others = _clients.SelectMany(other => other.Held).ToList();
        return client.Held.Count > 0 && step.C < 16 ? client.Held[step.A % client.Held.Count]
            : step.C % 2 == 0 && others.Count > 0 ? others[step.A % others.Count]
            : _tokens.Count > 0 ? _tokens[step.A % _tokens.Count]
            : step.A;
    }
}
