using WcfBroker.Core.Errors;

namespace WcfBroker.Core.Tests.Harness;

/// <summary>Remembers the one answer to a command.</summary>
internal sealed class Answered<T> : IReply<T>
{
    private T? _value;

    public int Times { get; private set; }

    public BrokerError? Error { get; private set; }

    public T Value
    {
        get
        {
            Assert.AreEqual(1, Times, "The command was not answered exactly once.");
            Assert.IsNull(Error, Error?.ToString());
            return _value!;
        }
    }

    /// <summary>The error, of which the code is asserted.</summary>
    public BrokerError Refused(ErrorCode code)
    {
        Assert.AreEqual(1, Times, "The command was not answered exactly once.");
        Assert.IsNotNull(Error, "The command was not refused.");
        Assert.AreEqual(code, Error.Code);
        return Error;
    }

    public void Complete(T value)
    {
        Times++;
        _value = value;
    }

    public void Refuse(BrokerError error)
    {
        Times++;
        Error = error;
    }
}
