namespace WcfBroker.ServiceModel.Tests.Http;

/// <summary>Envelopes as text.</summary>
public static class SoapText
{
    public const string Namespace11 = "http://schemas.xmlsoap.org/soap/envelope/";
    public const string Namespace12 = "http://www.w3.org/2003/05/soap-envelope";
    public const string Addressing = "http://www.w3.org/2005/08/addressing";
    public const string Type11 = "text/xml; charset=utf-8";
    public const string Type12 = "application/soap+xml; charset=utf-8";
    public const string Add = "<Add xmlns=\"urn:pocket\"><left>2</left><right>3</right></Add>";
    public const string AddAction = "urn:pocket/IPocketCalculator/Add";
    public const string Sum = "<AddResult>5</AddResult>";

    public static string Envelope11(string body, string header = "") => Envelope(Namespace11, body, header);

    public static string Envelope12(string body, string header = "") => Envelope(Namespace12, body, header);

    /// <summary>Addressing headers; each name with its text.</summary>
    public static string Headers(params (string Name, string Text)[] headers) =>
        string.Concat(headers.Select(h => $"<a:{h.Name} xmlns:a=\"{Addressing}\">{h.Text}</a:{h.Name}>"));

    public static string Echo(string content) => $"<EchoText xmlns=\"urn:echo\"><text>{content}</text></EchoText>";

    private static string Envelope(string ns, string body, string header) =>
        $"<s:Envelope xmlns:s=\"{ns}\"><s:Header>{header}</s:Header><s:Body>{body}</s:Body></s:Envelope>";
}
