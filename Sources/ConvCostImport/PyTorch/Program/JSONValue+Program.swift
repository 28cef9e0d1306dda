import ConvCostJSON

extension JSONValue {
  /// Returns the value of a key.
  ///
  /// - Throws: `JSONStructureError` for a value that is not an object, or without the key.
  func require(_ key: String, at place: String) throws(JSONStructureError) -> JSONValue {
    guard members != nil else { throw unexpected(at: place, expected: "an object") }
    guard let value = self[key] else { throw .missingKey(position, key: key, at: place) }
    return value
  }

  /// Returns the members of an object, each read by a rule.
  func table<Value>(
    at place: String, _ read: (JSONValue, String) throws(JSONStructureError) -> Value
  ) throws(JSONStructureError) -> [String: Value] {
    guard let members else { throw unexpected(at: place, expected: "an object") }
    var table: [String: Value] = [:]
    table.reserveCapacity(members.count)
    for member in members { table[member.key] = try read(member.value, member.key) }
    return table
  }

  /// Returns the elements of an array, each read by a rule.
  func list<Value>(
    at place: String, _ read: (JSONValue) throws(JSONStructureError) -> Value
  ) throws(JSONStructureError) -> [Value] {
    var list: [Value] = []
    for element in try requireElements(at: place) { list.append(try read(element)) }
    return list
  }

  /// Returns a whole number.
  func requireInteger(at place: String) throws(JSONStructureError) -> RawInteger {
    guard let integer else { throw unexpected(at: place, expected: "a whole number") }
    return RawInteger(integer)
  }

  /// The kind and the value of a union, which the format writes as an object with one key.
  var variant: (kind: String, value: JSONValue)? {
    members?.first { $0.value.content != .null }.map { ($0.key, $0.value) }
  }
}
