namespace WcfBroker.ServiceModel.Security;

/// <summary>Names of [WSS SOAP Message Security 1.0], its username token profile, and the dialect of WS-Trust that WCF clients speak.</summary>
internal static class SecurityNames
{
    public const string Security = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    public const string Utility = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    public const string PasswordText = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordText";
    public const string Header = "Security";

    public const string Trust = "http://schemas.xmlsoap.org/ws/2005/02/trust";
    public const string Conversation = "http://schemas.xmlsoap.org/ws/2005/02/sc";
    public const string ContextToken = Conversation + "/sct";
    public const string RequestContext = Trust + "/RST/SCT";
    public const string RenewContext = RequestContext + "/Renew";
    public const string CancelContext = RequestContext + "/Cancel";
    public const string Nonce = Trust + "/Nonce";
    public const string ComputedKey = Trust + "/CK/PSHA1";
}
