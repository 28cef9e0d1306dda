import ConvCostCore
import ConvCostJSON

extension SpecValue where Value == Layer {
  /// A layer in any notation.
  static var layer: Self {
    Self(
      schema: .reference("anyLayer"),
      decode: { (value, key, fields) throws(SpecError) in try fields.layer(value, key) },
      encode: { SpecWriter.node($0) })
  }
}

extension SpecValue where Value == [Layer] {
  /// A list of layers.
  static var layers: Self {
    Self(
      schema: .reference("layers"),
      decode: { (value, key, fields) throws(SpecError) in try fields.layers(value, key) },
      encode: { .list(SpecWriter.nodes($0)) })
  }

  /// A list of at least one branch.
  static var branches: Self {
    layers.restricted(to: "at least one branch", found: { _ in "no branch" }) { !$0.isEmpty }
  }
}

extension SpecValue where Value == BatchNorm {
  /// `true`, or an object with the settings of a normalisation.
  static var norm: Self {
    Self(
      schema: .any(of: [
        .type("boolean"), .properties(SpecForms.batchNormSettings.map(\.property)),
      ]),
      decode: { (value, key, fields) throws(SpecError) in
        if let norm = try SpecValue<BatchNorm?>.norm.decode(value, key, fields) { return norm }
        throw fields.error(
          value, found: "false", expected: "true, or the settings of a normalisation", key: key)
      },
      encode: { SpecValue<BatchNorm?>.norm.encode($0) })
  }
}

extension SpecValue where Value == BatchNorm? {
  /// `true` or the settings of a normalisation; `false` for none.
  static var norm: Self {
    Self(
      schema: SpecValue<BatchNorm>.norm.schema,
      decode: { (value, key, fields) throws(SpecError) in
        if let flag = value.bool { return flag ? BatchNorm() : nil }
        let fields = fields.inner(value, key)
        try fields.check(SpecForms.batchNormSettings.map(\.key))
        var norm = BatchNorm()
        for field in SpecForms.batchNormSettings { try field.read(fields, &norm) }
        return norm
      },
      encode: { norm in
        guard let norm else { return .flag(false) }
        let settings = SpecForms.batchNormSettings.members(of: norm, usual: BatchNorm())
        return settings.isEmpty ? .flag(true) : .object(settings)
      })
  }
}

extension SpecValue where Value == ZeroPad {
  /// Lengths around a map: one extent for both ends, or one before and one after.
  static var border: Self {
    Self(
      schema: .any(of: [
        .reference("size"),
        .properties([("before", .reference("size")), ("after", .reference("size"))]),
      ]),
      decode: { (value, key, fields) throws(SpecError) in
        guard value.members != nil else {
          let extent = try fields.extent(value, key, from: 0)
          return ZeroPad(before: extent, after: extent)
        }
        let inner = try fields.inner(value, key, known: ["before", "after"])
        var border = ZeroPad(before: 0, after: 0)
        if let value = inner["before"] {
          border.before = try inner.extent(value, "before", from: 0)
        }
        if let value = inner["after"] { border.after = try inner.extent(value, "after", from: 0) }
        return border
      },
      encode: { border in
        border.before == border.after
          ? JSONNode(border.before)
          : .object([("before", JSONNode(border.before)), ("after", JSONNode(border.after))])
      })
  }
}

extension SpecValue where Value == Padding {
  /// A rule by name, or the lengths around the map.
  static var padding: Self {
    let rules: [(String, Padding)] = [("valid", .valid), ("half", .half), ("same", .same)]
    let border = SpecValue<ZeroPad>.border
    return Self(
      schema: .any(of: [.texts(rules.map(\.0)), border.schema]),
      decode: { (value, key, fields) throws(SpecError) in
        if let rule = rules.first(where: { $0.0 == value.string }) { return rule.1 }
        let pad = try border.decode(value, key, fields)
        return pad.before == 0 && pad.after == 0 && value.members == nil
          ? .valid : .explicit(before: pad.before, after: pad.after)
      },
      encode: { padding in
        if let rule = rules.first(where: { $0.1 == padding }) { return .text(rule.0) }
        guard case .explicit(let before, let after) = padding else { return .null }
        // A plain zero is read as the rule `valid`.
        return before == 0 && after == 0
          ? .object([("before", JSONNode(before)), ("after", JSONNode(after))])
          : border.encode(ZeroPad(before: before, after: after))
      })
  }
}

extension SpecValue where Value == Shortcut {
  /// A rule by name, or an object with the layer of the shortcut.
  static var shortcut: Self {
    let rules: [(String, Shortcut)] = [
      ("identity", .identity), ("whenShapesMatch", .whenShapesMatch),
    ]
    let ways: [(key: String, shortcut: @Sendable (Layer) -> Shortcut)] = [
      ("identityOr", { .identityOr($0) }), ("through", { .through($0) }),
    ]
    return Self(
      schema: .any(
        of: [.texts(rules.map(\.0))]
          + ways.map { .properties([($0.key, .reference("anyLayer"))], required: [$0.key]) }),
      decode: { (value, key, fields) throws(SpecError) in
        guard value.members != nil else { return try fields.choice(value, key, rules) }
        let inner = try fields.inner(value, key, known: ways.map(\.key))
        guard let way = ways.first(where: { inner.has($0.key) }) else {
          throw fields.error(
            value, found: "an object without a layer", expected: "\"identityOr\" or \"through\"",
            key: key)
        }
        if let other = ways.first(where: { $0.key != way.key && inner.has($0.key) }) {
          throw SpecError(
            position: value.position, path: inner.path, problem: .twoKinds(way.key, other.key))
        }
        return way.shortcut(try inner.layer(try inner.required(way.key), way.key))
      },
      encode: { shortcut in
        switch shortcut {
        case .identity: .text("identity")
        case .whenShapesMatch: .text("whenShapesMatch")
        case .identityOr(let layer): .object([("identityOr", SpecWriter.node(layer))])
        case .through(let layer): .object([("through", SpecWriter.node(layer))])
        }
      })
  }
}
