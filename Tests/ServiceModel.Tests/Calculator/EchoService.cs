using System.Globalization;
using System.ServiceModel;

namespace WcfBroker.ServiceModel.Tests.Calculator;

/// <summary>What all calculators answer alike.</summary>
public abstract class EchoService : IEcho
{
    public Task<string?> EchoText(string? text) => Task.FromResult(text);

    public Task<byte[]?> EchoBytes(byte[]? bytes) => Task.FromResult(bytes);

    public Task<Point?> EchoPoint(Point? point) => Task.FromResult(point);

    public Point?[]? EchoPoints(Point?[]? points) => points;

    public Task<string> EchoValues(
        bool flag, long? big, double real, decimal money, DateTime time, TimeSpan span, Guid id, Side side, string[]? words) =>
        Task.FromResult(string.Create(
            CultureInfo.InvariantCulture,
            $"{flag} {big} {real} {money} {time:O} {span} {id} {side} {(words is null ? "null" : string.Join(',', words))}"));

    public void DoNothing()
    {
    }

    public async Task Fail(string how)
    {
        await Task.Yield();
        throw how switch
        {
            "fault" => new FaultException(new FaultReason("a plain fault"), new FaultCode("Sender", new FaultCode("Refused", "urn:calculator")), null),
            "undeclared" => new FaultException<DivisionFault>(new() { Dividend = 7 }, "undeclared"),
            _ => new InvalidOperationException("secret details"),
        };
    }
}
