import ConvCostCore
import ConvCostJSON
import ConvCostText

extension Report {
  /// The part of the main number that depends on the number of regions, and the rest.
  ///
  /// By other conventions than the standard one an operation need not cost the same for each
  /// region.
  var regionText: String? {
    let work = analysis.regionWork
    guard !work.isEmpty else { return nil }
    let metric = convention.counts[0].metric
    let unit = convention.label(of: metric)
    let parts = work.map { work in
      let together = Digits.grouped(metric.value(of: work.cost))
      let regions = "\(Digits.grouped(work.pool.count)) \(work.pool.kind.name(of: work.pool.count))"
      guard convention == .standard, let each = work.macsForEach else {
        return "\(regions): \(together) \(unit) together"
      }
      return "\(regions): \(Digits.grouped(each)) \(unit) each, \(together) together"
    }
    let rest = work.reduce(metric.value(of: total)) { $0 - metric.value(of: $1.cost) }
    return (parts + ["the rest: \(Digits.grouped(rest)) \(unit)"]).joined(separator: "; ")
  }

  /// The work for regions; no member for a network without regions.
  var regionsJSON: JSONNode {
    let work = analysis.regionWork
    return work.isEmpty ? [:] : ["regions": .list(work.map { .line(json($0)) })]
  }

  private func json(_ work: RegionWork) -> JSONNode {
    let each: JSONNode =
      convention == .standard
      ? ["macsEach": work.macsForEach.map(JSONNode.number) ?? .null] : [:]
    return [
      "path": .text(paths.nodes[work.node]), "kind": .text(work.pool.kind.rawValue),
      "count": .number(work.pool.count),
    ] + each + .object(work.cost.members(by: convention))
  }
}
