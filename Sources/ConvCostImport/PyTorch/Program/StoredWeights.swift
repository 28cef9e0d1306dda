import ConvCostJSON

/// The stored tensors of an archive, in which tied ones have the same place.
struct StoredWeights {
  /// A part of a stored block of bytes.
  private struct Place: Hashable {
    var block: String
    var offset: Int
    var sizes: [Int]
    var steps: [Int]
  }

  /// The numbers of places by the names of tensors; places of single tensors are left out.
  private let places: [String: Int]

  private static let unwanted: Set<String> = ["device", "requires_grad", "layout", "dtype"]

  /// Reads an archive's list of tensors; nil for an archive without one.
  ///
  /// A list that is not of the known form is not used, because it only says which tensors are the
  /// same.
  init(_ text: [UInt8]?) {
    var names: [Place: [String]] = [:]
    if let text,
      let json = try? JSONReader.read(text, strictly: true, leavingOut: Self.unwanted)
    {
      for member in json["config"]?.members ?? [] {
        guard let place = Self.place(member.value) else { continue }
        names[place, default: []].append(member.key)
      }
    }
    var places: [String: Int] = [:]
    // Numbers of places below zero are never those of tensors.
    for (number, tied) in names.values.filter({ $0.count > 1 }).enumerated() {
      for name in tied { places[name] = -1 - number }
    }
    self.places = places
  }

  /// Returns the number of a tensor's place if it has the place in common with another.
  func place(of name: String) -> Int? { places[name] }

  private static func place(_ json: JSONValue) -> Place? {
    guard let block = json["path_name"]?.string, let meta = json["tensor_meta"] else { return nil }
    func integers(_ key: String) -> [Int]? {
      guard let elements = meta[key]?.elements else { return nil }
      let integers = elements.compactMap { $0["as_int"]?.integer }
      return integers.count == elements.count ? integers : nil
    }
    guard let sizes = integers("sizes"), let steps = integers("strides") else { return nil }
    return Place(
      block: block, offset: meta["storage_offset"]?["as_int"]?.integer ?? 0, sizes: sizes,
      steps: steps)
  }
}
