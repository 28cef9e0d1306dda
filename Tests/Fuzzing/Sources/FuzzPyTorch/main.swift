@testable import ConvCostCore
@testable import ConvCostImport
import LibFuzzer

/// Reads bytes as the description of a program, in an archive of it alone, and counts what it
/// holds.
///
/// The archive is written around the bytes, so that they need not be one: most random changes would
/// only break its list of files.
private func execute(_ start: UnsafeRawPointer, _ count: Int) -> CInt {
  let text = Array(UnsafeRawBufferPointer(start: start, count: count))
  let archive = archive(of: text)
  archive.withUnsafeBytes { bytes in
    let options =
      count % 3 == 0
      ? ModelOptions(input: [8]) : ModelOptions(dimensions: count % 3 == 1 ? ["s0": 8] : [:])
    guard let network = try? PyTorchFile.read(ByteSource(bytes), options) else { return }
    _ = try? Analysis(network.graph)
    _ = Paths(network.graph)
    _ = network.notes
  }
  return 0
}

/// Returns an archive of one file that is not compressed.
private func archive(of data: [UInt8]) -> [UInt8] {
  func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
  let name = Array("serialized_exported_program.json".utf8)
  let fields =
    number(0, 12) + number(data.count, 4) + number(data.count, 4) + number(name.count, 2)
    + number(0, 2)
  let file = [0x50, 0x4B, 3, 4] + number(0, 2) + fields + name + data
  let entry =
    [0x50, 0x4B, 1, 2] + number(0, 4) + fields + number(0, 10) + number(0, 4) + name
  let end =
    [0x50, 0x4B, 5, 6] + number(0, 4) + number(1, 2) + number(1, 2) + number(entry.count, 4)
    + number(file.count, 4) + number(0, 2)
  return file + entry + end
}

precondition(fuzz(execute) == 0, "libFuzzer ended with an error")
