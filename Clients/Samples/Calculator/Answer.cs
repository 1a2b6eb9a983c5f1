using System.Globalization;
using System.Text;
using WcfBroker.Client.Responders;
using WcfBroker.Contracts.Messages;
using WcfBroker.Samples.Calculator.Expressions;

namespace WcfBroker.Samples.Calculator;

/// <summary>Turns a request into its reply: the value as text, or the refusal with an error header.</summary>
internal static class Answer
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static BrokerMessage To(Delivery request)
    {
        try
        {
            var value = Expression.Evaluate(StrictUtf8.GetString(request.Body ?? []));
            return Text(value.ToString("R", CultureInfo.InvariantCulture));
        }
        catch (ExpressionException e)
        {
            return Refusal(e.Message);
        }
        catch (DecoderFallbackException)
        {
            return Refusal("The request is not UTF-8 text.");
        }
    }

    private static BrokerMessage Refusal(string reason)
    {
        var reply = Text(reason);
        reply.Headers = [new Header { Name = ResponderHeaders.Error, Value = "InvalidExpression" }];
        return reply;
    }

    private static BrokerMessage Text(string text) => new() { ContentType = ContentTypes.Text, Body = Encoding.UTF8.GetBytes(text) };
}
