import ConvCostCore
import ConvCostJSON

extension ReceptiveField {
  /// The samples along the axes: `31×31`, `all×31`, or `all` of the image.
  var samples: String { text { "\($0.samples)" } }

  /// Returns lengths along the axes joined by a sign, or a single length if all are equal and that
  /// is asked for; `all` stands for an axis along which an element sees everything.
  func text(
    joinedBy sign: String = "×", onceWhereEqual: Bool = false, _ length: (Span) -> String
  ) -> String {
    if isGlobal { return "all" }
    let lengths = axes.map { self[$0].map(length) ?? "all" }
    return onceWhereEqual && Set(lengths).count == 1
      ? lengths[0] : lengths.joined(separator: sign)
  }

  /// Returns a value for each axis, as `[height, width]` for an image; null for an axis along which
  /// an element sees everything; null if it sees all of the image.
  func json(_ value: (Span) -> JSONNode) -> JSONNode {
    isGlobal ? .null : .line(.list(axes.map { self[$0].map(value) ?? .null }))
  }

  /// The samples and whether they are upper bounds, as members of an object.
  var samplesJSON: JSONNode {
    [
      "receptiveField": json { .number($0.samples) },
      "receptiveFieldIsBound": json { .flag($0.isBound) },
    ]
  }
}
