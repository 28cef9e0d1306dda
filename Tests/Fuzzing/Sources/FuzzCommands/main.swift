@testable import ConvCostImport
@testable import ConvCostCore
@testable import ConvCostJSON
@testable import ConvCostReports
import LibFuzzer

private let operators =
  Operator.allCases.map(\.rawValue)
  + Array(
    repeating: ["Conv", "ConvTranspose", "LRN", "MaxPool", "Gemm", "Resize", "MatMul"], count: 8
  )
  .joined()

/// Chooses a valid model with extreme numbers by the bytes, and runs on it what the commands
/// report, reconcile, explain, compare and check do.
private func execute(_ start: UnsafeRawPointer, _ count: Int) -> CInt {
  var builder = ExtremeModel(
    Array(UnsafeRawBufferPointer(start: start, count: count)), operators: operators)
  let model = builder.build()
  model.withUnsafeBytes { bytes in
    guard let network = try? ONNXFile.read(ByteSource(bytes)) else { return }
    let subject = Subject(name: "model.onnx", source: "onnx")
    let convention = Convention.all[count % Convention.all.count]
    switch model.count % 4 {
    case 0:
      guard let reconciliation = try? Reconciliation(subject, network.graph) else { return }
      _ = reconciliation.json.text()
      _ = CSVRenderer().render(reconciliation.document)
    case 1:
      for path in Paths(network.graph).nodes.prefix(2) + [""] {
        let explanation = try? Explanation(subject, network.graph, path: path, by: convention)
        _ = explanation?.json.text()
        if let explanation { _ = CSVRenderer().render(explanation.document) }
      }
    case let command:
      var deployment = Deployment()
      deployment.batch = [1, 1000, Int(Int32.max)][count % 3]
      guard let analysis = try? Analysis(network.graph, by: convention),
        let report = try? Report(subject, analysis, deployment)
      else { return }
      if command == 2 {
        var layout = ReportLayout()
        layout.columns = ReportColumn.all.filter { $0.key != "time" && $0.key != "bound" }
        layout.optimizer = .adam
        layout.hasPictures = true
        _ = TextRenderer(style: Style(width: 80, usesColor: false, units: .auto)).render(
          report.document(layout))
        _ = report.json.text()
      } else {
        let comparison = Comparison([report, report])
        _ = comparison.json.text()
        _ = CSVRenderer().render(comparison.document)
        _ = [Changes(from: report, to: report)].comment(title: "changes")
        _ = Figure.allCases.map { ($0.value(of: report), report.isLowerBound($0)) }
      }
    }
  }
  return 0
}

precondition(fuzz(execute) == 0, "libFuzzer ended with an error")
