import ConvCostCore

/// The constants of a program: its stored numbers, also those that operators for compressed weights
/// expand.
struct MILConstants {
  /// The numbers of the places that have been met.
  private var places: [MILConstant.Place: Int] = [:]
  private var placeCount = 0

  /// Returns a new place, for numbers that are nowhere in the file.
  mutating func newPlace() -> Int {
    placeCount += 1
    return placeCount
  }

  /// Returns what is known about a constant.
  mutating func fact(_ constant: MILConstant, named name: String) -> MILFact {
    let shape = constant.type.fixedShape
    let element = constant.type.element
    let count = shape.flatMap(elementCount) ?? 0
    let place = places[constant.place] ?? newPlace()
    places[constant.place] = place
    return MILFact(
      name: name, shape: shape, element: element, values: constant.values, text: constant.text,
      stored: StatedNetwork.Stored(
        place: place, count: count, role: nil, type: "\(element)",
        bits: Self.bits(count, element), isNumber: element.isNumber),
      isConstant: true)
  }

  /// Returns what is known about a tensor that is the same for every input but has no stored
  /// numbers, such as one that is filled with zeros.
  mutating func fact(
    computed value: MILValue, shape: [Int]?, values: TensorValues?
  ) -> MILFact {
    MILFact(
      name: value.name, shape: shape, element: value.type.element, values: values,
      stored: StatedNetwork.Stored(
        place: newPlace(), count: 0, role: nil, type: "", bits: 0, isNumber: false),
      isConstant: true)
  }

  /// Returns what is known about a state, whose numbers are kept from one run to the next.
  mutating func fact(state value: MILValue) -> MILFact {
    let shape = value.type.fixedShape
    let count = shape.flatMap(elementCount) ?? 0
    return MILFact(
      name: value.name, shape: shape, element: value.type.element,
      stored: StatedNetwork.Stored(
        place: newPlace(), count: count, role: .buffer, type: "\(value.type.element)",
        bits: Self.bits(count, value.type.element), isNumber: true),
      isConstant: true)
  }

  /// Returns what is known about the results of an operator for compressed weights; nil for another
  /// operator.
  ///
  /// | operator | stored | type |
  /// |---|---|---|
  /// | `constexpr_affine_dequantize` | integers, scales, zero points | `int8` |
  /// | `constexpr_blockwise_shift_scale` | integers, scales, offsets | `int4` |
  /// | `constexpr_lut_to_dense` | indices and the table | `4-bit palette` |
  /// | `constexpr_sparse_to_dense` | a mask and the numbers that are not zero | `sparse float16` |
  /// | `constexpr_cast` | numbers of another type | `float16` |
  ///
  /// Operators ending in `_to_sparse`, and the sparse form of the second, have the mask as a first
  /// result, which the third then reads.
  mutating func expanded(
    _ operation: MILOperation, _ arguments: [String: [MILFact]]
  ) -> [MILFact]? {
    guard operation.type.hasPrefix("constexpr_"), !operation.outputs.isEmpty else { return nil }
    func bits(_ names: [String]) -> Int {
      names.reduce(0) { $0.saturatingAdding(arguments[$1]?.first?.stored?.bits ?? 0) }
    }
    let mask = ["mask", "indices_mask", "data_mask"]
    let numbers = [
      "quantized_data", "data", "indices", "indices_nonzero_data", "nonzero_data", "source_val",
      "lut", "scale", "zero_point", "offset",
    ]
    let source = numbers.lazy.compactMap { arguments[$0]?.first }.first
    let type = Self.type(operation.type, source, table: arguments["lut"]?.first)
    let hasMask = operation.outputs.count > 1
    return operation.outputs.enumerated().map { index, output in
      let shape = output.type.fixedShape
      let isMask = hasMask && index == 0
      return MILFact(
        name: output.name, shape: shape, element: output.type.element,
        stored: StatedNetwork.Stored(
          place: newPlace(), count: shape.flatMap(elementCount) ?? 0, role: nil, type: type,
          bits: bits(isMask ? mask : hasMask ? numbers : mask + numbers), isNumber: true),
        isConstant: true)
    }
  }

  private static func type(_ name: String, _ source: MILFact?, table: MILFact?) -> String {
    let stored = source?.stored?.type ?? ""
    if name.contains("lut") {
      // The indices have a type of fewer bits, or are packed in bytes; the table has an entry for
      // each of them.
      let entries = table?.shape.flatMap { shape -> Int? in
        shape.count == 1 ? shape[0] : shape.count > 1 ? shape[shape.count - 2] : nil
      }
      let bits = entries.map { Int.bitWidth - max(1, $0 - 1).leadingZeroBitCount } ?? 0
      return "\(bits)-bit palette"
    }
    return name == "constexpr_sparse_to_dense" ? "sparse \(stored)" : stored
  }

  private static func bits(_ count: Int, _ element: MILElement) -> Int {
    checkedProduct(count, element.bits) ?? Int.max
  }
}
