package import ConvCostCore
package import ConvCostJSON

extension Convention {
  /// The convention as the file that it can be read from again.
  package var json: JSONNode {
    var members: [JSONNode.Member] = [
      ("convcost", "convention/1"), ("name", .text(name)),
      ("summary", .text(summary)), ("source", .text(source)),
    ]
    if framework != .pytorch {
      members.append(("framework", .text(framework.rawValue)))
    }
    if foldsNorms { members.append(("foldsNorms", .flag(true))) }
    members.append(("counts", .list(counts.map(\.json))))
    if parameters != .parameters { members.append(("parameters", parameters.json)) }
    return .object(members)
  }
}

extension Count {
  fileprivate var json: JSONNode {
    var members: [JSONNode.Member] = [
      ("metric", .text(metric.rawValue)), ("label", .text(label)),
      ("sees", .line(.list(forms.map { .text($0.rawValue) }))), ("rules", json(rules)),
    ]
    if !exceptions.isEmpty {
      let forms = SourceForm.allCases.compactMap { form in
        exceptions[form].map { (form.rawValue, json($0)) }
      }
      members.append(("exceptions", .object(forms)))
    }
    if !axes.isEmpty {
      let ranks = axes.sorted { $0.key < $1.key }.map { rank, rules in
        ("\(rank)", json(rules))
      }
      members.append(("axes", .object(ranks)))
    }
    if !countedTwice.isEmpty {
      let kinds = OperationKind.allCases.filter(countedTwice.contains)
      members.append(
        ("countedTwice", .line(.list(kinds.map { .text($0.rawValue) }))))
    }
    return .object(members)
  }

  /// The forms that are seen, in order.
  var forms: [SourceForm] { SourceForm.allCases.filter(sees.contains) }

  private func json(_ rules: Rules) -> JSONNode {
    .object(
      OperationKind.allCases.compactMap { kind in
        rules[kind].map { terms in
          (
            kind.rawValue,
            .line(
              .object(
                terms.map { ($0.quantity.rawValue, .number($0.factor)) }))
          )
        }
      })
  }
}
