<?php
// Publishes, pulls and acknowledges with PHP's SoapClient. Arguments: the broker's address, and the version of SOAP.
[, $url, $version] = $argv;
$broker = new SoapClient("$url?wsdl", [
    'soap_version' => $version === '1.2' ? SOAP_1_2 : SOAP_1_1,
    'features' => SOAP_SINGLE_ELEMENT_ARRAYS,
    'cache_wsdl' => WSDL_CACHE_NONE,
]);

function shown(?string $body): string
{
    if ((string)$body === '')
        return '(empty)';
    return strlen($body) > 1000 ? strlen($body) . ' bytes, sum ' . array_sum(unpack('C*', $body)) : $body;
}

$publish = fn(string $topic, array $message) => $broker->Publish(['topic' => $topic, 'message' => $message])->PublishResult;
$create = fn(array $options) => $broker->CreatePullSubscription(['topic' => '/interop', 'options' => $options])->CreatePullSubscriptionResult->Id;
$pull = fn(string $id, int $max) =>
    $broker->Pull(['subscription' => $id, 'max' => $max, 'wait' => 'PT10S'])->PullResult->Deliveries->Delivery;
$acknowledge = fn(string $id, array $tokens) =>
    $broker->AcknowledgePulled(['subscription' => $id, 'tokens' => ['string' => $tokens]])->AcknowledgePulledResult;

$receipt = $publish('/interop/plain', [
    'Body' => 'Hello', 'ContentType' => 'text/plain', 'CorrelationId' => 'c1', 'Headers' => ['Header' => [['Name' => 'by', 'Value' => 'René']]]]);
echo "published $receipt->Sequence $receipt->Durability\n";
echo 'text ', $broker->PublishText(['topic' => '/interop/text', 'text' => 'Grüße, 世界 🚀 <&> "\' ]]>'])->PublishTextResult->Sequence, "\n";
$batch = $broker->PublishBatch(['messages' => ['TopicMessage' => [
    ['Topic' => '/interop/batch', 'Message' => ['Body' => 'one']], ['Topic' => '/interop/batch', 'Message' => ['Body' => 'two']]]]]);
echo 'batch ', implode(' ', $batch->PublishBatchResult->Sequences->long), "\n";
$large = implode('', array_map(fn(int $i) => chr($i % 256), range(0, 61439)));
echo 'large ', $publish('/interop/large', ['Body' => $large])->Sequence, "\n";
echo 'empty ', $publish('/interop/empty', [])->Sequence, "\n";
$page = $broker->ListAllTopics(['prefix' => '/interop', 'count' => 0])->ListAllTopicsResult;
echo 'topics ', implode(' ', array_column($page->Topics->TopicInfo, 'Name')), "\n";

try {
    $broker->PublishText(['topic' => '/a+', 'text' => 'x']);
} catch (SoapFault $fault) {
    $detail = $fault->detail->BrokerFault;
    echo "fault $detail->Code $detail->Parameter $detail->Value\n";
}

$subscription = $create(['Start' => 'All']);
for ($pulled = 0; $pulled < 6; $pulled += count($deliveries)) {
    $deliveries = $pull($subscription, 100);
    foreach ($deliveries as $delivery)
        echo "pulled $delivery->Sequence $delivery->Topic ", shown($delivery->Body ?? null), "\n";
}
$broker->DeletePullSubscription(['subscription' => $subscription]);

$durable = $create(['Start' => 'All', 'Durable' => 'interop']);
$tokens = array_column($pull($durable, 3), 'Token');
echo 'acknowledged ', $acknowledge($durable, $tokens)->Settled, "\n";
echo 'stale ', count($acknowledge($durable, $tokens)->Stale->string), "\n";

$broker->Post(['topic' => '/interop/posted', 'message' => ['Body' => 'posted']]);
echo "posted\n";
