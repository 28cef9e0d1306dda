import ConvCostCore

extension ReceptiveField {
  /// The samples along both axes: `31×31`, `all×31`, or `all` of the image.
  var samples: String { text { "\($0.samples)" } }

  /// Returns lengths along both axes joined by a sign, or the length that both have where it is given
  /// once; `all` stands for an axis of which an element sees everything.
  func text(
    joinedBy sign: String = "×", onceWhereEqual: Bool = false, _ length: (Span) -> String
  ) -> String {
    if isGlobal { return "all" }
    let (rows, columns) = (height.map(length) ?? "all", width.map(length) ?? "all")
    return onceWhereEqual && rows == columns ? rows : "\(rows)\(sign)\(columns)"
  }

  /// Returns what spans have along both axes as `[height, width]`, null for an axis of which an element sees
  /// everything; null where it sees all of the image.
  func json(_ value: (Span) -> JSONNode) -> JSONNode {
    isGlobal ? .null : .line(.array([height, width].map { $0.map(value) ?? .null }))
  }

  /// The samples and whether they are upper bounds, as members of an object.
  var samplesJSON: JSONNode {
    [
      "receptiveField": json { .integer($0.samples) },
      "receptiveFieldIsBound": json { .bool($0.isBound) },
    ]
  }
}
