import ConvCostCore
import ConvCostJSON

extension SpecValue where Value == Shape {
  /// The shape of a value.
  static var shape: Self {
    Self(
      schema: .reference("shape"),
      decode: { (value, key, fields) throws(SpecError) in try fields.shape(value, key) },
      encode: { JSONNode($0) })
  }
}

extension SpecFields {
  /// The keys of shapes that are written as an object with a list. Such an object is not an input
  /// with a name.
  static let shapeKeys = ["tensor", "maps"]

  /// Returns a shape: features, the channels of a map and its one to three lengths, or the
  /// dimensions of a tensor or of a stack of maps: `[1000]`, `[3, 224, 224]`,
  /// `{"tensor": [196, 768]}`, `{"maps": [100, 256, 7, 7]}`. A list may also be written as
  /// `{"map": …}`.
  func shape(_ value: JSONValue, _ key: String) throws(SpecError) -> Shape {
    if value.members != nil { return try inner(value, key).shapeObject() }
    guard let elements = value.elements else { return .vector(try integer(value, key)) }
    let lengths = try lengths(elements, key)
    if lengths.count == 1 { return .vector(lengths[0]) }
    guard let extent = Extent(lengths.dropFirst()) else {
      throw error(
        value, found: "\(elements.count) lengths",
        expected: "features, or channels and one to three lengths", key: key)
    }
    return .map(lengths[0], extent)
  }

  private func shapeObject() throws(SpecError) -> Shape {
    try check(["map"] + Self.shapeKeys)
    if let map = self["map"] {
      for other in Self.shapeKeys { try refuse(other, .besides("map")) }
      return try shape(map, "map")
    }
    if let maps = self["maps"] {
      try refuse("tensor", .besides("maps"))
      return try stack(maps, "maps")
    }
    let tensor = try required("tensor")
    guard let elements = tensor.elements, elements.count > 1,
      let dimensions = Dimensions(try lengths(elements, "tensor"))
    else {
      throw error(
        tensor, found: tensor.elements.map { "\($0.count) lengths" } ?? tensor.kind,
        expected: "two to eight dimensions", key: "tensor")
    }
    return .tensor(dimensions)
  }

  /// Returns a stack of maps: their number, their channels and one to three lengths.
  private func stack(_ value: JSONValue, _ key: String) throws(SpecError) -> Shape {
    guard
      let lengths = try value.elements.map({ (elements) throws(SpecError) in
        try lengths(elements, key, from: 0)
      }), let extent = Extent(lengths.dropFirst(2))
    else {
      throw error(
        value, found: value.kind, expected: "a number of maps, channels and one to three lengths",
        key: key)
    }
    return .maps(count: lengths[0], channels: lengths[1], extent: extent)
  }
}
