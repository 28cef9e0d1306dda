import ConvCostJSON

/// The header of a safetensors file: eight bytes with its length, then JSON that gives for every
/// tensor its type, its shape and the place of its bytes.
struct SafetensorsFile {
  /// A tensor.
  struct Tensor {
    var name: String
    var type: SafetensorsType
    var shape: [Int]
    /// How many elements it has.
    var count: Int
    /// The bytes of the data that it has.
    var bytes: Range<Int>
  }

  /// The tensors, in the order of their bytes.
  let tensors: [Tensor]
  /// What wrote the tensors, such as `pt`; nil if the file does not say.
  let framework: String?

  /// The longest header that the format allows.
  static let longestHeader = 100_000_000

  /// Returns whether a file begins with the length of a header, and the header with an object.
  static func recognizes(_ file: ByteSource) -> Bool {
    guard file.count > 8, file[8] == UInt8(ascii: "{") else { return false }
    // A text that begins with a brace has no zeros.
    return headerLength(file) < 1 << 40
  }

  private static func headerLength(_ file: ByteSource) -> UInt64 {
    file.withBytes(in: 0..<8) { UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)) }
  }

  /// Reads the header of a file.
  ///
  /// - Throws: `SafetensorsError` for a header that does not describe the file's bytes.
  init(_ file: ByteSource) throws(SafetensorsError) {
    let stated = Self.headerLength(file)
    guard stated <= UInt64(Self.longestHeader) else {
      throw .headerTooLong(stated, limit: Self.longestHeader)
    }
    let length = Int(stated)
    guard length <= file.count - 8 else {
      throw .truncatedHeader(length: length, left: file.count - 8)
    }
    let header: JSONValue
    do throws(JSONError) {
      header = try JSONReader.read(
        file.withBytes(in: 8..<8 + length) { Array($0) }, strictly: true)
    } catch {
      throw .json(error)
    }
    guard let members = header.members else { throw .notAnObject(header.kind) }
    let data = file.count - 8 - length
    var tensors: [Tensor] = []
    var framework: String?
    for member in members {
      if member.key == "__metadata__" {
        framework = member.value["format"]?.string
        continue
      }
      do throws(SafetensorsError.Problem) {
        tensors.append(try Tensor(member.key, member.value, data: data))
      } catch {
        throw .tensor(member.key, error)
      }
    }
    tensors.sort {
      ($0.bytes.lowerBound, $0.bytes.upperBound, $0.name)
        < ($1.bytes.lowerBound, $1.bytes.upperBound, $1.name)
    }
    var end = 0
    for tensor in tensors {
      guard tensor.bytes.lowerBound == end else {
        throw .gap(before: tensor.name, from: end, to: tensor.bytes.lowerBound)
      }
      end = tensor.bytes.upperBound
    }
    guard end == data else { throw .dataLength(data, expected: end) }
    self.tensors = tensors
    self.framework = framework
  }
}

extension SafetensorsFile.Tensor {
  /// Reads the description of a tensor.
  ///
  /// - Parameter data: how many bytes follow the header.
  fileprivate init(
    _ name: String, _ value: JSONValue, data: Int
  ) throws(SafetensorsError.Problem) {
    self.name = name
    guard let typeName = value["dtype"]?.string else {
      throw .key("dtype", expected: "a type as a text")
    }
    guard let type = SafetensorsType(rawValue: typeName) else { throw .unknownType(typeName) }
    self.type = type
    guard let lengths = value["shape"]?.elements, lengths.allSatisfy({ $0.integer != nil }) else {
      throw .key("shape", expected: "a list of lengths")
    }
    shape = lengths.compactMap(\.integer)
    guard let count = Self.elements(shape), let bits = checkedProduct(count, type.bits) else {
      throw .badShape(shape)
    }
    self.count = count
    guard let offsets = value["data_offsets"]?.elements?.map(\.integer), offsets.count == 2,
      let first = offsets[0], let last = offsets[1]
    else { throw .key("data_offsets", expected: "two places") }
    guard first >= 0, last >= first, last <= data else {
      throw .outside(from: first, to: last, data: data)
    }
    bytes = first..<last
    let expected = bits / 8 + (bits % 8 > 0 ? 1 : 0)
    guard bytes.count == expected else { throw .size(bytes.count, expected: expected) }
  }

  /// Returns the product of lengths; nil for a negative one, and for a product that does not fit.
  private static func elements(_ shape: [Int]) -> Int? {
    var count = 1
    for length in shape {
      guard length >= 0, let product = checkedProduct(count, length) else { return nil }
      count = product
    }
    return count
  }
}
