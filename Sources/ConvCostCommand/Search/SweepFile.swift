import ConvCostImport
import ConvCostJSON

/// A sweep in JSON Lines, which is read line by line.
struct SweepFile {
  /// A line after the first.
  enum Line {
    case row(SweepPoint)
    case impossible(ImpossibleVariant)
  }

  let path: String
  let head: SweepHead
  private let content: FileContent

  /// The limit of a line, in bytes.
  private static let longestLine = 1 << 24

  /// Opens a file and reads its first line.
  ///
  /// - Throws: `Failure` for a file that cannot be read, or is not a sweep.
  init(_ path: String) throws(Failure) {
    self.path = path
    content = try FileContent(of: path)
    var head: SweepHead?
    try Self.forEachLine(of: content, path) { (line, _) throws(JSONStructureError) in
      head = try SweepHead.form.read(line, "the first line")
      return false
    }
    guard let head else {
      throw Self.malformed(path, line: 1, "found nothing, expected the lines of a sweep")
    }
    self.head = head
  }

  /// Calls a body with each line after the first, and returns the numbers of the last one.
  ///
  /// - Throws: `Failure` of the body, and for a file that is malformed or incomplete.
  func forEachLine(_ body: (Line) throws(Failure) -> Void) throws(Failure) -> SweepEnd {
    var end: SweepEnd?
    var found = SweepEnd()
    var failure: Failure?
    let keys = head.keys
    try Self.forEachLine(of: content, path) { (json, number) throws(JSONStructureError) in
      guard number > 1 else { return true }
      guard end == nil else {
        throw .contradiction(json.position, "a line after the last one, which has the numbers")
      }
      let line: Line
      if json["counted"] != nil {
        end = try SweepEnd.form.read(json, "the last line")
        return true
      } else if json["reason"] != nil {
        found.impossible += 1
        line = .impossible(try ImpossibleVariant(json))
      } else {
        found.rows += 1
        line = .row(try SweepPoint(json, keys: keys, number: found.rows))
      }
      do throws(Failure) {
        try body(line)
      } catch {
        failure = error
        return false
      }
      return true
    }
    if let failure { throw failure }
    let lines = 1 + found.rows + found.impossible
    guard let end else {
      throw Self.malformed(
        path, line: lines, "the last line, expected one with the numbers of a complete sweep")
    }
    guard (end.rows, end.impossible) == (found.rows, found.impossible) else {
      throw Self.malformed(
        path, line: lines + 1,
        "found \(end.rows) rows and \(end.impossible) impossible variants, but the lines before are"
          + " \(found.rows) and \(found.impossible)")
    }
    return end
  }

  private static func malformed(_ path: String, line: Int, _ text: String) -> Failure {
    .malformed(
      file: path,
      .structure(.contradiction(JSONValue.Position(line: line, column: 1), text)))
  }

  /// Calls a body with each line and its number, until it returns false.
  private static func forEachLine(
    of content: FileContent, _ path: String,
    _ body: (JSONValue, Int) throws(JSONStructureError) -> Bool
  ) throws(Failure) {
    try content.withBytes { source throws(Failure) in
      var number = 0
      var rest: [UInt8] = []
      var offset = 0
      while offset < source.count || !rest.isEmpty {
        let part = offset..<min(source.count, offset + 1 << 20)
        rest += source.withBytes(in: part) { Array($0) }
        offset = part.upperBound
        let isLast = offset == source.count
        guard rest.count <= longestLine else {
          throw .unreadable(
            file: path, reason: "line \(number + 1) is larger than \(longestLine >> 20) MiB")
        }
        var lines = rest.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        rest = isLast ? [] : Array(lines.removeLast())
        if isLast, lines.last?.isEmpty == true { lines.removeLast() }
        for line in lines {
          number += 1
          do throws(JSONStructureError) {
            let json = try JSONReader.structure(line, strictly: true, fromLine: number)
            guard try body(json, number) else { return }
          } catch {
            throw .malformed(file: path, .structure(error))
          }
        }
      }
    }
  }
}

extension ImpossibleVariant {
  fileprivate init(_ json: JSONValue) throws(JSONStructureError) {
    let fields = try JSONFields(
      json, at: "an impossible variant", known: ["network", "reason"])
    reference = try fields.require("network").requireString(at: "network")
    reason = try fields.require("reason").requireString(at: "reason")
  }
}
