import ConvCostJSON

/// The elements that an expression such as `x[:, 1:, ::2]` chooses.
struct KerasSlices {
  /// The dimensions of the result.
  private(set) var dims: [Int] = []
  /// The dimensions of the input that are not whole: the first element and the number of elements;
  /// nil for a choice that is not a range.
  private var cut: [Int: (first: Int, count: Int)?] = [:]
  private var keepsRank = true

  /// Reads the items for an input; nil if they choose among the samples of the batch, or are not
  /// known before the data is.
  init?(_ items: JSONValue, _ input: [Int]) {
    var items = items.list ?? [items]
    func isEllipsis(_ value: JSONValue) -> Bool {
      value["class_name"]?.string == "__ellipsis__" || value.string == "..."
    }
    let given = items.filter { $0.content != .null && !isEllipsis($0) }.count
    guard items.count <= 16, given <= input.count + 1 else { return nil }
    guard let first = items.first else { return nil }
    let whole = JSONValue(content: .object([]), position: first.position)
    let missing = Array(repeating: whole, count: input.count + 1 - given)
    if let place = items.firstIndex(where: isEllipsis) {
      items.replaceSubrange(place...place, with: missing)
    } else {
      items += missing
    }
    var axis = -1
    for item in items {
      if item.content == .null {
        guard axis >= 0 else { return nil }
        dims.append(1)
        keepsRank = false
        continue
      }
      defer { axis += 1 }
      guard axis >= 0 else {
        guard let range = Self.range(item, of: RawInteger.longest), range.isWhole else {
          return nil
        }
        continue
      }
      guard input.indices.contains(axis) else { return nil }
      if let index = item.wholeNumber {
        guard index >= -input[axis], index < input[axis] else { return nil }
        cut[axis] = .some(nil)
        keepsRank = false
      } else {
        guard let range = Self.range(item, of: input[axis]), range.count > 0 else { return nil }
        dims.append(range.count)
        if !range.isWhole { cut[axis] = range.step == 1 ? (range.first, range.count) : .some(nil) }
      }
    }
  }

  /// Returns the range along one axis if all other dimensions are whole.
  func range(alongOnly axis: Int) -> (first: Int, count: Int)? {
    guard keepsRank, cut.count == 1, let range = cut[axis] else { return nil }
    return range
  }

  private struct Range {
    var first: Int
    var count: Int
    var step: Int
    var isWhole: Bool
  }

  /// Returns the elements of a slice, by Python's rules; nil for another value.
  private static func range(_ value: JSONValue, of length: Int) -> Range? {
    guard value.members != nil else { return nil }
    let slice = value["config"] ?? value
    func number(_ key: String) -> Int?? {
      guard let value = slice[key], value.content != .null else { return .some(nil) }
      guard let number = value.wholeNumber, number.magnitude <= RawInteger.longest else {
        return nil
      }
      return .some(number)
    }
    guard let start = number("start"), let stop = number("stop"), let step = number("step"),
      step ?? 1 > 0
    else { return nil }
    func place(_ index: Int) -> Int { min(max(index < 0 ? index + length : index, 0), length) }
    let (first, end) = (place(start ?? 0), place(stop ?? length))
    let count = end > first ? (end - first - 1) / (step ?? 1) + 1 : 0
    return Range(first: first, count: count, step: step ?? 1, isWhole: count == length)
  }
}
