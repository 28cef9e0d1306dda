import ConvCostCore
import ConvCostJSON

extension SpecForms {
  static let crop = SpecForm(
    SpecCrop(size: .stated(ZeroPad(0))), [.required("crop", \.size, SpecValue.border.orLike)])

  static let upsample = SpecForm(
    SpecUpsample(mode: .nearest, size: .stated(.size(1))),
    [
      .required(
        "upsample", \.mode,
        .choice([Upsample.Mode.nearest, .bilinear, .bicubic].map { ($0.rawValue, $0) })),
      .required("to", \.size, SpecValue.target.orLike),
    ])
}

/// A size that is stated, or that of the value under a label.
enum SpecSize<Stated: Equatable & Sendable>: Equatable, Sendable {
  case stated(Stated)
  case like(Label)
}

/// A crop by lengths, or to the size of the value under a label.
struct SpecCrop: LayerConvertible, Equatable {
  var size: SpecSize<ZeroPad>

  func makeLayer() -> Layer {
    switch size {
    case .stated(let border): Crop(before: border.before, after: border.after).layer
    case .like(let label): Crop.like(label)
    }
  }
}

/// An enlargement by factors or to an extent, or to the size of the value under a label.
struct SpecUpsample: LayerConvertible, Equatable {
  var mode: Upsample.Mode
  var size: SpecSize<Upsample.Target>

  func makeLayer() -> Layer {
    switch size {
    case .stated(.scale(let scale)): Upsample(by: scale, mode: mode).layer
    case .stated(.size(let size)): Upsample(to: size, mode: mode).layer
    case .like(let label): Upsample.like(label, mode: mode)
    }
  }
}

extension SpecValue {
  /// The value, or `{"like": "skip"}` for the size of the value under a label.
  fileprivate var orLike: SpecValue<SpecSize<Value>> {
    SpecValue<SpecSize<Value>>(
      schema: .any(of: [schema, .properties([("like", .type("string"))], required: ["like"])]),
      decode: { (value, key, fields) throws(SpecError) in
        guard let label = value["like"] else { return .stated(try decode(value, key, fields)) }
        let inner = try fields.inner(value, key, known: ["like"])
        return .like(try SpecValue<Label>.label.decode(label, "like", inner))
      },
      encode: { size in
        switch size {
        case .stated(let value): encode(value)
        case .like(let label): ["like": .text(label.text)]
        }
      })
  }
}

extension SpecValue where Value == Upsample.Target {
  /// An extent, or `{"by": 2}` for a factor.
  fileprivate static var target: Self {
    let extent = SpecValue<Extent>.extent()
    return Self(
      schema: .any(of: [extent.schema, .properties([("by", extent.schema)], required: ["by"])]),
      decode: { (value, key, fields) throws(SpecError) in
        guard value.members != nil else { return .size(try extent.decode(value, key, fields)) }
        let inner = try fields.inner(value, key, known: ["by", "like"])
        return .scale(try extent.decode(try inner.required("by"), "by", inner))
      },
      encode: { target in
        switch target {
        case .scale(let scale): ["by": extent.encode(scale)]
        case .size(let size): extent.encode(size)
        }
      })
  }
}
