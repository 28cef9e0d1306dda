import ConvCostCore
import ConvCostJSON

extension JSONNode {
  /// A shape: the features of a vector or the channels and lengths of a map as a list, the
  /// dimensions of a tensor or of a stack of maps as an object with such a list.
  init(_ shape: Shape) {
    let lengths = JSONNode.list(shape.dimensions.map(JSONNode.number))
    self =
      switch shape {
      case .tensor: .object([("tensor", lengths)])
      case .maps: .object([("maps", lengths)])
      case .map, .vector: lengths
      }
  }

  /// A shape under the name of an input, in a form that differs from a shape written as an object.
  init(_ shape: Shape, named name: Label) {
    let node = JSONNode(shape)
    guard SpecFields.shapeKeys.contains(name.text), case .list = node else {
      self = .object([(name.text, node)])
      return
    }
    self = .object([(name.text, .object([("map", node)]))])
  }

  /// An extent: its lengths, or the one length that it has along every axis.
  init(_ extent: Extent) {
    self =
      extent.rank == nil
      ? .number(extent.width) : .list(extent.lengths.map(JSONNode.number))
  }
}
