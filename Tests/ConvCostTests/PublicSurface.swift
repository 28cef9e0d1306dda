import Foundation

/// What the library makes public, of the compiler's symbol graph of the module `ConvCost`.
struct PublicSurface: Decodable {
  private var symbols: [Symbol]
  private var relationships: [Relationship]

  private struct Symbol: Decodable {
    struct Identifier: Decodable { var precise: String }
    struct Fragment: Decodable { var spelling: String }
    var identifier: Identifier
    var pathComponents: [String]
    var declarationFragments: [Fragment]?

    var declaration: String {
      let text = (declarationFragments ?? []).map(\.spelling).joined()
      return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
  }

  private struct Relationship: Decodable {
    var kind: String
    var source: String
    var target: String
    var targetFallback: String?
  }

  /// Asks the compiler.
  static func read() throws -> PublicSurface {
    try Toolchain.withFolder { folder in
      let modules = ["ConvCostCore", "ConvCostZoo", "ConvCostReports", "ConvCostImport"]
      let result = try Toolchain.run(
        tool: "swift-symbolgraph-extract",
        [
          "-module-name", "ConvCost", "-minimum-access-level", "public",
          "-skip-synthesized-members",
          "-experimental-allowed-reexported-modules=\(modules.joined(separator: ","))",
          "-output-dir", folder.path,
        ])
      guard result.status == 0 else { throw CocoaError(.executableNotLoadable) }
      let graph = folder.appendingPathComponent("ConvCost.symbols.json")
      return try JSONDecoder().decode(PublicSurface.self, from: Data(contentsOf: graph))
    }
  }

  /// Protocols that every type conforms to, or that follow from others.
  private static let implied: Set = [
    "Swift.Copyable", "Swift.Escapable", "Swift.SendableMetatype", "Swift.Equatable",
    "Swift.BitwiseCopyable", "Swift.RawRepresentable",
  ]

  /// A line for each declaration, in the order of their paths: the path, what is declared, what it
  /// conforms to.
  var lines: [String] {
    var protocols: [String: [String]] = [:]
    let names = Dictionary(
      symbols.map { ($0.identifier.precise, $0.pathComponents.joined(separator: ".")) },
      uniquingKeysWith: { first, _ in first })
    for relationship in relationships where relationship.kind == "conformsTo" {
      let name = names[relationship.target] ?? relationship.targetFallback ?? relationship.target
      guard !Self.implied.contains(name) else { continue }
      protocols[relationship.source, default: []].append(
        name.hasPrefix("Swift.") ? String(name.dropFirst(6)) : name)
    }
    return symbols.map { symbol in
      let conformances = protocols[symbol.identifier.precise].map { names in
        Set(names).sorted().joined(separator: ", ")
      }
      let owner = symbol.pathComponents.dropLast().joined(separator: ".")
      return (owner.isEmpty ? "" : "\(owner): ") + symbol.declaration
        + (conformances.map { " : \($0)" } ?? "")
    }.sorted()
  }
}
