namespace WcfBroker.ServiceModel.Tests.Calculator;

public enum Side
{
    Left,
    Right,
}
