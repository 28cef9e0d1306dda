import ConvCostCore
import ConvCostJSON

/// How a layer, a composition or a block is written as an object: the statement of its fields.
///
///     static let fire = SpecForm(Fire(squeeze: 1, expand: 1), [
///       .required("fire", \.squeeze, .channels),
///       .required("expand", \.expand, .channels),
///     ])
struct SpecForm<Root: LayerConvertible>: Sendable {
  /// What an object is that has no optional key.
  let usual: Root
  /// The fields, first the one whose key says what the object is.
  let fields: [SpecField<Root>]
  /// Common keys, and keys of similar objects, that would change nothing.
  var useless: [(key: String, reason: NoEffect)] = []
  /// The number of layers that the object makes beside itself, where a number of it says how many.
  var layerCount: @Sendable (Root) -> Int = { _ in 0 }
  /// Sets what follows from a change of the layers after the block made them, beside numbers of
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
    return root.layer
  }

  init(_ usual: Root, _ fields: [SpecField<Root>]) {
    self.usual = usual
    self.fields = fields
  }
}

/// How layers differ from those that a block made.
struct SpecChange {
  /// The layers as they are.
  let layers: [Layer]
  /// Returns what a number of channels has become.
  let channels: (Int) -> Int
}
