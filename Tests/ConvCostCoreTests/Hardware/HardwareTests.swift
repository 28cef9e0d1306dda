import ConvCostCore
import Testing

struct HardwareTests {
  /// The bits of a number, the bytes of 1, 3, 5, 8 and 9 numbers, and the picojoules of a
  /// multiply-accumulate by the documentation's table.
  @Test(arguments: [
    (DataType.fp32, 32, [4, 12, 20, 32, 36], 4.6), (.tf32, 32, [4, 12, 20, 32, 36], 4.6),
    (.fp16, 16, [2, 6, 10, 16, 18], 1.5), (.bf16, 16, [2, 6, 10, 16, 18], 1.5),
    (.fp8, 8, [1, 3, 5, 8, 9], 1.5), (.int8, 8, [1, 3, 5, 8, 9], 0.3),
    (.int4, 4, [1, 2, 3, 4, 5], 0.3), (.int2, 2, [1, 1, 2, 2, 3], 0.3),
  ])
  func `number formats`(type: DataType, bits: Int, bytes: [Int], picojoules: Double) {
    #expect(type.bits == bits)
    #expect([1, 3, 5, 8, 9].map { type.bytes(of: $0) } == bytes)
    #expect(type.bytes(of: 0) == 0)
    #expect(abs(Energy.picojoulesPerMAC(type) - picojoules) < 1e-9)
    let joules = Energy.joules(macs: 1e12, bytes: 1e11, type)
    #expect(abs(joules - picojoules - 16) < 1e-9)
  }

  @Test func `bytes that do not fit in 64 bits are not given`() {
    #expect(DataType.int8.bytes(of: .max) == .max)
    #expect(DataType.fp16.bytes(of: .max / 2) == .max - 1)
    #expect(DataType.fp16.bytes(of: .max / 2 + 1) == nil)
    #expect(DataType.int4.bytes(of: .max) == .max / 2 + 1)
  }

  @Test func `a roofline is the longer of two times`() throws {
    let device = Device(peak: 8, bandwidth: 2)
    #expect(device.peaks.count == DataType.allCases.count)
    #expect(Set(device.peaks.values) == [8])
    let roofline = try #require(Roofline(device, .int2))
    #expect(roofline.seconds(flops: 24, bytes: 2) == 3)
    #expect(roofline.seconds(flops: 24, bytes: 10) == 5)
    #expect(roofline.bound(flops: 24, bytes: 6) == .compute)
    #expect(roofline.bound(flops: 23, bytes: 6) == .memory)
    #expect(Roofline(Device(name: "", peaks: [.int8: 1], bandwidth: 1), .fp32) == nil)
    #expect(Roofline(Device(name: "", peaks: [.int8: 1], bandwidth: nil), .int8) == nil)
  }

  @Test(arguments: [
    ("a100", "a100-40gb"), ("A100", "a100-40gb"), ("H_100", "h100-sxm"),
    ("Edge TPU", "coral-edge-tpu"), ("RTX 4090", "rtx-4090"), ("jetson_Nano", "jetson-nano"),
    ("jetson", nil), ("", nil),
  ])
  func `devices by their names`(name: String, found: String?) {
    #expect(Device.known(named: name)?.name == found)
  }

  @Test func `names of devices differ`() {
    #expect(Set(Device.known.map(\.name)).count == Device.known.count)
    #expect(Device.aliases.values.allSatisfy { Device.known(named: $0)?.name == $0 })
  }
}
