/// The form of a value in a file, stated once for reading and writing.
///
///     let size = JSONForm.object(
///       [
///         JSONKey("name", \.name, .text, isRequired: true),
///         JSONKey("wide", \.isWide, .flag, default: false),
///       ], from: Size())
///     let value = try size.read(json, "the size")
///     let node = size.write(value)
package struct JSONForm<Value> {
  /// Reads a value; messages use the given name for it.
  package let read: (JSONValue, String) throws(JSONStructureError) -> Value
  /// Returns the JSON of a value.
  package let write: (Value) -> JSONNode

  package init(
    read: @escaping (JSONValue, String) throws(JSONStructureError) -> Value,
    write: @escaping (Value) -> JSONNode
  ) {
    self.read = read
    self.write = write
  }

  /// An object with these keys only. Keys that are present are checked before missing ones.
  ///
  /// - Parameter start: the value before any key is read.
  package static func object(_ keys: [JSONKey<Value>], from start: Value) -> JSONForm {
    JSONForm { json, place throws(JSONStructureError) in
      let fields = try JSONFields(json, at: place, known: keys.map(\.name))
      var value = start
      for key in keys {
        if let member = fields[key.name] { try key.read(member, &value) }
      }
      for key in keys where key.isRequired { _ = try fields.require(key.name) }
      return value
    } write: { value in
      .object(keys.compactMap { key in key.write(value).map { (key.name, $0) } })
    }
  }

  /// An object whose keys are the names of some values; each key may be missing.
  package static func table<Key, Element>(
    _ keys: [Key], named name: @escaping (Key) -> String, _ element: JSONForm<Element>
  ) -> JSONForm where Value == [Key: Element] {
    JSONForm { json, place throws(JSONStructureError) in
      let fields = try JSONFields(json, at: place, known: keys.map(name))
      var table: Value = [:]
      for key in keys {
        if let member = fields[name(key)] { table[key] = try element.read(member, name(key)) }
      }
      return table
    } write: { table in
      .object(keys.compactMap { key in table[key].map { (name(key), element.write($0)) } })
    }
  }

  /// A list of names of the given cases.
  package static func names<Case>(of cases: [Case]) -> JSONForm
  where Value == Set<Case>, Case: RawRepresentable<String> {
    let name = JSONForm<Case>.name(of: cases)
    return JSONForm { json, place throws(JSONStructureError) in
      var values: Value = []
      for element in try json.requireElements(at: place) {
        values.insert(try name.read(element, place))
      }
      return values
    } write: { values in
      .line(.list(cases.filter(values.contains).map(name.write)))
    }
  }
}

extension JSONForm where Value: RawRepresentable<String> {
  /// A name of one of the given cases.
  package static func name(of cases: [Value]) -> JSONForm {
    JSONForm { json, _ throws(JSONStructureError) in
      let known = cases.map(\.rawValue)
      guard let text = json.string else {
        throw json.unexpected(at: "a name", expected: "one of \(known.joined(separator: ", "))")
      }
      guard let value = cases.first(where: { $0.rawValue == text }) else {
        throw .unknownName(json.position, text, known: known)
      }
      return value
    } write: { value in
      .text(value.rawValue)
    }
  }
}

extension JSONForm<String> {
  /// A text, which may be empty.
  package static var text: JSONForm {
    JSONForm { json, place throws(JSONStructureError) in
      try json.requireString(at: place)
    } write: { text in
      .text(text)
    }
  }

  /// A text that is not empty.
  package static var name: JSONForm {
    JSONForm { json, place throws(JSONStructureError) in
      let text = try json.requireString(at: place)
      guard !text.isEmpty else { throw json.unexpected(at: place, expected: "a name") }
      return text
    } write: { name in
      .text(name)
    }
  }
}

extension JSONForm<Int> {
  /// A whole number that is not negative.
  package static func count(upTo limit: Int = .max) -> JSONForm {
    JSONForm { json, place throws(JSONStructureError) in
      try json.requireCount(at: place, upTo: limit)
    } write: { count in
      .number(count)
    }
  }
}

extension JSONForm<Bool> {
  /// True or false.
  package static var flag: JSONForm {
    JSONForm { json, place throws(JSONStructureError) in
      guard let flag = json.bool else {
        throw json.unexpected(at: place, expected: "true or false")
      }
      return flag
    } write: { flag in
      .flag(flag)
    }
  }
}
