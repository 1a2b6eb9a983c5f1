# Publishes with curl. Argument: the broker's address.
curl --silent --show-error "$1" -H 'Content-Type: text/xml; charset=utf-8' \
  -H 'SOAPAction: "http://schemas.wcfbroker.net/2026/11/Publisher/PublishText"' \
  -d '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>
        <PublishText xmlns="http://schemas.wcfbroker.net/2026/11"><topic>/news</topic><text>Hello</text></PublishText>
      </s:Body></s:Envelope>'
