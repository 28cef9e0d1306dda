import ConvCostJSON
import Testing

/// An object of two keys, one of which must be there.
private struct Part: Equatable {
  var name = ""
  var isWide = false
  var sizes: [Size: String] = [:]
  var kinds: Set<Size> = []
}

private enum Size: String, CaseIterable { case small, large }

private var form: JSONForm<Part> {
  .object(
    [
      JSONKey("kind", always: "part/1"), JSONKey("name", \.name, .name, isRequired: true),
      JSONKey("wide", \.isWide, .flag, default: false),
      JSONKey("sizes", \.sizes, .table(Size.allCases, named: \.rawValue, .text), default: [:]),
      JSONKey("kinds", \.kinds, .names(of: Size.allCases), default: []),
    ], from: Part())
}

struct JSONFormTests {
  @Test(arguments: [
    (Part(name: "a"), #"{ "kind": "part/1", "name": "a" }"#),
    (Part(name: "a", isWide: true), #"{ "kind": "part/1", "name": "a", "wide": true }"#),
    (
      Part(name: "a", sizes: [.large: "x", .small: ""], kinds: [.large, .small]),
      #"""
      {
        "kind": "part/1",
        "name": "a",
        "sizes": { "small": "", "large": "x" },
        "kinds": ["small", "large"]
      }
      """#
    ),
  ])
  fileprivate func `what is written reads as the same value`(part: Part, text: String) throws {
    #expect(form.write(part).written() == text)
    #expect(try form.read(try JSONReader.read(text.utf8), "the part") == part)
  }

  @Test(arguments: [
    ("0", 0, ""), ("7", 7, ""), ("8", nil, "n: found the number 8, expected at most 7"),
    ("-1", nil, "n: found the number -1, expected a count"),
    ("1.5", nil, "n: found the number 1.5, expected a count"),
    ("true", nil, "n: found true, expected a count"),
  ])
  func `a count has a limit`(text: String, count: Int?, message: String) throws {
    let value = try JSONReader.read(text.utf8)
    do throws(JSONStructureError) {
      #expect(try JSONForm.count(upTo: 7).read(value, "n") == count)
    } catch {
      #expect(error.description == "1:1: \(message)")
    }
  }

  @Test(arguments: [
    ("7", "the part: the number 7 for an object"),
    ("{}", "kind is missing in the part"),
    (#"{"kind": "part/2"}"#, #"kind: the string "part/2" for "part/1""#),
    (#"{"kind": "part/1"}"#, "name is missing in the part"),
    // What is there is checked before what is missing.
    (#"{"wide": 1}"#, "wide: the number 1 for true or false"),
    (#"{"kind": "part/1", "name": ""}"#, #"name: the string "" for a name"#),
    (#"{"kind": "part/1", "nam": ""}"#, "unknown key nam of kind, name, wide, sizes, kinds"),
    (#"{"sizes": {"tiny": ""}}"#, "unknown key tiny of small, large"),
    (#"{"sizes": {"small": 1}}"#, "small: the number 1 for a string"),
    (#"{"kinds": {}}"#, "kinds: an object for an array"),
    (#"{"kinds": ["tiny"]}"#, "unknown name tiny of small, large"),
    (#"{"kinds": [null]}"#, "a name: null for one of small, large"),
  ])
  func `an error says what is wrong`(text: String, fact: String) throws {
    let value = try JSONReader.read(text.utf8)
    let error = #expect(throws: JSONStructureError.self) { try form.read(value, "the part") }
    let found =
      switch error {
      case .unexpected(_, let place, let found, let expected): "\(place): \(found) for \(expected)"
      case .unknownKey(_, let key, let known):
        "unknown key \(key) of \(known.joined(separator: ", "))"
      case .unknownName(_, let name, let known):
        "unknown name \(name) of \(known.joined(separator: ", "))"
      case .missingKey(_, let key, let place): "\(key) is missing in \(place)"
      default: "\(error as Any)"
      }
    #expect(found == fact)
  }
}
