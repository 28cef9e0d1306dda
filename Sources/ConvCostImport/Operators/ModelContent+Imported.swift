import ConvCostCore

extension ModelContent {
  /// The content of a file of operators.
  init(_ imported: ImportedNetwork) {
    self.init(graph: imported.graph, notes: imported.notes, warning: imported.warning)
  }
}
