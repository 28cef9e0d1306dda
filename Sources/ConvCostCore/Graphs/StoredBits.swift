/// The bits in which a model file stores the numbers of an operation.
package struct StoredBits: Hashable, Sendable {
  /// The bits of all its parameters together.
  package var parameters = 0
  /// The bits of all its buffers together.
  package var buffers = 0
  /// The bits of one of its weights; nil without weights.
  package var ofWeight: Int?

  package init() {}

  /// The bytes of the parameters.
  var parameterBytes: Int { parameters / 8 + (parameters % 8 > 0 ? 1 : 0) }

  /// The bytes of the buffers.
  var bufferBytes: Int { buffers / 8 + (buffers % 8 > 0 ? 1 : 0) }

  /// Adds a stored tensor.
  package mutating func add(bits: Int, of count: Int, isBuffer: Bool, isWeight: Bool) {
    let path = isBuffer ? \StoredBits.buffers : \StoredBits.parameters
    self[keyPath: path] = self[keyPath: path].saturatingAdding(bits)
    if isWeight, ofWeight == nil, count > 0 { ofWeight = bits / count }
  }
}

extension Graph {
  /// Whether a model file states the types of its numbers.
  package var statesBits: Bool { !elementBits.isEmpty || !storedBits.isEmpty }

  /// Gives values the bits that they have in memory if a file states types only: an operation that
  /// changes the number format is fused with those beside it.
  ///
  /// What is read after a change to a wider format is stored in the narrower one, and a result that
  /// is only read by changes to a narrower format is stored in that one.
  mutating func fuseFormatChanges() {
    func bits(_ value: Int) -> Int? { elementBits[value] }
    for (index, node) in nodes.enumerated() where node.operation.isView {
      let value = inputs.count + index
      guard let own = bits(value), let read = inputs(of: node).first.flatMap(bits), own > read
      else { continue }
      elementBits[value] = read
    }
    var narrowest: [Int: Int] = [:]
    var isOther = Set(outputs)
    for (index, node) in nodes.enumerated() {
      for value in inputs(of: node) {
        if node.operation.isView, let result = bits(inputs.count + index), let own = bits(value),
          result < own
        {
          narrowest[value] = max(result, narrowest[value] ?? 0)
        } else {
          isOther.insert(value)
        }
      }
    }
    for (value, bits) in narrowest where value >= inputs.count && !isOther.contains(value) {
      elementBits[value] = bits
    }
  }
}
