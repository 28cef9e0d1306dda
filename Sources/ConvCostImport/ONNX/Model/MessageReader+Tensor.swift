extension MessageReader {
  func sparseTensor(_ range: Range<Int>) throws(ModelError) -> ONNXTensor {
    var tensor = ONNXTensor()
    var shape: [Int] = []
    try forEachField(in: range) { (field, offset) throws(ModelError) in
      switch field.number {
      case 1: tensor = try self.tensor(self.range(field, offset))
      case 3: try integers(field, offset, to: &shape, limit: ONNXTensor.mostDimensions)
      default: break
      }
    }
    tensor.shape = shape
    tensor.values = nil
    try check(tensor)
    return tensor
  }

  func tensor(_ range: Range<Int>) throws(ModelError) -> ONNXTensor {
    var tensor = ONNXTensor()
    tensor.place = range.lowerBound
    try keep(128)
    var integers: [Int] = []
    var floats: [Double] = []
    var raw: Range<Int>?
    let limit = TensorValues.mostKept
    try forEachField(in: range) { (field, offset) throws(ModelError) in
      switch field.number {
      case 1:
        try self.integers(field, offset, to: &tensor.shape, limit: ONNXTensor.mostDimensions)
      case 2: tensor.type = ElementType(rawValue: try integer(field, offset)) ?? .undefined
      case 4: try self.floats(field, offset, to: &floats, limit: limit)
      case 5, 7, 11: try self.integers(field, offset, to: &integers, limit: limit)
      case 8: tensor.name = try text(field, offset)
      case 9: raw = try self.range(field, offset)
      case 10: try self.floats(field, offset, isDouble: true, to: &floats, limit: limit)
      case 13:
        let (key, value) = try pair(self.range(field, offset))
        if key == "location" {
          guard !leavesFolder(value) else {
            throw .tensor(tensor.name, .outsideFolder(value))
          }
        }
      case 16: tensor.provenance = try provenance(self.range(field, offset)) ?? tensor.provenance
      case 14: tensor.isExternal = try integer(field, offset) == 1
      default: break
      }
    }
    let count = try check(tensor)
    guard count <= limit, !tensor.isExternal else { return tensor }
    try keep(8 * count)
    if let raw {
      tensor.values = values(raw, of: tensor.type, count: count)
    } else if integers.count == count, let convert = tensor.type.ofBits {
      // 16-bit numbers are stored in a list of integers.
      tensor.values = .floats(integers.map(convert))
    } else if floats.count == count, tensor.type.isFloat {
      tensor.values = .floats(floats)
    } else if integers.count == count, !tensor.type.isFloat {
      tensor.values = .integers(integers)
    }
    return tensor
  }

  /// Returns the number of a tensor's elements.
  @discardableResult
  private func check(_ tensor: ONNXTensor) throws(ModelError) -> Int {
    guard tensor.shape.count <= ONNXTensor.mostDimensions else {
      throw .tensor(tensor.name, .tooManyDimensions(limit: ONNXTensor.mostDimensions))
    }
    guard let count = elementCount(tensor.shape) else {
      throw .tensor(tensor.name, .badShape(tensor.shape))
    }
    return count
  }

  /// Returns the values that are stored in bytes; nil for element types that are not needed.
  private func values(_ raw: Range<Int>, of type: ElementType, count: Int) -> TensorValues? {
    func load<Number: FixedWidthInteger>(_: Number.Type) -> [Int]? {
      let size = Number.bitWidth / 8
      guard raw.count == count * size else { return nil }
      return file.withBytes(in: raw) { bytes in
        (0..<count).map { index in
          Int(
            truncatingIfNeeded: Number(
              littleEndian: bytes.loadUnaligned(
                fromByteOffset: index * size, as: Number.self)))
        }
      }
    }
    switch type {
    case .int64, .uint64: return load(Int64.self).map(TensorValues.integers)
    case .int32: return load(Int32.self).map(TensorValues.integers)
    case .uint32: return load(UInt32.self).map(TensorValues.integers)
    case .int16: return load(Int16.self).map(TensorValues.integers)
    case .uint16: return load(UInt16.self).map(TensorValues.integers)
    case .int8: return load(Int8.self).map(TensorValues.integers)
    case .uint8, .bool: return load(UInt8.self).map(TensorValues.integers)
    case .float:
      return load(UInt32.self).map {
        .floats($0.map { Double(Float(bitPattern: UInt32(truncatingIfNeeded: $0))) })
      }
    case .double:
      return load(UInt64.self).map {
        .floats($0.map { Double(bitPattern: UInt64(bitPattern: Int64($0))) })
      }
    case .bfloat16, .float16:
      return type.ofBits.flatMap { convert in
        load(UInt16.self).map { .floats($0.map(convert)) }
      }
    default: return nil
    }
  }
}

extension ElementType {
  /// The conversion from 16 bits; nil for types of another length, and for integers.
  fileprivate var ofBits: ((_ bits: Int) -> Double)? {
    switch self {
    case .float16: halfPrecision
    case .bfloat16: { Double(Float(bitPattern: UInt32(truncatingIfNeeded: $0) << 16)) }
    default: nil
    }
  }
}

/// Returns the number stored in 16 bits: a sign, five bits of exponent, ten of fraction (IEEE 754).
private func halfPrecision(_ bits: Int) -> Double {
  let sign = bits & 0x8000 == 0 ? 1.0 : -1.0
  let fraction = Double(bits & 0x3FF) / 1024
  switch bits >> 10 & 0x1F {
  case 0: return sign * fraction * 0x1p-14
  case 31: return fraction == 0 ? sign * .infinity : .nan
  case let exponent:
    return sign * Double(sign: .plus, exponent: exponent - 15, significand: 1 + fraction)
  }
}

/// Returns whether a path leads out of the folder that it starts from.
private func leavesFolder(_ path: String) -> Bool {
  let bytes = Array(path.utf8)
  func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\")
  }
  if let first = bytes.first, isSeparator(first) { return true }
  // A drive letter of Windows.
  if bytes.count > 1, bytes[1] == UInt8(ascii: ":") { return true }
  return bytes.split(whereSeparator: isSeparator).contains { $0.elementsEqual("..".utf8) }
}
