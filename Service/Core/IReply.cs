using WcfBroker.Core.Errors;

namespace WcfBroker.Core;

/// <summary>Where the answer to a command goes. Called once, by the thread that releases effects: it must not block.</summary>
public interface IReply<in T>
{
    /// <summary>Whether the answer itself is wanted, or only a refusal.</summary>
    bool WantsValue => true;

    void Complete(T value);

    void Refuse(BrokerError error);
}
