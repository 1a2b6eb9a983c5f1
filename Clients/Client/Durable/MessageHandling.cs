namespace WcfBroker.Client.Durable;

/// <summary>Settles each message by how its handler ends.</summary>
internal sealed class MessageHandling(
    Func<DurableDelivery, CancellationToken, Task> handler, bool acknowledges, Action<DurableDelivery, Exception>? failed)
{
    /// <summary>The broker takes no longer reasons.</summary>
    private const int ReasonCharactersMax = 255;

    public async Task HandleAsync(DurableDelivery delivery, CancellationToken cancellationToken)
    {
        if (delivery.IsLost || cancellationToken.IsCancellationRequested)
        {
            return;
        }

        try
        {
            await handler(delivery, cancellationToken).ConfigureAwait(false);
            if (acknowledges && !delivery.IsSettled)
            {
                // Not awaited: acknowledgements gather while the next message is handled.
                _ = TellAsync(delivery, delivery.AcknowledgeAsync());
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The handler gave up because it was told to: the message comes again.
        }
        catch (Exception e)
        {
            failed?.Invoke(delivery, e);
            if (!delivery.IsSettled)
            {
                await TellAsync(delivery, SettleAsync(delivery, e)).ConfigureAwait(false);
            }
        }
    }

    private static Task<bool> SettleAsync(DurableDelivery delivery, Exception failure) => failure is RejectMessageException
        ? delivery.RejectAsync(Cut(failure.Message))
        : delivery.ReturnAsync(delay: null, Cut($"{failure.GetType().Name}: {failure.Message}"));

    private async Task TellAsync(DurableDelivery delivery, Task<bool> telling)
    {
        try
        {
            await telling.ConfigureAwait(false);
        }
        catch (Exception e)
        {
            failed?.Invoke(delivery, e);
        }
    }

    /// <summary>Never between the two halves of a character: that could not be sent.</summary>
    private static string Cut(string reason) => reason.Length <= ReasonCharactersMax
        ? reason
        : reason[..(char.IsHighSurrogate(reason[ReasonCharactersMax - 1]) ? ReasonCharactersMax - 1 : ReasonCharactersMax)];
}
