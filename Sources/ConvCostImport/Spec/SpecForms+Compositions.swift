import ConvCostCore
import ConvCostJSON

extension SpecForms {
  static let layer = SpecForm(Layer.chain([]), [.required("layer", \.self, .layer)])

  static let sequential = SpecForm(
    Sequential {}, [.required("sequential", \.layers, .layers)])

  static let chain = SpecForm(Chain {}, [.required("chain", \.layers, .layers)])
  static let concat = SpecForm(Concat {}, [.required("concat", \.branches, .branches)])
  static let sum = SpecForm(Sum {}, [.required("sum", \.branches, .branches)])
  static let product = SpecForm(Product {}, [.required("product", \.branches, .branches)])

  static let regions = SpecForm(
    Regions(.proposals, count: 0, size: 1) {},
    [
      .required("regions", \.pool.kind, .choice),
      .required("count", \.pool.count, .whole(from: 0)),
      .required("to", \.pool.size, .extent()),
      .required("branches", \.branches, .branches),
    ])

  static let residual = SpecForm(
    Residual {},
    [
      .required("residual", \.layers, .layers), .optional("shortcut", \.shortcut, .shortcut),
    ])

  static let gate = SpecForm(Gate {}, [.required("gate", \.layers, .layers)])
  static let auxiliary = SpecForm(Auxiliary {}, [.required("auxiliary", \.layers, .layers)])

  static let output = SpecForm(
    Output("") {},
    [.required("output", \.name, .text("a name")), .required("layers", \.layers, .layers)])

  static let block = SpecForm(
    SpecScope(layers: [], scope: Layer.Scope(type: "")),
    [
      .required("block", \.layers, .layers),
      .required("type", \.scope.type, .scopeType),
      .optional("numbered", \.scope.isNumbered, .flag),
    ])

  static let stated = SpecForm(
    Stated("", .function),
    [
      .required("stated", \.kind, .text("the name of the layer's kind")),
      .required("work", \.work, .choice),
      .optional("output", \.output, SpecValue.shape.orMissing),
      .optional("macs", \.macs, .whole(from: 0)),
      .optional("weights", \.weights, .whole(from: 0)),
      .optional("biases", \.biases, .whole(from: 0)),
      .optional("buffers", \.buffers, .whole(from: 0)),
      .optional("reads", \.branches, .layers),
    ])

  static let keep = labelled(SpecForm(Keep(""), [.required("keep", \.label, .label)]))
  static let from = labelled(SpecForm(From(""), [.required("from", \.label, .label)]))

  /// The form of a label, which has no operation.
  private static func labelled<Root>(_ form: SpecForm<Root>) -> SpecForm<Root> {
    var form = form
    form.useless = ["form", "name", "shared"].map { ($0, .ofLabel) }
    return form
  }
}

/// A level of the tree that is not a block of the literature.
struct SpecScope: LayerConvertible, Equatable {
  var layers: [Layer]
  var scope: Layer.Scope

  func makeLayer() -> Layer { .scope(scope, layers) }
}

extension SpecValue where Value == String {
  /// The type of a level of the tree.
  fileprivate static var scopeType: Self {
    Self(
      schema: .type("string"),
      decode: { (value, key, fields) throws(SpecError) in
        guard let type = value.string, !type.isEmpty else {
          throw fields.error(value, found: "no text", expected: "the type of the block", key: key)
        }
        return type
      },
      encode: JSONNode.text)
  }
}
