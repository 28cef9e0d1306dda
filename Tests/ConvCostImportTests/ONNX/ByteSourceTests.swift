import Testing

@testable import ConvCostImport

@Suite struct ByteSourceTests {
  /// Bytes outside of a source are not read, whatever is there in memory.
  @Test func `a range before the first byte ends the program`() async {
    await #expect(processExitsWith: .failure) {
      let bytes: [UInt8] = [1, 2, 3, 4]
      bytes.withUnsafeBytes { _ = ByteSource($0).withBytes(in: -1..<0) { $0.count } }
    }
  }

  @Test func `a range after the last byte ends the program`() async {
    await #expect(processExitsWith: .failure) {
      let bytes: [UInt8] = [1, 2, 3, 4]
      bytes.withUnsafeBytes { _ = ByteSource($0).withBytes(in: 4..<5) { $0.count } }
    }
  }
}
