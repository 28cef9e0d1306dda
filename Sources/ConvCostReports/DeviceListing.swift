package import ConvCostCore
package import ConvCostJSON
import ConvCostText

/// Devices with their figures and sources.
package struct DeviceListing: Presentable, Sendable {
  /// The devices.
  package let devices: [Device]

  /// Lists the known devices that satisfy a condition.
  package init(where isWanted: (Device) -> Bool) {
    devices = Device.known.filter(isWanted)
  }

  package var document: Document {
    let types = DataType.allCases.filter { type in devices.contains { $0.peaks[type] != nil } }
    let rates = types.map { Table.Column($0.rawValue, key: "\($0.rawValue)PerSecond") }
    func table(
      _ size: (Int?) -> Table.Cell, _ rate: (Double?) -> Table.Cell, columns: [Table.Column],
      _ cells: (Device) -> [Table.Cell]
    ) -> Table {
      Table(
        columns: [
          Table.Column("Device", key: "name", isNumeric: false),
          Table.Column("Memory", key: "memory"), Table.Column("Flash", key: "flash"),
          Table.Column("Bandwidth", key: "bandwidth"),
        ] + rates + columns,
        rows: devices.map { device in
          Table.Row(
            [.text(device.name), size(device.memory), size(device.flash), rate(device.bandwidth)]
              + types.map { rate(device.peaks[$0]) } + cells(device))
        })
    }
    let sources = Document.Sources(devices.lazy.map(\.source))
    return Document(
      title: "",
      tables: [
        table(
          Self.binary, Self.rate,
          columns: [Table.Column("", key: "source", isNumeric: false, need: .answer)]
        ) { [.text(sources.sign(of: $0.source))] }
      ],
      facts: [
        Document.Fact("Memory", "for activations, and for parameters if there is no flash"),
        Document.Fact("Rates", "operations and bytes per second at most; 2 operations a MAC"),
      ] + sources.facts,
      flat: table(
        { $0.map { .count($0) } ?? .empty }, { $0.map { .count(Int($0)) } ?? .empty },
        columns: [
          Table.Column("Is", key: "title", isNumeric: false),
          Table.Column("Source", key: "source", isNumeric: false),
        ]
      ) { [.text($0.title), .text($0.source)] })
  }

  /// A size in binary units, as memory is sold.
  private static func binary(_ bytes: Int?) -> Table.Cell {
    guard let bytes else { return .empty }
    for (shift, unit) in [(30, "GiB"), (20, "MiB")] where bytes >= 1 << shift {
      return .text("\(Digits.compact(Double(bytes) / Double(1 << shift))) \(unit)")
    }
    return .text("\(Digits.compact(Double(bytes) / 1024)) KiB")
  }

  private static func rate(_ rate: Double?) -> Table.Cell {
    rate.map { .text(Digits.compact($0)) } ?? .empty
  }

  package var json: JSONNode {
    [
      "schema": "convcost.devices/1",
      "devices": .list(
        devices.map { device in
          .line([
            "name": .text(device.name), "title": .text(device.title),
            "kind": device.kind.map { .text($0.rawValue) } ?? .null,
            "memoryBytes": device.memory.map(JSONNode.number) ?? .null,
            "flashBytes": device.flash.map(JSONNode.number) ?? .null,
            "bandwidth": device.bandwidth.map { .decimal($0) } ?? .null,
            "peaks": .object(
              DataType.allCases.compactMap { type in
                device.peaks[type].map { (type.rawValue, .decimal($0)) }
              }),
            "source": .text(device.source),
          ])
        }),
    ]
  }
}
