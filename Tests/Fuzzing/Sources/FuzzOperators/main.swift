@testable import ConvCostImport
@testable import ConvCostCore
import LibFuzzer

private let operators = Operator.allCases.map(\.rawValue) + ["If", "Loop", "Frobnicate"]

/// Chooses a valid model with extreme numbers by the bytes, reads and counts it.
private func execute(_ start: UnsafeRawPointer, _ count: Int) -> CInt {
  var builder = ExtremeModel(
    Array(UnsafeRawBufferPointer(start: start, count: count)), operators: operators)
  let model = builder.build()
  model.withUnsafeBytes { bytes in
    guard let network = try? ONNXFile.read(ByteSource(bytes)) else { return }
    _ = try? Analysis(network.graph)
    _ = Paths(network.graph)
  }
  return 0
}

precondition(fuzz(execute) == 0, "libFuzzer ended with an error")
