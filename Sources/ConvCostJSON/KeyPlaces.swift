/// The keys of an object and their positions, which are collected only for a long one: a few keys
/// are compared faster than they are hashed.
struct KeyPlaces {
  private var places: [String: JSONValue.Position] = [:]
  private var isHashed = false

  private static let mostCompared = 8

  /// Adds a key, and returns the position of an equal earlier one.
  mutating func add(
    _ key: String, at position: JSONValue.Position, among members: [JSONValue.Member]
  ) -> JSONValue.Position? {
    if !isHashed, members.count < Self.mostCompared {
      return members.first { $0.key == key }?.position
    }
    if !isHashed {
      isHashed = true
      for member in members { places[member.key] = member.position }
    }
    return places.updateValue(position, forKey: key)
  }
}
