package import ConvCostJSON

/// A result that every format can show: a document for people, JSON for programs.
package protocol Presentable {
  /// The result as a document.
  var document: Document { get }
  /// The result as JSON.
  var json: JSONNode { get }
}

/// A result that is made of its two forms.
package struct Presentation: Presentable {
  package let document: Document
  package let json: JSONNode

  /// Creates a result.
  package init(document: Document, json: JSONNode) {
    self.document = document
    self.json = json
  }
}

extension CheckResult: Presentable {}
extension Comparison: Presentable {}
extension Explanation: Presentable {}
extension LayerStudy: Presentable {}
extension Listing: Presentable {}
extension Reconciliation: Presentable {}
