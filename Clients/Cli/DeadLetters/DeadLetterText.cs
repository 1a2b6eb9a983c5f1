using System.Text.Json;
using WcfBroker.Cli.Output;
using WcfBroker.Cli.Subscribing;
using WcfBroker.Contracts.Administration;

namespace WcfBroker.Cli.DeadLetters;

/// <summary>One dead letter as a line.</summary>
internal static class DeadLetterText
{
    public static string Json(DeadLetterInfo letter) => JsonSerializer.Serialize(DeadLetterLine.Of(letter), JsonLines.Default.DeadLetterLine);

    /// <summary>Its own sequence and why it is dead, then the message as a subscriber sees it.</summary>
    public static string Line(DeadLetterInfo letter, Paint paint, HumanFormat format, TimeProvider time)
    {
        var why = $"{ValueText.Count(letter.Attempts, "attempt")}: {TerminalText.Escape(letter.Reason)}";
        return $"{paint.Faint(ValueText.Time(letter.DeadUtc, time))} {paint.Topic($"#{letter.Sequence}")} "
            + $"{paint.Warning(why)}{Environment.NewLine}    {format.Line(letter.Message)}";
    }
}
