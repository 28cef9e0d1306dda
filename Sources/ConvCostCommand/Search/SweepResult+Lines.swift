import ConvCostJSON

/// The format JSON Lines: a line for what was asked for, one for each row and for each variant that
/// cannot be built, and one for their numbers, without which a file is incomplete.
extension SweepResult {
  /// All lines.
  var lines: String { headLine + rowLines + endLine }

  /// The first line.
  var headLine: String { SweepHead.form.write(head).compact() + "\n" }

  /// The lines of variants, in order.
  var rowLines: String {
    var text = ""
    var rest = impossible[...]
    for place in 0...points.count {
      while let variant = rest.first, variant.place == place {
        text += variant.json.compact() + "\n"
        rest.removeFirst()
      }
      if place < points.count { text += points[place].json.compact() + "\n" }
    }
    return text
  }

  /// The last line.
  var endLine: String { SweepEnd.form.write(end).compact() + "\n" }
}

/// The numbers of lines of a sweep.
struct SweepEnd: Equatable, Sendable {
  /// The variants that were counted, whether they are rows or not.
  var counted = 0
  /// The variants that cannot be built.
  var impossible = 0
  /// The rows.
  var rows = 0

  /// The form of the last line.
  static var form: JSONForm<SweepEnd> {
    let count = JSONForm.count(upTo: VariantSpace.mostVariants)
    return .object(
      [
        JSONKey("counted", \.counted, count, isRequired: true),
        JSONKey("impossible", \.impossible, count, isRequired: true),
        JSONKey("rows", \.rows, count, isRequired: true),
      ], from: SweepEnd())
  }
}
