/// A key of an object: the property for its value, the form of the value, and whether it may be
/// missing.
package struct JSONKey<Whole> {
  let name: String
  let isRequired: Bool
  let read: (JSONValue, inout Whole) throws(JSONStructureError) -> Void
  /// Returns the value to write; nil to leave the key out.
  let write: (Whole) -> JSONNode?

  /// Creates a key that is always written.
  ///
  /// - Parameter isRequired: whether a missing key is an error.
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

  /// Creates a key that is left out for the default value.
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

  /// Creates a key that always has the same text, such as the format of a file.
  package init(_ name: String, always text: String) {
    self.name = name
    isRequired = true
    read = { json, _ throws(JSONStructureError) in
      guard json.string == text else { throw json.unexpected(at: name, expected: "\"\(text)\"") }
    }
    write = { _ in .text(text) }
  }
}
