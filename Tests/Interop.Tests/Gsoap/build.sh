# Generates the client of a broker's WSDL in C++ and compiles it in the current folder. Argument: the broker's address.
set -e
wsdl2h -O4 -P -x -W -o generated.h "$1?singleWsdl"
# All bindings become one proxy, which is named after the first of them.
sed -i 's|^\(//gsoap ns1 *service name:\).*|\1 Broker|' generated.h
soapcpp2 -C -j -x -w -L -I/usr/share/gsoap/import generated.h
g++ -O0 -I. -o client soapC.cpp soapBrokerProxy.cpp "$(dirname "$0")/client.cpp" -lgsoap++
