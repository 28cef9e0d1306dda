import ConvCostCore
import ConvCostJSON

/// A key of an object in a spec file: what it sets, its possible values, and when it is left out.
///
/// The key is stated once; reading, writing, messages and the JSON Schema use this statement.
struct SpecField<Root: Sendable>: Sendable {
  let key: String
  /// The JSON Schema of the value.
  let schema: JSONNode
  /// Whether an object must have the key.
  var isRequired = false
  /// The reason why the key would have no effect on the object; nil if it has one.
  var uselessness: @Sendable (Root, SpecFields) -> NoEffect? = { _, _ in nil }
  /// Sets the object's value, or the default if the key is missing.
  let read: @Sendable (SpecFields, inout Root) throws(SpecError) -> Void
  /// Returns the value to write; nil for the default.
  var write: @Sendable (_ root: Root, _ usual: Root?) -> JSONNode?
  /// Sets the value of another object with its numbers of channels replaced.
  let setChannels: @Sendable (inout Root, _ old: Root, _ transform: (Int) -> Int) -> Void

  /// The key and its JSON Schema.
  var property: (key: String, value: JSONNode) { (key, schema) }

  /// A key that every object must have.
  static func required<Value>(
    _ key: String, _ path: any WritableKeyPath<Root, Value> & Sendable, _ type: SpecValue<Value>
  ) -> Self {
    var field = derived(key, path, type) { _ in nil }
    field.isRequired = true
    return field
  }

  /// A key that is left out for the default value.
  static func optional<Value>(
    _ key: String, _ path: any WritableKeyPath<Root, Value> & Sendable, _ type: SpecValue<Value>
  ) -> Self {
    Self(
      key, path, type,
      read: { (fields, root) throws(SpecError) in
        if let value = fields[key] { root[keyPath: path] = try type.decode(value, key, fields) }
      },
      write: { root, usual in
        let value = root[keyPath: path]
        return value == usual?[keyPath: path] ? nil : type.encode(value)
      })
  }

  /// A key that is left out for the value that follows from the fields before it; required if no
  /// value follows.
  static func derived<Value>(
    _ key: String, _ path: any WritableKeyPath<Root, Value> & Sendable, _ type: SpecValue<Value>,
    from derivation: @escaping @Sendable (Root) -> Value?
  ) -> Self {
    Self(
      key, path, type,
      read: { (fields, root) throws(SpecError) in
        if fields[key] == nil, let value = derivation(root) {
          root[keyPath: path] = value
        } else {
          root[keyPath: path] = try type.decode(try fields.required(key), key, fields)
        }
      },
      write: { root, _ in
        let value = root[keyPath: path]
        return value == derivation(root) ? nil : type.encode(value)
      })
  }

  /// A key that is read but never written; another key states the same.
  static func alternative<Value>(
    _ key: String, _ type: SpecValue<Value>,
    _ read: @escaping @Sendable (Value, SpecFields, inout Root) throws(SpecError) -> Void
  ) -> Self {
    Self(
      key: key, schema: type.schema,
      read: { (fields, root) throws(SpecError) in
        guard let value = fields[key] else { return }
        try read(try type.decode(value, key, fields), fields, &root)
      }, write: { _, _ in nil }, setChannels: { _, _, _ in })
  }

  private init<Value>(
    _ key: String, _ path: any WritableKeyPath<Root, Value> & Sendable, _ type: SpecValue<Value>,
    read: @escaping @Sendable (SpecFields, inout Root) throws(SpecError) -> Void,
    write: @escaping @Sendable (_ root: Root, _ usual: Root?) -> JSONNode?
  ) {
    self.init(
      key: key, schema: type.schema, read: read, write: write,
      setChannels: { root, old, transform in
        guard let mapChannels = type.mapChannels else { return }
        root[keyPath: path] = mapChannels(old[keyPath: path], transform)
      })
  }

  private init(
    key: String, schema: JSONNode,
    read: @escaping @Sendable (SpecFields, inout Root) throws(SpecError) -> Void,
    write: @escaping @Sendable (_ root: Root, _ usual: Root?) -> JSONNode?,
    setChannels: @escaping @Sendable (inout Root, _ old: Root, (Int) -> Int) -> Void
  ) {
    self.key = key
    self.schema = schema
    self.read = read
    self.write = write
    self.setChannels = setChannels
  }

  /// A key that only says what the object is.
  static func marker(_ key: String) -> Self {
    let yes = SpecValue.yes
    var field = Self(
      key: key, schema: yes.schema,
      read: { (fields, _) throws(SpecError) in
        _ = try yes.decode(try fields.required(key), key, fields)
      }, write: { _, _ in .flag(true) }, setChannels: { _, _, _ in })
    field.isRequired = true
    return field
  }

  /// The field, written even with its default value.
  var alwaysWritten: Self {
    var field = self
    field.write = { [write] root, _ in write(root, nil) }
    return field
  }

  /// The field, refused if a condition gives a reason.
  func refused(
    _ reason: @escaping @Sendable (Root, SpecFields) -> NoEffect?
  ) -> Self {
    var field = self
    let before = uselessness
    field.uselessness = { before($0, $1) ?? reason($0, $1) }
    return field
  }

  /// The field, which has an effect only together with another key.
  func with(_ other: String) -> Self {
    refused { _, fields in fields.has(other) ? nil : .without(other) }
  }

  /// The field, which has no effect together with another key.
  func without(_ other: String) -> Self {
    refused { _, fields in fields.has(other) ? .besides(other) : nil }
  }

  /// The field for a value that contains this field's object as a part.
  func of<Whole>(_ part: any WritableKeyPath<Whole, Root> & Sendable) -> SpecField<Whole> {
    var field = SpecField<Whole>(
      key: key, schema: schema,
      read: { [read] (fields, whole) throws(SpecError) in try read(fields, &whole[keyPath: part]) },
      write: { [write] whole, usual in write(whole[keyPath: part], usual?[keyPath: part]) },
      setChannels: { [setChannels] whole, old, transform in
        setChannels(&whole[keyPath: part], old[keyPath: part], transform)
      })
    field.isRequired = isRequired
    field.uselessness = { [uselessness] whole, fields in uselessness(whole[keyPath: part], fields) }
    return field
  }
}

extension Array {
  /// Reads the fields of an object, in order.
  func read<Root>(_ fields: SpecFields, into root: inout Root) throws(SpecError)
  where Element == SpecField<Root> {
    for field in self {
      try field.read(fields, &root)
      if let reason = field.uselessness(root, fields) { try fields.refuse(field.key, reason) }
    }
  }

  /// Returns the members of an object, without those with the default value.
  func members<Root>(of root: Root, usual: Root) -> [JSONNode.Member]
  where Element == SpecField<Root> {
    compactMap { field in field.write(root, usual).map { (field.key, $0) } }
  }
}
