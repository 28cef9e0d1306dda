import ConvCostCore
import ConvCostJSON

/// A kind of object in a spec file.
struct SpecKind: Sendable {
  /// The part of README's table that lists the kind.
  enum Group: String, CaseIterable {
    case layers = "Layers"
    case compositions = "Compositions"
    case values = "Labels and outputs"
    case blocks = "Blocks"
  }

  /// The key that says what the object is.
  let key: String
  let group: Group
  /// The keys of the object besides the common ones, beginning with its own.
  let keys: [String]
  let useless: [(key: String, reason: NoEffect)]
  /// The JSON Schema of each key.
  let properties: [(key: String, value: JSONNode)]
  let required: [String]
  /// Reads an object, in which every key is known.
  let read: @Sendable (SpecFields) throws(SpecError) -> [Layer]
}

extension SpecKind {
  /// The kind of the objects that a form describes.
  init<Root>(_ form: SpecForm<Root>, _ group: Group) {
    self.init(
      key: form.fields[0].key, group: group, keys: form.fields.map(\.key), useless: form.useless,
      properties: form.fields.map(\.property),
      required: form.fields.filter(\.isRequired).map(\.key),
      read: { (fields) throws(SpecError) in [try form.read(fields)] })
  }
}
