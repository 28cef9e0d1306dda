package import ConvCostCore

extension Convention {
  /// The convention as the file that it can be read from again.
  package var json: JSONNode {
    var members: [JSONNode.Member] = [
      .init("convcost", "convention/1"), .init("name", .string(name)),
      .init("summary", .string(summary)), .init("source", .string(source)),
    ]
    if framework != .pytorch {
      members.append(.init("framework", .string(framework.rawValue)))
    }
    if foldsNorms { members.append(.init("foldsNorms", .bool(true))) }
    members.append(.init("counts", .array(counts.map(\.json))))
    if parameters != .parameters { members.append(.init("parameters", parameters.json)) }
    return .object(members)
  }
}

extension Count {
  fileprivate var json: JSONNode {
    var members: [JSONNode.Member] = [
      .init("metric", .string(metric.rawValue)), .init("label", .string(label)),
      .init("sees", .line(.array(forms.map { .string($0.rawValue) }))), .init("rules", json(rules)),
    ]
    if !exceptions.isEmpty {
      let forms = SourceForm.allCases.compactMap { form in
        exceptions[form].map { JSONNode.Member(form.rawValue, json($0)) }
      }
      members.append(.init("exceptions", .object(forms)))
    }
    if !axes.isEmpty {
      let ranks = axes.sorted { $0.key < $1.key }.map { rank, rules in
        JSONNode.Member("\(rank)", json(rules))
      }
      members.append(.init("axes", .object(ranks)))
    }
    if !countedTwice.isEmpty {
      let kinds = OperationKind.allCases.filter(countedTwice.contains)
      members.append(
        .init("countedTwice", .line(.array(kinds.map { .string($0.rawValue) }))))
    }
    return .object(members)
  }

  /// The forms that are seen, in order.
  var forms: [SourceForm] { SourceForm.allCases.filter(sees.contains) }

  private func json(_ rules: Rules) -> JSONNode {
    .object(
      OperationKind.allCases.compactMap { kind in
        rules[kind].map { terms in
          JSONNode.Member(
            kind.rawValue,
            .line(
              .object(
                terms.map { JSONNode.Member($0.quantity.rawValue, .integer($0.factor)) })))
        }
      })
  }
}
