import ConvCostCore
import ConvCostReports
import ConvCostZoo

/// Returns the report of a network of the zoo.
func report(_ name: String) throws -> Report {
  let selection = try Zoo.selection(name)
  return try Report(
    Subject(
      name: selection.entry.fullName, source: selection.entry.source,
      citation: selection.entry.citation),
    try selection.network.analysis())
}

/// A layer's name with characters that are reserved in every format.
let hostileName = "=a|b`c<d>\u{1B}[31m\"e\",\nf&*_\u{202E}"

/// A small network with that name in it.
func hostileReport() throws -> Report {
  let network = Network(input: .map(3, 8)) {
    Convolution(4, kernel: 3).named(hostileName)
    Sequential { Activation.relu }.named("|")
  }
  return try Report(
    Subject(name: hostileName, source: hostileName, citation: hostileName),
    network.analysis())
}
