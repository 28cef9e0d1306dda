import ConvCostCore
import ConvCostJSON

/// The form of a layer, a composition or a block as an object: a list of its fields.
///
///     static let fire = SpecForm(Fire(squeeze: 1, expand: 1), [
///       .required("fire", \.squeeze, .channels),
///       .required("expand", \.expand, .channels),
///     ])
struct SpecForm<Root: LayerConvertible>: Sendable {
  /// The value of an object without optional keys.
  let usual: Root
  /// The fields, beginning with the one whose key says what the object is.
  let fields: [SpecField<Root>]
  /// Common keys, and keys of similar objects, that would have no effect.
  var useless: [(key: String, reason: NoEffect)] = []
  /// The number of layers that the object adds, if one of its numbers says how many.
  var layerCount: @Sendable (Root) -> Int = { _ in 0 }
  /// Adapts the block to layers that were changed after the block made them, apart from numbers of
  /// channels.
  var adapt: @Sendable (inout Root, _ old: Root, SpecChange) -> Void = { _, _, _ in }

  /// The members of an object that describes a value.
  func members(of root: Root) -> [JSONNode.Member] { fields.members(of: root, usual: usual) }

  /// The value as an object.
  func node(_ root: Root) -> JSONNode { .object(members(of: root)) }

  /// Reads an object, in which every key is known.
  func read(_ fields: SpecFields) throws(SpecError) -> Layer {
    var root = usual
    try self.fields.read(fields, into: &root)
    try fields.budget.spend(layerCount(root), on: fields)
    let layer = root.layer
    if root is any Block { try fields.budget.spend(layer.operationCount, on: fields) }
    return layer
  }

  init(_ usual: Root, _ fields: [SpecField<Root>]) {
    self.usual = usual
    self.fields = fields
  }
}

/// The difference of layers from those that a block made.
struct SpecChange {
  /// The changed layers.
  let layers: [Layer]
  /// Returns the new number for a number of channels.
  let channels: (Int) -> Int
}
