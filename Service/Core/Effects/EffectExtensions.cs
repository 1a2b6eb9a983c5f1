using WcfBroker.Core.Errors;

namespace WcfBroker.Core.Effects;

/// <summary>How handlers answer: a one-way command has no reply, and then nothing is said.</summary>
internal static class EffectExtensions
{
    public static void Answer<T>(this IList<Effect> effects, IReply<T>? reply, T value)
    {
        if (reply is { WantsValue: true })
            effects.Add(new Answer<T>(reply, value));
    }

    public static void Refuse<T>(this IList<Effect> effects, IReply<T>? reply, BrokerError error)
    {
        if (reply is not null)
            effects.Add(new Refusal<T>(reply, error));
    }
}
