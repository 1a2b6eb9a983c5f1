using Microsoft.AspNetCore.Connections;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Topics;
using WcfBroker.OriginalProtocol.Access;

namespace WcfBroker.OriginalProtocol.Tests.Support;

/// <summary>Lets in everyone, or those alone whose password is their name; topics that begin with <c>/secret</c> are for nobody.</summary>
internal sealed class TestAdmission : IClientAdmission
{
    /// <summary>Whether clients have to log in.</summary>
    public bool IsClosed { get; init; }

    /// <summary>Whether what clients may do is asked.</summary>
    public bool HasRules { get; init; }

    public IClientAccess? Admit(ConnectionContext connection) => IsClosed ? null : new TestAccess(null, HasRules);

    public Task<LoginResult> LogInAsync(ConnectionContext connection, string name, string secret, CancellationToken cancellation) =>
        Task.FromResult(name == secret ? new LoginResult(new TestAccess(name, HasRules), "") : new LoginResult(null, "Wrong \"password\"."));

    private sealed record TestAccess(string? Identity, bool HasRules) : IClientAccess
    {
        public Func<TopicName, bool>? Shown => HasRules ? IsOpen : null;

        public BrokerError? CheckPublish(TopicName topic, string parameter = "topic") => Check(topic);

        public BrokerError? CheckSubscribe(TopicFilter filter, string parameter = "topic") => Check(filter.Topic);

        public void Dispose()
        {
            // It holds nothing.
        }

        private BrokerError? Check(TopicName topic) =>
            HasRules && !IsOpen(topic) ? BrokerError.Invalid(ErrorCode.AccessDenied, "topic", "No.", topic.Value) : null;

        private static bool IsOpen(TopicName topic) => !topic.Value.StartsWith("/secret", StringComparison.Ordinal);
    }
}
