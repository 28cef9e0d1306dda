import ConvCostJSON

/// A model of Keras as its configuration states it: layers, and which results they read.
///
/// A sequential model is the same with one call of each layer, on the result of the layer before.
struct KerasModel: Sendable {
  /// The name.
  var name: String
  /// The layers, in the file's order.
  var layers: [KerasLayer]
  /// The results that the model gets, in order; for a sequential model without an input layer the
  /// list is empty.
  var inputs: [KerasResult]
  /// The results that the model gives, in order.
  var outputs: [KerasResult]
  /// The shapes that the file states for results, without the batch; a length is nil if it is open.
  var shapes: [KerasResult: [Int?]]
  /// The calls in an order in which each reads results of earlier ones only.
  var order: [KerasResult] = []
  /// Whether the layers are in sequence.
  var isSequential: Bool
}

/// A layer of a model.
struct KerasLayer: Sendable {
  /// The name, which is unique in the model.
  var name: String
  /// The class, such as `Conv2D`.
  var type: String
  /// The module of the class, as Keras 3 states it; empty in other files.
  var module: String
  /// The settings.
  var config: KerasConfig
  /// The shape that the file says the layer was built on, without the batch.
  var builtOn: [Int?]?
  /// The calls, in order: a layer that is called several times shares its weights.
  var calls: [KerasCall]
  /// The model, if the layer is one.
  var model: [KerasModel] = []

  /// Whether the layer is an input of its model.
  var isInput: Bool { type == "InputLayer" }
}

/// A call of a layer.
struct KerasCall: Sendable {
  /// The results that it reads, in order.
  var reads: [KerasResult]
  /// The arguments by position; those of Keras 2 that are not results are among the keywords.
  var arguments: [JSONValue] = []
  /// The arguments by name.
  var keywords: JSONValue?
}

/// A result of a call: the number of the layer in its model, of the call, and of the result.
struct KerasResult: Hashable, Sendable {
  var layer: Int
  var call = 0
  var result = 0
}
