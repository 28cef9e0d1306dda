/// The script of the explorer page: it draws the network from the data in the page.
///
/// It is one block of strict code without globals, and uses no other files.
enum ExplorerScript {
  /// The parts in the order in which they start; a part may use those before it at once, and
  /// those after it later.
  static let text =
    (["'use strict';\n{"] + parts + ["}"]).joined(separator: "\n")

  /// The parts by subject.
  private static let parts = [
    model, numbers, counts, view, header, icicle,
    charts, roofline, table, tableControls, detail,
  ]
}
