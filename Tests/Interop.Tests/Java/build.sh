# Generates the client of a broker's WSDL in Java and compiles it in the current folder. Argument: the broker's address.
set -e
source=$(dirname "$0")
# -extension: SOAP 1.2 too. The bindings file: plain members instead of JAXBElement.
wsimport -quiet -extension -p broker -b "$source/bindings.xjb" "$1?httpWsdl"
javac -encoding UTF-8 -cp '.:/usr/share/jaxws/lib/*' -d . "$source/Client.java"
