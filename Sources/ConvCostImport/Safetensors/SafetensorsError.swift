package import ConvCostCore
package import ConvCostJSON
import ConvCostText

/// An error in a safetensors file: the facts.
package indirect enum SafetensorsError: Error, Hashable, Sendable {
  /// A header that is longer than the format allows.
  case headerTooLong(UInt64, limit: Int)
  /// A file that ends before its header does.
  case truncatedHeader(length: Int, left: Int)
  /// A header that is not JSON.
  case json(JSONError)
  /// A header that is JSON, but not an object.
  case notAnObject(String)
  /// A tensor that is not described as the format wants.
  case tensor(String, Problem)
  /// Bytes that belong to no tensor, or to two.
  case gap(before: String, from: Int, to: Int)
  /// Data that is shorter or longer than the tensors.
  case dataLength(Int, expected: Int)
  /// More numbers than 64 bits can count.
  case tooManyNumbers
  /// Modules that are not a network.
  case network(NetworkError)
  /// A file without tensors of numbers.
  case noTensors
  /// An option for a file that takes none.
  case takesNothing(String)

  /// Why a tensor is not described as the format wants.
  package indirect enum Problem: Error, Hashable, Sendable {
    /// A key that is missing or has another kind of value.
    case key(String, expected: String)
    /// An element type that is unknown.
    case unknownType(String)
    /// A length that is negative, or elements that cannot be counted.
    case badShape([Int])
    /// Bytes that the data does not have.
    case outside(from: Int, to: Int, data: Int)
    /// Another number of bytes than the shape and the type need.
    case size(Int, expected: Int)
  }
}

extension SafetensorsError: FormatError {
  package var kind: ModelFileError.Kind {
    if case .takesNothing = self { .options } else { .malformed }
  }

  /// One line: the place, what was found, what was expected.
  package var description: String {
    switch self {
    case .headerTooLong(let length, let limit):
      "a header of \(length) bytes, expected at most \(limit)"
    case .truncatedHeader(let length, let left):
      "the file ends in its header of \(length) bytes, of which it has \(left)"
    case .json(let error): "header: \(error)"
    case .notAnObject(let found): "header: found \(found), expected an object"
    case .tensor(let name, let problem): "the tensor '\(name)': \(problem)"
    case .gap(let name, let from, let to):
      to > from
        ? "the tensor '\(name)' begins \(to - from) bytes after the end of the one before it"
        : "the tensor '\(name)' overlaps the one before it by \(from - to) bytes"
    case .dataLength(let found, let expected):
      "\(found) bytes of data, but the tensors have \(expected)"
    case .tooManyNumbers: "more numbers than \(Int.max)"
    case .network(let error): "\(error)"
    case .noTensors: "a safetensors file without parameters"
    case .takesNothing(let option):
      "found \(option), but a file of weights only has neither inputs nor parameters to set"
    }
  }
}

extension SafetensorsError.Problem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .key(let key, let expected): "\(key): expected \(expected)"
    case .unknownType(let type):
      "the element type '\(type)' is unknown"
        + UnknownName(type, among: SafetensorsType.allCases.map(\.rawValue)).suggestion()
    case .badShape(let shape): "the shape \(shape) has no countable elements"
    case .outside(let from, let to, let data):
      "its bytes \(from) to \(to) do not lie within the data of \(data) bytes"
    case .size(let found, let expected):
      "\(found) bytes, but its shape and its type need \(expected)"
    }
  }
}
