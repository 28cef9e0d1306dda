/// A key of an object: where its value belongs, the form of that value, and when it may be missing.
package struct JSONKey<Whole> {
  let name: String
  let isRequired: Bool
  let read: (JSONValue, inout Whole) throws(JSONStructureError) -> Void
  /// Returns what to write; nil where the key is left out.
  let write: (Whole) -> JSONNode?

  /// Creates a key that is always written.
  ///
  /// - Parameter isRequired: whether it is an error to leave the key out of a file.
  package init<Value>(
    _ name: String, _ path: WritableKeyPath<Whole, Value>, _ form: JSONForm<Value>,
    isRequired: Bool = false
  ) {
    self.name = name
    self.isRequired = isRequired
    read = { json, whole throws(JSONStructureError) in
      whole[keyPath: path] = try form.read(json, name)
    }
    write = { form.write($0[keyPath: path]) }
  }

  /// Creates a key that is written for other values than the usual one.
  package init<Value: Equatable>(
    _ name: String, _ path: WritableKeyPath<Whole, Value>, _ form: JSONForm<Value>,
    default usual: Value
  ) {
    self.name = name
    isRequired = false
    read = { json, whole throws(JSONStructureError) in
      whole[keyPath: path] = try form.read(json, name)
    }
    write = { whole in
      let value = whole[keyPath: path]
      return value == usual ? nil : form.write(value)
    }
  }

  /// Creates a key that always has the same text, which tells what a file is.
  package init(_ name: String, always text: String) {
    self.name = name
    isRequired = true
    read = { json, _ throws(JSONStructureError) in
      guard json.string == text else { throw json.unexpected(at: name, expected: "\"\(text)\"") }
    }
    write = { _ in .text(text) }
  }
}
