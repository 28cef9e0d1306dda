import ConvCostText

/// The times that somebody has measured for layers, by their paths, to stand beside lower bounds.
///
/// A text in CSV has a line for each layer, and a first line that names the unit:
///
///     layer,ms
///     conv1,0.42
///     layer1.0.conv1,0.071
public struct MeasuredTimes: Hashable, Sendable {
  /// The seconds of each layer, by its path.
  public let seconds: [String: Double]

  /// Creates times.
  public init(seconds: [String: Double]) {
    self.seconds = seconds
  }

  /// Why a text is not a list of times: the facts.
  public indirect enum Problem: Error, Hashable, Sendable {
    /// A first line other than a name and a unit of time.
    case head(String)
    /// A line without a path and a time.
    case line(Int, String)
    /// A path that an earlier line has.
    case repeated(Int, String)
    /// More lines than a network has layers.
    case tooLong(limit: Int)
  }

  /// The units of a time, and how many of them a second has.
  private static let units: [String: Double] = [
    "s": 1, "seconds": 1, "ms": 1e3, "milliseconds": 1e3, "us": 1e6, "µs": 1e6, "μs": 1e6,
    "microseconds": 1e6, "ns": 1e9,
  ]

  /// Reads a text in CSV.
  public init(csv text: String) throws(Problem) {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard lines.count <= Graph.mostOperations else { throw .tooLong(limit: Graph.mostOperations) }
    let head = Self.fields(lines.first ?? "")
    guard head.count == 2, let unit = Self.units[head[1].lowercased()] else {
      throw .head(String(lines.first ?? ""))
    }
    var seconds: [String: Double] = [:]
    for (number, line) in lines.enumerated().dropFirst() where !line.isEmpty {
      let fields = Self.fields(line)
      guard fields.count == 2, !fields[0].isEmpty, let time = Double(fields[1]), time >= 0,
        time.isFinite
      else { throw .line(number + 1, String(line)) }
      guard seconds.updateValue(time / unit, forKey: fields[0]) == nil else {
        throw .repeated(number + 1, fields[0])
      }
    }
    self.seconds = seconds
  }

  /// The fields of a line without the spaces and quotes around them.
  private static func fields(_ line: Substring) -> [String] {
    line.split(separator: ",", omittingEmptySubsequences: false).map { field in
      var field = field
      while let first = field.first, " \"\u{FEFF}".contains(first) { field.removeFirst() }
      while let last = field.last, " \"".contains(last) { field.removeLast() }
      return String(field)
    }
  }

  /// The paths that no layer of a graph has, in order.
  public func unmatched(in graph: Graph) -> [String] {
    let paths = Set(Paths(graph).nodes)
    return seconds.keys.filter { !paths.contains($0) }.sorted()
  }
}

extension MeasuredTimes.Problem: CustomStringConvertible {
  /// One line: the place, what was found, what was expected.
  public var description: String {
    switch self {
    case .head(let text):
      "1: found '\(text)', expected a name and the unit of the times, such as layer,ms"
    case .line(let number, let text):
      "\(number): found '\(text)', expected the path of a layer and its time"
    case .repeated(let number, let path): "\(number): a second time of '\(path)'"
    case .tooLong(let limit): "1: more than \(Digits.grouped(limit)) lines"
    }
  }
}
